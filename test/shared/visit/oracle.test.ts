import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ROWS } from './oracle.js';
import { walk } from './walk.js';

/** Replay one walk with SEED=<number>; walk further with RUNS=<number>. */
const given = process.env['SEED'];
const first = given ? Number(given) : (Date.now() ^ (process.pid << 15)) >>> 0;
const runs = given ? 1 : Number(process.env['RUNS'] ?? 20_000);

const random = suite('a random order');

random('is where the text of rules A2.1 says, after every event', () => {
  const seen = new Map<string, number>();
  for (let i = 0; i < runs; i++) {
    const seed = (first + i) >>> 0;
    const wrong = walk(seed, 60, seen);
    if (wrong) assert.unreachable(`${wrong}; replay with SEED=${seed}`);
  }
  if (runs < 20_000) return;
  // Every cell of the table came up, or the walks are not random enough to say anything.
  for (const [state, row] of Object.entries(ROWS))
    for (const event of Object.keys(row))
      if (state !== 'IDLE' && state !== 'CLOSED')
        assert.ok(
          seen.has(`${state} ${event.split(',')[0]}`),
          `${event} in ${state} never came up, SEED=${first}`,
        );
});

random.run();
