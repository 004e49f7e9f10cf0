import { CONTROL, DATA_BYTES, EVENT, INFO, Op, SERVICE, uuid } from '../shared/pull/frame.js';
import type { Seconds } from '../shared/time.js';
import type {
  BluetoothCharacteristic,
  BluetoothDevice,
  BluetoothServer,
  Failure,
  Sleep,
} from './bluetooth.js';
import { Stream, Took } from './stream.js';

/** Notifications that are asked for at once: what the badge's radio can hold until their turn on the air. */
const FRAMES = 6;
/** How long a silence is a loss, and how often in a row nothing may come of asking (design 4). */
const SILENCE_MS = 3000;
const TRIES = 5;
/** A request that the system neither carries out nor refuses within this time counts as lost. */
const REQUEST_MS = 10_000;
/** The longest request that fits the badge's control characteristic. */
const REQUEST_BYTES = 50;
/** The longest order that fits a request. */
export const ORDER_BYTES = REQUEST_BYTES - 2;
/** Of the link. */
const VERSION = 0;

export interface PullOptions {
  /** Number of the first record that is wanted; the page that holds it comes whole. */
  readonly from?: number;
  /** Goes on with what an earlier pull has brought. */
  readonly stream?: Stream;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** Bytes of the log held so far without a gap. */
  readonly bytes: number;
  /** Notifications that have come, repeats among them. */
  readonly frames: number;
  /** Connections made so far. */
  readonly connections: number;
}

/** A whole log as it came. */
export interface Pulled extends Progress {
  readonly stream: Uint8Array;
  /** Number of the first record in the stream, and of the one after its last. */
  readonly first: number;
  readonly next: number;
}

/** One connection: requests out, notifications in. */
interface Channel {
  readonly server: BluetoothServer;
  readonly info: BluetoothCharacteristic;
  readonly control: BluetoothCharacteristic;
  close(): void;
}

/**
 * A supervisor's side of the link, version 0: open, nobody proves anything (shared/pull/frame.ts).
 *
 * Nothing of a pull is kept on the badge: each request says where it goes on. So a link may drop at any frame, and a
 * pull goes on where it was. Records are acknowledged only by `acknowledge`, once the caller has them on disk.
 */
export class PullClient {
  private channel: Channel | null = null;
  private number = 0;
  private connections = 0;
  private heard: (frame: Uint8Array) => void = () => undefined;
  private gone: () => void = () => undefined;

  constructor(
    private readonly device: BluetoothDevice,
    private readonly sleep: Sleep,
  ) {}

  /** Pulls the log. Ends whole or with a sentence, never with half of it. */
  async pull(options: PullOptions = {}): Promise<Pulled | Failure> {
    const stream = options.stream ?? new Stream();
    let frames = 0;
    let failed = '';
    const progress = (): Progress => ({ bytes: stream.held, frames: frames, connections: this.connections });
    for (let tries = 0; tries < TRIES; tries++) {
      const before = stream.held;
      try {
        const took = await this.ask(options.from ?? 0, stream, () => {
          frames++;
          options.onProgress?.(progress());
        });
        if (took === Took.Whole)
          return { stream: stream.bytes(), first: stream.first, next: stream.next, ...progress() };
        if (took === Took.Refused)
          return { error: 'The badge does not know this request: it may speak another version.' };
        failed = took === Took.Changed ? 'its log changed meanwhile' : 'no answer came';
      } catch (error) {
        failed = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
        this.close();
        await this.sleep(SILENCE_MS / TRIES, new AbortController().signal);
      }
      if (stream.held > before) tries = -1;
    }
    const reached = stream.held ? `the log stopped after ${stream.held} bytes` : 'nothing of the log came';
    return {
      error: `Tried ${TRIES} times and ${reached} (${failed}): bring the badge closer and pull again.`,
    };
  }

  /** Says that every record before number `next` is safe: only now may the badge write over them. */
  acknowledge(next: number): Promise<Failure | null> {
    return this.request(Op.Ack, () => numberBytes(next));
  }

  /** Sets the badge's clock. A function is asked at each try: what was the time a try ago is not the time. */
  setTime(wall: Seconds | (() => Seconds)): Promise<Failure | null> {
    return this.request(Op.Time, () => numberBytes(typeof wall === 'number' ? wall : wall()));
  }

