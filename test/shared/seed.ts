import { type Rng, rngFrom } from '../../host-sim/rng.js';

/** Seeds of tests by chance: a new one each time, printed where something fails; SEED=<number> replays that one alone. */
const given = process.env['SEED'];

export const FIRST_SEED = given ? Number(given) >>> 0 : (Date.now() ^ (process.pid << 15)) >>> 0;

/** Runs `check` with `runs` seeds (with the one given by SEED alone), and says which seed failed. */
export function withSeeds(runs: number, check: (rng: Rng, seed: number) => void): void {
  for (let i = 0; i < (given ? 1 : runs); i++) {
    const seed = (FIRST_SEED + i) >>> 0;
    try {
      check(rngFrom(seed), seed);
    } catch (failure) {
      console.log(`\n  replay with SEED=${seed}`);
      throw failure;
    }
  }
}

/** 0 to below `limit`. */
export function below(rng: Rng, limit: number): number {
  return rng.u32() % limit;
}

export function pick<T>(rng: Rng, from: readonly T[]): T {
  return from[below(rng, from.length)];
}
