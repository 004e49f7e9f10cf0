import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../host-sim/digest.js';
import { KEY_WORDS, seal } from '../../shared/log/log.js';
import { endOf } from '../../shared/log/open.js';
import { HEADER_WORDS, isHeader, PAGE_WORDS } from '../../shared/log/page.js';
import { readerOf, readNext } from '../../shared/log/record.js';
import { Kind } from '../../shared/visit/kind.js';
import { checkDlog } from '../../supervisor/check.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { FIRST_SEED } from '../shared/seed.js';
import {
  EDITS,
  edited,
  forged,
  HEADER,
  hasNumber,
  joined,
  type Piece,
  piecesOf,
  resealed,
  zeros,
} from './forger.js';
import { enrolledLate, filledLife, fullRing, type Lived, logOfLife, midLife, wholeLife } from './lives.js';
import { dlogFor, PROOFS } from './sealed.js';

/** Whole logs forged at every record, and every bit of a full ring turned round: `npm run test:forge`. */

const LIVES: readonly (readonly [name: string, make: (seed: number, twin?: number) => Lived])[] = [
  ['from the enrolment on', wholeLife],
  ['in mid-life', midLife],
  ['enrolled late', enrolledLate],
  ['of a full ring', fullRing],
];

const forging = suite('a forger without a key');

/** The records that a seal covers, by number: the first, and the one behind the last. */
function coverOf(pieces: readonly Piece[], under: number): { from: number; to: number } {
  const own = pieces.filter(piece => piece.under === under);
  return { from: (own[0] as Piece).seq, to: (own[own.length - 1] as Piece).seq + 1 };
}

/** The first number of a record in a sentence. */
function named(sentence: string): number {
  return Number(/records? (\d+)/.exec(sentence)?.[1] ?? Number.NaN);
}

/** Where a splice at piece `i` goes on: the next start of the badge, or the same place in a twin that differs by then. */
function spliceOf(
  own: readonly Piece[],
  twin: readonly Piece[],
  i: number,
): [readonly Piece[], number] | null {
  const boot = own.findIndex((piece, at) => at > i && piece.kind === Kind.Boot);
  if (i % 2 && boot > 0) return [own, boot];
  const sameUpTo = own.findIndex((piece, at) => String(piece.words) !== String(twin[at]?.words));
  return i > sameUpTo && i < twin.length ? [twin, i] : boot > 0 ? [own, boot] : null;
}

/** `bare`: the number of the last record that was written before the badge had a key; -1: none. */
function check(log: Dlog, own: readonly Piece[], twin: readonly Piece[], bare: number): Map<string, number> {
  const counts = new Map<string, number>();
  const same = String(log.words);
  own.forEach((piece, i) => {
    if (piece.kind <= Kind.None) return;
    const { from, to } = coverOf(own, piece.under);
    for (const edit of EDITS) {
      const splice = spliceOf(own, twin, i);
      if (edit === 'splice' && !splice) continue;
      const made = forged(log, own, i, edit, ...(splice ?? ([twin, i] as const)));
      if (!made || String(made.words) === same) continue;
      const what = `${edit} at record ${piece.seq} (kind ${piece.kind})`;
      const { fault, unproven } = checkDlog(made, PROOFS);
      if (!fault) {
        // What was written before the badge had a key, nothing proves, and the reader is told so.
        assert.match(unproven ?? '', /^records? .* written before the badge had the key/, what);
        assert.ok(piece.seq <= bare, what);
      } else if (piece.seq > bare) {
        const number = named(fault);
        assert.ok(number >= from - 1 && number <= to, `${what}, between ${from} and ${to}: ${fault}`);
      }
      counts.set(edit, (counts.get(edit) ?? 0) + 1);
    }
  });
  return counts;
}

for (const [name, make] of LIVES)
  forging(`is named at every record of a log ${name}`, () => {
    const log = logOfLife(make(FIRST_SEED), true);
    const { fault, unproven } = checkDlog(log, PROOFS);
    assert.is(fault, null, `seed ${FIRST_SEED}`);
    const bare = Number(/^records 0 to (\d+)/.exec(unproven ?? '')?.[1] ?? -1);
    assert.is(bare > 0, make === enrolledLate);
    const own = piecesOf(log.words);
    const counts = check(log, own, piecesOf(logOfLife(make(FIRST_SEED, FIRST_SEED + 1), true).words), bare);
    const told = [...counts].map(([edit, n]) => `${n} ${edit}`).join(', ');
    console.log(`\n  ${name}: ${own.filter(hasNumber).length} records, ${told}; SEED=${FIRST_SEED}`);
  });

forging.run();

const flips = suite('a bit that turned round');

