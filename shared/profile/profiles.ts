import { HB } from './hb.js';
import type { Profile } from './profile.js';

/** The conduct codes that a badge can be built for. */
export const PROFILES: readonly Profile[] = [HB];

export function profileOf(id: string): Profile | undefined {
  return PROFILES.find(profile => profile.id === id);
}
