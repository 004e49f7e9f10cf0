import { Op } from '../shared/pull/frame.js';
import type { Channel } from './channel.js';
import { type Stream, Took } from './stream.js';

/**
 * Notifications that one request asks for, and how many of those before may still be on their way then: together what the
 * badge's radio can hold until their turn on the air, and the air is never idle.
 */
const FRAMES = 4;
const ON_THEIR_WAY = 2;

/** Asks for the log from record `seq` on, less its first `skip` bytes, in at most so many frames of `size` bytes. */
export function askFor(
  channel: Channel,
  seq: number,
  skip: number,
  frames: number,
  size: number,
): Promise<void> {
  return channel.write(Op.Pull, Uint8Array.of(...numberBytes(seq), skip, skip >>> 8, frames, size));
}

export function numberBytes(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

/**
 * Asks for a stream on one connection: for more before all has come, until the end has come, something is missing, or
 * nothing comes any more.
 */
export class Asking {
  /** How it ended. */
  private took = Took.Foreign;
  /** Index of the first frame that was asked for, of the one after the last, and of the one after the furthest that came. */
  private readonly from: number;
  private asked: number;
  private reached: number;
  /** Answers that came without data. */
  private ends = 0;
  private count = 0;
  /** Bytes of data in the frame that came last, where it was not full; else 0. */
  private short = 0;
  /** The link cuts full frames off. What it carries is the stream's size from then on. */
  private isCut = false;
  private isQuiet = false;

  constructor(
    private readonly channel: Channel,
    private readonly stream: Stream,
    private readonly seq: number,
  ) {
    this.from = this.asked = this.reached = stream.wanted;
  }

  /** `heard` is called for each notification. Throws where the link drops. */
  async run(heard: () => void): Promise<Took> {
    const { channel } = this;
    await channel.open();
    channel.onFrame = frame => {
      this.hear(frame);
      heard();
    };
    try {
      while (this.took <= Took.News && !this.isCut && (await this.goOn()));
      // What comes late would be taken for an answer to the next request.
      while (!this.isQuiet && !this.isCut && this.isAwaited()) await this.next();
      if (this.isQuiet || this.isCut) channel.close();
    } finally {
      channel.onFrame = () => undefined;
    }
    return this.took;
  }

  private hear(frame: Uint8Array): void {
    const { stream } = this;
    const isData = frame[0] === Op.Data;
    const before = stream.after;
    const end = (before - 1) * stream.size + this.short;
    const what = this.isCut ? Took.Repeat : stream.take(frame);
    this.count++;
    // A frame that only repeats says nothing about how this ends, and once it is whole, nothing does.
    if (what > Took.News && this.took !== Took.Whole) this.took = what;
    if (isData) this.reached = Math.max(this.reached, stream.after);
    else this.ends++;
    // Only the last frame of an answer is not full, unless the link cuts them: then another comes behind it, or the end is
    // further on. By the next answer the log may have grown, and where nothing was left, its end says where it began.
    const began = ((this.asked - FRAMES) * stream.size) & 255;
    const isFurther = isData
      ? stream.after > before && (stream.after - 1 - this.from) % FRAMES > 0
      : what === Took.Gaps && frame[1] !== (end & 255) && frame[1] !== began;
    if (this.short && isFurther) {
      this.isCut = true;
      stream.size = this.short;
    } else this.short = isData && frame.length < 2 + stream.size ? frame.length - 2 : 0;
  }

  /** Asks or listens once; false where that leads nowhere. */
  private async goOn(): Promise<boolean> {
    const { channel, stream, seq } = this;
    if (!channel.isUp) throw new Error('the link dropped');
    // Nothing more until what is missing has come; a gap from before is what the first request is for.
    if (stream.hasGap && this.asked > this.from) return this.reached < this.asked && this.next();
    if (this.asked - this.reached > ON_THEIR_WAY) return this.next();
    const from = Math.max(this.asked, stream.wanted);
    this.asked = from + FRAMES;
    await askFor(channel, seq, from * stream.size, FRAMES, stream.size);
    return true;
  }

  private isAwaited(): boolean {
    return Math.ceil((this.asked - this.reached) / FRAMES) > this.ends;
  }

  /** Waits for another notification; false where none comes. */
  private async next(): Promise<boolean> {
    const before = this.count;
    const came = await this.channel.hears(() => this.count > before);
    this.isQuiet = !came;
    return came;
  }
}
