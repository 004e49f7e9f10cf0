import { type ByteString, put } from '../bytes.js';
import type { Digest, LogStore } from '../ports.js';
import type { LogTime } from '../time.js';
import { apply, type Badge, packBadge, State } from '../visit/badge.js';
import { Kind } from '../visit/kind.js';
import type { Limits } from '../visit/limits.js';
import { Cause } from './cause.js';
import { keyAfter, macOf, Pad, padOf, TAG_BYTES } from './mac.js';
import { Header, headerOf, headerWords, isHeader, MAGIC, PAGE_WORDS } from './page.js';
import { longWords } from './record.js';
import { BLANK, checked, eventWord, MAX_STEP, NO_TIME } from './word.js';

/**
 * The log of one badge in its ring of pages, and what the badge has in mind by it.
 *
 * A record is durable when `record` returns. The ring is never taken to be what it should be: a page counts by its
 * header, a word by its check, and where the log ends is looked up once, at the start (open.ts).
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
  /** Up to here words go in one by one; then a seal and a checkpoint are due, or another page. */
  due: number;
  /** Words that the newest checkpoint took. */
  size: number;
  /** The key that seals, and its pads (mac.ts); '' where the badge has none. */
  key: ByteString;
  inner: ByteString;
  outer: ByteString;
  /** Index of the first word of that key's record; -1: none. */
  keyAt: number;
  /** What the next seal begins from: the tag of the one before it, or the header of its page. */
  tag: ByteString;
  /** Index of the first word that no seal covers yet. */
  sealed: number;
  /** Records that did not fit since no page is free, and how many of them the log itself tells. */
  lost: number;
  told: number;
  /** Records of what is not a visit's that were left out to keep room. */
  dropped: number;
  /** Index of the last head whose record was not whole when the log was opened; -1: none. */
  torn: number;
}

/** Words that may follow a checkpoint before the next one is due; more where the checkpoint itself is large. */
const CHECKPOINT_EVERY = 96;

/** Words of a seal and of a key: a head, and three bytes a word. */
export const SEAL_WORDS = 6;
export const KEY_WORDS = 7;

/**
 * Words from one key of a page to the next, at the least: giving a key up programs its words a second time, and a block of
 * flash takes only so many writes (decision 0007).
 */
const KEY_SPACING = 64;

/**
 * Words at the end of a page that are for seals alone: of its last records, and of starts there, two of which may be cut
 * off.
 */
export const SEAL_ROOM = 6 * SEAL_WORDS;

/** Words before them that are kept for how visits end, for starts and for what was lost, once no page is free. */
export const LAST_ROOM = 64;

/** Words that must be left, once no page is free, for what is not a visit's to be recorded: a tenth of the ring. */
const SPARE_ROOM = 204;

/** The longest time that one gap word can pass, in seconds. */
const MAX_GAP = 0xfffff;

/** Words left in the page. */
export function wordsLeft(log: Log): number {
  return log.page + PAGE_WORDS - log.tail;
}

/** Programs words behind the last one. A word that is not blank although it should be is passed over. */
function program(log: Log, list: number[]): void {
  for (let i = 0; i < list.length; i++) {
    while (log.store.words[log.tail] !== BLANK && wordsLeft(log) > 0) log.tail++;
    if (wordsLeft(log) > 0) log.store.program(log.tail++, list[i]);
  }
}

/** Where the next checkpoint is due, when the newest one ends at `from`; or where a page has only its last rooms left. @inline */
export function dueFrom(log: Log, from: number): number {
  return Math.min(
    from + Math.max(CHECKPOINT_EVERY, log.size * 2),
    log.page + PAGE_WORDS - SEAL_ROOM - LAST_ROOM,
  );
}

/**
 * Programs `count` words from `from` on to zero, the last one first: the head of a record that is given up says so until
 * all of it is. Also what reads as zero already: it may not be firm yet.
 */
export function zero(log: Log, from: number, count: number): void {
  while (count > 0) log.store.affirm(from + --count, 0);
}

/**
 * Seals the words behind the newest seal (docs/SPEC.md, "Seal"). Does nothing where all is sealed, or where the badge
 * has no key.
 */
