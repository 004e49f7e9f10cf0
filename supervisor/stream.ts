import type { ByteString } from '../shared/bytes.js';
import { DATA_BYTES, Op } from '../shared/pull/frame.js';
import { AIR_TAG_BYTES } from '../shared/pull/proof.js';
import { textOf } from './bytes.js';

/** What a notification turned out to be. */
export const enum Took {
  /** Something else than this protocol speaks, or a frame that cannot be. */
  Foreign,
  /** A frame that was held already. */
  Repeat,
  /** A frame that brings the stream on, now or once those before it are there. */
  News,
  /** The badge has sent all it has, and it is all here. */
  Whole,
  /** The badge has sent all it has; some of it was lost on the way. */
  Gaps,
  /** What comes is another log than what is held: the badge has used a page again. What was held is dropped. */
  Changed,
  /** The badge does not know a request. */
  Refused,
}

/** How far ahead of the next frame another may be: more than a badge sends in answer to its requests. */
const WINDOW = 64;

/** Offset in the first page of the number of its first record (shared/log/page.ts). */
const FIRST_SEQ = 8;

/**
 * The stream of one pull, put together from frames that may be lost, doubled or out of order.
 *
 * Frame `n` of an answer holds the bytes from `size * n` on. What comes again must be what is held: a log is only ever
 * added to.
 */
export class Stream {
  /** Bytes in a full frame: what is asked for, and may become less where the link carries less. */
  size = DATA_BYTES;
  private log = new Uint8Array(0);
  /** Frames behind a gap, by their offset. */
  private ahead = new Map<number, Uint8Array>();
  /** Number of the first record in the stream, and of the one after its last; right once `whole`. */
  first = 0;
  next = 0;
  /** What the badge signed it with at its end; '' where it did not. */
  tag: ByteString = '';
  whole = false;
  /** Index of the frame after the one that came last. */
  after = 0;
  /** What is held was not pulled on this connection to the badge: its last full frame has to come again. */
  private isUnsure = false;

  /** Goes on from bytes that an earlier pull brought, wherever it was cut off. */
  static holding(bytes: Uint8Array): Stream {
    const stream = new Stream();
    stream.log = new Uint8Array(bytes);
    stream.isUnsure = bytes.length >= DATA_BYTES;
    return stream;
  }

  /** Bytes held without a gap. */
  get held(): number {
    return this.log.length;
  }

  /** Index of the frame to ask for next: the first that is not here in full. */
  get wanted(): number {
    return Math.floor(this.held / this.size) - (this.isUnsure ? 1 : 0);
  }

  /** Whether a frame is missing in front of others that came. */
  get hasGap(): boolean {
    return this.ahead.size > 0;
  }

  bytes(): Uint8Array {
    return this.log.slice();
  }

  /** Takes one notification, whatever it is. */
  take(frame: Uint8Array): Took {
    if (frame.length < 2) return Took.Foreign;
    if (frame[0] === Op.Answer) return Took.Refused;
    if (frame[0] === Op.End && (frame.length === 10 || frame.length === 10 + AIR_TAG_BYTES))
      return this.takeEnd(frame);
    if (frame[0] !== Op.Data || frame.length === 2 || frame.length > 2 + this.size) return Took.Foreign;
    const distance = ((frame[1] as number) - this.wanted) & 255;
    const index = this.wanted + distance - (distance < WINDOW ? 0 : 256);
    if (index < 0) return Took.Repeat;
    this.after = index + 1;
    return this.takeData(index * this.size, frame.slice(2));
  }

  private takeData(offset: number, data: Uint8Array): Took {
    if (offset > this.held) {
      const known = this.ahead.get(offset)?.length ?? 0;
      if (data.length > known) this.ahead.set(offset, data);
      return data.length > known ? Took.News : Took.Repeat;
    }
    const again = this.log.subarray(offset, offset + data.length);
    if (!again.every((byte, i) => byte === data[i])) {
      this.drop();
      return Took.Changed;
    }
    // What only follows does not show that it follows this log.
    if (this.isUnsure && !again.length) return Took.Repeat;
    this.isUnsure = false;
    if (again.length === data.length) return Took.Repeat;
    this.whole = false;
    this.add(data.subarray(again.length));
    for (const [at, next] of [...this.ahead].sort(([a], [b]) => a - b)) {
      if (at > this.held) break;
      this.ahead.delete(at);
      this.add(next.subarray(this.held - at));
    }
    return Took.News;
  }

  private add(bytes: Uint8Array): void {
    const log = new Uint8Array(this.held + bytes.length);
    log.set(this.log);
    log.set(bytes, this.held);
    this.log = log;
  }

  private takeEnd(frame: Uint8Array): Took {
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    // Nothing is there where something held should come again.
    const isLess = this.isUnsure && ((this.wanted * this.size) & 255) === frame[1];
    if (!isLess && (this.hasGap || this.isUnsure || (this.held & 255) !== frame[1])) return Took.Gaps;
    const first = view.getUint32(2, true);
    if (isLess || (this.held > 0 && this.firstHeld() !== first)) {
      this.drop();
      return Took.Changed;
    }
    this.first = first;
    this.next = view.getUint32(6, true);
    this.tag = textOf(frame.subarray(10));
    this.whole = true;
    return Took.Whole;
  }

  /** Number of the first record, as the first page's header has it. */
  private firstHeld(): number {
    if (this.held < FIRST_SEQ + 4) return -1;
    return new DataView(this.log.buffer).getUint32(FIRST_SEQ, true);
  }

  /** Forgets what is held. */
  drop(): void {
    this.log = new Uint8Array(0);
    this.ahead.clear();
    this.whole = false;
    this.isUnsure = false;
  }
}
