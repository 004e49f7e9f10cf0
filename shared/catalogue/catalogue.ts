import { BQ_ENTRIES } from './bq.js';
import { CT_ENTRIES } from './ct.js';
import type { Entry } from './entry.js';
import { HB_ENTRIES } from './hb.js';
import { TT_ENTRIES } from './tt.js';
import { ZT_ENTRIES } from './zt.js';

/** The entries of one conduct code, in the order of its text. */
export interface Code {
  /** The profile that it is. */
  readonly profile: string;
  readonly entries: readonly Entry[];
}

/** All 493 entries of the five codes (docs/COVERAGE.md). */
export const CATALOGUE: readonly Code[] = [
  { profile: 'HB', entries: HB_ENTRIES },
  { profile: 'BQ', entries: BQ_ENTRIES },
  { profile: 'CT', entries: CT_ENTRIES },
  { profile: 'TT', entries: TT_ENTRIES },
  { profile: 'ZT', entries: ZT_ENTRIES },
];

export function entriesOf(profile: string): readonly Entry[] {
  const code = CATALOGUE.find(one => one.profile === profile);
  return code ? code.entries : [];
}

export function entryOf(id: string): Entry | undefined {
  return entriesOf(id.slice(0, id.indexOf('-'))).find(entry => entry.id === id);
}
