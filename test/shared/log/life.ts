import { digest } from '../../../host-sim/digest.js';
import type { Rng } from '../../../host-sim/rng.js';
import { type ByteString, put } from '../../../shared/bytes.js';
import { appointmentBytes } from '../../../shared/log/fields.js';
import { type Log, notePulled, record } from '../../../shared/log/log.js';
import { mendLog, openLog } from '../../../shared/log/open.js';
import { packOrder } from '../../../shared/order/order.js';
import type { LogStore } from '../../../shared/ports.js';
import {
  type Badge,
  Came,
  currentSlot,
  freeSlot,
  SLOTS,
  State,
  wallOf,
} from '../../../shared/visit/badge.js';
import { ClockQuality, Kind } from '../../../shared/visit/kind.js';
import { below, pick } from '../seed.js';
import { LIMITS } from '../visit/visits.js';

export const BADGE_ID = 0x00c0ffee;
/** HB, version 1, Chinese, as a page's header has them. */
export const PROFILE_WORD = 0x00000101;
/** 2026-11-23 08:30 in Shanghai. */
export const MORNING = 1795393800;

/** A record as it was handed to the log. */
export interface Told {
  readonly kind: Kind;
  readonly value: number;
  readonly bytes: ByteString;
  readonly at: number;
}

/**
 * The life of a badge as its application leads it (device/app.ts): starts, events, undos, pulls and clocks,
 * without the screens.
 */
export class Life {
  log: Log;
  at = 0;
  /** What the world's clock says. */
  wall = MORNING;
  /** Every record that the log has reported durable. */
  readonly told: Told[] = [];
  /** The one that is being written. */
  trying: Told | null = null;

  constructor(
    readonly store: LogStore,
    private readonly badgeId = BADGE_ID,
    private readonly profileWord = PROFILE_WORD,
    private readonly limits = LIMITS,
  ) {
    this.log = this.open();
  }

  private open(): Log {
    return openLog(this.store, digest, this.limits, this.badgeId, this.profileWord);
  }

  get badge(): Badge {
    return this.log.badge;
  }

  get seq(): number {
    return this.badge.state[State.Seq];
  }

  pass(seconds: number): void {
    this.at += seconds;
    this.wall += seconds;
  }

  do(kind: Kind, value = 0, bytes: ByteString = ''): void {
    this.trying = { kind, value, bytes, at: this.at };
    record(this.log, kind, value, this.at, bytes);
    this.told.push(this.trying);
    this.trying = null;
  }

  /** Starts the badge; with a clock that went on, or without one. */
  boot(clock: boolean): void {
    this.log = this.open();
    mendLog(this.log);
    const at = this.badge.state[State.At];
    const before = wallOf(this.badge, at);
    this.at = clock && before && this.wall > before ? at + this.wall - before : at;
    const quality = clock ? ClockQuality.Carried : ClockQuality.NeverSet;
    const start = put(this.badge.state[State.Boot] + 1, 2) + put(0, 1) + put(quality, 1);
    this.do(Kind.Boot, 0, `${start + put(clock ? this.wall : 0, 4) + put(0x12345678, 4)}2v29`);
  }

  setClock(quality = ClockQuality.Authenticated): void {
    const old = wallOf(this.badge, this.at);
    this.do(Kind.ClockSet, 0, put(this.wall, 4) + put(old, 4) + put(quality + 8, 1));
  }

  pulled(seq: number): void {
    this.trying = { kind: Kind.Pulled, value: 0, bytes: put(seq, 4), at: this.at };
    notePulled(this.log, seq, this.at);
    this.told.push(this.trying);
    this.trying = null;
  }

  /** Whether the newest event can be taken back (device/app.ts, canUndo). */
  get canUndo(): boolean {
    return this.badge.undo !== null && this.log.tail < this.log.page + 1020;
  }

  undo(): void {
    const undo = this.badge.undo;
    this.do(Kind.Undone, undo ? this.seq - undo.state[State.Seq] + 1 : 0);
  }

