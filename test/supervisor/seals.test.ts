import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest } from '../../host-sim/digest.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { rngFrom } from '../../host-sim/rng.js';
import { KEY_WORDS } from '../../shared/log/log.js';
import { keyAfter } from '../../shared/log/mac.js';
import { headerWords, MAGIC } from '../../shared/log/page.js';
import { longWords } from '../../shared/log/record.js';
import { eventWord } from '../../shared/log/word.js';
import { Kind } from '../../shared/visit/kind.js';
import { checkDlog, type Proofs } from '../../supervisor/check.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { anything, BADGE_ID, Life, PROFILE_WORD } from '../shared/log/life.js';
import { MemoryRing } from '../shared/log/rings.js';
import { withSeeds } from '../shared/seed.js';
import { edited, HEADER, joined, type Piece, piecesOf, resealed, zeros } from './forger.js';
import {
  cutLife,
  enrolledLate,
  filledLife,
  fullRing,
  logOfLife,
  midLife,
  shortLife,
  wholeLife,
} from './lives.js';
import { dlogFor, enrol, PROOFS, pulledFrom } from './sealed.js';

/** What `verify` goes by, on logs made by the badge's own log code. */

function seen(log: Dlog, proofs: Proofs = PROOFS): [fault: string | null, unproven: string | null] {
  const { fault, unproven } = checkDlog(log, proofs);
  return [fault, unproven];
}

const AUTHENTIC = [null, null];
const SEED = 4;

const good = suite('a log that is as its badge sealed it');

good('is proven from its enrolment on, in mid-life, and with a full ring', () => {
  for (const make of [wholeLife, midLife, filledLife, fullRing])
    for (let seed = 1; seed <= 5; seed++)
      for (const isSigned of [false, true])
        assert.equal(seen(logOfLife(make(seed), isSigned)), AUTHENTIC, `${make.name} ${seed}`);
});

good('is proven many steps of the key after its enrolment, as far as one looks', () => {
  const log = logOfLife(midLife(SEED), false);
  const { steps } = checkDlog(log, PROOFS);
  assert.ok(steps > 30);
  assert.equal(seen(log, { ...PROOFS, reach: steps }), AUTHENTIC);
  assert.match(
    seen(log, { ...PROOFS, reach: 1 })[0] ?? '',
    /not sealed by badge 00c0ffee as it was enrolled/,
  );
});

good('may have writes under its seals that the power cut off', () => {
  let words = 0;
  withSeeds(30, (_, seed) => {
    const { fault, unproven, cutOff } = checkDlog(logOfLife(cutLife(seed), true), PROOFS);
    assert.equal([fault, unproven], AUTHENTIC);
    words += cutOff;
  });
  assert.ok(words > 0);
});

good('may have keys that went on day by day while nothing happened', () => {
  const log = logOfLife(wholeLife(SEED), false);
  const own = piecesOf(log.words);
  const at = own.findLastIndex(({ kind }, i) => kind === Kind.Seal && i < own.length - 1) + 1;
  // Zeros behind a seal say nothing, whoever put them there.
  const idle = joined(log, [...own.slice(0, at), zeros(2 * KEY_WORDS, own[at] as Piece), ...own.slice(at)]);
  assert.equal(seen(idle), AUTHENTIC);
});

good('is proven under whichever enrolment sealed it, and under two in a row', () => {
  const other = { logKey: 'another log key!', radioKey: 'another radiokey' };
  const log = logOfLife(wholeLife(SEED), false);
  for (const keys of [
    [other, ...PROOFS.keys],
    [...PROOFS.keys, other],
  ])
    assert.equal(seen(log, { ...PROOFS, keys }), AUTHENTIC);
  const ring = new MemoryRing(2);
  enrol(ring);
  const life = new Life(ring);
  life.boot(false);
  life.setClock();
  const rng = rngFrom(SEED);
  for (let i = 0; i < 20; i++) anything(life, rng);
  pulledFrom(life.log);
  enrol(ring, other.logKey);
  life.boot(true);
  for (let i = 0; i < 20; i++) anything(life, rng);
  const twice = dlogFor(pulledFrom(life.log), life.seq, life.wall, false);
  assert.equal(seen(twice, { ...PROOFS, keys: [other, ...PROOFS.keys] }), AUTHENTIC);
  assert.is.not(seen(twice)[0], null, 'the older enrolment alone does not do');
});

good.run();

const bare = suite('what no seal proves');

bare('is said by the numbers of its records', () => {
  const [fault, unproven] = seen(logOfLife(enrolledLate(SEED), true));
  assert.is(fault, null);
  assert.match(
    unproven ?? '',
    /^records 0 to \d+: written before the badge had the key that sealed the rest/,
  );
});

bare('is all of a log without a seal, or without a key to hold it against', () => {
  const ring = new MemoryRing(2);
  const life = new Life(ring);
  life.boot(false);
  life.do(Kind.Accepted);
  assert.is(
    seen(dlogFor(pulledFrom(life.log), life.seq, life.wall, false))[1],
    'not sealed: nothing here proves who wrote it',
  );
  assert.is(
    seen(logOfLife(wholeLife(SEED), false), { keys: [] })[1],
    'sealed by a key that is not known here: enrol badge 00c0ffee, or give its keys with --keys',
  );
});

