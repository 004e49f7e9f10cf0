import type { LogTime, Seconds } from '../time.js';
import { Kind, Phase } from './kind.js';
import { type Limits, WHOLE_NOTE } from './limits.js';
import { Field, NOTE_LEFT, Open, type Visit } from './visit.js';

/** What the runtime is to do about an event, besides recording and showing it. A bit each. */
export const enum Effect {
  /** The visit is over: seal what it left in the log. */
  Seal = 1,
  /** The order is over: forget it. */
  Close = 2,
}

export interface Step {
  readonly visit: Visit;
  readonly effects: number;
}

/**
 * Where each event leads (rules A2.1): a row for each kind from 1 to 15. An event of a later step jumps there, so that
 * a forgotten press never costs a later one.
 *
 * Phases are letters in their order: A idle, B offered, C accepted, D booked, E en route, F on site, G at the door,
 * H no answer, I note whole, J called, K answered, L inside, M working, N paused, O completing, P waiting, Q left,
 * R visit failed, S closed. A row: the phase it leads to; from the first phase to the last one of a run; and whether
 * it also begins another visit after one that ended (2 P or R, 1 P alone, 3 S: taken up again).
 */
const NEXT =
  'CAB3' + // order.accepted
  'DCD2' + // appt.made
  'DDL2' + // appt.changed
  'EAD2' + // departed
  'FAE2' + // arrived
  'GAF2' + // rang
  'KAJ2' + // answered
  'LAK2' + // entered
  'RKK0' + // refused
  'JFI0' + // call.tried (reached)
  'MAL2' + // work.started
  'NMM0' + // work.paused
  'MNN1' + // work.resumed
  'OAN2' + // work.done
  'MOO0'; //  trial.rejected

/** Where an event of a kind up to `Left` leads from a phase; the phase itself where it leads nowhere. */
function nextPhase(kind: Kind, phase: Phase): Phase {
  if (kind === Kind.Left) {
    if (phase < Phase.Inside) return Phase.FailedVisit;
    return phase < Phase.Completing ? Phase.Waiting : phase === Phase.Completing ? Phase.Left : phase;
  }
  const row = kind * 4 - 4;
  const column = phase + 65;
  const again = NEXT.charCodeAt(row + 3) - 48;
  const leads =
    (column >= NEXT.charCodeAt(row + 1) && column <= NEXT.charCodeAt(row + 2)) ||
    (phase === Phase.Waiting && (again === 1 || again === 2)) ||
    (phase === Phase.FailedVisit && again === 2) ||
    (phase === Phase.Closed && again === 3);
  return leads ? NEXT.charCodeAt(row) - 65 : phase;
}

/** Phases of a visit that has ended and may be followed by another. @inline */
function isBetween(phase: Phase): boolean {
  return phase === Phase.Waiting || phase === Phase.FailedVisit;
}

/**
 * The phase once time has done its part: a door that stayed silent for the whole wait.
 *
 * An answer in the very second in which the wait ends still counts as an answer in time (rules A2.3).
 */
export function phaseAt(limits: Limits, visit: Visit, at: LogTime): Phase {
  const phase = visit[Field.Phase];
  if (phase !== Phase.AtDoor || limits.noAnswer === null || at - visit[Field.RangAt] < limits.noAnswer)
    return phase;
  return visit[Field.Note] === NOTE_LEFT + WHOLE_NOTE ? Phase.NoteOk : Phase.NoAnswer;
}

/** A ring at a door shared with others: it does not start the wait (rules A2.4, doors). @inline */
function isShared(value: number): boolean {
  return (value & 6) === 4;
}

/** Whether the event, by its value, is not the one that its row in `NEXT` means. @inline */
function staysPut(kind: Kind, value: number): boolean {
  // A guard who answers is not of the household.
  return kind === Kind.Rang
    ? isShared(value)
    : kind === Kind.Answered
      ? value > 1
      : kind === Kind.CallTried && !value;
}

/** Promises of these rules are kept by finishing the work, by a callback, or by saying so (J18). */
const KEPT_BY_WORK = 0x57;
const KEPT_BY_CALLBACK = 0x20;
const KEPT_BY_WORD = 0xff;

