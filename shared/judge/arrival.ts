import { limitsOf } from '../profile/limits.js';
import { MINUTE, type Seconds, type Span } from '../time.js';
import { Arrival, arrivalAt } from '../visit/limits.js';
import {
  type Appointment,
  appointmentFor,
  type Finding,
  finding,
  first,
  forEachVisit,
  isCalledOff,
  type OrderCase,
  onSite,
} from './case.js';
import { isClose, type Mark } from './mark.js';
import type { VisitRun } from './visits.js';

/** J1: arrived early enough before the appointment. One finding for each visit. */
export function judgeArrivals(of: OrderCase): Finding[] {
  return forEachVisit(of, (same, visit) => arrivalOf(same, visit, byTheClock));
}

/** J2: arrived no later than agreed. One finding for each visit. */
export function judgePunctuality(of: OrderCase): Finding[] {
  return forEachVisit(of, (same, visit) => arrivalOf(same, visit, inTheSlot));
}

/** What an arrival at a time is worth; `estimated` where the badge's drift could have turned it. */
type Measure = (
  of: OrderCase,
  at: Seconds,
  appointment: Appointment,
  arrived: Mark | null,
) => Pick<Finding, 'verdict' | 'why' | 'minutes' | 'estimated'>;

function arrivalOf(of: OrderCase, visit: VisitRun, measure: Measure): Finding {
  if (typeof of.params.arriveEarlyMin !== 'number') return finding('NA', 'no-limit', []);
  const arrived = first(visit.run, 'arrived');
  const witness = arrived || onSite(visit.run);
  if (!witness) return notArrived(of, visit, measure);
  const appointment = appointmentFor(of, visit, witness.place);
  if (!appointment) return finding('NA', 'no-appointment', []);
  const rests = [appointment.made, witness];
  if (!arrived) return finding('UNKNOWN', 'arrival-not-recorded', rests);
  if (arrived.at === null) return finding('UNKNOWN', 'clock-not-set', rests);
  return Object.assign({ marks: rests }, measure(of, arrived.at, appointment, arrived));
}

/** Nobody has come yet: as if they came now, but nothing that may still turn is settled. */
function notArrived(of: OrderCase, visit: VisitRun, measure: Measure): Finding {
  if (visit.ended) return finding('NA', 'set-out-again', visit.run);
  if (isCalledOff(of)) return finding('NA', 'called-off', []);
  const place = visit.all.length ? visit.all[visit.all.length - 1].place : of.badge.length;
  const appointment = appointmentFor(of, visit, place);
  if (!appointment) return finding('NA', 'no-appointment', []);
  const found = measure(of, of.now, appointment, null);
  if (found.verdict === 'PASS') return finding('OPEN', 'not-arrived-yet', [appointment.made]);
  return Object.assign({ marks: [appointment.made] }, found);
}

function byTheClock(
  of: OrderCase,
  at: Seconds,
  appointment: Appointment,
  arrived: Mark | null,
): Pick<Finding, 'verdict' | 'why' | 'minutes' | 'estimated'> {
  const limits = limitsOf(of.params, of.zone);
  const early = Math.floor((appointment.time - at) / MINUTE);
  const arrival = arrivalAt(limits, at, appointment.time);
  const estimated =
    !!arrived &&
    (isClose(arrived, appointment.time) || isClose(arrived, appointment.time - (limits.arriveEarly as Span)));
  if (arrival === Arrival.Early)
    return { verdict: 'PASS', why: 'early', minutes: early, estimated: estimated };
  if (arrival === Arrival.OnTime)
    return { verdict: 'WARN', why: 'on-time-not-early', minutes: early, estimated: estimated };
  return { verdict: 'FAIL', why: 'late', minutes: -early, estimated: estimated };
}

/** Whoever agreed on a slot is on time to its end. */
function inTheSlot(
  _of: OrderCase,
  at: Seconds,
  appointment: Appointment,
  arrived: Mark | null,
): Pick<Finding, 'verdict' | 'why' | 'minutes' | 'estimated'> {
  const left = Math.floor((appointment.end - at) / MINUTE);
  const estimated = !!arrived && isClose(arrived, appointment.end);
  if (at > appointment.end) return { verdict: 'FAIL', why: 'late', minutes: -left, estimated: estimated };
  return { verdict: 'PASS', why: 'on-time', minutes: left, estimated: estimated };
}
