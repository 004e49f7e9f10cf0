import type { ByteString } from '../shared/bytes.js';
import { KEY_WORDS } from '../shared/log/log.js';
import { keyAfter, macOf, Pad, padOf, TAG_BYTES } from '../shared/log/mac.js';
import { bytesOf, HEADER_WORDS, Header } from '../shared/log/page.js';
import { NO_TIME } from '../shared/log/word.js';
import type { Digest } from '../shared/ports.js';

/** How many steps of the key a log may begin after its enrolment: at three a day, eighteen years. */
export const REACH = 20_000;

/** The keys of one badge as it was enrolled once, 16 bytes each. */
export interface EnrolledKeys {
  readonly logKey: ByteString;
  readonly radioKey: ByteString;
}

interface Pads {
  readonly inner: ByteString;
  readonly outer: ByteString;
}

/** The keys of a log from one enrolment on, each made when it is first asked for. */
class KeyLine {
  private readonly pads: Pads[] = [];
  private newest: ByteString;

  constructor(
    private readonly digest: Digest,
    readonly enrolled: EnrolledKeys,
  ) {
    this.newest = enrolled.logKey;
  }

  /** The tag of `bytes` by the key after `steps` steps. */
  tagOf(steps: number, bytes: ByteString): ByteString {
    while (this.pads.length <= steps) {
      this.pads.push({ inner: padOf(this.newest, Pad.Inner), outer: padOf(this.newest, Pad.Outer) });
      this.newest = keyAfter(this.digest, this.newest);
    }
    const { inner, outer } = this.pads[steps] as Pads;
    return macOf(this.digest, inner, outer, bytes).substr(0, TAG_BYTES);
  }
}

/**
 * The seals of one stream held against the enrolments of its badge (docs/SPEC.md, "Seal"). It is told of each page,
 * each key and each seal in their order.
 */
export class SealChain {
  /** The newest enrolment first. */
  private readonly lines: readonly KeyLine[];
  private line: KeyLine | null = null;
  /** Steps of the key at the newest right seal, from its enrolment on; -1: no seal was right yet. */
  steps = -1;
  private before: ByteString = '';
  private from = 0;
  /** Keys that were used up since the newest seal, by the places that they stood in. */
  private places = 0;
  /** Words behind keys that stand where no key should, but for that of an enrolment. */
  private behindKeys: number[] = [];
  private isEarliest = false;
  /** The first seal was sought among all keys, and is none of theirs. */
  private isForeign = false;

  constructor(
    digest: Digest,
    private readonly words: ArrayLike<number>,
    keys: readonly EnrolledKeys[],
    private readonly reach: number,
  ) {
    this.lines = keys.map(each => new KeyLine(digest, each));
  }

  /** The enrolment that the newest right seal counts from; null: no seal was right yet. */
  get enrolled(): EnrolledKeys | null {
    return this.line?.enrolled ?? null;
  }

  openPage(page: number): void {
    this.isEarliest = this.words[page + Header.Epoch] === 1;
    this.places += this.placesUpTo(page);
    this.goOn(page + HEADER_WORDS, bytesOf(this.words, page, page + HEADER_WORDS));
  }

  /**
   * A key that is still in use stands from word `at` to `next`: only a copy of the flash itself has one. It is no part of
   * what is sealed, but only directly behind a seal or a header.
   */
  passKey(at: number, next: number): void {
    if (this.withoutZeros(this.from, at) === at) {
      this.places++;
      this.from = next;
    } else this.behindKeys.push(next);
  }

  /** The first word that a seal with this tag, from word `at` to `next`, is right for; -1: it is not right. */
  seal(tag: ByteString, at: number, next: number): number {
    const first = this.firstSealed(tag, at);
    this.goOn(next, tag);
    this.places = 0;
    return first;
  }

  /** Whether words up to `end` stand behind the last seal. */
  isOpen(end: number): boolean {
    return this.withoutZeros(this.from, end) < end;
  }

  private goOn(from: number, before: ByteString): void {
    this.from = from;
    this.before = before;
    this.behindKeys = [];
  }

  private firstSealed(tag: ByteString, at: number): number {
    const from = this.withoutZeros(this.from, at);
    // A key that goes on leaves its place behind: whoever got hold of one cannot leave out what older ones sealed, unless
    // he shows places of theirs.
    const near = this.places + this.placesUpTo(at);
    if (this.line && this.isBy(this.line, tag, from, at, this.steps, this.steps + near)) return from;
    // A badge is enrolled, or enrolled again, while it has a log: its first seal begins behind its first key.
    const place = this.line ? this.lines.indexOf(this.line) : this.lines.length;
    for (const line of this.lines.slice(0, place))
      for (const first of this.keyEnds(at)) if (this.isBy(line, tag, first, at, 0, 0)) return first;
    if (this.line || this.isForeign) return -1;
    // On the first page that a badge ever opened, all keys since its enrolment have their places.
    const far = this.isEarliest ? Math.max(0, near - 1) : this.reach;
    for (const line of this.lines) if (this.isBy(line, tag, from, at, 0, far)) return from;
    this.isForeign = true;
    return -1;
  }

  private isBy(
    line: KeyLine,
    tag: ByteString,
    from: number,
    at: number,
    first: number,
    last: number,
  ): boolean {
    const bytes = this.before + bytesOf(this.words, from, at);
    for (let steps = first; steps <= last; steps++) {
      if (line.tagOf(steps, bytes) !== tag) continue;
      this.line = line;
      this.steps = steps;
      return true;
    }
    return false;
  }

  /** Words behind each key, given up or not, that stands behind the seal before and in front of word `at`. */
  private keyEnds(at: number): number[] {
    const ends = [...this.behindKeys];
    let zeros = 0;
    for (let i = this.from; i < at; i++) {
      if (this.words[i] === 0) zeros++;
      else {
        if (zeros >= KEY_WORDS) ends.push(this.withoutZeros(i, at));
        zeros = 0;
      }
    }
    return ends;
  }

  /**
   * Places of keys directly behind the newest seal, or the header, and in front of word `end`: one, or none. A badge that
   * has recorded nothing since its last key keeps it.
   */
  private placesUpTo(end: number): number {
    return this.withoutZeros(this.from, end) - this.from < KEY_WORDS ? 0 : 1;
  }

  /** The first word from `from` on that says something: a key that was given up is zeros, and a word of no time says nothing. */
  private withoutZeros(from: number, end: number): number {
    let at = from;
    while (at < end && (this.words[at] === 0 || this.words[at] === NO_TIME)) at++;
    return at;
  }
}
