import { limitsOf } from '../profile/limits.js';
import { MINUTE, type Seconds } from '../time.js';
import { Arrival, arrivalAt } from '../visit/limits.js';
import {
  appointmentFor,
  type Finding,
  finding,
  first,
  forEachVisit,
  isCalledOff,
  type OrderCase,
  onSite,
} from './case.js';
import { isClose } from './mark.js';
import type { VisitRun } from './visits.js';

/** J1: arrived early enough before the appointment. One finding for each visit. */
export function judgeArrivals(of: OrderCase): Finding[] {
  return forEachVisit(of, arrivalOf);
}

function arrivalOf(of: OrderCase, visit: VisitRun): Finding {
  if (typeof of.params.arriveEarlyMin !== 'number') return finding('NA', 'no-limit', []);
  const arrived = first(visit.run, 'arrived');
  const witness = arrived || onSite(visit.run);
  if (!witness) return notArrived(of, visit);
  const appointment = appointmentFor(of, visit, witness.place);
  if (!appointment) return finding('NA', 'no-appointment', []);
  const rests = [appointment.made, witness];
  if (!arrived) return finding('UNKNOWN', 'arrival-not-recorded', rests);
  if (arrived.at === null) return finding('UNKNOWN', 'clock-not-set', rests);
  const found = byTheClock(of, arrived.at, appointment.time);
  const estimated =
    isClose(arrived, appointment.time) ||
    isClose(arrived, appointment.time - of.params.arriveEarlyMin * MINUTE);
  return Object.assign({ marks: rests, estimated: estimated }, found);
}

/** Nobody has come yet: as if they came now, but nothing that may still turn is settled. */
function notArrived(of: OrderCase, visit: VisitRun): Finding {
  if (visit.ended) return finding('NA', 'set-out-again', visit.run);
  if (isCalledOff(of)) return finding('NA', 'called-off', []);
  const place = visit.all.length ? visit.all[visit.all.length - 1].place : of.badge.length;
  const appointment = appointmentFor(of, visit, place);
  if (!appointment) return finding('NA', 'no-appointment', []);
  const found = byTheClock(of, of.now, appointment.time);
  if (found.verdict === 'PASS') return finding('OPEN', 'not-arrived-yet', [appointment.made]);
  return Object.assign({ marks: [appointment.made] }, found);
}

function byTheClock(
  of: OrderCase,
  at: Seconds,
  appointment: Seconds,
): Pick<Finding, 'verdict' | 'why' | 'minutes'> {
  const early = Math.floor((appointment - at) / MINUTE);
  const arrival = arrivalAt(limitsOf(of.params, of.zone), at, appointment);
  if (arrival === Arrival.Early) return { verdict: 'PASS', why: 'early', minutes: early };
  if (arrival === Arrival.OnTime) return { verdict: 'WARN', why: 'on-time-not-early', minutes: early };
  return { verdict: 'FAIL', why: 'late', minutes: -early };
}
