import type { Rng } from './rng.js';

/**
 * How far a flash operation had come when the power went.
 * before: not begun. torn: some bits cleared, or some words erased. unstable: it reads differently from
 * read to read until programmed again. after: complete, but the program never learnt of it.
 */
export type Tear = 'before' | 'torn' | 'unstable' | 'after';

export const TEARS: readonly Tear[] = ['before', 'torn', 'unstable', 'after'];

/** One operation that changes flash; `offset` counts bytes from the start of the first page. */
export type FlashOp =
  | { kind: 'program'; offset: number; value: number }
  | { kind: 'erase'; offset: number; bytes: number };

/** A word that no longer holds one value: it reads as `low` plus any of the bits of `high`. */
export interface Weak {
  low: number;
  high: number;
}

/** Flash words and those among them that have become unstable, by word index. */
export interface Cells {
  words: Uint32Array;
  weak: Map<number, Weak>;
}

/** Leaves `cells` as a cut during `op` would. Only bits that the operation meant to move can differ. */
export function tearCells(cells: Cells, op: FlashOp, tear: Tear, rng: Rng): void {
  if (tear === 'before') return;
  const first = op.offset >>> 2;
  const count = op.kind === 'erase' ? op.bytes >>> 2 : 1;
  for (let index = first; index < first + count; index++) {
    const was = cells.weak.get(index)?.low ?? cells.words[index];
    const meant = op.kind === 'erase' ? 0xffffffff : (was & op.value) >>> 0;
    const low = (was & meant) >>> 0;
    const high = (was | meant) >>> 0;
    cells.weak.delete(index);
    if (tear === 'after') cells.words[index] = meant;
    else if (tear === 'torn') cells.words[index] = (low | (rng.u32() & high)) >>> 0;
    else if (low !== high) cells.weak.set(index, { low, high });
  }
}

/** Draws every unstable word anew; `seen` hears which ones. */
export function shake(cells: Cells, rng: Rng, seen: (index: number) => void): void {
  cells.weak.forEach((weak, index) => {
    cells.words[index] = (weak.low | (rng.u32() & weak.high)) >>> 0;
    seen(index);
  });
}
