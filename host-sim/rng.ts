/** Chance that can be repeated: every draw follows from one 32-bit seed. */
export interface Rng {
  /** The next number, 0..2^32-1. */
  u32(): number;
}

/** A small generator (mulberry32): one word of state, good enough to shuffle faults, never for keys. */
export function rngFrom(seed: number): Rng {
  let state = seed >>> 0;
  return {
    u32: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = state;
      mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    },
  };
}