bare('is no first page whose seals were taken out: the badge had its key by then', () => {
  // The first page stripped of its seals, and a record in it changed.
  const stripped = (log: Dlog): Dlog => {
    const own = piecesOf(log.words);
    const second = own.findIndex(({ kind }, i) => i > 0 && kind === HEADER);
    const bent = own
      .slice(0, second)
      .filter(({ kind }) => kind !== Kind.Seal)
      .map(piece => (piece.kind === Kind.Tick ? edited(piece) : piece));
    return joined(log, [...bent, ...own.slice(second)]);
  };
  assert.match(
    seen(stripped(logOfLife(midLife(SEED), false)))[0] ?? '',
    /^records \d+ to \d+ are not sealed, though the badge had its key by then: their seals were taken out$/,
  );
});

bare('does not hide what cannot be read before the first seal, or without any', () => {
  const broken = (log: Dlog, piece: number): Dlog => {
    const all = piecesOf(log.words);
    const { words } = all[piece] as Piece;
    return joined(
      log,
      all.with(piece, { ...(all[piece] as Piece), words: [words[0] ^ 2, ...words.slice(1)] }),
    );
  };
  const late = logOfLife(enrolledLate(SEED), true);
  const tick = piecesOf(late.words).findIndex(({ kind }) => kind === Kind.ClockSet);
  assert.match(
    seen(broken(late, tick))[0] ?? '',
    /^record \d+ \(page 1, at word \d+\) cannot be read: its write was cut off/,
  );
  const life = new Life(new MemoryRing(2));
  life.boot(false);
  for (let i = 0; i < 9; i++) life.do(Kind.Tick, 8);
  const log = dlogFor(pulledFrom(life.log), life.seq, life.wall, false);
  const last = piecesOf(log.words).length - 1;
  assert.match(
    seen(broken(log, last))[0] ?? '',
    /^record 9 \(page 1, at word \d+\) cannot be read: its write was cut off/,
  );
});

bare('does not hide that a page has nothing of what it should begin with', () => {
  const log = logOfLife(shortLife(SEED), false);
  const fields = [MAGIC, 2, log.next + 5, 0, BADGE_ID, PROFILE_WORD, 0];
  const words = Uint32Array.from([...log.words, ...headerWords(digest, fields)]);
  assert.is(
    seen({ ...log, words, next: log.next + 5 })[0],
    `page 2 begins with record ${log.next + 5}, and record ${log.next} should come next`,
  );
});

bare.run();

const forging = suite('a forger');

const log = logOfLife(wholeLife(SEED, SEED, 30), false);
const own = piecesOf(log.words);
/** On the second page, which has room. */
const third = (own.findLast(({ kind }) => kind === HEADER)?.under ?? 0) + 2;
const seal = own.findIndex(({ kind, under }) => kind === Kind.Seal && under === third);
const made: Piece = {
  ...(own[seal] as Piece),
  kind: Kind.Accepted,
  words: [eventWord(Kind.Accepted, 0, 0)],
  bytes: '',
};

/** The log with `pieces` behind the third seal of that page. */
function withBehind(pieces: readonly Piece[]): Dlog {
  return joined(log, [...own.slice(0, seal + 1), ...pieces, ...own.slice(seal + 1)]);
}

forging('hides no record in front of a key, which no seal covers', () => {
  const words = longWords(digest, Kind.Key, `${'forged key 16 by'}\0\0`);
  const key: Piece = { ...made, kind: Kind.Key, words };
  assert.equal(seen(withBehind([key])), AUTHENTIC, 'a key alone says nothing');
  for (const hidden of [
    [made, key],
    [made, zeros(KEY_WORDS, made)],
    [zeros(KEY_WORDS, made), made, key],
  ])
    assert.match(seen(withBehind(hidden))[0] ?? '', /^records \d+ to \d+ are not what the badge sealed/);
});

forging('hides nothing in a seal', () => {
  const piece = own[seal] as Piece;
  const longer = { ...piece, words: longWords(digest, Kind.Seal, `${piece.bytes}more`) };
  assert.is.not(seen(joined(log, [...own.slice(0, seal), longer, ...own.slice(seal + 1)]))[0], null);
});

/** A key as it is after some steps from the enrolment. */
function keyAfterSteps(steps: number): string {
  let key = TEST_KEYS.log;
  for (let i = 0; i < steps; i++) key = keyAfter(digest, key);
  return key;
}

/**
 * The log from its third seal on made up by whoever has the key `further` steps behind that seal's, and shows that many
 * places of keys.
 */
function madeUp(further: number, places: number): Dlog {
  const short = logOfLife(shortLife(SEED), false);
  const all = piecesOf(short.words);
  const at = all.findIndex(({ kind, under }) => kind === Kind.Seal && under === 2) + 1;
  const { steps } = checkDlog(joined(short, all.slice(0, at)), PROOFS);
  const bent = [...all.slice(0, at), zeros(KEY_WORDS * places, made), made, ...all.slice(at)];
  return joined(short, resealed(bent, at, keyAfterSteps(steps + further)));
}

