import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Dlog } from '../../supervisor/dlog.js';
import { needed } from '../../supervisor/overlap.js';
import { reportOf } from '../../supervisor/report.js';
import { below, withSeeds } from '../shared/seed.js';
import { logOf } from './day.js';

const log = (first: number, next: number, pulledAt: number): Dlog =>
  ({ first, next, pulledAt }) as unknown as Dlog;

const told = (logs: readonly Dlog[]): string =>
  needed(logs)
    .map(each => `${each.first}-${each.next}`)
    .join(' ');

const overlap = suite('logs that repeat each other');

overlap('are left out where later ones have all their records', () => {
  assert.is(told([log(0, 10, 1), log(0, 20, 2), log(0, 30, 3)]), '0-30');
  assert.is(told([log(0, 10, 1), log(9, 20, 2), log(20, 30, 3)]), '20-30 9-20 0-10');
  assert.is(told([log(0, 12, 1), log(5, 20, 2), log(11, 30, 3)]), '11-30 5-20 0-12');
  assert.is(told([log(6, 12, 1), log(5, 12, 2), log(11, 30, 3)]), '11-30 5-12');
});

overlap('are kept where one record would be lost', () => {
  assert.is(told([log(4, 12, 1), log(5, 20, 2)]), '5-20 4-12');
  assert.is(told([log(5, 21, 1), log(5, 20, 2)]), '5-20 5-21');
});

overlap('are never all left out', () => {
  assert.is(told([log(7, 7, 1)]), '7-7');
  assert.is(told([log(5, 20, 1), log(5, 20, 1)]), '5-20');
});

overlap('have every record of all of them, by chance too', () => {
  withSeeds(300, rng => {
    const logs = Array.from({ length: 1 + below(rng, 12) }, () => {
      const first = below(rng, 60);
      return log(first, first + below(rng, 30), below(rng, 5));
    });
    const records = (of: readonly Dlog[]): number[] =>
      [
        ...new Set(
          of.flatMap(({ first, next }) => Array.from({ length: next - first }, (_, i) => first + i)),
        ),
      ].sort((a, b) => a - b);
    assert.equal(records(needed(logs)), records(logs));
  });
});

overlap('are read after all where a later one cannot be read whole', async () => {
  const { log: whole } = await logOf('two-visits');
  const seqsIn = (...logs: Dlog[]) =>
    reportOf(logs).flatMap(({ told: { events } }) => events.map(({ seq }) => seq));
  const all = seqsIn(whole);
  let lost = 0;
  for (let i = 0; i < whole.words.length; i++) {
    const later = { ...whole, pulledAt: whole.pulledAt + 60, words: whole.words.slice() };
    later.words[i] = (later.words[i] as number) ^ 0x40;
    if (seqsIn(later).length === all.length) continue;
    lost++;
    assert.equal(seqsIn(whole, later), all, `word ${i}`);
  }
  assert.ok(lost > 20, 'records can be lost');
});

overlap.run();
