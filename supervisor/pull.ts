import type { ByteString } from '../shared/bytes.js';
import { Op } from '../shared/pull/frame.js';
import type { DayKey } from '../shared/pull/proof.js';
import type { Seconds } from '../shared/time.js';
import { Asking, askFor, numberBytes } from './asking.js';
import type { BluetoothDevice, Failure, Sleep } from './bluetooth.js';
import { Channel, SILENCE_MS } from './channel.js';
import { badgeName } from './dlog.js';
import { Stream, Took } from './stream.js';

/** How often in a row nothing may come of asking (design 4). */
const TRIES = 5;
/** The longest request that fits the badge's control characteristic. */
const REQUEST_BYTES = 50;
/** The longest order that fits a request. */
export const ORDER_BYTES = REQUEST_BYTES - 2;
/** An offset that no log reaches, at the beginning of a frame by its lowest byte: nothing but the end is there. */
const BEYOND = 0xff00;
/** Version of the link, as the badge's information begins (shared/pull/frame.ts). */
const VERSION = 0;

/** What a supervisor may do at badges, and what its part of a conversation is drawn from. */
export interface Access {
  /** The key for the badge of this id (8 hex digits), asked for on each connection; undefined: there is none. */
  keyFor(badge: string): DayKey | undefined;
  /** 8 bytes that nobody can foresee, others each time. */
  nonce(): ByteString;
}

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
export interface Pulled extends Progress, Extent {
  readonly stream: Uint8Array;
}

/** Where a log begins and ends: number of its first record, and of the one after its last. */
export interface Extent {
  readonly first: number;
  readonly next: number;
}

/**
 * A supervisor's side of the link, version 0: open, nobody proves anything (shared/pull/frame.ts).
 *
 * Nothing of a pull is kept on the badge: each request says where it goes on. So a link may drop at any frame, and a
 * pull goes on where it was. Records are acknowledged only by `acknowledge`, once the caller has them on disk.
 */
export class PullClient {
  private readonly channel: Channel;
  private isNarrow = false;

  /** `access`: for badges that have keys; without it only open ones can be pulled. */
  constructor(device: BluetoothDevice, sleep: Sleep, _access?: Access) {
    this.channel = new Channel(device, sleep);
  }

  /** The badge's id, 8 hex digits. */
  badge(): Promise<string | Failure> {
    return this.tried('did not say which one it is', async () => {
      const said = await this.channel.readInfo();
      if (said.byteLength < 5 || said.getUint8(0) !== VERSION)
        throw new Error('it speaks another version of the link');
      return badgeName(said.getUint32(1, true));
    });
  }

  /** Where the log begins and ends now, without pulling it. */
  extent(): Promise<Extent | Failure> {
    return this.tried('did not say what it has', async () => {
      const { channel } = this;
      const probe = new Stream();
      channel.onFrame = frame => void probe.take(frame);
      await askFor(channel, 0, BEYOND, 1);
      if (!(await channel.hears(() => probe.whole))) throw new Error('no answer came');
      return { first: probe.first, next: probe.next };
    });
  }

  /** Pulls the log. Ends whole or with a sentence, never with half of it. */
  async pull(options: PullOptions = {}): Promise<Pulled | Failure> {
    const { channel } = this;
    const stream = options.stream ?? new Stream();
    let frames = 0;
    let failed = '';
    const progress = (): Progress => ({
      bytes: stream.held,
      frames: frames,
      connections: channel.connections,
    });
    for (let tries = 0; tries < TRIES; tries++) {
      const before = stream.held;
      try {
        const asking = new Asking(channel, stream, options.from ?? 0, this.isNarrow);
        const took = await asking.run(() => {
          frames++;
          options.onProgress?.(progress());
        });
        this.isNarrow = asking.isNarrow;
        if (took === Took.Whole)
          return { stream: stream.bytes(), first: stream.first, next: stream.next, ...progress() };
        if (took === Took.Refused)
          return { error: 'The badge does not know this request: it may speak another version.' };
        failed = took === Took.Changed ? 'its log changed meanwhile' : 'no answer came';
      } catch (error) {
        failed = await this.failed(error);
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

  /** Gives the badge a work order, packed (shared/order/order.ts). */
  async pushOrder(packed: Uint8Array): Promise<Failure | null> {
    if (packed.length > ORDER_BYTES)
      return {
        error: `The order takes ${packed.length} bytes and a request carries ${ORDER_BYTES}: leave out times.`,
      };
    return this.request(Op.Order, () => packed);
  }

  close(): void {
    this.channel.close();
  }

  /** One request that has no answer but that it arrived. */
  private request(op: Op, body: () => Uint8Array): Promise<Failure | null> {
    return this.tried('did not take it', async () => {
      await this.channel.open();
      await this.channel.write(op, body());
      return null;
    });
  }

  /** Tries until it works, on a new connection each time. `not`: what the badge did not do. */
  private async tried<T>(not: string, work: () => Promise<T>): Promise<T | Failure> {
    let failed = '';
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        return await work();
      } catch (error) {
        failed = await this.failed(error);
      }
    }
    return { error: `Tried ${TRIES} times and the badge ${not} (${failed}): bring it closer.` };
  }

  /** What failed, once the link is down and a moment has passed. */
  private async failed(error: unknown): Promise<string> {
    this.channel.close();
    await this.channel.sleep(SILENCE_MS / TRIES, new AbortController().signal);
    return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  }
}
