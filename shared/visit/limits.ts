import type { Seconds, Span } from '../time.js';
import { NOTE_LEFT } from './visit.js';

/** The parameters of a profile that the badge itself goes by (rules A1.2). A rule that the code does not have is null. */
export interface Limits {
  /** Arrive this long before the appointment (HB-B08); null: no rule on arrival. */
  readonly arriveEarly: Span | null;
  /** Wait this long after the first ring before a silent door may be left (HB-B09b); null: no such rule. */
  readonly noAnswer: Span | null;
  /** Offset from UTC: which day the wearer's own counts belong to. */
  readonly zone: Span;
}

export const enum Arrival {
  /** Early enough for the code. */
  Early,
  /** Not early, but not late. */
  OnTime,
  Late,
}

/** How an arrival at `at` stands to the appointment: both limits belong to the better side (J1, J2). */
export function arrivalAt(limits: Limits, at: Seconds, appointment: Seconds): Arrival {
  if (at > appointment) return Arrival.Late;
  return at <= appointment - (limits.arriveEarly || 0) ? Arrival.Early : Arrival.OnTime;
}

/** What leaving a silent door still lacks; the bits are also the value of a `left.confirmed` record. */
export const enum Missing {
  Time = 1,
  Appointment = 2,
  Call = 4,
  Note = 8,
  NoteFields = 16,
  /** Checklist items are still open. */
  Items = 32,
}

/** All four contents of a visit note: arrival, leaving, phone, contact (HB-B09c). */
export const WHOLE_NOTE = 15;

/**
 * What the engineer still owes a silent door (J6, steps 5 to 8).
 *
 * The wait counts from the first ring. A note left early does not shorten it:
 * leaving takes the time, the appointed hour, a call in vain and a whole note.
 *
 * `waited` is the time since the first ring at a door of the customer's own; `isEarly` says that the agreed hour has not
 * come yet, false where no hour or no clock is known; `hasCalled` that a call to the customer found nobody; `note` has
 * the contents of the last note, a bit each, plus 16; 0 where no note was left.
 *
 * @inline
 */
export function missingAtDoor(
  limits: Limits,
  waited: Span,
  isEarly: boolean,
  hasCalled: boolean,
  note: number,
): number {
  if (limits.noAnswer === null) return 0;
  let missing = 0;
  if (waited < limits.noAnswer) missing = Missing.Time;
  if (isEarly) missing |= Missing.Appointment;
  if (!hasCalled) missing |= Missing.Call;
  if (!note) missing |= Missing.Note;
  else if (note !== NOTE_LEFT + WHOLE_NOTE) missing |= Missing.NoteFields;
  return missing;
}
