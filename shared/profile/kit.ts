import { SECOND_KIT } from '../words/layout.js';
import type { Profile } from './profile.js';

/**
 * What a `kit.check` record says: a bit for each part, in the order of the profile.
 *
 * Where a profile has two kits, one value says parts of one of them only: bit 8 is set for the second.
 */

/** The parts that stand in the value of a record. */
export function kitCodes(profile: Profile, value: number): readonly string[] {
  const second = profile.kitAlt && value & SECOND_KIT;
  const kit = second ? (profile.kitAlt as readonly string[]) : profile.kit.concat(profile.kitOptional);
  return kit.filter((_, i) => ((value >> i) & 1) !== 0);
}

/** The value for these parts, or the one that is in no kit with the others. */
export function kitValue(profile: Profile, codes: readonly string[]): number | string {
  const kit = profile.kit.concat(profile.kitOptional);
  const stray = codes.find(code => !kit.includes(code));
  if (stray === undefined) return bitsOf(kit, codes);
  const second = profile.kitAlt;
  if (!second) return stray;
  const strange = codes.find(code => !second.includes(code));
  if (strange === undefined) return SECOND_KIT | bitsOf(second, codes);
  return second.includes(stray) ? strange : stray;
}

function bitsOf(kit: readonly string[], codes: readonly string[]): number {
  return codes.reduce((bits, code) => bits | (1 << kit.indexOf(code)), 0);
}
