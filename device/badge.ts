import type { ByteString } from '../shared/bytes.js';
import { Cause } from '../shared/log/cause.js';
import { isShort, record, stepKey } from '../shared/log/log.js';
import type { Board, Start } from '../shared/ports.js';
import { Role } from '../shared/pull/proof.js';
import { State, wallOf } from '../shared/visit/badge.js';
import { Kind, Phase } from '../shared/visit/kind.js';
import { arrivalAt } from '../shared/visit/limits.js';
import { Field } from '../shared/visit/visit.js';
import { ACTION_PLACE, ARRIVAL_LINE, HAS_VALUES, SCREEN_CELLS, Words } from '../shared/words/layout.js';
import { Fixed, Go } from '../shared/words/ui.js';
import { act, go, openPairing } from './act.js';
import {
  type App,
  BLINK_SPAN,
  canUndo,
  dayOf,
  fixed,
  isReference,
  KEY_SPAN,
  LINK_SPAN,
  type Line,
  newApp,
  phaseNow,
  ROWS,
  visitNow,
  wallNow,
} from './app.js';
import { drawField, drawLine, End, From } from './draw.js';
import { answer } from './link.js';
import { refuse, takeTap } from './tap.js';
import { clockText, slotShown } from './values.js';

/** The application's loop: something happens, it is recorded, then shown; in between the badge sleeps. */

/** Words left, a quarter of the ring, from which on the wearer is told to have the log pulled. */
const NEARLY_FULL = 512;

/** Reader, archive, dispatch, admin; nobody proved anything. */
const ROLES = '!RADM';

/** Row of the main screen's body. */
function mainLine(app: App, screen: number, row: number): Line {
  const visit = visitNow(app);
  const line = app.cells[screen + row];
  if (!visit) {
    // What is lost without a clock comes first; then the next order.
    if (!row) return line;
    if (!app.badge.state[State.Quality]) return fixed(app, Fixed.ClockLost - 1 + row);
    return row > 1 ? line : fixed(app, slotShown(app) < 0 ? Fixed.NoOrders : Fixed.NextOrder);
  }
  if (line !== ARRIVAL_LINE) return line;
  // How the arrival stood to the appointment.
  const appointment = visit[Field.Appointment];
  const arrivedAt = visit[Field.ArrivedAt];
  const wall = wallOf(app.badge, arrivedAt);
  if (!appointment || !arrivedAt) return fixed(app, Fixed.ArrivedNoAppointment);
  return fixed(
    app,
    wall ? Fixed.ArrivedEarly + arrivalAt(app.limits, wall, appointment) : Fixed.ArrivedNoClock,
  );
}

/** Place of the main screen in the words file. @inline */
function mainScreen(app: App): number {
  return app.cells[Words.Screens] + phaseNow(app) * SCREEN_CELLS;
}

/** Whether a supervisor has all records; that of the pull itself is one more. @inline */
function isSafe(app: App): boolean {
  return app.badge.state[State.Pulled] > 0 && app.badge.state[State.Pulled] + 2 > app.badge.state[State.Seq];
}

/** Who is at the link, by the first letter of a role, and a plus where all records are safe; '': nobody. @inline */
function linkText(app: App): string {
  return app.time < app.metAt + LINK_SPAN
    ? ' ' + ROLES.charAt(Math.max(app.role, 0)) + (isSafe(app) ? '+' : '')
    : '';
}

/** Draws what stands around the body: the labels of BTN1 to BTN3, a title, what is to be known. */
function drawFrame(app: App, screen: number): void {
  const label = (button: number): Line => {
    const what = app.view ? app.view.labels[button - 1] : app.cells[screen + 2 + button];
    return what && (app.view ? fixed(app, what) : app.cells[what] & ACTION_PLACE);
  };
  const banner = !app.ring.store.words.length
    ? Fixed.ReadOnly
    : app.ring.lost
      ? Fixed.LogFull
      : isShort(app.ring, NEARLY_FULL)
        ? Fixed.NearlyFull
        : 0;
  drawField(app, 0, From.Left, End.Left, label(1), '');
  drawField(app, 0, From.Right, End.Right, label(2), '');
  drawField(app, 4, From.Right, End.Right, label(3), '');
  drawField(app, 4, From.Middle, End.Middle, banner ? fixed(app, banner) : app.view ? app.view.place : 0, '');
  if (app.view && app.view.title) drawField(app, 0, From.Middle, End.Middle, app.view.title, '');
  app.framed = app.view;
  app.shown = [];
  app.texts[ROWS] = '';
}

