import { secondsOf } from '../../shared/iso.js';
import type { Seconds } from '../../shared/time.js';
import { UserError } from '../user-error.js';

/** The time that a flag names, or `otherwise` where it was not given. */
export function timeArg(flag: string, given: string | undefined, otherwise: Seconds): Seconds {
  if (given === undefined) return otherwise;
  const at = secondsOf(given);
  if (at === null)
    throw new UserError(
      `${flag} is "${given}": make it an ISO time with offset such as 2026-11-23T09:00:00+08:00.`,
    );
  return at;
}

/** The badge id that a word names, in lower case. */
export function badgeArg(given: string): string {
  if (/^[0-9a-f]{8}$/i.test(given)) return given.toLowerCase();
  throw new UserError(`"${given}" is no badge id: give its 8 hex digits, as doorstep badge list shows them.`);
}

/** The whole number that a flag gives, within its limits. */
export function numberArg(flag: string, given: string, least: number, most: number): number {
  if (/^\d+$/.test(given) && Number(given) >= least && Number(given) <= most) return Number(given);
  throw new UserError(`${flag} is "${given}": make it a whole number from ${least} to ${most}.`);
}
