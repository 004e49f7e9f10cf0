import type { LogTime, Seconds } from '../time.js';
import { Kind, Phase } from './kind.js';
import { type Limits, WHOLE_NOTE } from './limits.js';
import { NOTE_LEFT, Open, type Visit } from './visit.js';

/** Something that happened to a visit. */
export interface VisitEvent {
  readonly kind: Kind;
  /** The 9 bits of the event's word: its fields, packed as log/fields.ts says. */
  readonly value: number;
  readonly at: LogTime;
  /** The hour agreed on, of an appointment made or changed; else 0. */
  readonly time: Seconds;
  readonly slotEnd: Seconds;
}

/** What the runtime is to do about an event, besides recording and showing it. A bit each. */
export const enum Effect {
  /** The visit is over: seal what it left in the log. */
  Seal = 1,
  /** The order is over: forget it. */
  Close = 2,
  /** Something the wearer should notice. */
  Alert = 4,
}

export interface Step {
  readonly visit: Visit;
  readonly effects: number;
}

/** Phases a row of `NEXT` has. */
const PHASES = 19;

/**
 * Where each event leads (rules A2.1). A row for each kind from 1 to 16, a column for each phase from A (idle) on;
 * a dot keeps the phase. An event of a later step jumps there, so that a forgotten press never costs a later one.
 *
 *   A Idle  B Offered  C Accepted  D Booked  E EnRoute  F OnSite  G AtDoor  H NoAnswer  I NoteOk  J Called
 *   K Answered  L Inside  M Working  N Paused  O Completing  P Waiting  Q Left  R FailedVisit  S Closed
 */
const NEXT =
  // ABCDEFGHIJKLMNOPQRS
  'CC................C' + // order.accepted
  '..D............D.D.' + // appt.made
  '...DDDDDDDDD...D.D.' + // appt.changed
  'EEEE...........E.E.' + // departed
  'FFFFF..........F.F.' + // arrived
  'GGGGGG.........G.G.' + // rang
  'KKKKKKKKKK.....K.K.' + // answered
  'LLLLLLLLLLL....L.L.' + // entered
  '..........R........' + // refused
  '.....JJJJ..........' + // call.tried (reached)
  'MMMMMMMMMMMM...M.M.' + // work.started
  '............N......' + // work.paused
  '.............M.M...' + // work.resumed
  'OOOOOOOOOOOOOO.O.O.' + // work.done
  '..............M....' + // trial.rejected
  'RRRRRRRRRRRPPPQ....'; //  left

/** Phases of a visit that has ended and may be followed by another. */
function isBetween(phase: Phase): boolean {
  return phase === Phase.Waiting || phase === Phase.FailedVisit;
}

/**
 * The phase once time has done its part: a door that stayed silent for the whole wait.
 *
 * An answer in the very second in which the wait ends still counts as an answer in time (rules A2.3).
 */
export function phaseAt(limits: Limits, visit: Visit, at: LogTime): Phase {
  if (visit.phase !== Phase.AtDoor || !limits.noAnswer || at - visit.rangAt < limits.noAnswer) return visit.phase;
  return visit.note === NOTE_LEFT + WHOLE_NOTE ? Phase.NoteOk : Phase.NoAnswer;
}

/** Whether the event, by its fields, is not the one its row in `NEXT` means. */
function staysPut(kind: Kind, value: number): boolean {
  if (kind === Kind.Rang) return (value & 6) === 4; // a door shared with others does not start the wait
  if (kind === Kind.Answered) return value > 1; // the guard is not of the household
  return kind === Kind.CallTried && value === 0;
}

