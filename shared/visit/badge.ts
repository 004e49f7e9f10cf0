import { type ByteString, put, take } from '../bytes.js';
import { orderIn, Time, timeOf } from '../order/order.js';
import { DAY, type LogTime, type Seconds } from '../time.js';
import { type ClockQuality, Kind, Phase } from './kind.js';
import { arrivalAt, type Limits } from './limits.js';
import { Effect, step } from './step.js';
import { Field, packFields, unpackFields, type Visit } from './visit.js';

/** Orders a badge can know at once. */
export const SLOTS = 8;

/**
 * All that a badge has in mind, and nothing that its log does not say:
 * the fold of its records by `apply`, on the badge, at boot and at the desk alike.
 */
export interface Badge {
  /** The visit of each known order; null is a free slot. */
  visits: (Visit | null)[];
  /** The work order of each slot as it came, packed (order/order.ts); '' is a free slot. */
  orders: ByteString[];
  /** What is not a visit's: one number for each `State`. */
  readonly state: Uint32Array;
  /** What the newest event changed, to be brought back by an undo. */
  undo: Undo | null;
}

/** Numbers in `Badge.state`. */
export const enum State {
  /** Log time of the newest record. */
  At,
  /** Records so far; the number that the next one will have. */
  Seq,
  /** Wall time less log time; where the clock is not set, as it was last: then the time is that or later. */
  Offset,
  Quality,
  /** Starts so far, and when this one was. */
  Boot,
  BootAt,
  /** Records with a lower number are safe with a supervisor. */
  Pulled,
  /** Slots in use, a bit each; right in a checkpoint only. */
  Slots,
  /** Slot of the order that events belong to, plus 1; 0: none. What an undo brings back begins here. */
  Current,
  /** Walk-in visits begun so far: the number of the newest provisional order. */
  WalkIns,
  /** The wearer's own day: number of the local day, and what it counted. */
  Day,
  Visits,
  Early,
  OnTime,
  Late,
  Failed,
  Count,
}

/** A slot, and the numbers, as they were before the newest event. */
export interface Undo {
  readonly slot: number;
  readonly visit: Visit | null;
  readonly order: ByteString;
  readonly state: Uint32Array;
}

/** A badge that has no records. @inline */
export function newBadge(): Badge {
  /** @single badge.state app.badge.state log.badge.state */
  const state = new Uint32Array(State.Count);
  /** @single app.badge log.badge */
  const badge: Badge = { visits: [], orders: [], state: state, undo: null };
  for (let slot = 0; slot < SLOTS; slot++) forget(badge, slot);
  return badge;
}

/** Wall time of a log time, or 0 where no clock was set. */
export function wallOf(badge: Badge, at: LogTime): Seconds {
  return badge.state[State.Quality] ? badge.state[State.Offset] + at : 0;
}

/** Slot of the order that events belong to; -1: none. @inline */
export function currentSlot(badge: Badge): number {
  return badge.state[State.Current] - 1;
}

/** Slot that a new order would take: the first free one, or -1 where all are taken. @inline */
export function freeSlot(badge: Badge): number {
  return badge.visits.indexOf(null);
}

/** Forgets an order. */
function forget(badge: Badge, slot: number): void {
  badge.visits[slot] = null;
  badge.orders[slot] = '';
  if (currentSlot(badge) === slot) badge.state[State.Current] = 0;
}

/** The wall clock reads `wall` at the time of the newest record. */
function setWall(badge: Badge, wall: Seconds, quality: ClockQuality): void {
  const state = badge.state;
  state[State.Quality] = quality;
  if (quality) state[State.Offset] = wall - state[State.At];
}

/**
 * The records of a checkpoint (docs/SPEC.md, "Checkpoint"): one for each slot in use (slot 1, plus 128 where its visit
 * has 24 fields, these, its order), then the numbers of `State`.
 */
export function packBadge(badge: Badge): ByteString[] {
  const records: ByteString[] = [];
  let slots = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const visit = badge.visits[slot];
    if (!visit) continue;
    slots |= 1 << slot;
    records.push(put(slot | ((visit.length & 8) << 4), 1) + packFields(visit) + badge.orders[slot]);
  }
  badge.state[State.Slots] = slots;
  records.push(packFields(badge.state));
  return records;
}

/** Takes back the newest event: its slot, and what it counted. @inline */
function applyUndo(badge: Badge): void {
  const undo = badge.undo;
  if (undo) {
    badge.visits[undo.slot] = undo.visit;
    badge.orders[undo.slot] = undo.order;
    for (let i: number = State.Current; i < State.Count; i++) badge.state[i] = undo.state[i];
  }
}

/** The current visit takes over the order waiting in slot `from`, which becomes free. @inline */
function rename(badge: Badge, from: number): void {
  const slot = currentSlot(badge);
  const visit = slot < 0 ? null : badge.visits[slot];
  const waiting = badge.visits[from];
  if (visit && waiting && from !== slot) {
    const named = new Uint32Array(visit);
    if (!named[Field.Appointment]) {
      named[Field.Appointment] = waiting[Field.Appointment];
      named[Field.SlotEnd] = waiting[Field.SlotEnd];
    }
    badge.visits[slot] = named;
    badge.orders[slot] = badge.orders[from];
    forget(badge, from);
  }
}

/**
 * A record that is no event of a visit: an undo, a new name, the clock, a restart, a checkpoint, a pull.
 *
 * @cold
 */
