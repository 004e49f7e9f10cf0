import { type ByteString, put } from '../bytes.js';
import type { Digest, LogStore } from '../ports.js';
import type { LogTime } from '../time.js';
import { apply, type Badge, newBadge, packBadge, State } from '../visit/badge.js';
import { Kind } from '../visit/kind.js';
import type { Limits } from '../visit/limits.js';
import { HEADER_WORDS, Header, headerWords, isHeader, MAGIC, PAGE_WORDS } from './page.js';
import { longWords, type Reader, readerOf, readNext } from './record.js';
import { BLANK, checked, eventWord, isHead, isPart, MAX_STEP } from './word.js';

/**
 * The log of one badge in its ring of pages, and what the badge has in mind by it.
 *
 * A record is durable when `record` returns. The ring is never taken to be what it should be: a page counts by its
 * header, a word by its check, and where the log ends is looked up once, at the start.
 */
export interface Log {
  readonly store: LogStore;
  readonly digest: Digest;
  readonly limits: Limits;
  /** Badge id, and profile, version and language, as two words of a page header. */
  readonly badgeId: number;
  readonly profile: number;
  badge: Badge;
  /** Index of the first word of the page being written; -1: none yet. */
  page: number;
  epoch: number;
  /** Index of the next word to be written, counted over the whole ring. */
  tail: number;
  /** Log time of the newest word. */
  at: LogTime;
  /** Up to here words go in one by one; then a checkpoint is due, or another page. */
  due: number;
  /** Words that the newest checkpoint took. */
  size: number;
  /** Records that did not fit, and the number of the first of them; a record of their own says so once there is room. */
  lost: number;
  lostFrom: number;
}

/** Words that may follow a checkpoint before the next one is due; more where the checkpoint itself is large. */
const CHECKPOINT_EVERY = 64;

/** The longest time that one gap word can pass, in seconds. */
const MAX_GAP = 0xfffff;

/** Programs words from `next` on. A word that is not blank although it should be is passed over. */
function program(log: Log, words: number[]): void {
  for (let i = 0; i < words.length; i++) {
    while (log.store.words[log.tail] !== BLANK && log.tail < log.page + PAGE_WORDS) log.tail++;
    if (log.tail < log.page + PAGE_WORDS) log.store.program(log.tail++, words[i]);
  }
}

/** Where the next checkpoint is due, when the newest one ends at `from`. @inline */
function dueFrom(log: Log, from: number): number {
  return Math.min(from + Math.max(CHECKPOINT_EVERY, log.size * 2), log.page + PAGE_WORDS);
}

/** Writes a checkpoint: a record for each known order, then the one that completes them. @cold */
function checkpoint(log: Log): void {
  const badge = log.badge;
  const from = log.tail;
  badge.undo = null;
  const records = packBadge(badge);
  for (let i = 0; i < records.length; i++) {
    const kind = i < records.length - 1 ? Kind.Slot : Kind.Checkpoint;
    program(log, longWords(log.digest, kind, records[i]));
  }
  log.size = log.tail - from;
  log.due = dueFrom(log, log.tail);
}

/** Whether the page at `from` may be erased: it holds nothing, or nothing that no supervisor has. */
function isSpent(log: Log, from: number): boolean {
  const words = log.store.words;
  if (!isHeader(log.digest, words, from)) return true;
  // Its records end where those of the next page begin.
  const after = (from + PAGE_WORDS) % words.length;
  return (
    isHeader(log.digest, words, after) && words[after + Header.FirstSeq] <= log.badge.state[State.Pulled]
  );
}

/** Opens the next page; false where that would lose records that no supervisor has, or the flash refuses. @cold */
function turn(log: Log): boolean {
  const words = log.store.words;
  if (!words.length) return false;
  const from = log.page < 0 ? 0 : (log.page + PAGE_WORDS) % words.length;
  if (!isSpent(log, from) || !log.store.erase(from / PAGE_WORDS)) return false;
  const state = log.badge.state;
  log.at = state[State.At];
  log.page = log.tail = from;
  log.epoch++;
  program(
    log,
    headerWords(log.digest, [MAGIC, log.epoch, state[State.Seq], log.at, log.badgeId, log.profile, 0]),
  );
  checkpoint(log);
  if (log.lost) {
    const last = log.lostFrom + log.lost - 1;
    const loss = put(log.lost, 4) + put(log.lostFrom, 4) + put(last, 4);
    log.lost = 0;
    write(log, Kind.Loss, 0, log.at, loss);
    apply(log.limits, log.badge, Kind.Loss, 0, log.at, loss);
  }
  return true;
}

/** Writes one record behind the words that bring the log's time to it; false where there is no room. */
function write(log: Log, kind: Kind, value: number, at: LogTime, bytes: ByteString): boolean {
  let words: number[] = [];
  let step = at - log.at;
  while (step > (bytes ? 0 : MAX_STEP)) {
    const gap = Math.min(step, MAX_GAP);
    words.push(checked((Kind.Gap << 20) | gap));
    step -= gap;
  }
  if (bytes) words = words.concat(longWords(log.digest, kind, bytes));
  else words.push(eventWord(kind, step, value));
  if (log.page < 0 || log.lost || log.tail + words.length > log.page + PAGE_WORDS) {
    return turn(log) && write(log, kind, value, at, bytes);
  }
  program(log, words);
  log.at = at;
  return true;
}