/** Shows what is so now: only what changed is drawn, and nothing is sent to the display where nothing did. */
function show(app: App): void {
  const screen = mainScreen(app);
  if (app.view !== app.framed || (!app.view && app.phase !== phaseNow(app))) drawFrame(app, screen);
  // From below, as what is large reaches into the row below its own.
  for (let row = ROWS; row--; ) {
    const line = app.view ? app.view.lines[row] || 0 : mainLine(app, screen, row);
    const hasValues = isReference(line) && line & HAS_VALUES;
    app.said = '';
    if (line === app.shown[row]) {
      if (!hasValues) continue;
      // Values change by themselves: such a line is measured to see what it says now.
      drawLine(app, line, 0, 0, false);
      if (app.said === app.texts[row]) continue;
      app.said = '';
    }
    app.shown[row] = line;
    drawField(app, row + 1, From.Left, End.Right, line, (app.view && app.view.marks[row]) || '');
    app.texts[row] = hasValues ? app.said : '';
  }
  // A title stands in the place of both.
  const clock = app.view && app.view.title ? '' : clockText(app, wallNow(app)) + linkText(app);
  if (clock !== app.texts[ROWS]) {
    app.texts[ROWS] = clock;
    drawField(app, 0, From.Middle, End.Middle, clock, '');
  }
  const corner = app.view ? Fixed.Back : canUndo(app) ? Fixed.Undo : Fixed.More;
  if (corner !== app.corner) {
    app.corner = corner;
    drawField(app, 4, From.Left, End.Left, fixed(app, corner), '');
  }
  app.said = '';
  const left = app.lightUntil - app.time;
  // What is left beyond the time of the display is for its light: by the key that woke it, or blinking to be looked at.
  const lit = left - app.cells[Words.Display];
  const level =
    lit > 0 && (lit <= app.cells[Words.Light] || lit & 1)
      ? 2
      : left > 0 || app.phase === Phase.AtDoor
        ? 1
        : 0;
  if (level !== app.level) {
    app.level = level;
    app.display.light(level, app.badge.state[State.Seq]);
  }
  // No other way out of a screen that lets pair can be forgotten.
  const isPairing = !!(level && app.view && app.view.isPairing);
  if (isPairing !== app.isPairing) {
    app.isPairing = isPairing;
    app.link.pair(isPairing);
  }
  if (!app.dirty) return;
  app.dirty = false;
  if (app.view && app.view.isCard) app.display.card();
  app.display.show();
}

/**
 * Lets something happen, records and shows it. What comes while another act runs, or a reader is near, waits its turn; a
 * fault in one act never keeps the next from running.
 */
function enter(app: App, happening: () => void): void {
  app.queue.push(happening);
  if (app.isBusy || app.clock.ticks() < app.heldUntil) return;
  app.isBusy = true;
  while (app.queue.length) {
    app.time = app.base + (app.clock.ticks() | 0);
    try {
      app.queue[0]();
      const phase = phaseNow(app);
      // The wait at a silent door is over: the wearer should notice.
      if (phase !== app.phase && (phase === Phase.NoAnswer || phase === Phase.NoteOk))
        app.lightUntil = app.time + app.cells[Words.Display] + BLINK_SPAN;
      show(app);
      app.phase = phase;
    } catch (error) {
      try {
        app.fault = '' + error;
        refuse(app, Cause.Error, [Fixed.FaultTitle, Fixed.FaultLine]);
        show(app);
      } catch (_again) {
        app.view = null;
      }
    }
    app.queue.shift();
  }
  app.isBusy = false;
  // Sleeps until something on the screen will differ: the next second while it is on, else the next minute.
  const ticks = app.clock.ticks();
  const span = app.level ? 1 : 60 - ((wallNow(app) || app.time) % 60);
  app.clock.wakeIn(span - (ticks - (ticks | 0)), () => wakeUp(app));
}