  order(id: string, appointment: number, came = Came.Radio, door = ''): void {
    const times = [this.wall - 600, 0, 0, 0, appointment, 0, 0, 0];
    this.do(Kind.Dispatched, 0, put(came, 1) + packOrder(2, id, times, 1, door));
  }
}

/** Kinds that come as one word and belong to a visit. */
const WORDS: readonly Kind[] = [
  Kind.Accepted,
  Kind.Departed,
  Kind.Arrived,
  Kind.Rang,
  Kind.Answered,
  Kind.Entered,
  Kind.Refused,
  Kind.CallTried,
  Kind.WorkStarted,
  Kind.WorkPaused,
  Kind.WorkResumed,
  Kind.WorkDone,
  Kind.TrialRejected,
  Kind.Left,
  Kind.Left,
  Kind.Replied,
  Kind.FeeCharged,
  Kind.NoteLeft,
  Kind.KitCheck,
  Kind.Explained,
  Kind.Consent,
  Kind.RiskFlagged,
  Kind.TrialOk,
  Kind.Cleaned,
  Kind.Signed,
  Kind.QueryTaken,
  Kind.QueryHanded,
  Kind.QueryClosed,
  Kind.DamageMade,
  Kind.DamageSettled,
  Kind.Contacted,
  Kind.DelayNotified,
  Kind.WorkHanded,
  Kind.PromiseKept,
  Kind.ProgressSent,
  Kind.Escalated,
  Kind.CallbackDone,
  Kind.Tick,
  Kind.Tick,
  Kind.Tick,
  Kind.Tick,
  Kind.LeftConfirmed,
  Kind.Battery,
  Kind.Security,
  Kind.Reminded,
  Kind.Snoozed,
];

const GAPS = [0, 0, 1, 3, 10, 47, 299, 600, 2046, 2047, 4000];

/** An id of 1 to 16 letters. */
export function idFrom(rng: Rng): string {
  let id = '';
  const length = 1 + below(rng, 16);
  while (id.length < length) id += pick(rng, [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-']);
  return id;
}

/** Something that happens to a badge. Pulls are the caller's to add. */
export function anything(life: Life, rng: Rng): void {
  life.pass(below(rng, 400) ? pick(rng, GAPS) : below(rng, 3_000_000));
  const chance = below(rng, 100);
  const slot = below(rng, SLOTS);
  if (chance < 4) life.order(idFrom(rng), below(rng, 3) ? life.wall + below(rng, 9000) : 0);
  else if (chance < 7) life.do(pick(rng, [Kind.Selected, Kind.Parked, Kind.Resumed]), slot);
  else if (chance < 8) life.do(pick(rng, [Kind.Returned, Kind.Cancelled]), slot);
  else if (chance < 9) life.do(Kind.Renamed, 0, put(slot, 1));
  else if (chance < 12) {
    const hour = life.wall + below(rng, 90000);
    const bytes = appointmentBytes(
      below(rng, 128),
      hour,
      below(rng, 2) && hour + 3600,
      below(rng, 2) && hour - 7200,
    );
    life.do(pick(rng, [Kind.AppointmentMade, Kind.AppointmentChanged]), 0, bytes);
  } else if (chance < 13) life.do(Kind.PromiseMade, 0, put(below(rng, 3), 1) + put(life.wall + 600, 4));
  else if (chance < 14) life.setClock(below(rng, 2) ? ClockQuality.Authenticated : ClockQuality.Set);
  else if (chance < 15) life.boot(below(rng, 2) === 1);
  else if (chance < 20 && life.canUndo) life.undo();
  else if (currentSlot(life.badge) < 0 && freeSlot(life.badge) !== 0) {
    const known = life.badge.visits.findIndex(visit => visit !== null);
    life.do(Kind.Selected, Math.max(0, known));
  } else life.do(pick(rng, WORDS), rng.u32() & 511);
}
