import type { Dlog } from '../dlog.js';
import { type Told, toldBy } from '../report.js';

/** What each badge tells, in the order of the badges' ids. */
export function toldOf(logs: readonly Dlog[]): Told[] {
  const badges = [...new Set(logs.map(log => log.badge))].sort();
  return badges.map(badge => toldBy(logs.filter(log => log.badge === badge)));
}
