import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ROWS } from './oracle.js';
import { walk } from './walk.js';

/** Replay one walk with SEED=<number>; walk further with RUNS=<number>. */
const given = process.env['SEED'];
const first = given ? Number(given) : (Date.now() ^ (process.pid << 15)) >>> 0;
const runs = given ? 1 : Number(process.env['RUNS'] ?? 20_000);

/** These walks are the same in every run: whether every cell comes up must not hang on luck. */
const PINNED = 1;

/** Walks at random, and says which events came in which states. */
function walkFrom(first: number, walks: number): Map<string, number> {
  const seen = new Map<string, number>();
  for (let i = 0; i < walks; i++) {
    const seed = (first + i) >>> 0;
    const wrong = walk(seed, 60, seen);
    if (wrong) assert.unreachable(`${wrong}; replay with SEED=${seed}`);
  }
  return seen;
}

const random = suite('a random order');

random('is where the text of rules A2.1 says, after every event', () => {
  walkFrom(first, runs);
});

random('comes to every cell of the table', () => {
  const seen = walkFrom(PINNED, 20_000);
  for (const [state, row] of Object.entries(ROWS))
    for (const event of Object.keys(row))
      if (state !== 'IDLE' && state !== 'CLOSED')
        assert.ok(
          seen.has(`${state} ${event.split(',')[0]}`),
          `${event} in ${state}: the walks are not random enough to say anything of it`,
        );
});

random.run();
