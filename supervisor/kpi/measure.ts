import type { Ahead, Hours, Kpi, Mean, OnDay, Share, Within } from '../../shared/catalogue/kpi.js';
import { calledOff, workDone } from '../../shared/judge/case.js';
import { clockOf } from '../../shared/judge/clock.js';
import { workingDays } from '../../shared/judge/days.js';
import { compare, elapsed, type Mark } from '../../shared/judge/mark.js';
import { marginAt } from '../../shared/judge/span.js';
import { DAY, MINUTE, type Seconds, type Span, startOfDay, timeOfDay } from '../../shared/time.js';
import type { Case } from './cases.js';
import { type Known, knownOf } from './known.js';
import type { StationList } from './list.js';
import { outcomeByRules } from './overdue.js';
import type { Reason } from './reasons.js';

/** Where a case stands in a figure. */
export interface Finding {
  /** `kept` stands in numerator and denominator, `late` in the denominator alone, `out` in neither. */
  readonly is: 'kept' | 'late' | 'out';
  /** Of `out`. */
  readonly reason?: Reason;
  /** Past the outermost limit too. */
  readonly beyond?: boolean;
  /** Clock drift, or days that no table lists, could turn it. */
  readonly estimated?: boolean;
  /** Of a mean: how long it took. */
  readonly seconds?: Span;
}

export function out(reason: Reason): Finding {
  return { is: 'out', reason: reason };
}

/** All findings of a case: none where the figure does not ask about it, several where each event counts. */
export function findingsOf(kpi: Kpi, one: Case, list: StationList | null): Finding[] {
  if (kpi.excludes.includes('line-owner') && one.of.order.lineOwner === 'customer')
    return [out('line-owner')];
  if (kpi.excludes.includes('customer-fault') && partyOf(one) === 'customer') return [out('customer-caused')];
  return measured(kpi, one, list).map(found =>
    isOverdue(kpi, one, found) && kpi.excludes.includes('customer-delay') && isCustomersDelay(one)
      ? out('customer-caused')
      : found,
  );
}

function measured(kpi: Kpi, one: Case, list: StationList | null): Finding[] {
  switch (kpi.form) {
    case 'within':
      return [within(kpi, one, list)];
    case 'ahead':
      return [ahead(kpi, one, list)];
    case 'on-day':
      return onDay(kpi, one, list);
    case 'hours':
      return inHours(kpi, one, list);
    case 'share':
      return [share(kpi, one, list)];
    case 'mean':
      return [meanTime(kpi, one, list)];
  }
}

/** Who was at fault: what the end of the work says, else what the station found. */
function partyOf(one: Case): unknown {
  return workDone(one.of.marks)?.fields['party'] ?? one.row?.party;
}

/** Whether the customer made it late (TT-5.3-3, TT-5.3-5): reason and party codes of the badge, or the station's. */
function isCustomersDelay(one: Case): boolean {
  const names = ['work.paused', 'appt.changed'];
  return (
    partyOf(one) === 'customer' ||
    one.of.marks.some(mark => names.includes(mark.name) && mark.fields['party'] === 'customer')
  );
}

/** A mean has no late cases: over its limit is what took longer than its area allows, or than all may on average. */
function isOverdue(kpi: Kpi, one: Case, found: Finding): boolean {
  if (kpi.form !== 'mean' || found.seconds === undefined) return found.is === 'late';
  const { area } = one.of.order;
  const limit = (area && kpi.areas[area]) || kpi.overall;
  return found.seconds > limit * MINUTE;
}

function within(kpi: Within, one: Case, list: StationList | null): Finding {
  if (kpi.minutes === null) return out('no-limit');
  const ends = kpi.to.map(event => knownOf(kpi, one, list, event));
  const start = startOf(knownOf(kpi, one, list, kpi.from));
  if (typeof start === 'string') return out(start);
  const found = upTo(one, start, ends, kpi.minutes * MINUTE, false);
  if (!kpi.atMost || found.is !== 'late') return found;
  const most = 'days' in kpi.atMost ? kpi.atMost.days * DAY : kpi.atMost.minutes * MINUTE;
  return upTo(one, start, ends, most, false).is === 'late' ? { ...found, beyond: true } : found;
}

