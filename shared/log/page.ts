import { type ByteString, put, take } from '../bytes.js';
import type { Digest } from '../ports.js';

/**
 * A page of the ring: 1024 words, the first eight of them its header (docs/SPEC.md, "Page").
 *
 *   word  field
 *      0  magic: 'DLG' and the version of the format. Never a whole word of the log.
 *      1  epoch: one more with every page opened, from 1
 *      2  number of the first record
 *      3  log time of the opening
 *      4  badge id
 *      5  profile (1 byte), its version (1), language (1), 0
 *      6  0, kept for the seal (its format has the next version)
 *      7  CRC-32 of the 28 bytes before it
 */
export const PAGE_WORDS = 1024;
export const HEADER_WORDS = 8;

export const enum Header {
  Magic,
  Epoch,
  FirstSeq,
  At,
  Badge,
  Profile,
  Reserved,
  Check,
}

/** 'DLG' and format version 1. */
export const MAGIC = 0x01474c44;

/** The eight words of a header, given the first seven. @inline */
export function headerWords(digest: Digest, fields: number[]): number[] {
  return fields.concat([digest.crc32(bytesOf(fields, 0, Header.Check))]);
}

/** Words as bytes, lowest first. */
export function bytesOf(words: ArrayLike<number>, from: number, to: number): ByteString {
  let bytes = '';
  for (let i = from; i < to; i++) bytes += put(words[i], 4);
  return bytes;
}

/** Bytes as words, lowest first. */
export function wordsOf(bytes: ByteString): number[] {
  const words: number[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4) words.push(take(bytes, i, 4));
  return words;
}

/** Whether a whole page header stands at `from`. */
export function isHeader(digest: Digest, words: ArrayLike<number>, from: number): boolean {
  return (
    words[from] === MAGIC &&
    words[from + Header.Check] === digest.crc32(bytesOf(words, from, from + Header.Check))
  );
}
