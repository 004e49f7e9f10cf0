import type { Dlog } from '../dlog.js';
import { byBadge, type Told, toldBy } from '../report.js';

/** What each badge tells, in the order of the badges' ids. */
export function toldOf(logs: readonly Dlog[]): Told[] {
  return byBadge(logs).map(toldBy);
}
