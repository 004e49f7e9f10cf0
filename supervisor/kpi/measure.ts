import type { Kpi, Mean, Share } from '../../shared/catalogue/kpi.js';
import { calledOff, workDone } from '../../shared/judge/case.js';
import { compare, elapsed } from '../../shared/judge/mark.js';
import { MINUTE } from '../../shared/time.js';
import type { Case } from './cases.js';
import { inHours, inWorkingDays, onDay } from './days.js';
import { type Finding, out } from './finding.js';
import { type Known, knownOf } from './known.js';
import type { StationList } from './list.js';
import { outcomeByRules } from './overdue.js';
import { ahead, startOf, upTo, within } from './spans.js';

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

function share(kpi: Share, one: Case, list: StationList | null): Finding {
  const { counts } = kpi;
  if (counts.by === 'rules') return outcomeByRules(counts.none, one, list);
  if (counts.by === 'column') {
    const answer = one.row?.answers[counts.column];
    if (answer === undefined) return out('not-listed');
    return { is: answer ? 'kept' : 'late' };
  }
  const limit = one.of.params[counts.limit];
  if (typeof limit !== 'number') return out('no-limit');
  const start = startOf(kpi, one, list, counts.from);
  if (typeof start === 'string') return out(start);
  const ends = counts.to.map(event => knownOf(kpi, one, list, event));
  if (counts.limit === 'installWorkingDays') return inWorkingDays(one, start, ends[0] as Known, limit);
  // An hour that was agreed before the order was accepted is agreed in time (J7).
  return upTo(one, start, ends, limit * MINUTE, counts.limit === 'contactWithinMin');
}

function meanTime(kpi: Mean, one: Case, list: StationList | null): Finding {
  const start = startOf(kpi, one, list, kpi.from);
  if (typeof start === 'string') return out(start);
  const ends = knownOf(kpi, one, list, kpi.to);
  if (typeof ends === 'string') return out(ends);
  const end = ends[0];
  if (!end) return out(calledOff(one.of) ? 'called-off' : 'open');
  if (compare(end, start) < 0) return out('out-of-order');
  const took = elapsed(one.of.badge, start, end);
  return took.exact ? { is: 'kept', seconds: took.seconds } : out('clock-not-set');
}
