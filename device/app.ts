import { type ByteString, put, take } from '../shared/bytes.js';
import { Entry, newestEntry } from '../shared/journal.js';
import { type Log, record, SEAL_ROOM } from '../shared/log/log.js';
import { mendLog, openLog } from '../shared/log/open.js';
import { PAGE_WORDS } from '../shared/log/page.js';
import { idOf } from '../shared/order/order.js';
import type { BleLink, Board, Clock, Display, Power, Start } from '../shared/ports.js';
import { DAY, HOUR, type LogTime, type Seconds } from '../shared/time.js';
import { type Badge, currentSlot, State, wallOf } from '../shared/visit/badge.js';
import { ClockQuality, Kind, Phase } from '../shared/visit/kind.js';
import type { Limits } from '../shared/visit/limits.js';
import { phaseAt } from '../shared/visit/step.js';
import type { Visit } from '../shared/visit/visit.js';
import { NO_RULE, Words, ZONE_ZERO } from '../shared/words/layout.js';
import { Fixed } from '../shared/words/ui.js';

/** Reference to a line of the words file (layout.ts), or a text in ASCII; 0 is blank. */
export type Line = number | string;

/** Whether a line is a reference and no text. @inline */
export function isReference(line: Line): line is number {
  return +line === line;
}

/** Rows of the body. */
export const ROWS = 3;

/** A screen over the main one. */
export interface View {
  /** Stands in the middle of the top row instead of the clock. */
  title: Line;
  /** The words of BTN1 to BTN3; 0 is none. BTN4 always goes back. */
  readonly labels: readonly Fixed[];
  /** What the rows of the body say, and what stands in front of each. */
  lines: Line[];
  marks: string[];
  /** Stands in the middle of the bottom row: the place in a list. */
  place: string;
  /** Whether the QR of the identity card stands beside it. */
  isCard?: boolean;
  /** Whether a peer may pair while it is seen. */
  isPairing?: boolean;
  /** What BTN1 to BTN3 do. */
  act(button: number): void;
}

/** The running application. */
export interface App {
  readonly clock: Clock;
  readonly display: Display;
  readonly link: BleLink;
  readonly power: Power;
  readonly ring: Log;
  readonly badge: Badge;
  readonly limits: Limits;
  /** The words file, and its cells. */
  readonly words: ByteString;
  readonly cells: ArrayLike<number>;
  /** Log time less the chip's count of whole seconds. */
  readonly base: number;
  /** Log time of what is happening now. */
  time: LogTime;
  /** Where the current visit stood when it was last shown. */
  phase: Phase;
  /** The screen over the main one, or null. */
  view: View | null;
  /** What the display shows: around which screen the frame is (0: none), the lines of the body, their text where it can
   * change by itself, and behind these the clock. */
  framed: View | null | 0;
  shown: Line[];
  texts: string[];
  /** Text of the line that was measured last. */
  said: string;
  /** The label of BTN4 as it is shown. */
  corner: Fixed;
  /** Whether something was drawn that is not shown yet. */
  dirty: boolean;
  /** Until when the display is on, but for a door where it stays on; and how it is lit (`Display.light`). */
  lightUntil: LogTime;
  level: number;
  /** What happens now, and what waits for it to end. */
  queue: (() => void)[];
  /** One of them runs. */
  isBusy: boolean;
  /** Until then, in ticks of the clock, they wait: a reader is near. */
  heldUntil: number;
  /** What went wrong last. */
  fault: string;
  /** Of each cause (log/fields.ts), how often since it was put on record, and until when it is only counted. */
  faults: number[];
  /**
   * Ids of the orders that were closed since the start, the newest first. A list, for the firmware's search in a text also
   * finds what only begins at its end.
   */
  closed: string[];
  quietUntil: LogTime[];
  /** Local day for which the log's key went on. */
  keyDay: number;
  /** Date and time being picked, or when what a reminder asks for is due. */
  picked: Seconds;
  /** Until when no reminder comes; and from when on those were near that the wearer has seen (visit/remind.ts). */
  snoozedUntil: LogTime;
  told: number[];
  /** Key of the radio and of orders, 16 bytes; '' on a badge that was not enrolled. */
  readonly radioKey: ByteString;
  /** Key of the conversation with a supervisor, '' where there is none, and its two nonces (pull/proof.ts). */
  session: ByteString;
  nonces: ByteString;
  /** The role that was proved; below 0 the one that waits for its proof. And the day of its key. */
  role: number;
  roleDay: number;
  /** Day of the key that set the clock when nobody had. */
  clockDay: number;
  /** Requests with a right tag in this conversation, and the pieces of an order that came in it. */
  requests: number;
  more: ByteString;
  /** Whether a peer may pair. */
  isPairing: boolean;
  /** When a peer came last; and when one came, or one with a role asked for something. */
  cameAt: LogTime;
  metAt: LogTime;
  /** Conversations begun in a row that were not proved, and until when none is begun. */
  tries: number;
  lockedUntil: LogTime;
  /** What the tag says: badge id, 4 bytes, and the nonce that the next tap may answer, 4 bytes. */
  says: ByteString;
  /** That the badge has the order that was tapped last; '' where it has not, or nobody signed it. */
  receipt: ByteString;
}

