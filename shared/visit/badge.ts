import { type ByteString, put, take } from '../bytes.js';
import { orderIn, Time, timeOf } from '../order/order.js';
import { DAY, type LogTime, type Seconds } from '../time.js';
import { ClockQuality, Kind, Phase } from './kind.js';
import { arrivalAt, type Limits } from './limits.js';
import { Effect, step } from './step.js';
import { Field, offered, packVisit, unpackVisit, type Visit } from './visit.js';

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
  /** Slot of the order that events belong to; -1: none. */
  current: number;
  boot: number;
  /** When this boot began. */
  bootAt: LogTime;
  /** Time of the newest record. */
  at: LogTime;
  /** Records so far; the number that the next one will have. */
  seq: number;
  /** Wall time less log time; means nothing at quality 0. */
  offset: Seconds;
  quality: ClockQuality;
  /** What the newest event changed, to be brought back by an undo. */
  undo: Undo | null;
  /** Walk-in visits begun so far: the number of the newest provisional order. */
  walkIns: number;
  /** Records with a lower number are safe with a supervisor. */
  pulled: number;
  /** The wearer's own day: local day number, then the counts of `Own`. */
  own: Uint32Array;
}

/** Counts of the wearer's day in `Badge.own`. */
export const enum Own {
  Day,
  Visits,
  Early,
  OnTime,
  Late,
  Failed,
  Count,
}

/** A slot as it was before the newest event. */
export interface Undo {
  readonly seq: number;
  readonly slot: number;
  readonly visit: Visit | null;
  readonly order: ByteString;
  readonly current: number;
  readonly own: Uint32Array;
}

/** A badge that has no records. */
export function newBadge(): Badge {
  return {
    visits: [null, null, null, null, null, null, null, null],
    orders: ['', '', '', '', '', '', '', ''],
    current: -1,
    boot: 0,
    bootAt: 0,
    at: 0,
    seq: 0,
    offset: 0,
    quality: ClockQuality.NeverSet,
    undo: null,
    walkIns: 0,
    pulled: 0,
    own: new Uint32Array(Own.Count),
  };
}

/** Wall time of a log time, or 0 where no clock was set. */
export function wallOf(badge: Badge, at: LogTime): Seconds {
  return badge.quality ? badge.offset + at : 0;
}

/** The wall clock reads `wall` at the time of the newest record. */
function setWall(badge: Badge, wall: Seconds, quality: ClockQuality): void {
  badge.quality = quality;
  badge.offset = quality ? wall - badge.at : 0;
}

/** Slot that a new order would take: the first free one, or -1 where all are taken. */
export function freeSlot(badge: Badge): number {
  return badge.visits.indexOf(null);
}

/** Takes a new day's counts where the local day has changed, and counts one `what`. */
function count(badge: Badge, limits: Limits, what: Own): void {
  const wall = wallOf(badge, badge.at);
  const day = wall ? Math.floor((wall + limits.zone) / DAY) : badge.own[Own.Day];
  const own = day === badge.own[Own.Day] ? new Uint32Array(badge.own) : new Uint32Array(Own.Count);
  own[Own.Day] = day;
  own[what]++;
  badge.own = own;
}

/** Counts what an event of the current visit adds to the wearer's day. */
function countOwn(badge: Badge, limits: Limits, kind: Kind, before: Visit, after: Visit): void {
  const phase = after[Field.Phase];
  if (kind === Kind.Arrived && !before[Field.ArrivedAt]) {
    const wall = wallOf(badge, badge.at);
    const appointment = after[Field.Appointment];
    if (wall && appointment) count(badge, limits, Own.Early + arrivalAt(limits, wall, appointment));
  } else if (kind === Kind.Left || kind === Kind.Refused) {
    if (phase === before[Field.Phase]) return;
    count(badge, limits, phase === Phase.FailedVisit ? Own.Failed : Own.Visits);
  }
}

/** Forgets an order. */
function forget(badge: Badge, slot: number): void {
  badge.visits[slot] = null;
  badge.orders[slot] = '';
  if (badge.current === slot) badge.current = -1;
}

/**
 * Checkpoint of what is not a visit (docs/SPEC.md, "Checkpoint"):
 * log time 4, wall time then 4 (0: no clock), seq 4, boot began 4, pulled 4, boot 2, quality 1, slots in use 1 (a bit each),
 * current 1 (255: none), walk-ins 2, then the counts of the day: 4, 2, 2, 2, 2, 2.
 */
export function packBadge(badge: Badge): ByteString {
  let slots = 0;
  for (let i = 0; i < SLOTS; i++) if (badge.visits[i]) slots |= 1 << i;
  let bytes =
    put(badge.at, 4) +
    put(wallOf(badge, badge.at), 4) +
    put(badge.seq, 4) +
    put(badge.bootAt, 4) +
    put(badge.pulled, 4) +
    put(badge.boot, 2) +
    put(badge.quality, 1) +
    put(slots, 1) +
    put(badge.current, 1) +
    put(badge.walkIns, 2);
  for (let i = 0; i < Own.Count; i++) bytes += put(badge.own[i], i ? 2 : 4);
  return bytes;
}

