import { digest } from '../../../host-sim/digest.js';
import { TEST_KEYS } from '../../../host-sim/install.js';
import type { Rng } from '../../../host-sim/rng.js';
import { type ByteString, put } from '../../../shared/bytes.js';
import { appointmentBytes } from '../../../shared/log/fields.js';
import { installKey } from '../../../shared/log/install-key.js';
import { type Log, note, notePulled, record, SEAL_ROOM, stepKey } from '../../../shared/log/log.js';
import { mendLog, openLog } from '../../../shared/log/open.js';
import { PAGE_WORDS } from '../../../shared/log/page.js';
import { snapshot } from '../../../shared/log/story.js';
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
import { copyOf, NorRing } from './rings.js';

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

/** Stands for a record that was handed over and lost, since no page was free. */
export const LOST: Told = { kind: Kind.None, value: 0, bytes: '', at: 0 };

/** A badge as its enrolment leaves it, by the marked test key. */
export function enrolled<Store extends LogStore>(store: Store): Store {
  if (!installKey(store, digest, BADGE_ID, PROFILE_WORD, TEST_KEYS.log)) throw new Error('no key was taken');
  return store;
}

/** What is durable: the log up to `tail`, and what the badge had in mind by it. */
export interface Mark {
  readonly page: number;
  readonly epoch: number;
  readonly tail: number;
  readonly at: number;
  readonly keyAt: number;
  readonly badge: Badge;
}

function markOf({ page, epoch, tail, at, keyAt, badge }: Log): Mark {
  return { page, epoch, tail, at, keyAt, badge: snapshot(badge) };
}

/**
 * The life of a badge as its application leads it (device/app.ts): starts, events, undos, pulls, clocks and midnights,
 * without the screens.
 */
export class Life {
  log: Log;
  at = 0;
  /** What the world's clock says. */
  wall = MORNING;
  /** Number of the first record that was handed to it. */
  from: number;
  /**
   * What each number from there on stands for: a record that the log has reported durable, one that the log makes of
   * those that it lost, or `LOST`.
   */
  told: Told[] = [];
  /** What is being written. */
  trying: readonly Told[] = [];
  /** Numbers of records lost, which a start found nothing about. */
  forgotten = 0;
  /** What a cut left in flight, which its recovery has to find. */
  pending: readonly Told[] = [];
  /** The newest record of a start. */
  started: Told | null = null;
  /** A supervisor holds every record before this. */
  pulledTo: number;
  /** Where the log stood when it last reported a record durable. */
  mark: Mark;
  /** Log time of the newest record that was kept. */
  private keptAt = 0;

  constructor(
    readonly store: LogStore,
    private readonly badgeId = BADGE_ID,
    private readonly profileWord = PROFILE_WORD,
    private readonly limits = LIMITS,
  ) {
    // A look at what is there changes nothing of it.
    this.log = this.open(copyOf(store));
    this.from = this.seq;
    this.pulledTo = this.badge.state[State.Pulled];
    this.mark = markOf(this.log);
  }

  private open(store: LogStore): Log {
    const log = openLog(store, digest, this.limits, this.badgeId, this.profileWord);
    this.keptAt = log.at;
    return log;
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
    this.hand([this.now(kind, value, bytes)], () => record(this.log, kind, value, this.at, bytes));
  }

  /** A record of now. */
  private now(kind: Kind, value: number, bytes: ByteString): Told {
    return { kind, value, bytes, at: Math.max(this.at, this.badge.state[State.At]) };
  }

  private hand(these: readonly Told[], write: () => void): void {
    const { seq, log } = this;
    const { lost, epoch } = log;
    const before = this.badge.state[State.At];
    this.trying = these;
    write();
    this.trying = [];
    this.mark = markOf(log);
    if (this.seq === seq) return;
    const isTurned = log.epoch !== epoch;
    const isLost = log.lost > (isTurned ? 0 : lost);
    const tells = this.seq - seq > these.length;
    // What was lost before is told in front; that something was lost at all, behind it.
    const isBehind = isLost && !lost;
    if (tells && !isBehind) this.tellLoss(isTurned ? before : this.keptAt);
    for (const one of these) this.told.push(isLost ? LOST : one);
    if (!isLost) this.keptAt = these[these.length - 1].at;
    if (tells && isBehind) this.tellLoss(this.keptAt);
  }

  /** The record that the log must have made of those lost since the last one. */
  private tellLoss(at: number): void {
    let count = 0;
    while (this.told[this.told.length - 1 - count] === LOST) count++;
    const next = this.from + this.told.length;
    const bytes = put(count, 4) + put(next - count, 4) + put(next - 1, 4);
    this.told.push({ kind: Kind.Loss, value: 0, bytes, at });
    this.keptAt = at;
  }

  /** Something that is not a visit's (device/badge.ts, `fail`); where it is left out, it is counted and told later. */
  note(value: number): void {
    const dropped = Math.min(this.log.dropped, 63);
    const these = [this.now(Kind.Security, value, '')];
    if (dropped) these.unshift(this.now(Kind.Security, dropped * 8 + LEFT_OUT, ''));
    this.hand(these, () => note(this.log, Kind.Security, value, this.at));
  }

  /** A local day begins. */
  midnight(): void {
    stepKey(this.log);
  }

  /** Starts the badge; with a clock that went on, or without one. */
  boot(clock: boolean): void {
    this.log = this.open(this.store);
    if (this.store instanceof NorRing) this.store.shake();
    mendLog(this.log);
    // What was lost and not told is forgotten by a start.
    this.forgotten += this.told.length;
    this.told.length = Math.min(this.told.length, this.seq - this.from);
    this.forgotten -= this.told.length;
    for (let i = 0; this.told.length < this.seq - this.from; i++) this.told.push(this.pending[i] ?? LOST);
    this.mark = markOf(this.log);
    const at = this.badge.state[State.At];
    const before = wallOf(this.badge, at);
    this.at = clock && before && this.wall > before ? at + this.wall - before : at;
    const quality = clock ? ClockQuality.Carried : ClockQuality.NeverSet;
    const start = put(this.badge.state[State.Boot] + 1, 2) + put(0, 1) + put(quality, 1);
    const bytes = `${start + put(clock ? this.wall : 0, 4) + put(0x12345678, 4)}2v29`;
    this.started = this.now(Kind.Boot, 0, bytes);
    this.do(Kind.Boot, 0, bytes);
  }

  setClock(quality = ClockQuality.Authenticated): void {
    const old = wallOf(this.badge, this.at);
    this.do(Kind.ClockSet, 0, put(this.wall, 4) + put(old, 4) + put(quality + 8, 1));
  }

  pulled(seq: number): void {
    this.pulledTo = Math.max(this.pulledTo, seq);
    this.hand([this.now(Kind.Pulled, 0, put(seq, 4))], () => notePulled(this.log, seq, this.at));
  }

  /** Whether the newest event can be taken back (device/app.ts, canUndo). */
  get canUndo(): boolean {
    return this.badge.undo !== null && this.log.tail < this.log.page + PAGE_WORDS - SEAL_ROOM - 4;
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

/** The cause of a record that counts those left out. */
const LEFT_OUT = 4;

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
  else if (chance < 16) below(rng, 2) ? life.midnight() : life.note(rng.u32() & 504);
  else if (chance < 20 && life.canUndo) life.undo();
  else if (currentSlot(life.badge) < 0 && freeSlot(life.badge) !== 0) {
    const known = life.badge.visits.findIndex(visit => visit !== null);
    life.do(Kind.Selected, Math.max(0, known));
  } else life.do(pick(rng, WORDS), rng.u32() & 511);
}