/** How long a press can be taken back, in seconds. */
export const KEY_SPAN = 3;

/** How much longer the display stays on when the badge wants to be looked at, and how long it blinks. */
export const BLINK_SPAN = 9;

/** How long the screen shows that somebody is at the link, in seconds. */
export const LINK_SPAN = 10;

/** Closed orders that a badge has in mind. */
const CLOSED = 16;

/** Words that must be left in a page for an undo. */
const UNDO_ROOM = PAGE_WORDS - SEAL_ROOM - 4;

/** A line that the application chooses itself. */
export function fixed(app: App, line: Fixed): number {
  return app.cells[app.cells[Words.Fixed] + line];
}

/** Wall time now, 0 while the clock is not set. @inline */
export function wallNow(app: App): Seconds {
  return wallOf(app.badge, app.time);
}

/** Number of the local day of an instant; 0 where it is not known. @inline */
export function dayOf(limits: Limits, wall: Seconds): number {
  return ((wall + limits.zone) / DAY) | 0;
}

/** The visit that events belong to, or null. */
export function visitNow(app: App): Visit | null {
  return app.badge.visits[currentSlot(app.badge)] || null;
}

/** Where that visit stands now. */
export function phaseNow(app: App): Phase {
  const visit = visitNow(app);
  return visit ? phaseAt(app.limits, visit, app.time) : Phase.Idle;
}

/** Whether the newest event can be taken back: its word must fit the page, as opening the next makes a checkpoint. @inline */
export function canUndo(app: App): boolean {
  return (
    app.badge.undo !== null &&
    app.time < app.badge.undo.state[State.At] + KEY_SPAN &&
    app.ring.tail < app.ring.page + UNDO_ROOM
  );
}

/** The wall clock is set; `how` is its quality and its source (log/fields.ts). */
export function setClock(app: App, wall: Seconds, how: number): void {
  record(app.ring, Kind.ClockSet, 0, app.time, put(wall) + put(wallNow(app)) + put(how, 1));
  app.clock.set(wall);
}

/** Records an event of the current visit and goes back to its main screen. */
export function emit(app: App, kind: Kind, value: number, bytes?: ByteString): void {
  const order = app.badge.orders[currentSlot(app.badge)];
  record(app.ring, kind, value, app.time, bytes);
  // What is no longer there was closed, and a tap must not bring it back.
  if (order && !app.badge.orders.includes(order))
    app.closed = [idOf(order)].concat(app.closed).slice(0, CLOSED);
  app.view = null;
}

/** Limits of the profile in the words file. @inline */
function limitsIn(cells: ArrayLike<number>): Limits {
  const early = cells[Words.ArriveEarly];
  const silent = cells[Words.NoAnswer];
  return {
    arriveEarly: early === NO_RULE ? null : early,
    noAnswer: silent === NO_RULE ? null : silent,
    zone: ((cells[Words.Version] >> 8) - ZONE_ZERO) * (HOUR / 4),
  };
}

/** Starts the application on a board: takes up where its log ends and records the start. @cold @once */
export function newApp(board: Board, facts: Start): App {
  /** @single app.cells */
  const cells = facts.cells;
  const store = board.store;
  const digest = board.digest;
  /** @single app.limits log.limits */
  const limits = limitsIn(cells);
  /** @single */
  const log = openLog(
    store,
    digest,
    limits,
    take(facts.id, 0, 4),
    cells[Words.Profile] + (cells[Words.Language] & 255) * 65536,
  );
  mendLog(log);
  const badge = log.badge;
  // The chip keeps its clock over a reset: then the gap is known, and the waits go on by it.
  const wall = facts.wall;
  const at = badge.state[State.At];
  const before = wallOf(badge, at);
  const now = wall && before && wall > before ? at + wall - before : at;
  const quality = wall ? ClockQuality.Carried : ClockQuality.NeverSet;
  record(
    log,
    Kind.Boot,
    0,
    now,
    put(badge.state[State.Boot] + 1, 2) +
      put(facts.resetCause, 1) +
      put(quality, 1) +
      put(wall) +
      put(facts.bundle) +
      facts.firmware,
  );
  return {
    clock: board.clock,
    display: board.display,
    link: board.link,
    power: board.power,
    ring: log,
    badge: badge,
    limits: limits,
    words: facts.words,
    cells: cells,
    base: now - (board.clock.ticks() | 0),
    time: now,
    phase: Phase.Idle,
    view: null,
    framed: 0,
    shown: [],
    texts: [],
    said: '',
    corner: Fixed.Count,
    lightUntil: now + cells[Words.Display],
    level: 0,
    dirty: false,
    queue: [],
    isBusy: false,
    heldUntil: 0,
    fault: '',
    faults: [0, 0, 0],
    closed: [],
    quietUntil: [],
    keyDay: dayOf(limits, before),
    picked: 0,
    snoozedUntil: 0,
    told: [],
    radioKey: newestEntry(digest, facts.journal, Entry.RadioKey),
    session: '',
    nonces: '',
    role: 0,
    roleDay: 0,
    clockDay: 0,
    isPairing: false,
    requests: 0,
    more: '',
    cameAt: 0,
    metAt: -LINK_SPAN,
    tries: 0,
    lockedUntil: 0,
    says: '',
    receipt: '',
  };
}
