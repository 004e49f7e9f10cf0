import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Kind } from '../../shared/visit/kind.js';
import { checkDlog } from '../../supervisor/check.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { FIRST_SEED } from '../shared/seed.js';
import { EDITS, forged, hasNumber, type Piece, piecesOf } from './forger.js';
import { enrolledLate, fullRing, type Lived, logOfLife, midLife, wholeLife } from './lives.js';
import { PROOFS } from './sealed.js';

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
function spliceOf(own: readonly Piece[], twin: readonly Piece[], i: number): [readonly Piece[], number] | null {
  const boot = own.findIndex((piece, at) => at > i && piece.kind === Kind.Boot);
  if (i % 2 && boot > 0) return [own, boot];
  const sameUpTo = own.findIndex((piece, at) => String(piece.words) !== String(twin[at]?.words));
  return i > sameUpTo && i < twin.length ? [twin, i] : boot > 0 ? [own, boot] : null;
}

/** `bare`: the number of the last record that was written before the badge had a key; -1: none. */
function check(
  log: Dlog,
  own: readonly Piece[],
  twin: readonly Piece[],
  bare: number,
): Map<string, number> {
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
