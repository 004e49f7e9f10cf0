import type { ByteString } from '../shared/bytes.js';
import { keyAfter, macOf, Pad, padOf, TAG_BYTES } from '../shared/log/mac.js';
import { bytesOf, HEADER_WORDS } from '../shared/log/page.js';
import type { Digest } from '../shared/ports.js';

/** How many steps of the key a log may begin after its enrolment: at three a day, eighteen years. */
export const REACH = 20_000;

/** How many steps may lie between two seals of a log. */
const NEXT_STEPS = 64;

/** Words of a key that was given up: zeros. */
const KEY_WORDS = 7;

interface Pads {
  readonly inner: ByteString;
  readonly outer: ByteString;
}

/**
 * The keys of one badge's log from its enrolment on, and the seals of one stream held against them (docs/SPEC.md,
 * "Seal"). It is told of each page and each seal in their order.
 */
export class SealChain {
  private readonly pads: Pads[] = [];
  private newest: ByteString;
  /** Steps of the key at the seal before; -1: no seal was right yet. */
  private steps = -1;
  private before: ByteString = '';
  private from = 0;
  /** Index of the first word that a seal covers, where the log had no key before it. */
  provenFrom: number | null = null;

  constructor(
    private readonly digest: Digest,
    private readonly words: ArrayLike<number>,
    logKey: ByteString,
    private readonly reach: number,
  ) {
    this.newest = logKey;
  }

  openPage(page: number): void {
    this.from = page + HEADER_WORDS;
    this.before = bytesOf(this.words, page, this.from);
  }

  /** A key that is still in use stands here: only a copy of the flash itself has one. */
  passKey(next: number): void {
    this.from = next;
  }

  /** Whether a seal with this tag, from word `at` to `next`, is right for the words before it. */
  seal(tag: ByteString, at: number, next: number): boolean {
    const isRight = this.isRight(tag, this.withoutKey(this.from, at), at) || this.isFirst(tag, at);
    this.before = tag;
    this.from = next;
    return isRight;
  }

  /** Whether words up to `end` stand behind the last seal. */
  isOpen(end: number): boolean {
    return this.withoutKey(this.from, end) < end;
  }

  /** What is zero directly behind a seal was a key. */
  private withoutKey(from: number, end: number): number {
    let at = from;
    while (at < end && this.words[at] === 0) at++;
    return at;
  }

  private isRight(tag: ByteString, from: number, at: number): boolean {
    const bytes = this.before + bytesOf(this.words, from, at);
    const last = this.steps < 0 ? this.reach : this.steps + NEXT_STEPS;
    for (let steps = Math.max(0, this.steps); steps <= last; steps++) {
      const { inner, outer } = this.padsAfter(steps);
      if (macOf(this.digest, inner, outer, bytes).substr(0, TAG_BYTES) !== tag) continue;
      this.steps = steps;
      return true;
    }
    return false;
  }

  /** A badge that was enrolled while it had a log: what stands before its first key, no seal covers. */
  private isFirst(tag: ByteString, at: number): boolean {
    if (this.steps >= 0) return false;
    let zeros = 0;
    for (let i = at - 1; i >= this.from; i--) {
      zeros = this.words[i] === 0 ? zeros + 1 : 0;
      if (zeros < KEY_WORDS) continue;
      const from = this.withoutKey(i, at);
      const { inner, outer } = this.padsAfter(0);
      const bytes = this.before + bytesOf(this.words, from, at);
      if (macOf(this.digest, inner, outer, bytes).substr(0, TAG_BYTES) !== tag) continue;
      this.steps = 0;
      this.provenFrom = from;
      return true;
    }
    return false;
  }

  private padsAfter(steps: number): Pads {
    while (this.pads.length <= steps) {
      this.pads.push({ inner: padOf(this.newest, Pad.Inner), outer: padOf(this.newest, Pad.Outer) });
      this.newest = keyAfter(this.digest, this.newest);
    }
    return this.pads[steps] as Pads;
  }
}
