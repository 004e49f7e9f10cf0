import { type ByteString, put, take } from '../bytes.js';
import type { Digest } from '../ports.js';
import type { LogTime } from '../time.js';
import { Kind } from '../visit/kind.js';
import { BLANK, headWord, isHead, isPart, isWhole, kindOf, partWord } from './word.js';

/** Bytes in a word of a long record. */
const PART_BYTES = 3;

/** Check sum of a long record: CRC-32 of its kind and its bytes, zeros up to a whole word included; 13 bits of it. @inline */
function sumOf(digest: Digest, kind: Kind, bytes: ByteString): number {
  return digest.crc32(put(kind, 1) + bytes) & 0x1fff;
}

/** The words of a long record: its head, then three bytes a word. At most 189 bytes. */
export function longWords(digest: Digest, kind: Kind, bytes: ByteString): number[] {
  while (bytes.length % PART_BYTES) bytes += '\0';
  const list = [headWord(kind, bytes.length / PART_BYTES, sumOf(digest, kind, bytes))];
  for (let i = 0; i < bytes.length; i += PART_BYTES) list.push(partWord(take(bytes, i, PART_BYTES)));
  return list;
}

/**
 * A place in the log, and the record that was read last.
 *
 * `bytes` are those of a long record with zeros up to a whole word, else ''.
 */
export interface Reader {
  /** Index of the word to be read next. */
  next: number;
  /** Index of the word behind the last one. */
  readonly end: number;
  /** Log time of the newest word. */
  at: LogTime;
  kind: Kind;
  value: number;
  bytes: ByteString;
  /** Index of the first word of the record. */
  from: number;
  /** Words that could not be read: a write that was cut off, or damage. */
  damaged: number;
  /** Index of the last head whose record is not whole; -1: none. */
  torn: number;
}

/** A reader of the words from `next` to `end`, the first of which counts its time from `at`. A badge has one at a time. */
export function readerOf(next: number, end: number, at: LogTime): Reader {
  return {
    next: next,
    end: end,
    at: at,
    kind: Kind.None,
    value: 0,
    bytes: '',
    from: next,
    damaged: 0,
    torn: -1,
  };
}

/** The bytes of the long record whose head stands at `from`, or null where a word of it is missing or damaged. */
function longBytes(digest: Digest, source: ArrayLike<number>, from: number, end: number): ByteString | null {
  const head = source[from];
  const last = from + ((head >> 13) & 63);
  if (last >= end) return null;
  let bytes = '';
  for (let i = from + 1; i <= last; i++) {
    if (!isWhole(source[i]) || !isPart(source[i])) return null;
    bytes += put(source[i], PART_BYTES);
  }
  return sumOf(digest, kindOf(head), bytes) === (head & 0x1fff) ? bytes : null;
}

/**
 * Reads on to the next whole record; false at the end.
 *
 * What was cut off or damaged costs itself and nothing else: the word is counted, and the reader is back in step
 * at the next one. Words that only pass time move `at` and are no records.
 */
export function readNext(digest: Digest, source: ArrayLike<number>, reader: Reader): boolean {
  while (reader.next < reader.end) {
    const from = reader.next++;
    const word = source[from];
    // A word that was given up was programmed to zero.
    if (word === BLANK || !word) continue;
    if (!isWhole(word)) {
      reader.damaged++;
      continue;
    }
    if (isHead(word)) {
      const bytes = longBytes(digest, source, from, reader.end);
      if (bytes === null) {
        reader.damaged++;
        reader.torn = from;
        continue;
      }
      reader.next += bytes.length / PART_BYTES;
      reader.kind = kindOf(word);
      reader.value = 0;
      reader.bytes = bytes;
    } else if (isPart(word)) continue;
    else {
      reader.kind = (word >> 20) & 63;
      if (reader.kind === Kind.Gap) {
        reader.at += word & 0xfffff;
        continue;
      }
      reader.at += (word >> 9) & 2047;
      reader.value = word & 511;
      reader.bytes = '';
    }
    reader.from = from;
    return true;
  }
  return false;
}
