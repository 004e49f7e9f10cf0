/**
 * npm's webbluetooth in a process of its own, for one scan or one connection: it blocks while it works, it goes on
 * hearing for the characteristics of a connection that is gone, and it takes its process down where it is in the way.
 */
import { INFO, SERVICE, uuid } from '../../shared/pull/frame.js';

/** As much of the library as is used. */
interface Library {
  readonly Bluetooth: new (how: object) => Bluetooth;
}

interface Bluetooth {
  getAvailability(): Promise<boolean>;
  requestDevice(how: { readonly acceptAllDevices: boolean }): Promise<Device>;
}

interface Device extends EventTarget {
  readonly id: string;
  readonly name: string;
  /** What it advertised when the library heard it; its public half has no place for it. */
  readonly _adData?: { readonly manufacturerData?: ReadonlyMap<string, DataView> };
  readonly gatt: {
    connect(): Promise<Device['gatt']>;
    disconnect(): void;
    getPrimaryService(uuid: string): Promise<{ getCharacteristic(uuid: string): Promise<Characteristic> }>;
  };
}

interface Characteristic extends EventTarget {
  readonly value?: DataView;
  readValue(): Promise<DataView>;
  startNotifications(): Promise<unknown>;
  writeValueWithResponse(value: Uint8Array): Promise<void>;
}

/** A question of the parent's, and what is told to it: the answer, or what happens. */
export interface Asked {
  readonly no: number;
  readonly op: keyof typeof OPS;
  readonly uuid?: string;
  readonly id?: string;
  readonly seconds?: number;
  /** Whose data is wanted of what devices say on the air. */
  readonly company?: number;
  readonly value?: Uint8Array;
}

/** A device that a scan found; `told`: what it says on the air, if it is of the company that was asked for. */
export interface Scanned {
  readonly id: string;
  readonly name: string;
  readonly told?: Uint8Array;
}

export type Told =
  | { readonly found: Scanned }
  | { readonly no: number; readonly value?: unknown; readonly error?: string }
  | { readonly uuid: string; readonly heard: Uint8Array }
  | { readonly gone: true };

/** In package.json it is not: a plain install leaves native parts out. */
const PACKAGE = 'webbluetooth';
/** How long a device that was in reach is looked for again. */
const FIND_SECONDS = 3;
/** What the library needs to let go of a device. */
const LEAVE_MS = 200;

let device: Device | undefined;
const characteristics = new Map<string, Characteristic>();

function tell(told: Told): void {
  process.send?.(told);
}

async function bluetooth(how: object): Promise<Bluetooth> {
  const loaded = await import(PACKAGE).catch(() => {
    throw new Error('missing');
  });
  const { Bluetooth } = (loaded.default ?? loaded) as Library;
  const made = new Bluetooth(how);
  // Without an adapter a scan would throw where nobody can catch it.
  if (!(await made.getAvailability().catch(() => false))) throw new Error('off');
  return made;
}

async function characteristic(id = ''): Promise<Characteristic> {
  const known = characteristics.get(id);
  if (known) return known;
  if (!device) throw new Error('nothing is connected');
  const service = await device.gatt.getPrimaryService(uuid(SERVICE));
  const found = await service.getCharacteristic(id);
  characteristics.set(id, found);
  return found;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength).slice();

const OPS = {
  /**
   * Tells of whatever is in reach as it is heard, for so many seconds. No filter by service: the library knows it only by data
   * that no badge sends.
   */
  async scan({ seconds = 1, company }: Asked) {
    const deviceFound = ({ id, name, _adData }: Device): boolean => {
      const told = _adData?.manufacturerData?.get(`${company}`);
      tell({ found: { id, name, ...(told && { told: bytesOf(told) }) } });
      return false;
    };
    const found = await bluetooth({ deviceFound, scanTime: seconds });
    // The library has an end for who chose a device or heard none, and for nobody else.
    found.requestDevice({ acceptAllDevices: true }).catch(() => undefined);
    await new Promise(done => setTimeout(done, seconds * 1000));
  },
  async connect({ id }: Asked) {
    const deviceFound = (each: Device): boolean => each.id === id;
    const found = await bluetooth({ deviceFound, scanTime: FIND_SECONDS });
    device = await found.requestDevice({ acceptAllDevices: true });
    device.addEventListener('gattserverdisconnected', () => tell({ gone: true }));
    await device.gatt.connect();
    await characteristic(uuid(INFO));
  },
  async read(asked: Asked) {
    return bytesOf(await (await characteristic(asked.uuid)).readValue());
  },
  async write({ uuid: id, value = new Uint8Array(0) }: Asked) {
    // The library takes the whole buffer behind a view.
    await (await characteristic(id)).writeValueWithResponse(Uint8Array.from(value));
  },
  async subscribe({ uuid: id = '' }: Asked) {
    const heard = await characteristic(id);
    heard.addEventListener('characteristicvaluechanged', () => {
      if (heard.value) tell({ uuid: id, heard: bytesOf(heard.value) });
    });
    await heard.startNotifications();
  },
  async leave() {
    device?.gatt.disconnect();
    await new Promise(done => setTimeout(done, LEAVE_MS));
  },
};

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

process.on('message', async (asked: Asked) => {
  try {
    tell({ no: asked.no, value: await OPS[asked.op](asked) });
  } catch (error) {
    tell({ no: asked.no, error: why(error) });
  }
});

// What nobody waits for is of a device that is gone already.
process.on('unhandledRejection', () => undefined);
// The parent is gone, and the badge is to be free for the next one. The library does not always survive a quiet end.
process.on('disconnect', () => {
  OPS.leave()
    .catch(() => undefined)
    .finally(() => process.kill(process.pid, 'SIGKILL'));
});
// An interrupt from the keyboard is for the parent, which this process follows.
process.on('SIGINT', () => undefined);
