import { DATA_BYTES, Op, Status } from '../shared/pull/frame.js';
import { AIR_TAG_BYTES, type Transcript } from '../shared/pull/proof.js';
import type { Seconds } from '../shared/time.js';
import type { ClockQuality } from '../shared/visit/kind.js';
import { Asking, askFor, numberBytes } from './asking.js';
import type { BluetoothDevice, Failure, Sleep } from './bluetooth.js';
import { bytesIn } from './bytes.js';
import { Channel, SILENCE_MS } from './channel.js';
import { Refused } from './refused.js';
import { type Access, Session } from './session.js';
import { Stream, Took } from './stream.js';

/** How often in a row nothing may come of asking (design 4). */
const TRIES = 5;
/** The longest request that fits the badge's control characteristic. */
const REQUEST_BYTES = 50;
/** Those that the narrowest link carries. */
const NARROW_BYTES = 20;
/** What a request with a tag has besides its body. */
const SIGNED_BYTES = 2 + AIR_TAG_BYTES;
/** A request that took longer says what was the time, not what is (design 4). */
const LATE_MS = 2000;
/** An offset that no log reaches, at the beginning of a frame by its lowest byte: nothing but the end is there. */
const BEYOND = 0xff00;

export type { Access } from './session.js';

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

/** What a badge says of itself to whoever has paired. */
export interface BadgeStatus {
  /** Number that its next record will have, and of the first that nobody has said to be safe. */
  readonly next: number;
  readonly pulled: number;
  /** Its clock; 0 where it is not set, and how far it can be trusted. */
  readonly wall: Seconds;
  readonly quality: ClockQuality;
  /** Percent. */
  readonly battery: number;
}

/** A whole log as it came. */
export interface Pulled extends Progress, Extent {
  readonly stream: Uint8Array;
  /** What the badge signed at its end; absent where it has no keys, or its log no seal. */
  readonly transcript?: Transcript;
}

/** Where a log begins and ends: number of its first record, and of the one after its last. */
export interface Extent {
  readonly first: number;
  readonly next: number;
}

/**
 * A supervisor's side of the link (shared/pull/frame.ts).
 *
 * Nothing of a pull is kept on the badge: each request says where it goes on. So a link may drop at any frame, and a
 * pull goes on where it was. Records are acknowledged only by `acknowledge`, once the caller has them on disk.
 */
export class PullClient {
  private readonly channel: Channel;
  private readonly session: Session;
  /** Nothing more is asked of the badge. */
  private isOver = false;
  /** Bytes of the log that a frame carries on this link, as far as that is known. */
  private size = DATA_BYTES;

  /** `access`: for badges that have keys; without it only open ones can be pulled. */
  constructor(device: BluetoothDevice, sleep: Sleep, access?: Access) {
    this.channel = new Channel(device, sleep);
    this.session = new Session(this.channel, access);
  }

  /** The badge's id, 8 hex digits. */
  badge(): Promise<string | Failure> {
    return this.tried('did not say which one it is', async () => {
      await this.session.identify();
      return this.session.badge;
    });
  }

  /** Where the log begins and ends now, without pulling it. */
  extent(): Promise<Extent | Failure> {
    return this.tried('did not say what it has', async () => {
      const { channel } = this;
      const probe = new Stream();
      await this.open();
      channel.onFrame = frame => void probe.take(frame);
      await askFor(channel, 0, BEYOND, 1, DATA_BYTES);
      if (!(await channel.hears(() => probe.whole))) throw new Error('no answer came');
      return { first: probe.first, next: probe.next };
    });
  }

  /** Pulls the log. Ends whole or with a sentence, never with half of it. */
  async pull(options: PullOptions = {}): Promise<Pulled | Failure> {
    const { channel, session } = this;
    const stream = options.stream ?? new Stream();
    let frames = 0;
    let failed = '';
    let unsigned = 0;
    const progress = (): Progress => ({
      bytes: stream.held,
      frames: frames,
      connections: channel.connections,
    });
    for (let tries = 0; tries < TRIES; tries++) {
      const before = stream.held;
      try {
        await this.open();
        stream.size = this.size;
        const took = await new Asking(channel, stream, options.from ?? 0).run(() => {
          frames++;
          options.onProgress?.(progress());
        });
        this.size = stream.size;
        if (this.isOver) throw new Error('it was stopped');
        if (took === Took.Whole) {
          const transcript = session.proofOf(stream);
          if (transcript !== false)
            return {
              stream: stream.bytes(),
              first: stream.first,
              next: stream.next,
              ...(transcript && { transcript }),
              ...progress(),
            };
          // What is held may be of another log.
          if (unsigned++)
            return { error: `Badge ${session.badge} did not sign what came: pull again.`, why: 'not-signed' };
          stream.drop();
        }
        if (took === Took.Refused)
          return { error: 'The badge does not know this request: it may speak another version.' };
        failed = took === Took.Changed ? 'its log changed meanwhile' : 'no answer came';
      } catch (error) {
        const refused = this.refusal(error);
        if (refused) return refused;
        failed = await this.failed(error);
      }
      if (stream.held > before) tries = -1;
    }
    const reached = stream.held ? `the log stopped after ${stream.held} bytes` : 'nothing of the log came';
    return {
      error: `Tried ${TRIES} times and ${reached} (${failed}): bring the badge closer and pull again.`,
    };
  }

