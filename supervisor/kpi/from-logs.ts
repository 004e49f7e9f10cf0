import type { Dlog } from '../dlog.js';
import { type Told, toldBy } from '../report.js';
import { hasFigures, type KeyFigure, keyFigures } from './kpi.js';
import type { StationList } from './list.js';

/** What each badge tells, in the order of the badges' ids. */
export function toldOf(logs: readonly Dlog[]): Told[] {
  const badges = [...new Set(logs.map(log => log.badge))].sort();
  return badges.map(badge => toldBy(logs.filter(log => log.badge === badge)));
}

/** The key figures of a report; none where no badge wears a code that has any and no list asks for them. */
export function figuresOfLogs(told: readonly Told[], list: StationList | null): KeyFigure[] {
  return hasFigures(told, list) ? keyFigures(told, list) : [];
}
