import { entryOf } from '../../shared/catalogue/catalogue.js';
import { isCalledOff, type Outcome } from '../../shared/judge/case.js';
import { judgeTimed } from '../../shared/judge/timed.js';
import type { Case } from './cases.js';
import type { Finding } from './finding.js';
import { isOver } from './known.js';
import { type StationList, TICKETS } from './list.js';
import type { Reason } from './reasons.js';
import { within } from './spans.js';

/** What one limit says of a case; `open` is not overdue yet, null: it does not speak of such a case. */
type Said = 'kept' | 'broken' | Reason | null;

/**
 * Whether a case is overdue by the limits of its kind (TT-4.3-6): by any one of those whose times are known.
 *
 * Over the normal limit is overdue though the outermost one still holds (a WARN of J14); excused by the customer is
 * not. An order that is still open in time is not overdue, and the code counts it: orders not overdue, of all orders.
 */
export function outcomeByRules(rules: readonly string[], one: Case, list: StationList | null): Finding {
  const said = rules.map(rule => saidBy(rule, one, list));
  if (said.includes('broken')) return { is: 'late' };
  if (one.isTold && isCalledOff(one.of)) return { is: 'out', reason: 'called-off' };
  if (said.some(each => each === 'kept' || each === 'open')) return { is: 'kept' };
  const reason = said.find(each => each !== null) as Reason | undefined;
  return { is: 'out', reason: reason ?? 'no-limit' };
}

function saidBy(rule: string, one: Case, list: StationList | null): Said {
  const isTicket = TICKETS.some(ticket => ticket === one.kind);
  const timed = one.of.profile.timed.find(row => row.rule === rule);
  if (timed) {
    if (isTicket || (timed.types && !timed.types.includes(one.of.order.type))) return null;
    if (!one.isTold && !list?.columns.includes('work.done')) return 'not-listed';
    return SAID[judgeTimed(one.of, timed)[0]?.verdict ?? 'NA'];
  }
  const entry = entryOf(rule);
  if (entry?.class !== 'K' || entry.kpi.form !== 'within' || !isOver(entry.kpi, one)) return null;
  const found = within(entry.kpi, one, list);
  if (found.is === 'out') return found.reason ?? null;
  return found.is === 'kept' ? 'kept' : 'broken';
}

const SAID: { readonly [verdict in Outcome]: Said } = {
  PASS: 'kept',
  OPEN: 'open',
  EXCUSED: 'kept',
  WARN: 'broken',
  FAIL: 'broken',
  UNKNOWN: 'not-recorded',
  NA: null,
};
