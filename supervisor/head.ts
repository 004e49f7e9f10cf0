import type { ByteString } from '../shared/bytes.js';
import { bytesOf, HEADER_WORDS, Header } from '../shared/log/page.js';
import { readerOf, readNext } from '../shared/log/record.js';
import { pagesIn } from '../shared/log/story.js';
import { AIR_TAG_BYTES } from '../shared/pull/proof.js';
import { Kind } from '../shared/visit/kind.js';
import { deskDigest } from './dlog.js';

/**
 * What the next seal of a log would begin from, 8 bytes: the tag of the newest one of its newest page, or the header of
 * that page.
 */
export function headIn(words: Uint32Array): { page: number; head: ByteString; isSealed: boolean } {
  const pages = pagesIn(deskDigest, words);
  const page = pages[pages.length - 1] ?? 0;
  let head = bytesOf(words, page, page + HEADER_WORDS);
  let isSealed = false;
  const reader = readerOf(page + HEADER_WORDS, words.length, words[page + Header.At] ?? 0);
  while (readNext(deskDigest, words, reader)) {
    if (reader.kind !== Kind.Seal) continue;
    head = reader.bytes;
    isSealed = true;
  }
  return { page, head: head.slice(0, AIR_TAG_BYTES), isSealed };
}
