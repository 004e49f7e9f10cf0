import { BQ } from './bq.js';
import { CT } from './ct.js';
import { HB } from './hb.js';
import type { Profile } from './profile.js';
import { TT } from './tt.js';
import { ZT } from './zt.js';

/**
 * Every conduct code: it is judged, and a badge is built for it. The place, from 1, is the number that a words file and
 * a pulled log carry.
 */
export const CODES: readonly Profile[] = [HB, BQ, CT, TT, ZT];

/** The number of a profile's code in a words file and a pulled log, from 1; its version says whose it is. */
export function profileNumber(profile: Profile): number {
  return CODES.findIndex(code => code.id === profile.id) + 1;
}

export function profileOf(id: string): Profile | undefined {
  return CODES.find(profile => profile.id === id);
}