/** The first time of an event; a reason where nobody knows it. */
function startOf(known: Known): Mark | Reason {
  if (typeof known === 'string') return known;
  return known[0] ?? 'start-not-known';
}

/**
 * Whether the first of `ends` comes within `limit` of `start`; exactly at the limit is within.
 *
 * What came before the start is no answer to it, unless `early` says that it is as good. An order that was called off
 * in time is left out, and one whose time is not over yet too.
 */
export function upTo(one: Case, start: Mark, ends: readonly Known[], limit: Span, early: boolean): Finding {
  const marks = ends.flatMap(end => (typeof end === 'string' ? [] : end));
  if (early && marks.some(mark => compare(mark, start) <= 0)) return { is: 'kept' };
  const after = marks.filter(mark => compare(mark, start) >= 0).sort(compare);
  const end = after[0] ?? null;
  const unknown = ends.find(each => typeof each === 'string') as Reason | undefined;
  if (!end && unknown) return out(unknown);
  if (!end && marks.length) return out('out-of-order');
  const off = end ? null : calledOff(one.of);
  const margin = marginAt(one.of, start, limit, end ?? off);
  if (!margin.known) return out('clock-not-set');
  if (margin.left < 0) return unknown ? out(unknown) : { is: 'late', estimated: margin.close };
  if (end) return { is: 'kept', estimated: margin.close };
  return out(off ? 'called-off' : 'open');
}

function ahead(kpi: Ahead, one: Case, list: StationList | null): Finding {
  const start = startOf(knownOf(kpi, one, list, kpi.start));
  if (typeof start === 'string') return out(start);
  const told = knownOf(kpi, one, list, kpi.event);
  if (typeof told === 'string') return out(told);
  const due = (start.at as Seconds) - kpi.minutes * MINUTE;
  const at = told[0] ? (told[0].at as Seconds) : one.of.now;
  if (at > due) return { is: 'late' };
  return told[0] ? { is: 'kept' } : out('open');
}

/** Days are local dates, that of the start day 0, as working days are counted (J14). */
function onDay(kpi: OnDay, one: Case, list: StationList | null): Finding[] {
  const { zone, now } = one.of;
  const start = startOf(knownOf(kpi, one, list, kpi.from));
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
function inHours(kpi: Hours, one: Case, list: StationList | null): Finding[] {
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

function share(kpi: Share, one: Case, list: StationList | null): Finding {
  const { counts } = kpi;
  if (counts.by === 'rules') return outcomeByRules(counts.none, one, list, within);
  if (counts.by === 'column') {
    const answer = one.row?.answers[counts.column];
    if (answer === undefined) return out('not-listed');
    return { is: answer ? 'kept' : 'late' };
  }
  const limit = one.of.params[counts.limit];
  if (typeof limit !== 'number') return out('no-limit');
  const start = startOf(knownOf(kpi, one, list, counts.from));
  if (typeof start === 'string') return out(start);
  const ends = counts.to.map(event => knownOf(kpi, one, list, event));
  if (counts.limit === 'installWorkingDays') return inWorkingDays(one, start, ends[0] as Known, limit);
  // An hour that was agreed before the order was accepted is agreed in time (J7).
  return upTo(one, start, ends, limit * MINUTE, counts.limit === 'contactWithinMin');
}

/** As J14 counts them. There is no table of working days at hand, so Monday to Friday stand in. */
function inWorkingDays(one: Case, start: Mark, ends: Known, limit: number): Finding {
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

function meanTime(kpi: Mean, one: Case, list: StationList | null): Finding {
  const start = startOf(knownOf(kpi, one, list, kpi.from));
  if (typeof start === 'string') return out(start);
  const ends = knownOf(kpi, one, list, kpi.to);
  if (typeof ends === 'string') return out(ends);
  const end = ends[0];
  if (!end) return out(calledOff(one.of) ? 'called-off' : 'open');
  if (compare(end, start) < 0) return out('out-of-order');
  const took = elapsed(one.of.badge, start, end);
  return took.exact ? { is: 'kept', seconds: took.seconds } : out('clock-not-set');
}
