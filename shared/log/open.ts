import { take } from '../bytes.js';
import type { Digest, LogStore } from '../ports.js';
import type { LogTime } from '../time.js';
import { apply, newBadge, State } from '../visit/badge.js';
import { Kind } from '../visit/kind.js';
import type { Limits } from '../visit/limits.js';
import { dueFrom, KEY_WORDS, type Log, SEAL_WORDS, seal, stepKey, useKey, wordsLeft, zero } from './log.js';
import { KEY_BYTES, TAG_BYTES } from './mac.js';
import { HEADER_WORDS, Header, headerOf, isHeader, MAGIC, PAGE_WORDS } from './page.js';
import { type Reader, readerOf, readNext } from './record.js';
import { BLANK, isCut, isEvent, isGivenUp, isHeadOf, NO_TIME } from './word.js';

/** How the log of a badge is taken up at a start. */

/** Index behind the last word of the page at `from` that is not blank. */
export function endOf(words: ArrayLike<number>, from: number): number {
  let low = from + HEADER_WORDS;
  let high = from + PAGE_WORDS;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] === BLANK) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Where to begin reading for the newest whole checkpoint in [from, end): with its slots, and with the seal and the keys in
 * front of it. -1: there is none. What else that takes in, the checkpoint replaces.
 */
function checkpointIn(log: Log, from: number, end: number): number {
  const words = log.store.words;
  for (let i = end - 1; i >= from; i--) {
    if (!isHeadOf(words[i], Kind.Checkpoint)) continue;
    /** @single */
    const reader = readerOf(i, end, 0);
    if (!readNext(log.digest, words, reader) || reader.from !== i) continue;
    // Its slots stand directly in front of it.
    while (i > from && !isEvent(words[i - 1])) i--;
    return i;
  }
  return -1;
}

/** Index of the page with the newest whole header older than `epoch`, or -1. */
export function newestPage(digest: Digest, words: ArrayLike<number>, epoch: number): number {
  let newest = -1;
  for (let from = 0; from < words.length; from += PAGE_WORDS) {
    if (!isHeader(digest, words, from) || words[from + Header.Epoch] >= epoch) continue;
    if (newest < 0 || words[from + Header.Epoch] > words[newest + Header.Epoch]) newest = from;
  }
  return newest;
}

/** Takes every record from `start` to `end` into mind, and where the seals stand. */
function replay(log: Log, start: number, end: number, at: LogTime): Reader {
  /** @single */
  const reader = readerOf(start, end, at);
  while (readNext(log.digest, log.store.words, reader)) {
    if (reader.kind === Kind.Seal) {
      log.tag = reader.bytes.slice(0, TAG_BYTES);
      log.keyAt = take(reader.bytes, TAG_BYTES, 2) - 1;
      log.sealed = reader.next;
    } else if (reader.kind === Kind.Key) {
      log.keyAt = reader.from;
      log.sealed = reader.next;
    } else apply(log.limits, log.badge, reader.kind, reader.value, reader.at, reader.bytes);
    if (reader.kind === Kind.Checkpoint) {
      reader.at = log.badge.state[State.At];
      log.size = reader.next - start;
      log.due = dueFrom(log, reader.next);
    }
  }
  return reader;
}

/** Whether a page has words left behind its last seals, of which every start takes one. @inline */
function hasRoom(log: Log): boolean {
  return wordsLeft(log) > 2 * SEAL_WORDS;
}

/**
 * Opens the log of a badge: finds where it ends and takes up what the badge had in mind, by replaying what
 * follows the newest checkpoint. Writes nothing but the last word once more; a page without a whole header counts as
 * empty.
 */