  /**
   * Says that every record before number `next` is safe: only now may the badge write over them. It names the seal of the
   * last pull, so it can only be said of what was pulled; where the badge has sealed anew since, pull again (`why: 'seal'`).
   */
  acknowledge(next: number): Promise<Failure | null> {
    return this.request(Op.Ack, () => Uint8Array.of(...numberBytes(next), ...bytesIn(this.session.seal)));
  }

  /**
   * Sets the badge's clock. A function is asked at each try: what was the time a try ago is not the time. With `ticks`, in
   * milliseconds, a try that took so long that the time was not right any more is none.
   */
  setTime(wall: Seconds | (() => Seconds), ticks?: () => number): Promise<Failure | null> {
    return this.request(Op.Time, () => numberBytes(typeof wall === 'number' ? wall : wall()), ticks);
  }

  /** How the badge is now. */
  status(): Promise<BadgeStatus | Failure> {
    return this.tried('did not say how it is', async () => {
      await this.open();
      const said = await this.session.ask(Op.Status);
      if (said.length < Status.Bytes) throw new Error('its answer is cut off');
      const view = new DataView(said.buffer, said.byteOffset);
      return {
        next: view.getUint32(Status.Next, true),
        pulled: view.getUint32(Status.Pulled, true),
        wall: view.getUint32(Status.Wall, true),
        quality: view.getUint8(Status.Quality),
        battery: view.getUint8(Status.Battery),
      };
    });
  }

  /**
   * Ends the conversation, and whatever is under way with `why: 'stopped'`: whoever has the connection from now on may
   * nothing, no half of an order is left, and this client asks nothing more. What was pulled stays in its stream.
   */
  async abort(): Promise<void> {
    this.isOver = true;
    await this.session.abort();
    this.close();
  }

  /** Gives the badge a work order, packed (shared/order/order.ts). */
  async pushOrder(packed: Uint8Array): Promise<Failure | null> {
    // A link that does not take the longest request may be a narrow one: then in pieces for that.
    let room = REQUEST_BYTES - SIGNED_BYTES;
    return this.tried('did not take it', async () => {
      const piece = room;
      room = NARROW_BYTES - SIGNED_BYTES;
      await this.open();
      let at = 0;
      for (; at + piece < packed.length; at += piece)
        await this.session.request(Op.More, packed.subarray(at, at + piece));
      await this.session.request(Op.Order, packed.subarray(at));
      return null;
    });
  }

  close(): void {
    this.channel.close();
  }

  /** One request that changes something; with `ticks` it must not take long. */
  private request(op: Op, body: () => Uint8Array, ticks?: () => number): Promise<Failure | null> {
    return this.tried('did not take it', async () => {
      await this.open();
      const asked = ticks?.() ?? 0;
      await this.session.request(op, body());
      if ((ticks?.() ?? 0) - asked > LATE_MS) throw new Error('it took too long');
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
        const refused = this.refusal(error);
        if (refused) return refused;
        failed = await this.failed(error);
      }
    }
    return { error: `Tried ${TRIES} times and the badge ${not} (${failed}): bring it closer.` };
  }

  /** Connects and proves who we are; not once it is over. */
  private async open(): Promise<void> {
    if (!this.isOver) await this.session.open();
    if (this.isOver) throw new Error('it was stopped');
  }

  /** What trying again would not change; null where it might. The next request begins with a new proof. */
  private refusal(error: unknown): Failure | null {
    if (!this.isOver && !(error instanceof Refused)) return null;
    this.channel.close();
    if (error instanceof Refused) return { error: error.message, why: error.why };
    return { error: 'It was stopped.', why: 'stopped' };
  }

  /** What failed, once the link is down and a moment has passed. */
  private async failed(error: unknown): Promise<string> {
    this.channel.close();
    await this.channel.sleep(SILENCE_MS / TRIES, new AbortController().signal);
    return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  }
}
