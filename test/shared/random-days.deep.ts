import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rngFrom } from '../../host-sim/rng.js';
import { RandomDay } from './random-day.js';

/**
 * 100 000 days by chance through the rules and the log: no throw, and no silent door left with something missing that
 * the record does not own up to. DAYS=<number> for more or fewer, SEED=<number> replays one day.
 */
const given = process.env['SEED'];
const first = given ? Number(given) >>> 0 : (Date.now() ^ (process.pid << 15)) >>> 0;
const count = given ? 1 : Number(process.env['DAYS'] ?? 100_000);

const EVENTS = 60;

const days = suite('days by chance');

function progress(done: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r  ${done} of ${count} days`);
}

days('end without a throw, and without a silent door left unmarked', () => {
  console.log(`\n  days ${first} to ${(first + count - 1) >>> 0} (replay one with SEED=<day>)`);
  const seen = new Map<string, number>();
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const seed = (first + i) >>> 0;
    let wrong: string | null;
    try {
      const day = new RandomDay(rngFrom(seed));
      wrong = day.live(EVENTS) ?? day.check(seen);
    } catch (error) {
      wrong = error instanceof Error ? String(error.stack) : String(error);
    }
    if (wrong) assert.unreachable(`${wrong}; replay with SEED=${seed}`);
    if (i % 1000 === 0) progress(i);
  }
  const seconds = (performance.now() - start) / 1000;
  progress(count);
  console.log(
    `\n  ${count} days of ${EVENTS} events in ${seconds.toFixed(1)} s: ${Math.round(count / seconds)} days a second`,
  );
  for (const key of [...seen.keys()].sort()) console.log(`  ${String(seen.get(key)).padStart(8)}  ${key}`);
  if (count < 5000) return;
  // Every way to leave a door came up, or the days are not random enough to say anything.
  for (const key of [
    'marked: FAIL left-early',
    'marked: FAIL left-before-appointment',
    'marked: FAIL not-called',
    'marked: FAIL no-note',
    'marked: FAIL note-incomplete',
    'unmarked: PASS in-order',
  ])
    assert.ok(seen.has(key), `no ${key} in ${count} days from SEED=${first}`);
});

days.run();