export function openLog(
  store: LogStore,
  digest: Digest,
  limits: Limits,
  badgeId: number,
  profile: number,
): Log {
  /** @single app.ring */
  const log: Log = {
    store: store,
    digest: digest,
    limits: limits,
    badgeId: badgeId,
    profile: profile,
    badge: newBadge(),
    page: -1,
    epoch: 0,
    tail: 0,
    at: 0,
    due: 0,
    size: 0,
    key: '',
    inner: '',
    outer: '',
    keyAt: -1,
    tag: '',
    sealed: 0,
    lost: 0,
    told: 0,
    dropped: 0,
    torn: -1,
  };
  /** @single store.words log.store.words app.ring.store.words */
  const words = store.words;
  const page = newestPage(digest, words, BLANK);
  if (page >= 0) {
    const end = endOf(words, page);
    log.page = page;
    log.epoch = words[page + Header.Epoch];
    log.tail = end;
    const first = page + HEADER_WORDS;
    // The word written last may read differently from time to time, or any of a key that was being given up there: they
    // are made what they are now, before they are gone by. A page that is used up is left alone, for starts without end.
    if (hasRoom(log)) {
      let from = end - 1;
      const before = words[from - (isCut(words[from]) ? 1 : 0)];
      if (isGivenUp(before)) from = Math.max(page, end - KEY_WORDS - 1);
      for (; from < end; from++) store.affirm(from, words[from]);
    }
    const start = checkpointIn(log, first, end);
    const at = words[page + Header.At];
    if (start < 0) {
      // The page was opened, and the power went before its checkpoint was whole: the one before it still stands.
      const older = newestPage(digest, words, log.epoch);
      if (older >= 0) {
        const stop = endOf(words, older);
        const from = checkpointIn(log, older + HEADER_WORDS, stop);
        replay(log, from < 0 ? older + HEADER_WORDS : from, stop, words[older + Header.At]);
      }
      log.badge.state[State.Seq] = words[page + Header.FirstSeq];
    }
    log.tag = headerOf(store, page);
    log.sealed = first;
    // A gap may have been passed whose record was cut off: that time is over all the same.
    /** @single */
    const reader = replay(log, start < 0 ? first : start, end, Math.max(at, log.badge.state[State.At]));
    log.at = log.badge.state[State.At] = reader.at;
    log.torn = reader.torn;
  }
  return log;
}

/**
 * Makes good what a loss of power can have left of a log that was opened: a key that is not whole, a word behind the last
 * one that only looks blank, a key that should have been given up. Then seals what is not sealed. Cut off itself, it is
 * done again at the next start.
 *
 * @inline
 */
export function mendLog(log: Log): void {
  const words = log.store.words;
  const torn = log.torn;
  // A header that is not whole now must never be whole later.
  for (let page = 0; page < words.length; page += PAGE_WORDS)
    if (
      words[page] === MAGIC &&
      (words[page + Header.Epoch] > log.epoch || !isHeader(log.digest, words, page))
    )
      log.store.affirm(page, 0);
  // Nothing was written behind a key that is not whole. A word whose write was cut off stays: on its way to zero it could
  // pass for another one.
  if (torn >= 0 && log.tail - torn <= KEY_WORDS && isHeadOf(words[torn], Kind.Key))
    zero(log, torn, log.tail - torn - (isCut(words[log.tail - 1]) ? 1 : 0));
  // Where a word was begun behind the last one, it is nothing from now on.
  if (log.page >= 0 && hasRoom(log)) {
    log.store.affirm(log.tail, words[log.tail] === BLANK ? NO_TIME : 0);
    log.tail++;
  }
  /** @single */
  const reader = readerOf(log.keyAt, log.keyAt + KEY_WORDS, 0);
  if (log.keyAt >= 0 && readNext(log.digest, words, reader)) {
    useKey(log, reader.bytes.slice(0, KEY_BYTES), false);
    const old = take(reader.bytes, KEY_BYTES, 2) - 1;
    // It may be that the one before was not given up yet: this is done again at the first starts behind a key, in its page.
    if (old >= 0 && (log.tail - log.keyAt) >>> 0 <= KEY_WORDS + 3) zero(log, old, KEY_WORDS);
    seal(log);
    if (log.keyAt < log.page || log.keyAt >= log.page + PAGE_WORDS) stepKey(log);
  }
}
