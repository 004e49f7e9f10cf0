import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleepFor } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Advertised, COMPANY, readAdvertisement } from '../../supervisor/advertisement.js';
import type {
  BluetoothCharacteristic,
  BluetoothDevice,
  BluetoothServer,
  BluetoothService,
  Sleep,
} from '../../supervisor/bluetooth.js';
import { UserError } from '../user-error.js';
import type { Asked, Scanned, Told } from './radio-child.js';

/** Names that the firmware of a badge's board goes by, and what an application may call itself. */
const BOARDS = /^(Pixl\.js|Bangle\.js|Doorstep)/;

const CHILD = fileURLToPath(new URL('./radio-child.js', import.meta.url));

/** Real time, for a link that has nothing to do with the simulator. */
export const atDesk: Sleep = (milliseconds, stop) =>
  sleepFor(milliseconds, undefined, { signal: stop }).catch(() => undefined);

/** How long a device is waited for that is to be let go. */
const LEAVE_MS = 5000;

/** `work`, or an error where it takes longer than so many milliseconds. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = atDesk(milliseconds, stop.signal).then(() => {
    throw new Error('the Bluetooth library does not answer');
  });
  return Promise.race([work, late]).finally(() => {
    stop.abort();
    late.catch(() => undefined);
  });
}

/**
 * What may be a badge and is in reach: whatever is heard within so many seconds, or until one is that is wanted.
 */
export async function devicesInReach(
  seconds: number,
  isWanted: (device: Device) => boolean,
): Promise<Device[]> {
  const radio = new Radio();
  const devices: Device[] = [];
  const heard = new Promise<void>(done => {
    radio.onFound = ({ id, name, told }) => {
      if (!BOARDS.test(name)) return;
      const device = new Device(id, name, told ? readAdvertisement(told) : null);
      devices.push(device);
      if (isWanted(device)) done();
    };
  });
  try {
    const scan = radio.ask({ op: 'scan', seconds, company: COMPANY });
    await Promise.race([within(seconds * 1000 + LEAVE_MS, scan), heard]);
    return devices;
  } catch (error) {
    throw new UserError(whyNot((error as Error).message));
  } finally {
    radio.end();
  }
}

function whyNot(message: string): string {
  if (message === 'missing')
    return 'Badges in reach need the package webbluetooth, which a plain install leaves out: npm install --no-save webbluetooth@3.7.0.';
  if (message === 'off')
    return 'There is no Bluetooth here, or it is switched off: switch it on; for a simulated badge, start doorstep sim --bluez and give the address that it prints.';
  return `Bluetooth does not work here: ${message}.`;
}

/** A process with the library in it. */
class Radio {
  onHeard: (uuid: string, value: Uint8Array) => void = () => undefined;
  onGone: () => void = () => undefined;
  onFound: (found: Scanned) => void = () => undefined;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (told: { value?: unknown; error?: string }) => void>();
  private no = 0;
  private readonly kill = (): void => void this.child.kill('SIGKILL');

  constructor() {
    // What the library prints is for its authors.
    this.child = fork(CHILD, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.child.on('message', (told: Told) => this.hear(told));
    this.child.once('exit', () => {
      process.off('exit', this.kill);
      for (const answered of this.waiting.values()) answered({ error: 'the Bluetooth library broke down' });
      this.onGone();
    });
    process.once('exit', this.kill);
    // What is waited for has its own time; a library that hangs does not keep us.
    this.child.unref();
    this.child.channel?.unref();
  }

  async ask(asked: Omit<Asked, 'no'>): Promise<unknown> {
    const no = ++this.no;
    const told = await new Promise<{ value?: unknown; error?: string }>(answered => {
      this.waiting.set(no, answered);
      if (!this.child.connected) answered({ error: 'the link dropped' });
      else this.child.send({ ...asked, no });
    });
    this.waiting.delete(no);
    if (told.error !== undefined) throw new Error(told.error);
    return told.value;
  }

  end(): void {
    this.kill();
  }

  private hear(told: Told): void {
    if ('heard' in told) this.onHeard(told.uuid, told.heard);
    else if ('found' in told) this.onFound(told.found);
    else if ('gone' in told) this.onGone();
    else this.waiting.get(told.no)?.(told);
  }
}

/** A device in reach, by the name that it advertises, in the shape of Web Bluetooth: a process for each connection. */
export class Device extends EventTarget implements BluetoothDevice {
  readonly gatt: BluetoothServer;

  constructor(
    readonly id: string,
    readonly name: string,
    /** What it says of itself on the air; null: nothing that we know. */
    readonly advertised: Advertised | null,
  ) {
    super();
    this.gatt = new Server(this);
  }
}

class Server implements BluetoothServer {
  connected = false;
  private radio: Radio | undefined;
  private left: Promise<void> = Promise.resolve();
  readonly heard = new Map<string, Characteristic>();

  constructor(private readonly device: Device) {}

  async connect(): Promise<Server> {
    this.radio?.end();
    await this.left;
    this.heard.clear();
    const radio = new Radio();
    this.radio = radio;
    radio.onHeard = (uuid, value) => this.heard.get(uuid)?.changed(value);
    radio.onGone = () => {
      radio.end();
      this.gone(radio);
    };
    await radio.ask({ op: 'connect', id: this.device.id });
    this.connected = true;
    return this;
  }

  disconnect(): void {
    const { radio } = this;
    if (!radio) return;
    this.gone(radio);
    this.left = within(LEAVE_MS, radio.ask({ op: 'leave' }))
      .catch(() => undefined)
      .then(() => radio.end());
  }

  async getPrimaryService(): Promise<BluetoothService> {
    return { getCharacteristic: async uuid => new Characteristic(this, uuid) };
  }

  ask(asked: Omit<Asked, 'no'>): Promise<unknown> {
    if (!this.radio) throw new Error('the link dropped');
    return this.radio.ask(asked);
  }

  /** Whatever of the old connection is heard later is of no concern any more. */
  private gone(radio: Radio): void {
    if (this.radio !== radio) return;
    this.radio = undefined;
    this.connected = false;
    this.device.dispatchEvent(new Event('gattserverdisconnected'));
  }
}

class Characteristic extends EventTarget implements BluetoothCharacteristic {
  value: DataView | undefined;

  constructor(
    private readonly server: Server,
    private readonly uuid: string,
  ) {
    super();
  }

  async readValue(): Promise<DataView> {
    const bytes = (await this.server.ask({ op: 'read', uuid: this.uuid })) as Uint8Array;
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async startNotifications(): Promise<void> {
    this.server.heard.set(this.uuid, this);
    await this.server.ask({ op: 'subscribe', uuid: this.uuid });
  }

  async writeValueWithResponse(value: Uint8Array): Promise<void> {
    await this.server.ask({ op: 'write', uuid: this.uuid, value });
  }

  changed(value: Uint8Array): void {
    this.value = new DataView(value.buffer, value.byteOffset, value.byteLength);
    this.dispatchEvent(new Event('characteristicvaluechanged'));
  }
}