function applyOwn(badge: Badge, kind: Kind, bytes: ByteString): void {
  const state = badge.state;
  const remark = kind > Kind.Undone && kind < Kind.Renamed;
  if (kind === Kind.Undone) applyUndo(badge);
  else if (kind === Kind.Renamed) rename(badge, take(bytes, 0, 1) & 7);
  else if (kind === Kind.ClockSet) setWall(badge, take(bytes, 0, 4), take(bytes, 8, 1) & 3);
  else if (kind === Kind.Boot) {
    state[State.Boot] = take(bytes, 0, 2);
    state[State.BootAt] = state[State.At];
    setWall(badge, take(bytes, 4, 4), take(bytes, 3, 1));
  } else if (kind === Kind.Pulled) state[State.Pulled] = take(bytes, 0, 4);
  // The records lost before it had numbers as well.
  else if (kind === Kind.Loss) state[State.Seq] = Math.max(state[State.Seq], take(bytes, 8, 4) + 2);
  else if (kind === Kind.Slot) {
    const head = take(bytes, 0, 1);
    // Older logs have no more than 16 fields, and such a visit goes on with these.
    const visit = new Uint32Array(16 + ((head & 128) >> 4));
    const slot = head & 7;
    // A part of a checkpoint is no record, and its end may have been cut off.
    state[State.Seq]--;
    const packed = bytes.substr(unpackFields(bytes, 1, visit));
    badge.orders[slot] = orderIn(packed);
    badge.visits[slot] = visit;
  } else if (kind === Kind.Checkpoint) {
    const kept = new Uint32Array(State.Count);
    unpackFields(bytes, 0, kept);
    state.set(kept);
    for (let slot = 0; slot < SLOTS; slot++) if (!((kept[State.Slots] >> slot) & 1)) forget(badge, slot);
  }
  // Remarks, the clock and a pull leave the newest event as it was; it can still be taken back.
  if (!remark && kind !== Kind.ClockSet && kind !== Kind.Pulled) badge.undo = null;
}

/** How an order came to the badge: the first byte of its record. */
export const enum Came {
  /** By a tap that nobody signed. */
  Tap,
  /** Over the link, which authenticates nobody yet. */
  Radio,
  /** Begun by button, under a provisional id. */
  WalkIn,
  /** By a tap that the desk signed for this badge. */
  Signed,
}

/**
 * One record into what the badge has in mind; what is to be done about it, out (bits of `Effect`).
 *
 * `bytes` are those of a long record, else ''; `at` is the record's log time. Records that carry no state, and codes
 * of a later version, only move the time. Total: no record, damaged or foreign, makes it throw.
 */
export function apply(
  limits: Limits,
  badge: Badge,
  kind: Kind,
  value: number,
  at: LogTime,
  bytes: ByteString,
): number {
  const state = badge.state;
  state[State.Seq]++;
  state[State.At] = at;
  if (kind >= Kind.Undone) {
    applyOwn(badge, kind, bytes);
    return 0;
  }
  let slot = currentSlot(badge);
  if (kind === Kind.Dispatched) slot = freeSlot(badge);
  else if (kind >= Kind.Cancelled) slot = value & 7;
  if (slot < 0 || (kind !== Kind.Dispatched && !badge.visits[slot])) return 0;
  const before = badge.visits[slot] as Visit;
  badge.undo = { slot: slot, visit: before, order: badge.orders[slot], state: new Uint32Array(state) };
  if (kind === Kind.Dispatched) {
    const came = bytes.substr(1);
    const order = orderIn(came);
    badge.orders[slot] = order;
    const visit = new Uint32Array(Field.Count);
    const accepted = timeOf(order, Time.Accepted);
    visit.set([Phase.Offered, timeOf(order, Time.Appointment), timeOf(order, Time.SlotEnd)]);
    // A time in the order counts as the event of that name: accepted at the desk is accepted.
    visit[Field.Since] = visit[Field.ProgressAt] = accepted;
    if (accepted) visit[Field.Phase] = visit[Field.Appointment] ? Phase.Booked : Phase.Accepted;
    badge.visits[slot] = visit;
    if (take(bytes, 0, 1) === Came.WalkIn) state[State.WalkIns]++;
    if (!state[State.Current]) state[State.Current] = slot + 1;
  } else if (kind === Kind.Selected || kind === Kind.Resumed) state[State.Current] = slot + 1;
  else if (kind === Kind.Parked) {
    if (currentSlot(badge) === slot) state[State.Current] = 0;
  } else {
    const wall = wallOf(badge, at);
    let time = wall;
    let slotEnd = 0;
    if (bytes) {
      if (kind === Kind.PromiseMade) value = take(bytes, 0, 1) & 7;
      time = take(bytes, 1, 4);
      slotEnd = take(bytes, 5, 4);
    }
    const taken = step(limits, before, kind, value, at, time, slotEnd);
    const after = taken.visit;
    badge.visits[slot] = after;
    // The wearer's own day: first arrivals by how they stood to the hour, visits by how they ended.
    const appointment = after[Field.Appointment];
    let own = 0;
    if (kind === Kind.Arrived) {
      if (wall && appointment && after[Field.ArrivedAt] !== before[Field.ArrivedAt])
        own = State.Early + arrivalAt(limits, wall, appointment);
    } else if ((kind === Kind.Left || kind === Kind.Refused) && after[Field.Phase] !== before[Field.Phase])
      own = after[Field.Phase] === Phase.FailedVisit ? State.Failed : State.Visits;
    if (own) {
      const day = wall ? ((wall + limits.zone) / DAY) | 0 : state[State.Day];
      if (day !== state[State.Day]) state.fill(0, State.Day);
      state[State.Day] = day;
      state[own]++;
    }
    if (taken.effects & Effect.Close) forget(badge, slot);
    return taken.effects;
  }
  return 0;
}