/** How much longer an open screen is left alone before a reminder takes its place, than what a press can take back. */
const VIEW_SPAN = 60;

/** In the first seconds of a minute the badge looks for reminders: it is awake then in any case. */
const LOOK_SPAN = 10;

/** How long a peer may stay, and one that has proved no role, in seconds. */
const VISITOR_SPAN = 600;
const STRANGER_SPAN = 120;

/**
 * Nothing happened, but time passed: who proves nothing has to go, and at last everybody; with every local day the log's
 * key goes on, and a deadline may be near. @inline
 */
function sleepOver(app: App): void {
  if (
    app.time > app.cameAt + VISITOR_SPAN ||
    (app.role < Role.Reader && app.time > app.metAt + STRANGER_SPAN)
  )
    app.link.drop();
  const wall = wallNow(app);
  const day = dayOf(app.limits, wall);
  if (day !== app.keyDay) {
    app.keyDay = day;
    stepKey(app.ring);
  }
  if (
    wall &&
    wall % 60 < LOOK_SPAN &&
    app.time >= app.snoozedUntil &&
    app.time >= app.lightUntil - app.cells[Words.Display] + KEY_SPAN + (app.view ? VIEW_SPAN : 0)
  )
    go(app, Go.Remind, 0);
}

/** A key was pressed. @inline */
function press(app: App, button: number): void {
  // A key that wakes the display does nothing else, but to light it up: nobody presses what he cannot see.
  app.lightUntil = app.time + app.cells[Words.Display] + (app.level ? 0 : app.cells[Words.Light]);
  if (!app.level) return;
  if (app.view) {
    if (button < 4) app.view.act(button);
    else app.view = null;
    return;
  }
  const screen = mainScreen(app);
  if (button < 4) act(app, app.cells[screen + 2 + button]);
  else if (app.badge.undo && app.corner === Fixed.Undo) {
    const back = app.badge.state[State.Seq] - app.badge.undo.state[State.Seq] + 1;
    record(app.ring, Kind.Undone, back, app.time);
    // Any row may say something else now, and a large one reaches into another.
    app.framed = 0;
  } else go(app, Go.Menu, app.cells[screen + 6]);
}

/** What the board calls. On the badge these are handed on as they are (cli/make/wrappers.ts): nothing else lives on in them. */
function heardPress(app: App, button: number): void {
  enter(app, () => press(app, button));
}

function heardRequest(app: App, request: ByteString): void {
  enter(app, () => answer(app, request));
}

function heardPasskey(app: App, digits: ByteString): void {
  enter(app, () => {
    // Only where the wearer still looks for it.
    if (app.isPairing) openPairing(app, digits);
  });
}

/** How long all else waits for a reader to go, in seconds. */
const READER_SPAN = 10;

/** A reader has come: its frames are to be answered at once. */
function metReader(app: App): void {
  app.heldUntil = app.clock.ticks() + READER_SPAN;
  app.clock.wakeIn(READER_SPAN, () => wakeUp(app));
}

function heardTap(app: App, order: ByteString, says: ByteString): ByteString {
  app.heldUntil = 0;
  enter(app, () => takeTap(app, order, says));
  return app.receipt;
}

function wakeUp(app: App): void {
  enter(app, () => sleepOver(app));
}

/** Starts the application on a board. @once */
export function start(board: Board, facts: Start): void {
  /** @single */
  const app = newApp(board, facts);
  board.buttons.onPress(button => heardPress(app, button));
  board.link.onRequest(
    app.radioKey ? 1 : 0,
    request => heardRequest(app, request),
    digits => heardPasskey(app, digits),
  );
  board.nfc.onTap(
    () => metReader(app),
    (order, says) => heardTap(app, order, says),
  );
}
