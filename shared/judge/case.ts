import { secondsOf } from '../iso.js';
import type { Params, Profile } from '../profile/profile.js';
import type { Seconds, Span } from '../time.js';
import type { Order } from '../visit/event.js';
import { compare, type Mark } from './mark.js';
import type { VisitRun } from './visits.js';

/** All that is known about one order when it is judged. */
export interface OrderCase {
  readonly order: Order;
  readonly profile: Profile;
  readonly params: Params;
  readonly zone: Span;
  readonly now: Seconds;
  readonly workingDays: readonly string[] | null;
  /** All marks of this order in their order, the order's own times first. */
  readonly marks: readonly Mark[];
  readonly visits: readonly VisitRun[];
  /** All marks of the badge, of any order or none. */
  readonly badge: readonly Mark[];
}

export type Outcome = 'PASS' | 'WARN' | 'FAIL' | 'EXCUSED' | 'NA' | 'OPEN' | 'UNKNOWN';

/** What a judgement found; judge.ts makes a verdict of it. */
export interface Finding {
  readonly verdict: Outcome;
  readonly why: string;
  /** What it rests on. */
  readonly marks: readonly Mark[];
  readonly minutes?: number;
  readonly estimated?: boolean;
  /** How many: changes, gaps, working days. */
  readonly count?: number;
  /** Codes that are missing. */
  readonly missing?: readonly string[];
  /** Which visit of the order it is about, counted from 1; absent: the order as a whole. */
  readonly visit?: number;
}

export function finding(verdict: Outcome, why: string, marks: readonly Mark[]): Finding {
  return { verdict: verdict, why: why, marks: marks };
}

/** One finding for each visit of the order. */
export function forEachVisit(
  of: OrderCase,
  judgeVisit: (of: OrderCase, visit: VisitRun) => Finding,
): Finding[] {
  return of.visits.map((visit, i) => Object.assign({ visit: i + 1 }, judgeVisit(of, visit)));
}

/** The first mark of that name, or null. */
export function first(marks: readonly Mark[], name: string): Mark | null {
  return marks.find(mark => mark.name === name) || null;
}

/** The last mark of that name, or null. */
export function last(marks: readonly Mark[], name: string): Mark | null {
  for (let i = marks.length; i-- > 0; ) if (marks[i].name === name) return marks[i];
  return null;
}

/** The first of `marks` by any of these names, or null. */
export function firstOf(marks: readonly Mark[], names: readonly string[]): Mark | null {
  return marks.find(mark => names.includes(mark.name)) || null;
}

/** What can only have been recorded by somebody who was there. */
export const ON_SITE = [
  'arrived',
  'rang',
  'answered',
  'refused',
  'note.left',
  'entered',
  'work.started',
  'work.paused',
  'work.resumed',
  'work.done',
  'trial.ok',
  'trial.rejected',
  'cleaned',
  'signed',
  'left',
];

/** The first sign that the engineer was on site: the arrival itself, or what shows that it was forgotten. */
export function onSite(marks: readonly Mark[]): Mark | null {
  return firstOf(marks, ON_SITE);
}

/** An agreed hour, from the record that made it to the one that replaced it. */
export interface Appointment {
  readonly made: Mark;
  readonly time: Seconds;
  /** The slot's end, or the time itself: what lateness is counted from. */
  readonly end: Seconds;
}

function appointmentOf(mark: Mark): Appointment | null {
  if (mark.name !== 'appt.made' && mark.name !== 'appt.changed') return null;
  const time = secondsOf(mark.fields[mark.name === 'appt.made' ? 'time' : 'new']) as Seconds;
  const end = secondsOf(mark.fields['slotEnd']);
  return { made: mark, time: time, end: end === null ? time : end };
}

/** The appointment that is valid at a place in the record; null: none was made. */
export function appointmentAt(of: OrderCase, place: number): Appointment | null {
  let valid: Appointment | null = null;
  for (const mark of of.marks) if (mark.place <= place) valid = appointmentOf(mark) || valid;
  return valid;
}

/**
 * The appointment that a visit was made for.
 *
 * An hour that an earlier visit came for, and stayed beyond, is spent: whoever comes back
 * without a new appointment is not late for the old one.
 */
export function appointmentFor(of: OrderCase, visit: VisitRun, place: number): Appointment | null {
  const valid = appointmentAt(of, place);
  if (!valid) return null;
  for (const earlier of of.visits) {
    if (earlier === visit) break;
    const came = onSite(earlier.run);
    const end = earlier.run[earlier.run.length - 1];
    if (came && valid.made.place < came.place && end.at !== null && end.at >= valid.time) return null;
  }
  return valid;
}

/** The `work.done` that no later `trial.rejected` withdrew. */
export function workDone(marks: readonly Mark[]): Mark | null {
  let done: Mark | null = null;
  for (const mark of marks) {
    if (mark.name === 'work.done') done = mark;
    else if (mark.name === 'trial.rejected') done = null;
  }
  return done;
}

/** What shows that the work was finished though its end was not recorded; null: nothing does, or it was. */
export function workShown(marks: readonly Mark[]): Mark | null {
  let shown: Mark | null = null;
  for (const mark of marks) {
    if (mark.name === 'trial.rejected') shown = null;
    else if (!shown && ['trial.ok', 'signed', 'order.replied'].includes(mark.name)) shown = mark;
  }
  return workDone(marks) ? null : shown;
}

/** Whether what took so long was the customer's: by what the end of the work says, or because the line is theirs. */
export function isCustomers(of: OrderCase, done: Mark | null): boolean {
  return of.order.lineOwner === 'customer' || (!!done && done.fields['party'] === 'customer');
}

/** Where the order was given back or cancelled before any work, and not taken up again: nobody is awaited. */
export function calledOff(of: OrderCase): Mark | null {
  let off: Mark | null = null;
  let started = false;
  for (const mark of of.marks) {
    if (mark.name === 'work.started') started = true;
    else if (mark.name === 'order.accepted') off = null;
    else if ((mark.name === 'order.returned' || mark.name === 'order.cancelled') && !started)
      off = off || mark;
  }
  return off;
}

export function isCalledOff(of: OrderCase): boolean {
  return calledOff(of) !== null;
}

/** Marks of `all` that lie between two others, both ends included; null ends are open. */
export function between(all: readonly Mark[], from: Mark, to: Mark | null): Mark[] {
  return all.filter(mark => compare(mark, from) >= 0 && (to === null || compare(mark, to) <= 0));
}