/** Takes over a checkpoint; the visits of its slots have come before it in records of their own. */
function restore(badge: Badge, bytes: ByteString): void {
  badge.at = take(bytes, 0, 4);
  badge.seq = take(bytes, 8, 4);
  badge.bootAt = take(bytes, 12, 4);
  badge.pulled = take(bytes, 16, 4);
  badge.boot = take(bytes, 20, 2);
  setWall(badge, take(bytes, 4, 4), take(bytes, 22, 1));
  const slots = take(bytes, 23, 1);
  const current = take(bytes, 24, 1);
  badge.walkIns = take(bytes, 25, 2);
  const own = new Uint32Array(Own.Count);
  for (let i = 0; i < Own.Count; i++) own[i] = i ? take(bytes, 29 + i * 2, 2) : take(bytes, 27, 4);
  badge.own = own;
  for (let i = 0; i < SLOTS; i++) if (!((slots >> i) & 1)) forget(badge, i);
  badge.current = current > SLOTS ? -1 : current;
}

/** A slot in bytes for a checkpoint: slot 1, the visit, the order to the end. */
export function packSlot(badge: Badge, slot: number): ByteString {
  return put(slot, 1) + packVisit(badge.visits[slot] as Visit) + badge.orders[slot];
}

function restoreSlot(badge: Badge, bytes: ByteString): void {
  const visit = new Uint32Array(Field.Count);
  const slot = take(bytes, 0, 1) & 7;
  badge.orders[slot] = orderIn(bytes.substr(unpackVisit(bytes, 1, visit)));
  badge.visits[slot] = visit;
}

/** A record that is no event of a visit: clock, restart, checkpoint, pull. */
function applyOwn(badge: Badge, kind: Kind, bytes: ByteString): void {
  if (kind === Kind.Boot) {
    badge.boot = take(bytes, 0, 2);
    badge.bootAt = badge.at;
    setWall(badge, take(bytes, 4, 4), take(bytes, 3, 1));
    badge.undo = null;
  } else if (kind === Kind.ClockSet) {
    setWall(badge, take(bytes, 0, 4), take(bytes, 8, 1) & 3);
  } else if (kind === Kind.Slot) restoreSlot(badge, bytes);
  else if (kind === Kind.Checkpoint) {
    restore(badge, bytes);
    badge.undo = null;
  } else if (kind === Kind.Pulled) badge.pulled = take(bytes, 0, 4);
}

/** Takes back the newest event. */
function applyUndo(badge: Badge): void {
  const undo = badge.undo;
  if (!undo) return;
  badge.visits[undo.slot] = undo.visit;
  badge.orders[undo.slot] = undo.order;
  badge.current = undo.current;
  badge.own = undo.own;
  badge.undo = null;
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
  const seq = badge.seq++;
  badge.at = at;
  if (kind >= Kind.ClockSet) {
    applyOwn(badge, kind, bytes);
    return 0;
  }
  if (kind === Kind.Undone) applyUndo(badge);
  if (kind >= Kind.Undone && kind <= Kind.LeftConfirmed) return 0;
  let slot = badge.current;
  if (kind === Kind.Dispatched) slot = freeSlot(badge);
  else if (kind >= Kind.Cancelled && kind <= Kind.Resumed) slot = value & 7;
  if (slot < 0 || (kind !== Kind.Dispatched && !badge.visits[slot])) return 0;
  const before = badge.visits[slot] as Visit;
  badge.undo = {
    seq: seq,
    slot: slot,
    visit: before,
    order: badge.orders[slot],
    current: badge.current,
    own: badge.own,
  };
  if (kind === Kind.Dispatched) {
    const order = orderIn(bytes.substr(1));
    badge.orders[slot] = order;
    badge.visits[slot] = offered(timeOf(order, Time.Appointment), timeOf(order, Time.SlotEnd));
    if (take(bytes, 0, 1) & Came.WalkIn) badge.walkIns++;
    if (badge.current < 0) badge.current = slot;
    return 0;
  }
  if (kind === Kind.Selected || kind === Kind.Resumed) {
    badge.current = slot;
    return 0;
  }
  if (kind === Kind.Parked) {
    if (badge.current === slot) badge.current = -1;
    return 0;
  }
  if (kind === Kind.Renamed) {
    rename(badge, slot, take(bytes, 0, 1) & 7);
    return 0;
  }
  const fields = kind >= Kind.AppointmentMade && kind <= Kind.AppointmentChanged ? bytes : '';
  const which = kind === Kind.PromiseMade ? take(bytes, 0, 1) & 7 : value;
  const taken = step(limits, before, kind, which, at, take(fields, 1, 4), take(fields, 5, 4));
  badge.visits[slot] = taken.visit;
  countOwn(badge, limits, kind, before, taken.visit);
  if (taken.effects & Effect.Close) forget(badge, slot);
  return taken.effects;
}

/** How an order came to the badge: the first byte of its record. */
export const enum Came {
  Tap,
  Radio,
  /** Begun by button, under a provisional id. */
  WalkIn = 2,
}

/** The visit in `slot` takes over the order waiting in slot `from`, which becomes free. */
function rename(badge: Badge, slot: number, from: number): void {
  const visit = badge.visits[slot];
  if (!visit || from === slot || !badge.visits[from]) return;
  const named = new Uint32Array(visit);
  if (!named[Field.Appointment]) {
    named[Field.Appointment] = timeOf(badge.orders[from], Time.Appointment);
    named[Field.SlotEnd] = timeOf(badge.orders[from], Time.SlotEnd);
  }
  badge.visits[slot] = named;
  badge.orders[slot] = badge.orders[from];
  forget(badge, from);
  badge.undo = null;
}
