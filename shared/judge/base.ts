import { calledOff, type Finding, finding, first, firstOf, ON_SITE, type OrderCase } from './case.js';
import type { Mark } from './mark.js';

/** What a limit is counted from. */
export interface Base {
  readonly mark: Mark;
  /** Another event stands in for the one that the rule names. */
  readonly estimated: boolean;
}

/** When the order was accepted; taken up again later, the first time counts. */
export function acceptance(of: OrderCase): Mark | null {
  return first(of.marks, 'order.accepted');
}

/** When the centre took the report, else the acceptance. */
export function reportOf(of: OrderCase): Base | null {
  return baseOf(first(of.marks, 'order.reported'), acceptance(of));
}

/**
 * When the order was dispatched, else what stands in for it.
 *
 * What a badge wrote of it says when the order came to the badge, which may be long after: that is no dispatch.
 */
export function dispatchOf(of: OrderCase, standIn: Mark | null): Base | null {
  return baseOf(of.marks.find(isDispatch) || null, standIn);
}

function isDispatch(mark: Mark): boolean {
  return mark.name === 'order.dispatched' && mark.up === null && mark.fields.seq === undefined;
}

function baseOf(named: Mark | null, standIn: Mark | null): Base | null {
  if (named) return { mark: named, estimated: false };
  return standIn && { mark: standIn, estimated: true };
}

/** What nobody does about an order that was not accepted. */
const ENGAGED = ['customer.contacted', 'call.tried', 'appt.made', 'appt.changed', 'departed'].concat(
  ON_SITE,
  ['progress.sent', 'escalated', 'order.replied'],
);

/** What shows that the order was accepted though that was not recorded. What the order brought shows nothing. */
export function showsAcceptance(of: OrderCase): Mark | null {
  return firstOf(
    of.marks.filter(mark => mark.ref !== null),
    ENGAGED,
  );
}

/** A limit that counts from the acceptance, and none was recorded. */
export function notAccepted(of: OrderCase): Finding {
  const shows = showsAcceptance(of);
  if (shows) return finding('UNKNOWN', 'acceptance-not-recorded', [shows]);
  const off = calledOff(of);
  return off ? finding('NA', 'called-off', [off]) : finding('OPEN', 'not-accepted-yet', []);
}
