import type { Seconds } from '../shared/time.js';
import type { Failure } from './bluetooth.js';
import type { BadgeKeys } from './keys.js';
import type { Enrolment } from './store/store.js';

/** Keys to be enrolled. */
export interface Wanted extends BadgeKeys {
  readonly note: string;
}

/**
 * What has to be stored so that `wanted` are enrolled at `now`: nothing for keys that `known`, oldest first, has.
 *
 * Keys that would stand in for those that a badge has now are a Failure unless `replace` says that they should. The
 * older ones stay: logs that were sealed from them must stay verifiable.
 */
export function enrolling(
  known: readonly Enrolment[],
  wanted: readonly Wanted[],
  now: Seconds,
  replace: boolean,
): Enrolment[] | Failure {
  const all = [...known];
  // Keys without a time come newest first, and each enrolment of a badge must be later than the one before.
  for (const each of [...wanted].reverse()) {
    const own = all.filter(({ badge }) => badge === each.badge);
    if (own.some(({ logKey, radioKey }) => logKey === each.logKey && radioKey === each.radioKey)) continue;
    const newest = Math.max(...own.map(({ enrolled }) => enrolled));
    const enrolled = each.enrolled ?? Math.max(now, newest + 1);
    if (own.some(other => known.includes(other)) && enrolled > newest && !replace)
      return {
        error: `badge ${each.badge} is enrolled already, with other keys: say --replace if it was enrolled anew; its older keys are kept`,
      };
    all.push({ ...each, enrolled });
  }
  return all.slice(known.length);
}

/** Keys for a keys file, those of one badge newest first. */
export function newestFirst(enrolments: readonly Enrolment[]): Enrolment[] {
  return [...enrolments].sort((a, b) =>
    a.badge === b.badge ? b.enrolled - a.enrolled : a.badge < b.badge ? -1 : 1,
  );
}