/**
 * Records one thing that happened at log time `at` and takes it into mind; what is to be done about it, out.
 *
 * `bytes` makes it a long record (at most 189). A log that is full of records that no supervisor has keeps these,
 * counts the new one as lost, and the visit goes on.
 */
export function record(log: Log, kind: Kind, value: number, at: LogTime, bytes: ByteString): number {
  const step = at - log.at;
  // The rule is one word in its place; all else takes the long way.
  if (!bytes && step >= 0 && step <= MAX_STEP && log.tail < log.due && log.store.words[log.tail] === BLANK) {
    log.at = at;
    log.store.program(log.tail++, eventWord(kind, step, value));
  } else {
    const state = log.badge.state;
    at = Math.max(at, state[State.At]);
    // A checkpoint takes back what an undo would need, so it never comes in front of one.
    const isDue = log.page >= 0 && kind !== Kind.Undone && log.tail >= log.due;
    if (isDue && log.tail + log.size * 2 < log.page + PAGE_WORDS) checkpoint(log);
    if (!write(log, kind, value, at, bytes)) {
      log.due = 0;
      if (log.lost++ === 0) log.lostFrom = state[State.Seq];
    }
  }
  return apply(log.limits, log.badge, kind, value, at, bytes);
}

/** Notes that a supervisor holds every record before `seq`, so that their pages may be used again. */
export function notePulled(log: Log, seq: number, at: LogTime): void {
  log.badge.state[State.Pulled] = seq;
  record(log, Kind.Pulled, 0, at, put(seq, 4));
}

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

/** Index of the first word of the newest whole checkpoint in [from, end), or -1. */
function checkpointIn(log: Log, from: number, end: number): number {
  const words = log.store.words;
  for (let i = end - 1; i >= from; i--) {
    if (!isHead(words[i]) || ((words[i] >> 19) & 63) !== Kind.Checkpoint) continue;
    const reader = readerOf(i, end, 0);
    if (!readNext(log.digest, words, reader) || reader.from !== i) continue;
    // Its slots stand directly in front of it.
    let start = i;
    for (let back = i - 1; back >= from; back--) {
      if (isPart(words[back]) && !isHead(words[back])) continue;
      if (!isHead(words[back]) || ((words[back] >> 19) & 63) !== Kind.Slot) break;
      start = back;
    }
    return start;
  }
  return -1;
}

/** Index of the page with the newest whole header older than `epoch`, or -1. */
export function newestPage(log: Log, epoch: number): number {
  const words = log.store.words;
  let newest = -1;
  for (let from = 0; from < words.length; from += PAGE_WORDS) {
    if (!isHeader(log.digest, words, from) || words[from + Header.Epoch] >= epoch) continue;
    if (newest < 0 || words[from + Header.Epoch] > words[newest + Header.Epoch]) newest = from;
  }
  return newest;
}

/** Takes every record from `start` to `end` into mind. */
function replay(log: Log, start: number, end: number, at: LogTime): Reader {
  const reader = readerOf(start, end, at);
  while (readNext(log.digest, log.store.words, reader)) {
    apply(log.limits, log.badge, reader.kind, reader.value, reader.at, reader.bytes);
    if (reader.kind === Kind.Checkpoint) {
      reader.at = log.badge.state[State.At];
      log.size = reader.next - start;
      log.due = dueFrom(log, reader.next);
    }
  }
  return reader;
}

/**
 * Opens the log of a badge: finds where it ends and takes up what the badge had in mind, by replaying what
 * follows the newest checkpoint. Writes nothing; a page without a whole header counts as empty.
 */
export function openLog(
  store: LogStore,
  digest: Digest,
  limits: Limits,
  badgeId: number,
  profile: number,
): Log {
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
    lost: 0,
    lostFrom: 0,
  };
  const words = store.words;
  const page = newestPage(log, BLANK);
  if (page < 0) return log;
  const end = endOf(words, page);
  log.page = page;
  log.epoch = words[page + Header.Epoch];
  log.tail = end;
  const first = page + HEADER_WORDS;
  const start = checkpointIn(log, first, end);
  const at = words[page + Header.At];
  if (start < 0) {
    // The page was opened, and the power went before its checkpoint was whole: the one before it still stands.
    const before = newestPage(log, log.epoch);
    if (before >= 0) {
      const last = endOf(words, before);
      const from = checkpointIn(log, before + HEADER_WORDS, last);
      replay(log, from < 0 ? before + HEADER_WORDS : from, last, words[before + Header.At]);
    }
    log.badge.state[State.Seq] = words[page + Header.FirstSeq];
  }
  // A gap may have been passed whose record was cut off: that time is over all the same.
  log.at = replay(log, start < 0 ? first : start, end, Math.max(at, log.badge.state[State.At])).at;
  log.badge.state[State.At] = log.at;
  return log;
}
