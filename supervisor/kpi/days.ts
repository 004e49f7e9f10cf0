import type { Hours, OnDay } from '../../shared/catalogue/kpi.js';
import { calledOff } from '../../shared/judge/case.js';
import { clockOf } from '../../shared/judge/clock.js';
import { workingDays } from '../../shared/judge/days.js';
import type { Mark } from '../../shared/judge/mark.js';
import { DAY, type Seconds, type Span, startOfDay, timeOfDay } from '../../shared/time.js';
import type { Case } from './cases.js';
import { type Finding, out } from './finding.js';
import { type Known, knownOf } from './known.js';
import type { StationList } from './list.js';
import { startOf } from './spans.js';

/** Days are local dates, that of the start day 0, as working days are counted (J14). */
export function onDay(kpi: OnDay, one: Case, list: StationList | null): Finding[] {
  const { zone, now } = one.of;
  const start = startOf(kpi, one, list, kpi.from);
  if (typeof start === 'string') return [out(start)];
  if (start.at === null) return [out('clock-not-set')];
  const from = startOfDay(start.at, zone);
  const dayOf = (at: Seconds): number => Math.floor((startOfDay(at, zone) - from) / DAY);
  const until = knownOf(kpi, one, list, kpi.until);
  if (typeof until === 'string') return [out(until)];
  const end = until[0];
  if (end && end.at === null) return [out('clock-not-set')];
  // Done in time, nobody has to call.
  if (end && dayOf(end.at as Seconds) <= kpi.afterDays) return [];
  const off = calledOff(one.of);
  if (off && (off.at === null || dayOf(off.at) <= kpi.onDay)) return [out('called-off')];
  const called = knownOf(kpi, one, list, kpi.event);
  if (typeof called === 'string') return [out(called)];
  if (called.some(mark => dayOf(mark.at as Seconds) === kpi.onDay)) return [{ is: 'kept' }];
  return [dayOf(now) <= kpi.onDay ? out('open') : { is: 'late' }];
}

/** Each event counts for itself; both ends of a window are in it, to the second. */
export function inHours(kpi: Hours, one: Case, list: StationList | null): Finding[] {
  const marks = knownOf(kpi, one, list, kpi.event);
  if (typeof marks === 'string') return [];
  return marks.map(mark => {
    if (mark.at === null) return out('clock-not-set');
    const clock = timeOfDay(mark.at, one.of.zone);
    const isIn = kpi.windows.some(
      ({ from, to }) => clock >= (clockOf(from) as Span) && clock <= (clockOf(to) as Span),
    );
    return { is: isIn ? 'kept' : 'late' };
  });
}

/** As J14 counts them: where no table says which days are worked, Monday to Friday stand in. */
export function inWorkingDays(one: Case, start: Mark, ends: Known, limit: number): Finding {
  if (typeof ends === 'string') return out(ends);
  const off = calledOff(one.of);
  const end = ends[0] ?? off;
  if (start.at === null || (end && end.at === null)) return out('clock-not-set');
  const to = end ? (end.at as Seconds) : one.of.now;
  const { days, guessed } = workingDays(start.at, to, one.of.zone, one.of.workingDays);
  if (days > limit) return { is: 'late', estimated: guessed };
  if (ends[0]) return { is: 'kept', estimated: guessed };
  return out(off ? 'called-off' : 'open');
}