forging('who has a key cannot leave out what the one two steps before sealed, whatever it shows', () => {
  for (const places of [0, 1, 2, 3, 9])
    assert.match(seen(madeUp(2, places))[0] ?? '', /not what the badge sealed/, `${places} places`);
});

forging('who has a key can leave out the end of what the one before sealed, but not what was pulled', () => {
  assert.match(seen(madeUp(1, 0))[0] ?? '', /not what the badge sealed/);
  const log = madeUp(1, 1);
  assert.equal(seen(log), AUTHENTIC);
  const short = logOfLife(shortLife(SEED), false);
  const all = piecesOf(short.words);
  const later = all.findIndex(({ kind, under }) => kind === Kind.Seal && under === 3);
  const pull = joined(short, all.slice(0, later + 1));
  const receipts = [{ next: pull.next, head: checkDlog(pull, PROOFS).head, logKey: TEST_KEYS.log }];
  assert.match(seen(log, { ...PROOFS, receipts })[0] ?? '', /is not the one that an earlier pull had$/);
});

forging.run();

const receipts = suite('an earlier pull');

/** What a pull at the seal with this number, counted from 0, would have ended with. */
function receiptAt(under: number) {
  const last = own.findLastIndex(piece => piece.under === under);
  const pull = joined(log, own.slice(0, last + 1));
  return { next: pull.next, head: checkDlog(pull, PROOFS).head, logKey: TEST_KEYS.log };
}

const SEALS = own.filter(({ kind }) => kind === Kind.Seal).length;

receipts('at any seal agrees with the log that goes on from it', () => {
  for (let under = 0; under < SEALS; under++)
    assert.equal(seen(log, { ...PROOFS, receipts: [receiptAt(under)] }), AUTHENTIC, `seal ${under}`);
});

receipts('shows that the end of a log was cut off', () => {
  const last = receiptAt(SEALS - 1);
  const first = receiptAt(third);
  const cut = joined(log, own.slice(0, seal + 1));
  assert.is(
    seen(cut, { ...PROOFS, receipts: [last] })[0],
    `its end was cut off: an earlier pull already had records up to ${last.next - 1}, and it ends at ${first.next - 1}`,
  );
  assert.equal(seen(cut, { ...PROOFS, receipts: [first] }), AUTHENTIC);
});

receipts('shows another log of the same badge', () => {
  const there = receiptAt(3);
  const twin = { ...there, head: `${there.head.slice(0, 7)}?` };
  assert.is(
    seen(log, { ...PROOFS, receipts: [twin] })[0],
    `record ${there.next - 1} or one before it is not the one that an earlier pull had`,
  );
});

receipts('under an earlier enrolment says nothing of the log that began anew', () => {
  const old = { next: 100_000, head: '12345678', logKey: 'another log key!' };
  assert.equal(seen(log, { ...PROOFS, receipts: [old] }), AUTHENTIC);
});

receipts.run();

const slips = suite('a log of another badge, or with a page of it');

slips('is not sealed by the keys of this one', () => {
  const keys = [{ logKey: 'another log key!', radioKey: 'another radiokey' }];
  assert.match(
    seen(log, { ...PROOFS, keys })[0] ?? '',
    /^records? .* not sealed by badge 00c0ffee as it was enrolled: another badge wrote them, or they were changed$/,
  );
});

slips('has records missing where a page is an older copy of itself', () => {
  const second = own.findIndex(({ kind }, i) => i > 0 && kind === HEADER);
  const first = own.findIndex(({ kind, under }) => kind === Kind.Seal && under === 1);
  // Up to a seal in the middle of the first page; the header behind it still counts from where it did.
  const words = [...own.slice(0, first + 1), ...own.slice(second)].flatMap(piece => [...piece.words]);
  assert.is(
    seen({ ...log, words: Uint32Array.from(words) })[0],
    `page 2 begins with record ${own[second]?.seq}, and record ${own[first + 1]?.seq} should come next`,
  );
});

slips('has pages missing or out of order', () => {
  const lived = filledLife(SEED);
  lived.life.pulled(lived.life.seq);
  for (let i = 0; i < 200; i++) lived.life.do(Kind.Tick, 8);
  const later = logOfLife(lived, false);
  const pieces = piecesOf(later.words);
  const page = pieces.findIndex(({ kind }, i) => i > 0 && kind === HEADER);
  assert.equal(seen(later), AUTHENTIC);
  // A forger turns them round and numbers them anew.
  const turned = joined(later, [...pieces.slice(page), ...pieces.slice(0, page)]);
  assert.match(seen(turned)[0] ?? '', /^records? \d+/);
  const second = own.findIndex(({ kind }, i) => i > 0 && kind === HEADER);
  const without = [...own.slice(0, second), ...pieces.slice(page)].flatMap(piece => [...piece.words]);
  assert.match(
    seen({ ...later, first: 0, words: Uint32Array.from(without) })[0] ?? '',
    /^page 2 \(from record \d+ on\) does not follow the page/,
  );
});

slips.run();
