import type { BluetoothDevice, BluetoothServer, Sleep } from '../bluetooth.js';

/** A badge as the browser hands it out. */
export interface WebDevice extends BluetoothDevice {
  /** Stays the same for this page in this browser. */
  readonly id: string;
  readonly gatt?: BluetoothServer | undefined;
  forget?(): Promise<void>;
  watchAdvertisements?(options: { signal: AbortSignal }): Promise<void>;
  addEventListener(type: 'gattserverdisconnected' | 'advertisementreceived', listener: () => void): void;
  removeEventListener(type: 'gattserverdisconnected' | 'advertisementreceived', listener: () => void): void;
}

/** As much of `navigator.bluetooth` as the page needs. */
export interface WebBluetooth {
  getAvailability?(): Promise<boolean>;
  getDevices?(): Promise<WebDevice[]>;
  requestDevice(asked: {
    filters: readonly { services: readonly string[] }[];
    optionalServices?: readonly string[];
  }): Promise<WebDevice>;
}

/** How long to look for a badge that the browser does not find at once. */
const LOOK_MS = 3000;

/**
 * The badge, looked for where it has to be: a browser that was started anew connects to a badge that it knows only after
 * it has heard it once more.
 */
export function withinReach(device: WebDevice, sleep: Sleep): BluetoothDevice {
  const { gatt } = device;
  if (!gatt) return device;
  const server: BluetoothServer = {
    get connected() {
      return gatt.connected;
    },
    disconnect: () => gatt.disconnect(),
    getPrimaryService: uuid => gatt.getPrimaryService(uuid),
    async connect() {
      try {
        return await gatt.connect();
      } catch (error) {
        if (!device.watchAdvertisements) throw error;
        await heard(device, sleep);
        return gatt.connect();
      }
    },
  };
  return {
    name: device.name,
    gatt: server,
    addEventListener: (type, listener) => device.addEventListener(type, listener),
    removeEventListener: (type, listener) => device.removeEventListener(type, listener),
  };
}

/** Resolves when the badge was heard, or after a while. */
async function heard(device: WebDevice, sleep: Sleep): Promise<void> {
  const stop = new AbortController();
  let wake: () => void = () => undefined;
  const news = new Promise<void>(done => {
    wake = done;
  });
  device.addEventListener('advertisementreceived', wake);
  try {
    await device.watchAdvertisements?.({ signal: stop.signal });
    await Promise.race([news, sleep(LOOK_MS, stop.signal)]);
  } catch {
    // Where the browser cannot look, connecting again is all there is.
  } finally {
    device.removeEventListener('advertisementreceived', wake);
    stop.abort();
  }
}
