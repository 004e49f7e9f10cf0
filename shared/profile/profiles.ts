import { BQ } from './bq.js';
import { CT } from './ct.js';
import { HB } from './hb.js';
import type { Profile } from './profile.js';
import { TT } from './tt.js';
import { ZT } from './zt.js';

/** Every conduct code that is judged. The place, from 1, is the number that a words file and a pulled log carry. */
export const CODES: readonly Profile[] = [HB, BQ, CT, TT, ZT];

/** Those that a badge is built for: a beginning of `CODES`. */
export const PROFILES: readonly Profile[] = CODES.slice(0, 1);

export function profileOf(id: string): Profile | undefined {
  return CODES.find(profile => profile.id === id);
}
