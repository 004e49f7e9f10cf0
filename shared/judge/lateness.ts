import { secondsOf } from '../iso.js';
import type { Timed } from '../profile/profile.js';
import { MINUTE, type Seconds } from '../time.js';
import {
  type Appointment,
  appointmentAt,
  appointmentFor,
  type Finding,
  finding,
  first,
  isCalledOff,
  type OrderCase,
  onSite,
} from './case.js';
import { isClose, type Mark } from './mark.js';
import { toldAt } from './notice.js';
import type { VisitRun } from './visits.js';

/**
 * J3: whoever comes late has said so before the appointed time.
 *
 * One finding for each visit, and one for each appointment that was let pass with nobody there and only then changed.
 */
export function judgeLateness(of: OrderCase, rule: Timed): Finding[] {
  const all: Finding[] = [];
  of.visits.forEach((visit, i) => {
    for (const found of latenessIn(of, rule, visit)) all.push(Object.assign({ visit: i + 1 }, found));
  });
  return all;
}

function latenessIn(of: OrderCase, rule: Timed, visit: VisitRun): Finding[] {
  const findings: Finding[] = [];
  const came = onSite(visit.run);
  const passed = visit.all.filter(mark => mark.name === 'appt.changed');
  for (const change of passed)
    if (!came || change.place < came.place) addPassedBy(of, rule, change, findings);
  if (came) findings.push(cameLate(of, visit, came));
  else if (!visit.ended || !findings.length) findings.push(notThere(of, visit));
  for (const change of passed) if (came && change.place > came.place) addPassedBy(of, rule, change, findings);
  return findings;
}

/**
 * The appointment that `change` replaced while nobody was there: where its time had come,
 * or where the code takes a change told before it for word of not coming (ZT).
 */
function addPassedBy(of: OrderCase, rule: Timed, change: Mark, findings: Finding[]): void {
  const old = appointmentAt(of, change.place - 1);
  const before = of.marks.filter(mark => mark.place < change.place && (!old || mark.place > old.made.place));
  if (onSite(before)) return;
  const said = old ? old.end : secondsOf(change.fields['old']);
  const told = toldAt(change);
  const rests = old ? [old.made, change] : [change];
  if (rule.changeTells && said !== null && told !== null && told < said)
    findings.push(closeTo(finding('PASS', 'changed-before', rests), change, said));
  else if (!old) return;
  else if (change.at === null) findings.push(finding('UNKNOWN', 'clock-not-set', rests));
  else if (change.at >= old.end) findings.push(announcement(of, old, change.place, rests));
}

function cameLate(of: OrderCase, visit: VisitRun, came: Mark): Finding {
  const appointment = appointmentFor(of, visit, came.place);
  if (!appointment) return finding('NA', 'no-appointment', []);
  const rests = [appointment.made, came];
  const arrived = first(visit.run, 'arrived');
  if (!arrived) return finding('UNKNOWN', 'arrival-not-recorded', rests);
  if (arrived.at === null) return finding('UNKNOWN', 'clock-not-set', rests);
  const found =
    arrived.at <= appointment.end
      ? finding('NA', 'not-late', rests)
      : announcement(of, appointment, arrived.place, [appointment.made, arrived]);
  return isClose(arrived, appointment.end) ? Object.assign({}, found, { estimated: true }) : found;
}

function notThere(of: OrderCase, visit: VisitRun): Finding {
  if (visit.ended) return finding('NA', 'set-out-again', visit.run);
  if (isCalledOff(of)) return finding('NA', 'called-off', []);
  const place = visit.all.length ? visit.all[visit.all.length - 1].place : of.badge.length;
  const appointment = appointmentFor(of, visit, place);
  if (!appointment) return finding('NA', 'no-appointment', []);
  if (of.now <= appointment.end) return finding('OPEN', 'not-late-yet', [appointment.made]);
  return announcement(of, appointment, place, [appointment.made]);
}

/** What was said about being late for an appointment that was not kept, up to a place in the record. */
function announcement(
  of: OrderCase,
  appointment: Appointment,
  upTo: number,
  rests: readonly Mark[],
): Finding {
  const due = appointment.end;
  const told = of.marks.filter(
    mark => mark.name === 'delay.notified' && mark.place > appointment.made.place && mark.place <= upTo,
  );
  const marks = rests.concat(told);
  if (!told.length) return finding('FAIL', 'silent', marks);
  const inTime = told.filter(mark => mark.at !== null && mark.at < due);
  const understood = inTime.find(mark => mark.fields['understood'] === true);
  const undated = told.some(mark => mark.at === null);
  if (understood) return closeTo(finding('PASS', 'announced', marks), understood, due);
  if (undated) return finding('UNKNOWN', 'clock-not-set', marks);
  if (inTime.length) return closeTo(finding('WARN', 'not-understood', marks), inTime[0], due);
  const minutes = Math.floor(((told[0].at as Seconds) - due) / MINUTE);
  return closeTo(
    Object.assign({ minutes: minutes }, finding('FAIL', 'announced-too-late', marks)),
    told[0],
    due,
  );
}

function closeTo(found: Finding, told: Mark, due: Seconds): Finding {
  return told.at !== null && told.fields['notice'] === undefined && isClose(told, due)
    ? Object.assign({}, found, { estimated: true })
    : found;
}
