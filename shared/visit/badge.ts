import { type ByteString, take } from '../bytes.js';
import { Time, timeOf } from '../order/order.js';
import type { LogTime, Seconds } from '../time.js';
import { ClockQuality, Kind } from './kind.js';
import type { Limits } from './limits.js';
import { Effect, step } from './step.js';
import { type Visit, offered } from './visit.js';

/** Orders a badge can know at once. */
export const SLOTS = 8;

/**
 * All that a badge has in mind, and nothing that its log does not say:
 * the fold of its records by `apply`, on the badge, at boot and at the desk alike.
 */
export interface Badge {
  /** The visit of each known order; null is a free slot. */
  visits: (Visit | null)[];
  /** Slot of the order that events belong to; -1: none. */
  current: number;
  boot: number;
  /** When this boot began. */
  bootAt: LogTime;
  /** Time of the newest record. */
  at: LogTime;
  /** Wall time less log time; means nothing at quality 0. */
  offset: Seconds;
  quality: ClockQuality;
  /** What the newest event changed, to be brought back by an undo: slot, visit and current slot before it. */
  undo: Undo | null;
  /** Walk-in visits begun so far; the number of the newest provisional order. */
  walkIns: number;
}

export interface Undo {
  readonly slot: number;
  readonly visit: Visit | null;
  readonly current: number;
}

/** A badge that has no records. */
export function newBadge(): Badge {
  return {
    visits: [null, null, null, null, null, null, null, null],
    current: -1,
    boot: 0,
    bootAt: 0,
    at: 0,
    offset: 0,
    quality: ClockQuality.NeverSet,
    undo: null,
    walkIns: 0,
  };
}

/** Wall time of a log time, or 0 where no clock was set. */
export function wallOf(badge: Badge, at: LogTime): Seconds {
  return badge.quality ? badge.offset + at : 0;
}

/** Slot for a new order: the first free one, or -1 where all are taken. */
export function freeSlot(badge: Badge): number {
  return badge.visits.indexOf(null);
}

/**
 * One record into what the badge has in mind; what is to be done about it, out (bits of `Effect`).
 *
 * `bytes` are those of a long record, else ''. Records that carry no state (boot causes, losses, seals, codes
 * of a later version) pass through and only move the time.
 */
export function apply(limits: Limits, badge: Badge, kind: Kind, value: number, at: LogTime, bytes: ByteString): number {
  badge.at = at;
  if (kind >= Kind.Boot) {
    if (kind === Kind.Boot) {
      badge.boot = take(bytes, 0, 2);
      badge.bootAt = at;
      badge.quality = take(bytes, 3, 1);
      badge.offset = take(bytes, 4, 4) - at;
      badge.undo = null;
    }
    return 0;
  }
  if (kind === Kind.Gap) return 0;
  if (kind === Kind.ClockSet) {
    badge.offset = take(bytes, 0, 4) - at;
    badge.quality = take(bytes, 8, 1) & 3;
    return 0;
  }
  const undo = badge.undo;
  if (kind === Kind.Undone) {
    if (undo) {
      badge.visits[undo.slot] = undo.visit;
      badge.current = undo.current;
      badge.undo = null;
    }
    return 0;
  }
  if (kind >= Kind.Reminded && kind < Kind.PromiseMade) return 0;
  const slot = kind >= Kind.Selected || kind === Kind.Cancelled ? slotOf(badge, kind, value) : badge.current;
  if (slot < 0) return 0;
  const before = badge.visits[slot];
  badge.undo = { slot: slot, visit: before, current: badge.current };
  if (kind === Kind.Dispatched) {
    const order = bytes.substr(1);
    badge.visits[slot] = offered(order, timeOf(order, Time.Appointment), timeOf(order, Time.SlotEnd));
    if (bytes.charCodeAt(0) === WALK_IN) badge.walkIns++;
    if (badge.current < 0) badge.current = slot;
    return 0;
  }
  if (kind === Kind.Parked) {
    badge.current = -1;
    return 0;
  }
  if (kind === Kind.Selected || kind === Kind.Resumed) {
    badge.current = slot;
    return 0;
  }
  if (!before) return 0;
  if (kind === Kind.Renamed) {
    badge.visits[slot] = Object.assign({}, before, { order: bytes });
    return 0;
  }