/** What an event says beside where it leads; changes `visit`, which is the caller's own copy. @inline */
function note(visit: Visit, kind: Kind, value: number, at: LogTime, time: Seconds): void {
  // Counters of questions and damages stop at 255 and at none.
  const open = visit[Field.Open];
  const damages = (open >> 8) & 255;
  if (kind < 32) visit[Field.Seen] |= 1 << kind;
  if (kind === Kind.Arrived) visit[Field.ArrivedAt] = visit[Field.ArrivedAt] || at;
  else if (kind === Kind.Rang) visit[Field.RangAt] = visit[Field.RangAt] || (isShared(value) ? 0 : at);
  else if (kind === Kind.CallTried) visit[Field.Calls] |= value || visit[Field.Phase] < Phase.OnSite ? 0 : 1;
  else if (kind === Kind.NoteLeft) visit[Field.Note] = NOTE_LEFT | value;
  else if (kind === Kind.Consent) visit[Field.Said] |= value || 1;
  else if (kind === Kind.Explained) visit[Field.Said] |= (value || 15) << 8;
  else if (kind === Kind.RiskFlagged) visit[Field.Said] |= value << 12;
  else if (kind === Kind.KitCheck) visit[Field.Said] |= value << 16;
  else if (kind === Kind.QueryTaken) {
    visit[Field.Open] += (open & 255) < 255 ? Open.Query : 0;
    visit[Field.QuestionAt] = value && time;
  } else if (kind === Kind.QueryHanded || kind === Kind.QueryClosed) {
    // Closed is as good as handed over (HB-B06).
    visit[Field.Seen] |= 1 << Kind.QueryHanded;
    visit[Field.Open] -= open & 255 ? Open.Query : 0;
    visit[Field.QuestionAt] = 0;
  } else if (kind === Kind.DamageMade) {
    visit[Field.Open] += damages < 255 ? Open.Damage : 0;
    visit[Field.DamageAt] = time;
  } else if (kind === Kind.DamageSettled) {
    visit[Field.Open] -= damages ? Open.Damage : 0;
    visit[Field.DamageAt] = 0;
  } else if (kind === Kind.PromiseMade) {
    visit[Field.Open] |= Open.Promise << value;
    visit[Field.Due + value] = time;
  } else if (kind === Kind.ProgressSent) visit[Field.ProgressAt] = time;
  else if (kind === Kind.Escalated) visit[Field.Open] |= Open.Escalated;
  else if (kind === Kind.WorkStarted) visit[Field.Open] |= Open.Started;
  else if (kind === Kind.Replied) visit[Field.Open] |= Open.Replied;
  else if (kind === Kind.WorkDone) visit[Field.Open] &= ~(Open.Promise * KEPT_BY_WORK);
  else if (kind === Kind.CallbackDone) visit[Field.Open] &= ~(Open.Promise * KEPT_BY_CALLBACK);
  else if (kind === Kind.PromiseKept) visit[Field.Open] &= ~(Open.Promise * KEPT_BY_WORD);
}

/**
 * One event in; the next visit, and what the badge is to do about it, out.
 *
 * Pure and total: every phase answers every event. On the badge, in a simulated year and at the desk
 * it is this function that says where a visit stands. `value` is the 9 bits of the event's word, packed as
 * log/fields.ts says (of a promise, its number in the profile); `time` and `slotEnd` are the hour agreed on
 * by an appointment made or changed; `time` is when a promise is due, and of other events when they were, 0 where the
 * clock was not set.
 */
export function step(
  limits: Limits,
  before: Visit,
  kind: Kind,
  value: number,
  at: LogTime,
  time: Seconds,
  slotEnd: Seconds,
): Step {
  const visit = new Uint32Array(before);
  // The commonest event by far moves nothing but its own bit.
  if (kind === Kind.Tick) {
    visit[value < 256 ? Field.Ticked : Field.Ticked2] |= 1 << ((value >> 3) & 31);
    return { visit: visit, effects: 0 };
  }
  // An answer beats the timer of the same second: where it leads is the same from either phase.
  const phase = phaseAt(limits, before, at);
  let next = kind <= Kind.Left && !staysPut(kind, value) ? nextPhase(kind, phase) : phase;
  let effects = 0;
  if (next !== phase && (isBetween(phase) || (next === Phase.Booked && phase > Phase.Booked))) {
    // Another visit of the same order begins: all that belongs to one visit is forgotten.
    visit.fill(0, Field.ArrivedAt, Field.Open);
  }
  note(visit, kind, value, at, time);
  if (kind === Kind.AppointmentMade || kind === Kind.AppointmentChanged) {
    visit[Field.Appointment] = time;
    visit[Field.SlotEnd] = slotEnd;
  } else if (kind === Kind.Contacted || kind === Kind.CallTried) {
    if (value & 1) visit[Field.Open] |= Open.Reached;
  } else if (kind === Kind.Accepted && phase < Phase.Accepted) {
    visit[Field.Since] = visit[Field.ProgressAt] = time;
    if (visit[Field.Appointment]) next = Phase.Booked;
  } else if (kind === Kind.NoteLeft) {
    if (next === Phase.NoAnswer && value === WHOLE_NOTE) next = Phase.NoteOk;
  } else if (kind === Kind.Returned || kind === Kind.Cancelled) {
    if (!(visit[Field.Open] & Open.Started)) next = Phase.Closed;
  } else if (kind === Kind.Left) effects = Effect.Seal;
  else if (next === Phase.FailedVisit) {
    if (kind === Kind.Replied) next = Phase.Closed;
    else if (next !== phase) effects = Effect.Seal;
  }
  const open = visit[Field.Open];
  if (next === Phase.Left && (open & Open.Replied) !== 0 && !(open & Open.Anything)) next = Phase.Closed;
  if (next === Phase.Closed && phase !== Phase.Closed) effects |= Effect.Close;
  visit[Field.Phase] = next;
  return { visit: visit, effects: effects };
}