export function seal(log: Log): void {
  const words = log.store.words;
  // A key is no part of what is sealed, and reads as zeros once it is given up. Nor is a word of no time, which says nothing.
  while (log.sealed < log.tail && (!words[log.sealed] || words[log.sealed] === NO_TIME)) log.sealed++;
  if (!log.key || log.sealed >= log.tail) return;
  if (wordsLeft(log) < SEAL_WORDS) return;
  const bytes = log.tag + log.store.read(log.sealed * 4, (log.tail - log.sealed) * 4);
  log.tag = macOf(log.digest, log.inner, log.outer, bytes).slice(0, TAG_BYTES);
  program(log, longWords(log.digest, Kind.Seal, log.tag + put(log.keyAt + 1, 2)));
  log.sealed = log.tail;
}

/**
 * Seals by `key` from here on. A new one is written behind all that is sealed, and the one before it, that there must
 * be, given up.
 *
 * @cold
 */
export function useKey(log: Log, key: ByteString, isNew: boolean): void {
  log.key = key;
  log.inner = padOf(key, Pad.Inner);
  log.outer = padOf(key, Pad.Outer);
  if (!isNew) return;
  program(log, longWords(log.digest, Kind.Key, key + put(log.keyAt + 1, 2)));
  zero(log, log.keyAt, KEY_WORDS);
  log.sealed = log.tail;
  log.keyAt = log.tail - KEY_WORDS;
}

/**
 * Goes one key on: what was sealed before stays proven, even if the badge's memory is read from now on. Not where the
 * page is about to end, and the key with it, nor where the key is so new that giving it up would wear the flash.
 *
 * @cold
 */
