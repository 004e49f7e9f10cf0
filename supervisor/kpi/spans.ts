import type { Ahead, Kpi, Within } from '../../shared/catalogue/kpi.js';
import { calledOff } from '../../shared/judge/case.js';
import { compare, type Mark } from '../../shared/judge/mark.js';
import { marginAt } from '../../shared/judge/span.js';
import { DAY, MINUTE, type Seconds, type Span } from '../../shared/time.js';
import type { Case } from './cases.js';
import { type Finding, out } from './finding.js';
import { BROUGHT, type Known, knownOf } from './known.js';
import type { StationList } from './list.js';
import type { Reason } from './reasons.js';

/** The first of the events that end it comes within the limit. */
export function within(kpi: Within, one: Case, list: StationList | null): Finding {
  if (kpi.minutes === null) return out('no-limit');
  const ends = kpi.to.map(event => knownOf(kpi, one, list, event));
  const start = startOf(kpi, one, list, kpi.from);
  if (typeof start === 'string') return out(start);
  const found = upTo(one, start, ends, kpi.minutes * MINUTE, false);
  if (!kpi.atMost || found.is !== 'late') return found;
  const most = 'days' in kpi.atMost ? kpi.atMost.days * DAY : kpi.atMost.minutes * MINUTE;
  return upTo(one, start, ends, most, false).is === 'late' ? { ...found, beyond: true } : found;
}

/** When the time begins to run; a reason where nobody knows it. */
export function startOf(kpi: Kpi, one: Case, list: StationList | null, event: string): Mark | Reason {
  const known = knownOf(kpi, one, list, event);
  if (typeof known !== 'string') return known[0] ?? 'start-not-known';
  return known === 'not-listed' && BROUGHT.includes(event) ? 'start-not-known' : known;
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

/** The event comes so long before the start; exactly so long is enough. */
export function ahead(kpi: Ahead, one: Case, list: StationList | null): Finding {
  const start = startOf(kpi, one, list, kpi.start);
  if (typeof start === 'string') return out(start);
  const told = knownOf(kpi, one, list, kpi.event);
  if (typeof told === 'string') return out(told);
  const due = (start.at as Seconds) - kpi.minutes * MINUTE;
  const at = told[0] ? (told[0].at as Seconds) : one.of.now;
  if (at > due) return { is: 'late' };
  return told[0] ? { is: 'kept' } : out('open');
}
