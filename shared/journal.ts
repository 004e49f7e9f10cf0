import type { ByteString } from './bytes.js';
import { longWords, readerOf, readNext } from './log/record.js';
import { BLANK } from './log/word.js';
import type { Digest } from './ports.js';

/**
 * The configuration journal: 192 words in page 0 of the log's file, which is never erased in service (docs/SPEC.md).
 *
 * An entry is a long record of checked words, as in the log, with the type of the entry for its kind; what comes last
 * wins. Entries are appended word by word, head first, behind the last word that is not blank. A cut leaves a head
 * whose parts are missing, or a word that its own check gives away: neither reads as an entry. No length is ever
 * trusted to pass over it: the reader goes on word by word and is back in step at the next head, so nothing that
 * follows is hidden.
 */
export const JOURNAL_WORDS = 192;

/** What an entry says. */
export const enum Entry {
  /** Key of the radio, 16 bytes. */
  RadioKey = 1,
  /** Number of the key, 1 byte, and the key of orders, 16 bytes. */
  OrderKey,
  /** Number of the setting, 1 byte, and its value. */
  Setting,
}

/** Where the journal lies. */
export interface Journal {
  /** All of its words: a live view of the flash. */
  readonly words: ArrayLike<number>;
  /** Programs one blank word. */
  program(index: number, word: number): void;
}

/** Index behind the last word that is not blank. */
function endOf(source: ArrayLike<number>): number {
  let end = JOURNAL_WORDS;
  while (end && source[end - 1] === BLANK) end--;
  return end;
}

/** The newest whole entry of a type, with zeros up to a multiple of three bytes; '' where there is none. */
export function newestEntry(digest: Digest, source: ArrayLike<number>, type: Entry): ByteString {
  /** @single */
  const reader = readerOf(0, JOURNAL_WORDS, 0);
  let newest = '';
  while (readNext(digest, source, reader))
    if (reader.bytes && (reader.kind as number) === type) newest = reader.bytes;
  return newest;
}

/** Whether an entry of `size` bytes has room. */
export function entryFits(words: ArrayLike<number>, size: number): boolean {
  return endOf(words) + 1 + Math.ceil(size / 3) <= JOURNAL_WORDS;
}

/** Appends an entry of 1 to 189 bytes; false where it does not fit, or does not read back. */
export function addEntry(digest: Digest, journal: Journal, type: Entry, payload: ByteString): boolean {
  if (!entryFits(journal.words, payload.length)) return false;
  const end = endOf(journal.words);
  const words = longWords(digest, type as number, payload);
  for (let i = 0; i < words.length; i++) journal.program(end + i, words[i]);
  return newestEntry(digest, journal.words, type).substr(0, payload.length) === payload;
}