/** A record as text, and the words that it stands in. */
interface Read {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The records of a page; of one without a whole header none. */
function readPage(page: Uint32Array): Read[] {
  const all: Read[] = [];
  if (!isHeader(digest, page, 0)) return all;
  const reader = readerOf(HEADER_WORDS, page.length, 0);
  while (readNext(digest, page, reader)) {
    const { kind, value, bytes, from, next } = reader;
    all.push({ text: `${kind} ${value} ${bytes}`, from, to: next });
  }
  return all;
}

flips('costs at most the record that it is in, and is named wherever a log has words', () => {
  const { life } = filledLife(FIRST_SEED);
  const ring = life.store.words as Uint32Array;
  seal(life.log);
  const counts = { all: 0, blank: 0 };
  for (let at = 0; at < ring.length; at += PAGE_WORDS) {
    const page = Uint32Array.from(ring.subarray(at, at + PAGE_WORDS));
    if (life.log.keyAt >= at && life.log.keyAt < at + PAGE_WORDS)
      page.fill(0, life.log.keyAt - at, life.log.keyAt - at + KEY_WORDS);
    const whole = readPage(page);
    const end = endOf(page, 0);
    // A page ends with a seal, which has the number of the record that comes next.
    const next = piecesOf(page.subarray(0, end)).at(-1)?.seq as number;
    const log = dlogFor(page.subarray(0, end), next, life.wall, false);
    assert.is(checkDlog(log, PROOFS).fault, null);
    for (let w = 0; w < PAGE_WORDS; w++)
      for (let bit = 0; bit < 32; bit++) {
        const was = page[w] as number;
        page[w] = (was ^ (1 << bit)) >>> 0;
        const what = `bit ${bit} of word ${w} of page ${at / PAGE_WORDS + 1}, SEED=${FIRST_SEED}`;
        const left = w < HEADER_WORDS ? [] : whole.filter(each => w < each.from || w >= each.to);
        const got = readPage(page);
        if (got.length !== left.length || got.some((each, i) => each.text !== left[i]?.text))
          assert.unreachable(`${what}: something else is read`);
        counts.all++;
        if (w >= end) counts.blank++;
        else if (!checkDlog(log, { ...PROOFS, reach: 12 }).fault)
          assert.unreachable(`${what}: it is not named`);
        page[w] = was;
      }
  }
  assert.ok(counts.all >= 60_000, `${counts.all} flips`);
  console.log(`\n  ${counts.all} flips, ${counts.blank} of them in blank words; SEED=${FIRST_SEED}`);
});

flips.run();

const theft = suite('a thief of the key');

theft('can forge only what comes after: what an older key sealed stays proven', () => {
  const lived = wholeLife(FIRST_SEED, FIRST_SEED, 15);
  // Something that the newest key seals.
  lived.life.do(Kind.Tick, 8);
  const log = logOfLife(lived, false);
  const own = piecesOf(log.words);
  const { key } = lived.life.log;
  const { steps } = checkDlog(log, PROOFS);
  assert.ok(steps > 5);
  let older = 0;
  let later = 0;
  own.forEach((piece, i) => {
    if (!hasNumber(piece)) return;
    const { from, to } = coverOf(own, piece.under);
    const there = stepsAt(log, own, piece.under);
    const what = `record ${piece.seq}, sealed after ${there} of ${steps} steps, SEED=${FIRST_SEED}`;
    const start = own.findIndex(({ kind, under }) => under === piece.under && kind !== HEADER);
    const changed = [...own.slice(0, i), edited(piece), ...own.slice(i + 1)];
    const { fault } = checkDlog(joined(log, resealed(changed, i, key)), PROOFS);
    if (there === steps) {
      // He has the key that sealed it.
      assert.is(fault, null, what);
      later++;
      return;
    }
    assert.ok(fault !== null && named(fault) >= from && named(fault) <= to, `${what}: ${fault}`);
    // He may leave out what the key before his sealed, where he shows its place, and no more: an earlier pull shows even that.
    const places = zeros(KEY_WORDS * (steps - there), piece);
    const idle = [...changed.slice(0, start), places, ...changed.slice(start)];
    const made = joined(log, resealed(idle, i, key));
    if (there + 1 < steps) assert.is.not(checkDlog(made, PROOFS).fault, null, what);
    const pull = joined(log, own.slice(0, own.findLastIndex(({ under }) => under === piece.under) + 1));
    const { head, enrolled } = checkDlog(pull, PROOFS);
    const receipt = { next: pull.next, head, logKey: enrolled?.logKey ?? '' };
    assert.is.not(checkDlog(made, { ...PROOFS, receipts: [receipt] }).fault, null, what);
    assert.is(checkDlog(log, { ...PROOFS, receipts: [receipt] }).fault, null, what);
    older++;
  });
  assert.ok(older > 50 && later > 0, `${older} ${later}`);
  console.log(
    `\n  ${older + later} records sealed again with a stolen key, ${older} of them older than it; SEED=${FIRST_SEED}`,
  );
});

/** Steps of the key under which seal number `under` was made. */
function stepsAt(log: Dlog, pieces: readonly Piece[], under: number): number {
  const last = pieces.findLastIndex(piece => piece.under === under);
  return checkDlog(joined(log, pieces.slice(0, last + 1)), PROOFS).steps;
}

theft.run();