export function stepKey(log: Log): void {
  if (!log.key || wordsLeft(log) < KEY_WORDS + SEAL_ROOM) return;
  if (log.keyAt >= log.page && (log.tail - log.keyAt) >>> 0 < KEY_SPACING) return;
  seal(log);
  useKey(log, keyAfter(log.digest, log.key), true);
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

/** Index of the first word of the page that comes next. @inline */
function nextPage(log: Log): number {
  return log.page < 0 ? 0 : (log.page + PAGE_WORDS) % log.store.words.length;
}

/** Whether the next page may be erased: it holds nothing, or nothing that no supervisor has. */
function isSpent(log: Log): boolean {
  const words = log.store.words;
  const from = nextPage(log);
  if (!isHeader(log.digest, words, from)) return true;
  // Its records end where those of the page behind it begin.
  const after = (from + PAGE_WORDS) % words.length;
  return (
    isHeader(log.digest, words, after) && words[after + Header.FirstSeq] <= log.badge.state[State.Pulled]
  );
}

/** Whether no page is free, and fewer than `room` words are left in this one. */
export function isShort(log: Log, room: number): boolean {
  return wordsLeft(log) < room && !isSpent(log);
}

/** Opens the next page; false where that would lose records that no supervisor has, or the flash refuses. @cold */
function turn(log: Log): boolean {
  const from = nextPage(log);
  if (!log.store.words.length || !isSpent(log)) return false;
  seal(log);
  if (!log.store.erase(from / PAGE_WORDS)) return false;
  const state = log.badge.state;
  log.at = state[State.At];
  log.page = log.tail = from;
  log.epoch++;
  log.lost = log.told = 0;
  const fields = [MAGIC, log.epoch, state[State.Seq], log.at, log.badgeId, log.profile, state[State.Boot]];
  program(log, headerWords(log.digest, fields));
  log.tag = headerOf(log.store, from);
  log.sealed = log.tail;
  if (log.key) useKey(log, keyAfter(log.digest, log.key), true);
  checkpoint(log);
  return true;
}

/** Writes down how many records were lost since this was written last; false where even for that there is no room. */
function tellLoss(log: Log): boolean {
  const next = log.badge.state[State.Seq];
  const count = log.lost - log.told;
  const loss = put(count) + put(next - count) + put(next - 1);
  if (!write(log, Kind.Loss, 0, log.at, loss, true)) return false;
  log.told = log.lost;
  apply(log.limits, log.badge, Kind.Loss, 0, log.at, loss);
  return true;
}

/**
 * Writes one record behind the words that bring the log's time to it; false where there is no room. What is vital may
 * use the last room of a full ring.
 */
function write(
  log: Log,
  kind: Kind,
  value: number,
  at: LogTime,
  bytes: ByteString | undefined,
  isVital: boolean,
): boolean {
  let list: number[] = [];
  // A page that was opened meanwhile has gone on to the time of what was lost.
  at = Math.max(at, log.at);
  let step = at - log.at;
  while (step > (bytes ? 0 : MAX_STEP)) {
    const gap = Math.min(step, MAX_GAP);
    list.push(checked((Kind.Gap << 20) | gap));
    step -= gap;
  }
  if (bytes) list = list.concat(longWords(log.digest, kind, bytes));
  else list.push(eventWord(kind, step, value));
  const room = list.length + SEAL_ROOM;
  if (log.page < 0 || wordsLeft(log) < room) return turn(log) && write(log, kind, value, at, bytes, isVital);
  if (!isVital && isShort(log, room + LAST_ROOM)) return false;
  program(log, list);
  log.at = at;
  return true;
}

/**
 * Records one thing that happened at log time `at` and takes it into mind; what is to be done about it, out.
 *
 * `bytes` makes it a long record (at most 189). A log that is full of records that no supervisor has keeps these,
 * counts the new one as lost, and the visit goes on. What a visit left is sealed at its end.
 */
export function record(log: Log, kind: Kind, value: number, at: LogTime, bytes?: ByteString): number {
  const step = at - log.at;
  let isFirstLost = false;
  // The rule is one word in its place; all else takes the long way.
  if (!bytes && step >= 0 && step <= MAX_STEP && log.tail < log.due && log.store.words[log.tail] === BLANK) {
    log.at = at;
    log.store.program(log.tail++, eventWord(kind, step, value));
  } else {
    const state = log.badge.state;
    at = Math.max(at, state[State.At]);
    // A checkpoint takes back what an undo would need, so it never comes in front of one.
    const isDue = log.page >= 0 && kind !== Kind.Undone && log.tail >= log.due;
    if (isDue && wordsLeft(log) > log.size * 2 + SEAL_ROOM + LAST_ROOM) {
      seal(log);
      checkpoint(log);
    }
    // How a visit ended, what was taken back, a start.
    const isVital = kind === Kind.Left || kind === Kind.Undone || kind === Kind.Boot;
    // What was lost before it is told in front of it.
    const isTold = log.lost <= log.told || ((isVital || isSpent(log)) && tellLoss(log));
    if (!isTold || !write(log, kind, value, at, bytes, isVital)) {
      isFirstLost = !log.lost++;
      log.due = 0;
    }
  }
  const effects = apply(log.limits, log.badge, kind, value, at, bytes || '');
  // That records are being lost is written down at once: how many, with the next one that is kept.
  if (isFirstLost) tellLoss(log);
  // A reply that closes a visit comes after its seal, and waits for the next.
  if (effects && kind !== Kind.Replied) seal(log);
  return effects;
}

/** Records what is not a visit's, unless the last tenth of the ring is needed for visits: that is counted, and told later. */
export function note(log: Log, kind: Kind, value: number, at: LogTime): void {
  if (isShort(log, SPARE_ROOM)) log.dropped++;
  else {
    const dropped = Math.min(log.dropped, 63);
    log.dropped -= dropped;
    if (dropped) record(log, Kind.Security, dropped * 8 + Cause.LeftOut, at);
    record(log, kind, value, at);
  }
}

/** Notes that a supervisor holds every record before `seq`, so that their pages may be used again. @inline */
export function notePulled(log: Log, seq: number, at: LogTime): void {
  log.badge.state[State.Pulled] = seq;
  record(log, Kind.Pulled, 0, at, put(seq));
  // There is room again, once what was lost is told.
  if (log.told === log.lost) log.lost = log.told = 0;
  stepKey(log);
}
