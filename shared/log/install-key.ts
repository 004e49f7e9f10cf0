import { type ByteString, put } from '../bytes.js';
import type { Digest, LogStore } from '../ports.js';
import { Kind } from '../visit/kind.js';
import { endOf, newestPage } from './open.js';
import { HEADER_WORDS, headerWords, MAGIC, PAGE_WORDS } from './page.js';
import { longWords } from './record.js';
import { BLANK, isHeadOf } from './word.js';

/** Index of the last KEY record in [from, end), whole or not; -1: none. */
function keyIn(words: ArrayLike<number>, from: number, end: number): number {
  while (end > from) if (isHeadOf(words[--end], Kind.Key)) return end;
  return -1;
}

/**
 * Writes the key of the log as a KEY record: behind the last word of the newest page, or into a first page that it
 * opens. `profileWord` is word 5 of a page header. It names the place of a key before it in that page, left by an
 * enrolment that was cut off, so that the application gives that one up. False where the page has no room, or the flash
 * does not take it.
 */
export function installKey(
  store: LogStore,
  digest: Digest,
  badgeId: number,
  profileWord: number,
  key: ByteString,
): boolean {
  const words = store.words;
  let page = newestPage(digest, words, BLANK);
  let at = page < 0 ? 0 : endOf(words, page);
  const before = page < 0 ? -1 : keyIn(words, page + HEADER_WORDS, at);
  let record = longWords(digest, Kind.Key, key + put(before + 1, 2));
  if (page < 0) {
    // What looks blank may be half erased: a page without a header is erased before its first use.
    if (!words.length || !store.erase(0)) return false;
    page = 0;
    record = headerWords(digest, [MAGIC, 1, 0, 0, badgeId, profileWord, 0]).concat(record);
  }
  if (at + record.length > page + PAGE_WORDS) return false;
  let isWhole = true;
  for (let i = 0; i < record.length; i++) {
    store.program(at, record[i]);
    if (words[at++] !== record[i]) isWhole = false;
  }
  return isWhole;
}
