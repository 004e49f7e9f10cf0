/**
 * As much of Web Bluetooth as a pull needs. A browser's `navigator.bluetooth`, npm's webbluetooth and the simulator's
 * link all have this shape.
 */

export interface BluetoothDevice {
  readonly name?: string | undefined;
  readonly gatt?: BluetoothServer | undefined;
  addEventListener(type: 'gattserverdisconnected', listener: () => void): void;
  removeEventListener(type: 'gattserverdisconnected', listener: () => void): void;
}

export interface BluetoothServer {
  readonly connected: boolean;
  connect(): Promise<BluetoothServer>;
  disconnect(): void;
  getPrimaryService(uuid: string): Promise<BluetoothService>;
}

export interface BluetoothService {
  getCharacteristic(uuid: string): Promise<BluetoothCharacteristic>;
}

export interface BluetoothCharacteristic {
  readonly value?: DataView | undefined;
  readValue(): Promise<DataView>;
  startNotifications(): Promise<unknown>;
  stopNotifications?(): Promise<unknown>;
  writeValueWithResponse(value: Uint8Array<ArrayBuffer>): Promise<void>;
  addEventListener(type: 'characteristicvaluechanged', listener: () => void): void;
  removeEventListener(type: 'characteristicvaluechanged', listener: () => void): void;
}

/** Resolves after so many milliseconds, or as soon as `stop` is aborted: time comes from outside. */
export type Sleep = (milliseconds: number, stop: AbortSignal) => Promise<void>;

/** Why a badge and a supervisor did not come together, for who says it in other words. */
export type Refusal =
  /** It talks only to systems that have paired with it, and this one has not. */
  | 'not-paired'
  /** The badge is enrolled, and there is no key for it here. */
  | 'no-key'
  /** There is a key for it here, and it says that it was never enrolled. */
  | 'not-enrolled'
  /** It has another key than this one. */
  | 'other-key'
  /** Its end of the log does not bear its signature. */
  | 'not-signed'
  | 'role'
  | 'proof'
  | 'locked'
  | 'clock'
  /** Its log has another seal than the pull ended with. */
  | 'seal'
  /** It knows as many orders as it can. */
  | 'full'
  /** It cannot read the request, or does not know it. */
  | 'request';

/** What did not work, in one sentence. */
export interface Failure {
  readonly error: string;
  /** What a badge refused it for, where one did; or that somebody here stopped it (`PullClient.abort`). */
  readonly why?: Refusal | 'stopped';
}
