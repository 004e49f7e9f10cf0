import { limitsOf } from '../profile/limits.js';
import { MINUTE, type Span } from '../time.js';
import { Missing, missingAtDoor, WHOLE_NOTE } from '../visit/limits.js';
import { NOTE_LEFT } from '../visit/visit.js';
import {
  appointmentAt,
  between,
  type Finding,
  finding,
  firstOf,
  forEachVisit,
  last,
  type OrderCase,
  onSite,
} from './case.js';
import { elapsed, isClose, type Mark } from './mark.js';
import type { VisitRun } from './visits.js';

/** J6: a door that nobody opens. One finding for each visit. */
export function judgeDoors(of: OrderCase): Finding[] {
  return forEachVisit(of, judgeDoor);
}

/** Whether nothing but the note was left to decide: J6 came to its step 8 (rules A2.5, HB-B09c). */
export function isNoteDue(door: Finding): boolean {
  return ['no-note', 'note-incomplete', 'in-order'].includes(door.why);
}

/** The steps of J6 in their order; the first that fits decides. */
export function judgeDoor(of: OrderCase, visit: VisitRun): Finding {
  const minutes = of.params.noAnswerMin;
  if (typeof minutes !== 'number') return finding('NA', 'no-limit', []);
  const run = visit.run;
  const start = startOfWait(run);
  const answered = answerIn(run);
  const atDoor = firstOf(run, ['arrived', 'rang']);
  if (!answered && !visit.ended && atDoor) return finding('OPEN', 'waiting', start ? [start] : [atDoor]);
  if (!answered && !visit.left && !atDoor) return finding('NA', 'not-at-door', []);
  if (answered) return answer(of, start, answered, minutes * MINUTE);

  const there = onSite(run) as Mark;
  const onTheSpot = between(run, there, visit.left);
  const reached = onTheSpot.find(
    mark => (mark.name === 'call.tried' && mark.fields['reached'] === true) || mark.name === 'appt.changed',
  );
  if (reached) return finding('EXCUSED', 'reached-by-phone', [reached]);
  if (!start) return finding('UNKNOWN', 'no-ring', visit.left ? [visit.left] : run);
  if (!visit.left) return finding('UNKNOWN', 'leaving-not-recorded', [start]);
  return leaving(of, start, visit.left, onTheSpot, run);
}

/** The ring or knock that the wait counts from: one at a gate or a guard's does not start it. */
export function startOfWait(run: readonly Mark[]): Mark | null {
  return run.find(mark => mark.name === 'rang' && mark.fields['door'] !== 'shared') || null;
}

/** The answer that counts: not a guard's, and what only follows an answer stands for one that was not pressed. */
export function answerIn(run: readonly Mark[]): Mark | null {
  const answered = run.find(mark => mark.name === 'answered' && mark.fields['at'] !== 'guard');
  return answered || firstOf(run, ['entered', 'refused', 'work.started', 'work.done']);
}

function answer(of: OrderCase, start: Mark | null, answered: Mark, limit: Span): Finding {
  if (!start) return finding('NA', 'no-ring', [answered]);
  const marks = [start, answered];
  const waited = elapsed(of.badge, start, answered);
  const minutes = Math.floor(waited.seconds / MINUTE);
  if (waited.seconds > limit) return { verdict: 'NA', why: 'answered-late', marks: marks, minutes: minutes };
  if (!waited.exact) return finding('UNKNOWN', 'wait-unknown', marks);
  return { verdict: 'PASS', why: 'answered', marks: marks, minutes: minutes };
}

/** Left without an answer: what was missing, in the order of steps 5 to 8. */
function leaving(
  of: OrderCase,
  start: Mark,
  left: Mark,
  onTheSpot: readonly Mark[],
  run: readonly Mark[],
): Finding {
  const waited = elapsed(of.badge, start, left);
  const appointment = appointmentAt(of, left.place);
  const inVain = onTheSpot.find(mark => mark.name === 'call.tried' && mark.fields['reached'] === false);
  const note = last(run, 'note.left');
  const fields = (note && (note.fields['fields'] as readonly string[] | undefined)) || [];
  const lacking = (of.params.noteFields || []).filter(field => !fields.includes(field));
  const early = left.at !== null && appointment !== null && left.at < appointment.time;
  const called = !!inVain || of.params.noAnswerNeedsCall === false;
  const noted = note ? NOTE_LEFT + (lacking.length ? 0 : WHOLE_NOTE) : 0;
  const missing = missingAtDoor(limitsOf(of.params, of.zone), waited.seconds, early, called, noted);
  const marks = [start];
  if (inVain) marks.push(inVain);
  if (note) marks.push(note);
  marks.push(left);
  const minutes = Math.floor(waited.seconds / MINUTE);
  const estimated = left.at !== null && appointment !== null && isClose(left, appointment.time);
  const fail = (why: string): Finding => ({ verdict: 'FAIL', why: why, marks: marks, minutes: minutes });
  if (missing & Missing.Time)
    return waited.exact ? fail('left-early') : finding('UNKNOWN', 'wait-unknown', marks);
  if (missing & Missing.Appointment)
    return Object.assign({ estimated: estimated }, fail('left-before-appointment'));
  if (missing & Missing.Call) return fail('not-called');
  if (missing & Missing.Note) return fail('no-note');
  if (missing & Missing.NoteFields) return Object.assign({ missing: lacking }, fail('note-incomplete'));
  return { verdict: 'PASS', why: 'in-order', marks: marks, minutes: minutes, estimated: estimated };
}
