import { DATA_BYTES, Op } from '../shared/pull/frame.js';

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
  /** The stream that ended is another one than began: the badge has used a page again. What was held is dropped. */
  Changed,
  /** The badge does not know a request. */
  Refused,
}

/** How far ahead of the next frame another may be: more than a badge sends in answer to one request. */
const WINDOW = 64;

/** Offset in the first page of the number of its first record (shared/log/page.ts). */
const FIRST_SEQ = 8;

/**
 * The stream of one pull, put together from frames that may be lost, doubled or out of order.
 *
 * Frame `n` always holds the bytes from `48 n` on, whatever request it answers, as every request asks from a frame's
 * beginning. A frame that is not full ends what the badge had when it sent it; a fuller one may replace it later.
 */
export class Stream {
  /** Frames without a gap from the first on; all but the last are full. */
  private frames: Uint8Array[] = [];
  private ahead = new Map<number, Uint8Array>();
  /** Number of the first record in the stream, and of the one after its last; right once `whole`. */
  first = 0;
  next = 0;
  whole = false;
  /** Index of the frame after the furthest that came. */
  reach = 0;

  /** `held`: what an earlier pull brought, from its first byte on. */
  constructor(held: Uint8Array = new Uint8Array()) {
    for (let at = 0; at < held.length; at += DATA_BYTES) this.frames.push(held.slice(at, at + DATA_BYTES));
  }

  /** Bytes held without a gap. */
  get held(): number {
    const last = this.frames[this.frames.length - 1];
    return last ? (this.frames.length - 1) * DATA_BYTES + last.length : 0;
  }

  /** Index of the frame to ask for next: the first that is not here in full. */
  get wanted(): number {
    return Math.floor(this.held / DATA_BYTES);
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.held);
    this.frames.forEach((frame, i) => {
      all.set(frame, i * DATA_BYTES);
    });
    return all;
  }

  /** Takes one notification, whatever it is. */
  take(frame: Uint8Array): Took {
    if (frame.length < 2) return Took.Foreign;
    if (frame[0] === Op.Error) return Took.Refused;
    if (frame[0] === Op.End && frame.length === 10) return this.takeEnd(frame);
    if (frame[0] !== Op.Data || frame.length === 2 || frame.length > 2 + DATA_BYTES) return Took.Foreign;
    return this.takeData(frame[1] as number, frame.slice(2));
  }

  private takeData(number: number, data: Uint8Array): Took {
    const before = this.held;
    const distance = (number - this.wanted) & 255;
    if (distance >= WINDOW) return Took.Repeat;
    const index = this.wanted + distance;
    if (data.length <= (this.frames[index] ?? this.ahead.get(index) ?? []).length) return Took.Repeat;
    this.whole = false;
    this.reach = Math.max(this.reach, index + 1);
    this.ahead.set(index, data);
    for (let next = this.ahead.get(this.wanted); next; next = this.ahead.get(this.wanted)) {
      const at = this.wanted;
      this.ahead.delete(at);
      this.frames[at] = next;
    }
    return this.held > before || distance > 0 ? Took.News : Took.Repeat;
  }

  private takeEnd(frame: Uint8Array): Took {
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    if (this.ahead.size > 0 || (this.held & 255) !== frame[1]) return Took.Gaps;
    const first = view.getUint32(2, true);
    if (this.held > 0 && this.firstHeld() !== first) {
      this.drop();
      return Took.Changed;
    }
    this.first = first;
    this.next = view.getUint32(6, true);
    this.whole = true;
    return Took.Whole;
  }

  /** Number of the first record, as the first page's header has it. */
  private firstHeld(): number {
    const header = this.frames[0] as Uint8Array;
    if (header.length < FIRST_SEQ + 4) return -1;
    return new DataView(header.buffer, header.byteOffset, header.byteLength).getUint32(FIRST_SEQ, true);
  }

  private drop(): void {
    this.frames = [];
    this.ahead.clear();
    this.reach = 0;
    this.whole = false;
  }
}