/** What an event says beside where it leads; changes `visit`, which is the caller's own copy. */
function note(visit: Visit, event: VisitEvent): void {
  const kind = event.kind;
  const value = event.value;
  if (kind < 32) visit.seen |= 1 << kind;
  if (kind === Kind.AppointmentMade || kind === Kind.AppointmentChanged) {
    visit.appointment = event.time;
    visit.slotEnd = event.slotEnd;
  } else if (kind === Kind.Arrived) {
    if (!visit.arrivedAt) visit.arrivedAt = event.at;
  } else if (kind === Kind.Rang) {
    if (!visit.rangAt && (value & 6) !== 4) visit.rangAt = event.at;
  } else if (kind === Kind.CallTried) visit.calls |= value ? 2 : 1;
  else if (kind === Kind.NoteLeft) visit.note = NOTE_LEFT | value;
  else if (kind === Kind.Consent) visit.said |= value || 1;
  else if (kind === Kind.Explained) visit.said |= (value || 15) << 8;
  else if (kind === Kind.RiskFlagged) visit.said |= value << 12;
  else if (kind === Kind.Tick) {
    const bit = 1 << ((value >> 3) & 31);
    if (value < 256) visit.ticked |= bit;
    else visit.ticked2 |= bit;
  } else if (kind === Kind.WorkStarted) visit.open |= Open.Started;
  else if (kind === Kind.Replied) visit.open |= Open.Replied;
  else visit.open = owing(visit.open, kind, value);
}

/** Promises of these rules are kept by finishing the work; the others by promise.kept or callback.done (J18). */
const KEPT_BY_WORK = 0x57;
const KEPT_BY_CALLBACK = 0x20;

/** Questions, damages and promises after an event. Counters stop at 255 and at none. */
function owing(open: number, kind: Kind, value: number): number {
  const queries = open & 255;
  const damages = (open >> 8) & 255;
  if (kind === Kind.QueryTaken) return queries < 255 ? open + Open.Query : open;
  if (kind === Kind.QueryHanded || kind === Kind.QueryClosed) return queries ? open - Open.Query : open;
  if (kind === Kind.DamageMade) return damages < 255 ? open + Open.Damage : open;
  if (kind === Kind.DamageSettled) return damages ? open - Open.Damage : open;
  if (kind === Kind.PromiseMade) return open | (Open.Promise << value);
  if (kind === Kind.WorkDone) return open & ~(Open.Promise * KEPT_BY_WORK);
  if (kind === Kind.CallbackDone) return open & ~(Open.Promise * KEPT_BY_CALLBACK);
  if (kind === Kind.PromiseKept) return open & ~(Open.Promise * 255);
  return open;
}

/** Begins another visit of the same order: all that belongs to one visit is forgotten. */
function begin(visit: Visit): void {
  visit.arrivedAt = visit.rangAt = visit.calls = visit.note = 0;
  visit.seen = visit.said = visit.ticked = visit.ticked2 = 0;
}

/**
 * One event in; the next visit, and what the badge is to do about it, out.
 *
 * Pure and total: every phase answers every event. On the badge, in a simulated year and at the desk
 * it is this function that says where a visit stands.
 */
export function step(limits: Limits, before: Visit, event: VisitEvent): Step {
  const kind = event.kind;
  const visit = Object.assign({}, before);
  let phase = before.phase;
  let effects = 0;
  // An answer beats the timer of the same second: the one phase that follows is the same either way.
  if (phase === Phase.AtDoor) phase = phaseAt(limits, before, event.at);
  let next = phase;
  if (kind <= Kind.Left) {
    const to = NEXT.charCodeAt((kind - 1) * PHASES + phase);
    if (to > 64 && !staysPut(kind, event.value)) next = to - 65;
  }
  if (next !== phase && (isBetween(phase) || (next === Phase.Booked && phase > Phase.Booked))) begin(visit);
  note(visit, event);
  if (kind === Kind.Accepted) {
    if (next === Phase.Accepted && visit.appointment) next = Phase.Booked;
  } else if (kind === Kind.NoteLeft) {
    if (next === Phase.NoAnswer && event.value === WHOLE_NOTE) next = Phase.NoteOk;
  } else if (kind === Kind.Returned || kind === Kind.Cancelled) {
    if (!(visit.open & Open.Started)) next = Phase.Closed;
  } else if (kind === Kind.Left) effects = Effect.Seal;
  else if (next === Phase.FailedVisit) {
    if (kind === Kind.Replied) next = Phase.Closed;
    else if (next !== phase) effects = Effect.Seal;
  }
  if (next === Phase.Left && (visit.open & Open.Replied) !== 0 && !(visit.open & Open.Anything)) next = Phase.Closed;
  if (next === Phase.Closed && phase !== Phase.Closed) effects |= Effect.Close;
  visit.phase = next;
  return { visit: visit, effects: effects };
}