  /** The badge's id, 8 hex digits, as it tells everybody. */
  badgeId(): Promise<string | Failure> {
    return this.tried(async () => {
      const { info } = await this.connected();
      const value = await this.within(info.readValue());
      if (value.byteLength < 5 || value.getUint8(0) !== VERSION)
        throw new Error('it speaks another version of the link');
      return value.getUint32(1, true).toString(16).padStart(8, '0');
    });
  }

  /** Gives the badge a work order, packed (shared/order/order.ts). */
  async pushOrder(packed: Uint8Array): Promise<Failure | null> {
    if (packed.length > ORDER_BYTES)
      return {
        error: `The order takes ${packed.length} bytes and a request carries ${ORDER_BYTES}: leave out times.`,
      };
    return this.request(Op.Order, () => packed);
  }

  close(): void {
    this.channel?.close();
    this.channel = null;
  }

  /** Asks once from where the stream stands, and listens until the answer has come or nothing comes any more. */
  private async ask(from: number, stream: Stream, heard: () => void): Promise<Took> {
    const last = stream.wanted + FRAMES;
    let took = Took.Foreign;
    let wake: () => void = () => undefined;
    let dropped = false;
    this.heard = frame => {
      const what = stream.take(frame);
      // A frame that only repeats says nothing about how this answer ends.
      if (what > Took.News) took = what;
      heard();
      wake();
    };
    this.gone = () => {
      dropped = true;
      wake();
    };
    try {
      const { control } = await this.connected();
      await this.write(
        control,
        Op.Pull,
        Uint8Array.of(
          ...numberBytes(from),
          ...numberBytes(stream.wanted * DATA_BYTES).subarray(0, 2),
          FRAMES,
        ),
      );
      for (let quiet = false; took <= Took.News && stream.reach < last && !quiet; ) {
        if (dropped) throw new Error('the link dropped');
        const stop = new AbortController();
        const news = new Promise<boolean>(done => {
          wake = () => done(false);
        });
        quiet = await Promise.race([news, this.sleep(SILENCE_MS, stop.signal).then(() => true)]);
        stop.abort();
      }
      return took;
    } finally {
      this.heard = this.gone = () => undefined;
    }
  }

  /** One request that has no answer but that it arrived. */
  private request(op: Op, body: () => Uint8Array): Promise<Failure | null> {
    return this.tried(async () => {
      const { control } = await this.connected();
      await this.write(control, op, body());
      return null;
    });
  }

  private async tried<T>(act: () => Promise<T>): Promise<T | Failure> {
    let failed = '';
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        return await act();
      } catch (error) {
        failed = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
        this.close();
        await this.sleep(SILENCE_MS / TRIES, new AbortController().signal);
      }
    }
    return { error: `Tried ${TRIES} times and the badge did not take it (${failed}): bring it closer.` };
  }

  private async write(control: BluetoothCharacteristic, op: Op, body: Uint8Array): Promise<void> {
    this.number = (this.number + 1) & 255;
    await this.within(control.writeValueWithResponse(Uint8Array.of(op, this.number, ...body)));
  }

  private async connected(): Promise<Channel> {
    if (this.channel?.server.connected) return this.channel;
    this.close();
    if (!this.device.gatt) throw new Error('this device has no services');
    const server = await this.within(this.device.gatt.connect());
    const service = await this.within(server.getPrimaryService(uuid(SERVICE)));
    const info = await this.within(service.getCharacteristic(uuid(INFO)));
    const control = await this.within(service.getCharacteristic(uuid(CONTROL)));
    const event = await this.within(service.getCharacteristic(uuid(EVENT)));
    const changed = (): void => {
      const value = event.value;
      if (value) this.heard(new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice());
    };
    const lost = (): void => this.gone();
    event.addEventListener('characteristicvaluechanged', changed);
    this.device.addEventListener('gattserverdisconnected', lost);
    this.channel = {
      server: server,
      info: info,
      control: control,
      close: () => {
        event.removeEventListener('characteristicvaluechanged', changed);
        this.device.removeEventListener('gattserverdisconnected', lost);
        server.disconnect();
      },
    };
    await this.within(event.startNotifications());
    this.connections++;
    return this.channel;
  }

  /** `work`, or an error where it takes too long. */
  private async within<T>(work: Promise<T>): Promise<T> {
    const stop = new AbortController();
    const late = this.sleep(REQUEST_MS, stop.signal).then(() => {
      if (!stop.signal.aborted) throw new Error('the system does not answer');
      return work;
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      stop.abort();
      late.catch(() => undefined);
    }
  }
}

function numberBytes(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}
