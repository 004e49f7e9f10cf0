import type { Timed } from '../profile/profile.js';
import { MINUTE, type Span, timeOfDay } from '../time.js';
import { acceptance, type Base, dispatchOf, notAccepted, reportOf } from './base.js';
import { calledOff, type Finding, finding, first, type OrderCase } from './case.js';
import { windowOf } from './clock.js';
import { compare, type Mark } from './mark.js';
import { type Margin, marginAt } from './span.js';
import { measured } from './term.js';

/** J7: the customer is reached, or an hour agreed, soon after the order was accepted. */
export function judgeContact(of: OrderCase): Finding[] {
  const minutes = of.params.contactWithinMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const accepted = acceptance(of);
  if (accepted) return [contactWithin(of, { mark: accepted, estimated: false }, minutes * MINUTE)];
  const booked = bookedByCentre(of);
  return [booked ? finding('PASS', 'agreed-before', [booked]) : notAccepted(of)];
}

/** J9: whoever complained is reached. By night the time of a ticket in the department runs from its acceptance. */
export function judgeComplaintContact(of: OrderCase, rule: Timed): Finding[] {
  const minutes = of.params.complaintContactWithinMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const byDepartment = rule.from === 'arrivedInDepartment';
  const base = byDepartment ? inDepartment(of) : reportOf(of);
  if (!base || (!byDepartment && base.estimated))
    return [finding('UNKNOWN', byDepartment ? 'dispatch-not-known' : 'report-not-known', [])];
  if (!byDepartment) return [contactWithin(of, base, minutes * MINUTE)];
  if (base.mark.at === null) return [finding('UNKNOWN', 'clock-not-set', [base.mark])];
  const day = windowOf(of.params.dayWindow);
  const clock = timeOfDay(base.mark.at, of.zone);
  if (!day || (clock >= day.from && clock < day.to)) return [contactWithin(of, base, minutes * MINUTE)];
  const accepted = acceptance(of);
  if (!accepted) return [notAccepted(of)];
  return [contactWithin(of, { mark: accepted, estimated: base.estimated }, minutes * MINUTE)];
}

function inDepartment(of: OrderCase): Base | null {
  const arrived = first(of.marks, 'order.arrivedInDepartment');
  if (arrived) return { mark: arrived, estimated: false };
  const dispatched = dispatchOf(of, null);
  return dispatched && { mark: dispatched.mark, estimated: true };
}

/** An appointment that the order brought was made before anybody accepted it. */
function bookedByCentre(of: OrderCase): Mark | null {
  return of.marks.find(mark => mark.name === 'appt.made' && mark.ref === null) || null;
}

function isContact(mark: Mark): boolean {
  if (mark.name === 'customer.contacted') return mark.fields['reached'] !== false;
  return mark.name === 'appt.made' || (mark.name === 'call.tried' && mark.fields['reached'] === true);
}

function isInVain(mark: Mark): boolean {
  return (
    (mark.name === 'customer.contacted' || mark.name === 'call.tried') && mark.fields['reached'] === false
  );
}

function contactWithin(of: OrderCase, base: Base, limit: Span): Finding {
  const contact = of.marks.find(isContact) || null;
  const moved = first(of.marks, 'appt.changed');
  if (moved && (!contact || moved.place < contact.place))
    return finding('UNKNOWN', 'contact-not-recorded', [base.mark, moved]);
  if (contact && compare(contact, base.mark) <= 0)
    return Object.assign(
      { estimated: base.estimated },
      finding('PASS', 'agreed-before', [contact, base.mark]),
    );
  const off = calledOff(of);
  const margin = marginAt(of, base.mark, limit, contact || off);
  const marks = [base.mark].concat(contact || off || []);
  if (!margin.known) return finding('UNKNOWN', 'clock-not-set', marks);
  if (margin.left < 0) return tooLate(of, base, limit, contact, margin, marks);
  if (contact) return measured({ verdict: 'PASS', why: 'contacted' }, marks, margin, base);
  return off
    ? finding('NA', 'called-off', marks)
    : measured({ verdict: 'OPEN', why: 'contact-due' }, marks, margin, base);
}

/** Whoever tried in time has done half. */
function tooLate(
  of: OrderCase,
  base: Base,
  limit: Span,
  contact: Mark | null,
  margin: Margin,
  marks: readonly Mark[],
): Finding {
  let undated: Mark | null = null;
  for (const tried of of.marks) {
    if (!isInVain(tried) || compare(tried, base.mark) < 0) continue;
    const then = marginAt(of, base.mark, limit, tried);
    if (!then.known) undated = tried;
    else if (then.left >= 0)
      return measured({ verdict: 'WARN', why: 'contact-attempted' }, marks.concat(tried), margin, {
        mark: base.mark,
        estimated: base.estimated || then.close,
      });
  }
  if (undated) return finding('UNKNOWN', 'clock-not-set', marks.concat(undated));
  return measured({ verdict: 'FAIL', why: contact ? 'contact-late' : 'not-contacted' }, marks, margin, base);
}
