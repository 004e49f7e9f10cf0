import { type ByteString, put } from '../bytes.js';
import type { Digest, LogStore } from '../ports.js';

/**
 * A page of the ring: 1024 words, the first eight of them its header (docs/SPEC.md, "Page").
 *
 *   word  field
 *      0  magic: 'DLG' and the version of the format, 1 or 2. Never a whole word of the log.
 *      1  epoch: one more with every page opened, from 1
 *      2  number of the first record
 *      3  log time of the opening
 *      4  badge id
 *      5  profile (1 byte), its version (1), language (1), 0
 *      6  number of the start in which it was opened; 0 in version 1
 *      7  CRC-32 of the 28 bytes before it
 *
 * Version 1 had no seals and no keys; all else is the same, and it is still read.
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
  Boot,
  Check,
}

/** 'DLG' and format version 2, the one that is written. */
export const MAGIC = 0x02474c44;
/** A page of the version before differs by this. */
const VERSION = 0x01000000;

/** The eight words of a header, given the first seven. @inline */
export function headerWords(digest: Digest, fields: number[]): number[] {
  return fields.concat([digest.crc32(bytesOf(fields, 0, Header.Check))]);
}

/** Words as bytes, lowest first. */
export function bytesOf(list: ArrayLike<number>, from: number, to: number): ByteString {
  let bytes = '';
  for (let i = from; i < to; i++) bytes += put(list[i]);
  return bytes;
}

/** The bytes of the header that stands at `from`. @inline */
export function headerOf(store: LogStore, from: number): ByteString {
  return store.read(from * 4, HEADER_WORDS * 4);
}

/** Whether a page whose first word this is may be one of a version that is read. @inline */
export function isMagic(word: number | undefined): boolean {
  return word === MAGIC || word === MAGIC - VERSION;
}

/** Whether a whole page header stands at `from`. */
export function isHeader(digest: Digest, words: ArrayLike<number>, from: number): boolean {
  return (
    isMagic(words[from]) &&
    words[from + Header.Check] === digest.crc32(bytesOf(words, from, from + Header.Check))
  );
}
