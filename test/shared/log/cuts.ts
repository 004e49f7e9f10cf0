import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { type FlashImage, Nor } from '../../../host-sim/flash.js';
import { type Rng, rngFrom } from '../../../host-sim/rng.js';
import { type FlashOp, TEARS, type Tear } from '../../../host-sim/tear.js';
import { take } from '../../../shared/bytes.js';
import { SEAL_ROOM, seal } from '../../../shared/log/log.js';
import { endOf } from '../../../shared/log/open.js';
import { HEADER_WORDS, Header, isHeader, PAGE_WORDS } from '../../../shared/log/page.js';
import { readerOf, readNext } from '../../../shared/log/record.js';
import { snapshot } from '../../../shared/log/story.js';
import { apply, type Badge, newBadge, State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { LIMITS } from '../visit/visits.js';
import { eachRecord, lineOf, mindOf, sameMind, toldOf } from './fold.js';
import { anything, enrolled, Life, LOST, type Mark, type Told } from './life.js';
import { NorRing } from './rings.js';
import { checkSeals, KEY_WORDS, liveKey, pagesOf } from './seals.js';

/**
 * The power cut at every flash operation of a stretch of a badge's life: an image of the flash is taken in front of
 * each, left as each kind of cut would leave it, and the badge starts again from there.
 */

/** A stretch of a badge's life. */
export interface Script {
  readonly name: string;
  /** Whether the badge is enrolled: it seals, and its keys go on. */
  readonly keyed: boolean;
  /** What was before it. */
  readonly before: (life: Life) => void;
  readonly play: (life: Life) => void;
}

/** One cut, or two, by the number of its operation. */
export interface Where {
  readonly at: number;
  readonly tear: Tear;
  /** During the recovery from the first. */
  readonly again?: { readonly at: number; readonly tear: Tear };
}

export interface Sweep {
  readonly tears?: readonly Tear[];
  /** Whether to cut the recovery as well, at each of its operations. */
  readonly twice?: boolean;
  /** This cut alone. */
  readonly only?: Where;
  /** Which bits a cut leaves, and how unstable words read. */
  readonly seed?: number;
  /** Hears of a cut before the badge starts again: what was durable, and the flash. */
  readonly onCut?: (life: Life, image: FlashImage, where: Where) => void;
}

/** What was tried, and what went wrong. */
export class Tally {
  cuts = 0;
  doubles = 0;
  recoveries = 0;
  seals = 0;
  failures: string[] = [];
}

export const PAGES = 2;

/** Things by chance up to `words` before the end of what a page takes, all of it pulled. */
export function nearlyFull(seed: number, words: number): (life: Life) => void {
  return life => {
    const rng = rngFrom(seed);
    life.boot(false);
    life.setClock();
    while (life.log.page < 0 || life.log.tail < life.log.page + PAGE_WORDS - SEAL_END - words) {
      anything(life, rng);
      if (life.log.lost) life.pulled(life.seq);
    }
    life.pulled(life.seq);
  };
}

/** Words at the end of a page that are for seals alone. */
const SEAL_END = SEAL_ROOM;

/** So many things by chance. */
export function things(seed: number, count: number): (life: Life) => void {
  return life => {
    const rng = rngFrom(seed);
    for (let i = 0; i < count; i++) anything(life, rng);
  };
}

/** A flash operation that is left as a cut in it would leave it. Half of the unstable words are so by one bit alone. */
function tear(nor: Nor, op: FlashOp, how: Tear, rng: Rng): void {
  nor.tear(op, how, rng);
  if (how !== 'unstable' || op.kind !== 'program' || rng.u32() & 1) return;
  const image = nor.image();
  const weak = image.weak.find(([index]) => index === op.offset >>> 2);
  if (!weak) return;
  const moved = (weak[1].high & ~weak[1].low) >>> 0;
  const bits = [...Array(32).keys()].filter(bit => (moved >>> bit) & 1);
  const bit = bits[rng.u32() % bits.length];
  weak[1] = { low: weak[1].low, high: (weak[1].low | (1 << bit)) >>> 0 };
  nor.restore(image);
}

/** Plays a script and cuts it everywhere. */
export function sweep(of: Script, tally: Tally, options: Sweep = {}): void {
  const ring = new NorRing(new Nor(0, PAGES));
  if (of.keyed) enrolled(ring);
  const life = new Life(ring);
  of.before(life);
  // What was lost before, and is not told yet, counts with what comes.
  life.told = life.told.slice(life.told.length - untold(life.told));
  life.from = life.seq - life.told.length;
  new Cuts(of, tally, options).during(life, ring, of.play, null);
}

class Cuts {
  /** Flashes to try cuts on: one for the first, one for the second. */
  private readonly scratch = [new NorRing(new Nor(0, PAGES)), new NorRing(new Nor(0, PAGES))];

  constructor(
    private readonly of: Script,
    private readonly tally: Tally,
    private readonly options: Sweep,
  ) {}

  /** Lets `act` happen, and cuts it at every operation; `first` is the cut that it recovers from. */
  during(life: Life, ring: NorRing, act: (life: Life) => void, first: Where | null): void {
    const { only, tears = TEARS } = this.options;
    const { nor } = ring;
    nor.ops = 0;
    nor.beforeOp = (op, at) => {
      const wanted = first ? only?.again : only;
      if (only && wanted?.at !== at) return;
      for (const how of tears) {
        if (only && wanted?.tear !== how) continue;
        const where: Where = first ? { ...first, again: { at, tear: how } } : { at, tear: how };
        try {
          this.cut(life, nor.image(), op, where);
        } catch (failure) {
          this.fail(where, failure);
        }
      }
    };
    try {
      act(life);
    } finally {
      nor.beforeOp = undefined;
    }
  }

  private fail(where: Where, failure: unknown): void {
    const place = `${where.at} ${where.tear}${where.again ? ` ${where.again.at} ${where.again.tear}` : ''}`;
    const why = failure instanceof Error ? failure.message : String(failure);
    this.tally.failures.push(`${this.of.name}, cut ${place}: ${why}`);
    if (this.options.only && failure instanceof Error) console.log(failure.stack);
  }

  private cut(life: Life, before: FlashImage, op: FlashOp, where: Where): void {
    const { tally, options, of } = this;
    const { at, tear: how } = where.again ?? where;
    if (where.again) tally.doubles++;
    else tally.cuts++;
    const ring = this.scratch[where.again ? 1 : 0];
    const { nor } = ring;
    nor.restore(before);
    tear(nor, op, how, rngFrom(at * 4 + how.length + where.at * 977 + (options.seed ?? 0) * 65537));
    ring.shake();
    const was = new Uint32Array(before.bytes.buffer);
    checkKept(life, was, ring.words);
    newRecords(life, ring.words);
    if (options.onCut && !where.again) options.onCut(life, nor.image(), where);

    const next = new Life(ring);
    next.told = life.told.slice();
    next.from = life.from;
    next.mark = life.mark;
    next.pending = [...life.pending, ...life.trying];
    next.pulledTo = life.pulledTo;
    next.at = life.at;
    next.wall = life.wall + 30;
    ring.shake();
    const clock = at % 2 === 0;
    tally.recoveries++;
    const boot = (recovering: Life) => recovering.boot(clock);
    if (options.twice && !where.again) this.during(next, ring, boot, where);
    else boot(next);
    this.checkRecovered(life, next, ring, was);
    if (of.keyed) tally.seals += checkKeyed(next, ring);
    livesOn(next, ring, clock);
    if (of.keyed) tally.seals += checkKeyed(next, ring);
  }

  /** After one start: all that was durable is there, and what is in mind is what it says. */
  private checkRecovered(life: Life, next: Life, ring: NorRing, was: Uint32Array): void {
    ring.shake();
    checkKept(life, was, ring.words);
    const { told, from, mark } = life;
    const trying = next.started ? [next.started] : [];
    const found = newRecords({ told, from, mark, pending: next.pending, trying }, ring.words);
    assert.ok(next.log.lost || found[found.length - 1]?.kind === Kind.Boot, 'the start is on record');
    if (!hasLost(told) && !hasLost(next.told)) {
      const badge = snapshot(mark.badge);
      for (const { kind, value, at, bytes } of found) apply(LIMITS, badge, kind, value, at, bytes);
      // A page that was opened for the note of a pull knows of the pull before that note stands in it.
      const pull = next.pending.find(({ kind }) => kind === Kind.Pulled);
      if (pull && next.badge.state[State.Pulled] === take(pull.bytes, 0, 4))
        badge.state[State.Pulled] = next.badge.state[State.Pulled];
      assert.is(mindBare(next.badge), mindBare(badge), 'in mind after the start');
    }
    const { weak, wear } = ring.nor.image();
    for (const [index] of weak)
      assert.not.ok(
        isHeader(digest, ring.words, index - (index % PAGE_WORDS)),
        `word ${index} is still unstable after the start`,
      );
    assert.is(wear.doubleWrites, 0, 'no word is programmed twice');
    assert.equal(wear.overworked, [], 'no block is written too often');
    next.pending = [];
  }
}

function hasLost(told: readonly Told[]): boolean {
  return told.some(one => one === LOST || one.kind === Kind.Loss);
}

/** Records at the end that are lost, and of which nothing is written down. */
function untold(told: readonly Told[]): number {
  let count = 0;
  while (told[told.length - 1 - count] === LOST) count++;
  return count;
}

/** What a badge has in mind, but for what an undo needs and what a checkpoint alone sets. */
function mindBare(badge: Badge): string {
  const mind = mindOf(badge);
  mind.state[State.Slots] = 0;
  // A gap may have been passed without its record.
  return JSON.stringify({ ...mind, undo: null });
}

/** Every word that was durable is what it was; only a key that is given up, and a page that was pulled, may go. */
function checkKept(life: Life, was: Uint32Array, now: Uint32Array): void {
  const { mark } = life;
  if (mark.page < 0) return;
  for (const page of pagesOf(was)) {
    if (was[page + Header.Epoch] > mark.epoch) continue;
    const end = page === mark.page ? mark.tail : endOf(was, page);
    let i = page;
    while (i < end && was[i] === now[i]) i++;
    if (i < page + HEADER_WORDS) {
      const after = (page + PAGE_WORDS) % was.length;
      assert.ok(page !== mark.page, 'the newest page is erased');
      assert.ok(was[after + Header.FirstSeq] <= life.pulledTo, 'a page that no supervisor has is erased');
      continue;
    }
    if (i === end) continue;
    const keys = keysIn(life, was);
    for (; i < end; i++) if (was[i] !== now[i]) assert.ok(keys.has(i), `word ${i} is changed`);
  }
}

/** Words that belong to a key, or to the one before it. */
function keysIn(life: Life, words: Uint32Array): Set<number> {
  const keys = new Set<number>();
  const add = (at: number) => {
    for (let i = at; at >= 0 && i < at + KEY_WORDS; i++) keys.add(i);
  };
  add(life.mark.keyAt);
  add(life.log.keyAt);
  for (const page of pagesOf(words)) {
    const reader = readerOf(page + HEADER_WORDS, endOf(words, page), 0);
    while (readNext(digest, words, reader))
      if (reader.kind === Kind.Key) {
        add(reader.from);
        add(take(reader.bytes, 16, 2) - 1);
      }
  }
  return keys;
}

interface Expected {
  readonly told: readonly Told[];
  readonly from: number;
  readonly mark: Mark;
  /** What may be there, in this order. */
  readonly pending: readonly Told[];
  readonly trying: readonly Told[];
}

/** The records behind what was durable: each must be one that was in flight, in order. */
function newRecords({ told, from, mark, pending, trying }: Expected, words: Uint32Array): Told[] {
  const lost = untold(told);
  const found: Told[] = [];
  for (const page of pagesOf(words)) {
    const isOld = page === mark.page && words[page + Header.Epoch] === mark.epoch;
    if (!isOld && words[page + Header.Epoch] <= mark.epoch) continue;
    const number = from + told.length + found.length;
    if (!isOld) assert.is(words[page + Header.FirstSeq], number, 'the first number of a page');
    const at = isOld ? mark.at : words[page + Header.At];
    const from0 = isOld ? mark.tail : page + HEADER_WORDS;
    const badge = newBadge();
    eachRecord(words, from0, endOf(words, page), at, reader => {
      apply(LIMITS, badge, reader.kind, reader.value, reader.at, reader.bytes);
      if (reader.kind === Kind.Checkpoint) reader.at = badge.state[State.At];
      else if (reader.kind !== Kind.Slot) found.push(toldOf(reader));
    });
  }
  const wanted = [...pending, ...trying];
  let next = 0;
  for (const one of found) {
    if (one.kind === Kind.Loss) {
      const count = take(one.bytes, 0, 4);
      assert.ok(count === lost || count === lost + 1, `${count} are told as lost, and ${lost} were`);
      // A record that was in flight may stand in front of it.
      const first = from + told.length - lost + found.indexOf(one);
      assert.is(take(one.bytes, 4, 4), first, 'the first that was lost');
      continue;
    }
    const line = lineOf(one);
    while (next < wanted.length && lineOf(wanted[next]) !== line) next++;
    const flight = wanted.map(lineOf).join('; ') || 'nothing';
    assert.ok(next < wanted.length, `${line} was invented; in flight was ${flight}`);
    next++;
  }
  return found;
}

/** All is sealed, by the one key that is there. */
function checkKeyed(life: Life, ring: NorRing): number {
  seal(life.log);
  const { count, fault, open, step } = checkSeals(ring.words);
  assert.is(fault, null);
  assert.is(open, 0, 'words without a seal');
  const live = liveKey(ring.words, 4000);
  assert.ok(live >= 0, 'the key is gone');
  assert.ok(step <= live, 'a key that is gone sealed what it should not know');
  return count;
}

/** Goes on after a recovery, and starts once more. */
function livesOn(life: Life, ring: NorRing, clock: boolean): void {
  const before = life.told.length;
  life.pass(5);
  life.do(Kind.Reminded, 1);
  life.pass(3000);
  life.do(Kind.Security, 8);
  ring.shake();
  const again = new Life(ring);
  if (!hasLost(life.told)) {
    sameMind(again.badge, life.badge, 'read again');
    assert.is(again.seq - life.from, before + 2);
  }
  life.boot(!clock);
  if (!hasLost(life.told)) sameMind(new Life(ring).badge, life.badge, 'read again after one more start');
}
