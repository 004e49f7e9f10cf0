import { CONTROL, EVENT, INFO, Op, SERVICE, uuid } from '../shared/pull/frame.js';
import type { BluetoothCharacteristic, BluetoothDevice, BluetoothServer, Sleep } from './bluetooth.js';
import { Refused } from './refused.js';
import { within } from './within.js';

/** How long a silence is a loss (design 4). */
export const SILENCE_MS = 3000;
/** What the system neither carries out nor refuses within this time counts as lost. */
const REQUEST_MS = 10_000;
/** The first request may make the system pair: somebody reads six digits, types them, and has half a minute for it. */
const PAIRING_MS = 40_000;
/** What the narrowest link carries: a longer request may be refused for its length. */
const NARROW_BYTES = 20;
/** A system may say that a request failed this long before it says that the link is gone. */
const GONE_MS = 200;

/** What stands behind a request to say who makes it. */
export type Sign = (request: Uint8Array) => Uint8Array;

/** One connection. */
interface Connection {
  readonly server: BluetoothServer;
  readonly info: BluetoothCharacteristic;
  readonly control: BluetoothCharacteristic;
  close(): void;
}

/** A badge's service over Bluetooth: requests out, notifications in. It connects when something is asked of it. */
export class Channel {
  /** Connections made so far. */
  connections = 0;
  /** Hears every notification. */
  onFrame: (frame: Uint8Array) => void = () => undefined;
  private connection: Connection | null = null;
  private number = 0;
  /** Whether a request came through: only whoever has paired can make one. */
  private isPaired = false;
  /** The requests before, until the system has them: it would refuse a second one meanwhile. */
  private sending: Promise<void> = Promise.resolve();
  /** The newest answer to a request. */
  private answer: Uint8Array = new Uint8Array(0);
  private wake: () => void = () => undefined;

  constructor(
    private readonly device: BluetoothDevice,
    readonly sleep: Sleep,
  ) {}

  get isUp(): boolean {
    return this.connection?.server.connected === true;
  }

  close(): void {
    this.connection?.close();
    this.connection = null;
    this.wake();
  }

  /** What the badge says of itself to anybody. */
  async readInfo(): Promise<DataView> {
    const { info } = await this.open();
    return this.within(info.readValue());
  }

  /** Sends one request, with its number and what `sign` puts behind it; resolves when the badge has it. */
  write(op: Op, body: Uint8Array, sign?: Sign): Promise<void> {
    const connection = this.isUp && this.connection;
    const sent = this.sending.then(() => {
      // What was for a connection that is gone says nothing to the next one.
      if (connection && (connection !== this.connection || !this.isUp)) throw new Error('the link dropped');
      return this.send(op, body, sign);
    });
    this.sending = sent.catch(() => undefined);
    return sent;
  }

  private async send(op: Op, body: Uint8Array, sign?: Sign): Promise<void> {
    const { control } = await this.open();
    this.number = (this.number + 1) & 255;
    const request = Uint8Array.of(op, this.number, ...body);
    const signed = Uint8Array.of(...request, ...(sign?.(request) ?? []));
    const sent = control.writeValueWithResponse(signed);
    await (this.isPaired ? this.within(sent) : this.pairing(sent, signed.length));
    this.isPaired = true;
  }

  /**
   * Waits for the first request. Why one is refused no system says clearly, some say the same whatever it is; but a badge
   * in reach refuses a short one only if it comes from somebody who has not paired.
   */
  private async pairing(sent: Promise<void>, bytes: number): Promise<void> {
    let isRefused = false;
    const told = sent.catch(error => {
      isRefused = !/in progress/i.test(String(error));
      throw error;
    });
    try {
      await this.within(told, PAIRING_MS);
    } catch (error) {
      if (isRefused) await this.sleep(GONE_MS, new AbortController().signal);
      if (!isRefused || bytes > NARROW_BYTES || !(await this.isInReach())) throw error;
      throw new Refused(
        'not-paired',
        'The badge talks only to who has paired with it: on the badge choose Menu, "Pair a phone", then do this again and type the six digits that it shows.',
      );
    }
  }

  /** Whether the link is still there: whoever is at it may read which badge it is. */
  private async isInReach(): Promise<boolean> {
    const { connection } = this;
    if (!connection || !this.isUp) return false;
    const said = this.within(connection.info.readValue());
    return said.then(() => this.isUp).catch(() => false);
  }

  /** Sends one request and waits for its answer: what stands behind the number. Throws where none comes. */
  async ask(op: Op, body: Uint8Array, sign?: Sign): Promise<Uint8Array> {
    this.answer = new Uint8Array(0);
    await this.write(op, body, sign);
    if (!(await this.hears(() => this.answer[1] === this.number))) throw new Error('no answer came');
    return this.answer.subarray(2);
  }

  /** Waits until it is so, looking after each notification; false where none comes for long. Throws where the link drops. */
  async hears(isSo: () => boolean): Promise<boolean> {
    while (!isSo()) {
      if (!this.isUp) throw new Error('the link dropped');
      const stop = new AbortController();
      const news = new Promise<boolean>(done => {
        this.wake = () => done(false);
      });
      const isQuiet = await Promise.race([news, this.sleep(SILENCE_MS, stop.signal).then(() => true)]);
      stop.abort();
      if (isQuiet) return false;
    }
    return true;
  }

  /** Connects unless it is up. */
  async open(): Promise<Connection> {
    if (this.connection && this.isUp) return this.connection;
    this.close();
    const { gatt } = this.device;
    if (!gatt) throw new Error('this device has no services');
    try {
      return await this.connect(gatt);
    } catch (error) {
      // Half a connection keeps everybody else from the badge.
      if (this.connection) this.close();
      else gatt.disconnect();
      throw error;
    }
  }

  private async connect(gatt: BluetoothServer): Promise<Connection> {
    const server = await this.within(gatt.connect());
    const service = await this.within(server.getPrimaryService(uuid(SERVICE)));
    const info = await this.within(service.getCharacteristic(uuid(INFO)));
    const control = await this.within(service.getCharacteristic(uuid(CONTROL)));
    const event = await this.within(service.getCharacteristic(uuid(EVENT)));
    const changed = (): void => {
      const value = event.value;
      if (value) this.hear(new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice());
      this.wake();
    };
    const lost = (): void => this.wake();
    event.addEventListener('characteristicvaluechanged', changed);
    this.device.addEventListener('gattserverdisconnected', lost);
    this.connection = {
      server: server,
      info: info,
      control: control,
      close: () => {
        event.removeEventListener('characteristicvaluechanged', changed);
        this.device.removeEventListener('gattserverdisconnected', lost);
        if (!server.connected) return;
        // Chromium on Linux keeps the link to a paired device (crbug.com/630586), and then would go on telling this
        // characteristic what the one of the next connection waits for.
        event.stopNotifications?.().catch(() => undefined);
        server.disconnect();
      },
    };
    await this.within(event.startNotifications());
    this.connections++;
    return this.connection;
  }

  private hear(frame: Uint8Array): void {
    if (frame[0] === Op.Answer) this.answer = frame;
    this.onFrame(frame);
  }

  /** `work`, or an error where the system takes too long. */
  private within<T>(work: Promise<T>, milliseconds = REQUEST_MS): Promise<T> {
    return within(work, milliseconds, this.sleep, 'the system does not answer');
  }
}
