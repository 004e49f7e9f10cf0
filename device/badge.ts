import { type ByteString, put } from '../shared/bytes.js';
import { record } from '../shared/log/log.js';
import type { Board, Start } from '../shared/ports.js';
import { Op } from '../shared/pull/frame.js';
import { Came, State, wallOf } from '../shared/visit/badge.js';
import { Kind, Phase } from '../shared/visit/kind.js';
import { arrivalAt } from '../shared/visit/limits.js';
import { Field } from '../shared/visit/visit.js';
import { ARRIVAL_LINE, BODY_ROWS, SCREEN_BYTES, Words } from '../shared/words/layout.js';
import { Fixed, Go } from '../shared/words/ui.js';
import { act, go } from './act.js';
import {
  type App,
  canUndo,
  fixed,
  LIGHT_SPAN,
  type Line,
  newApp,
  phaseNow,
  u16,
  visitNow,
  wallNow,
} from './app.js';
import { drawRow, type Pieces, piecesOf } from './draw.js';
import { answer } from './link.js';
import { openQuestion } from './list.js';
import { clockText, slotShown } from './values.js';

/** The application's loop: something happens, it is recorded, then shown; in between the badge sleeps. */

/** Faults of one kind are put on record once in so many seconds, with how many there were. */
const FAULT_SPAN = 60;
const MAX_FAULTS = 63;

/** Row of the main screen's body. */
function mainLine(app: App, screen: number, row: number): Line {
  const visit = visitNow(app);
  const line = u16(app, screen + row * 2);
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
  return u16(app, Words.Screens) + phaseNow(app) * SCREEN_BYTES;
}

/** Shows what is so now; only rows that differ are drawn, and nothing is sent to the display where none did. */
function show(app: App): void {
  const view = app.view;
  const screen = mainScreen(app);
  const label = (button: number): Pieces => {
    const action = u16(app, screen + 4 + button * 2);
    const key = view && view.labels[button - 1];
    return piecesOf(app, view ? (key ? fixed(app, key) : 0) : action && u16(app, action));
  };
  const at = view ? view.at : -1;
  const place: Line = view && at >= 0 ? at + 1 + '/' + view.rows : 0;
  const log = app.ring;
  const bottom = !log.store.words.length
    ? fixed(app, Fixed.ReadOnly)
    : log.lost
      ? fixed(app, Fixed.LogFull)
      : place;
  drawRow(app, 0, label(1), piecesOf(app, (view && view.title) || clockText(app, wallNow(app))), label(2));
  for (let i = 0; i < BODY_ROWS; i++) {
    // The marked row stands in the middle where it can.
    const row = i + (view && at > 1 ? Math.max(0, Math.min(at - 1, view.rows - 3)) : 0);
    let pieces: Pieces = [];
    if (!view) pieces = piecesOf(app, mainLine(app, screen, i));
    else if (row < view.rows) {
      const mark = (at < 0 ? '' : row === at ? '>' : ' ') + view.box(row);
      pieces = [0, mark as string | number].concat(piecesOf(app, view.line(row)));
    }
    drawRow(app, i + 1, pieces, [], []);
  }
  drawRow(
    app,
    4,
    piecesOf(app, fixed(app, view ? Fixed.Back : canUndo(app) ? Fixed.Undo : Fixed.More)),
    piecesOf(app, bottom),
    label(3),
  );
  const light = app.time < app.lightUntil;
  if (light !== app.lit) app.display.light(light);
  app.lit = light;
  if (!app.dirty) return;
  app.dirty = false;
  app.display.show();
}

/** Something failed inside: the wearer is told, the record keeps it, and the visit goes on. @cold */
function fail(app: App, error: unknown): void {
  app.fault = '' + ((error && (error as Error).message) || error);
  app.faults = Math.min((app.faults || 0) + 1, MAX_FAULTS);
  openQuestion(app, [Fixed.FaultTitle, Fixed.FaultLine]);
  if (app.faultAt !== undefined && app.time - app.faultAt < FAULT_SPAN) return;
  app.faultAt = app.time;
  record(app.ring, Kind.Security, app.faults * 8, app.time, '');
  app.faults = 0;
}

/**
 * Lets something happen, records and shows it. What comes while another act runs waits its turn; a fault in one act
 * never keeps the next from running.
 */
function enter(app: App, happening: () => void): void {
  app.queue.push(happening);
  if (app.queue.length > 1) return;
  while (app.queue.length) {
    app.time = app.base + Math.floor(app.clock.ticks());
    try {
      app.queue[0]();
      const phase = phaseNow(app);
      // The wait at a silent door is over: the wearer should notice.
      if (phase !== app.phase && (phase === Phase.NoAnswer || phase === Phase.NoteOk))
        app.lightUntil = app.time + LIGHT_SPAN;
      app.phase = phase;
      show(app);
    } catch (error) {
      try {
        fail(app, error);
        show(app);
      } catch (_again) {
        app.view = null;
      }
    }
    app.queue.shift();
  }
  // Sleeps until something on the screen will differ: the next second at a door, else the next minute.
  const ticks = app.clock.ticks();
  const soon = app.phase === Phase.AtDoor || app.time < app.undoUntil || app.time < app.lightUntil;
  const span = soon ? 1 : 60 - ((wallNow(app) || app.time) % 60);
  app.clock.wakeIn(span - (ticks - Math.floor(ticks)), () => enter(app, () => {}));
}

/** A key was pressed. */
function press(app: App, button: number): void {
  const view = app.view;
  app.lightUntil = app.time + LIGHT_SPAN;
  if (view) {
    if (button === 4) app.view = null;
    else if (view.at < 0 || button === 3) view.act(button);
    else view.at = (view.at + (button === 1 ? view.rows - 1 : 1)) % view.rows;
    return;
  }
  const screen = mainScreen(app);
  const undo = app.badge.undo;
  if (button < 4) act(app, u16(app, screen + 4 + button * 2));
  else if (undo && canUndo(app)) {
    app.undoUntil = 0;
    record(app.ring, Kind.Undone, app.badge.state[State.Seq] - undo.state[State.Seq] + 1, app.time, '');
  } else go(app, Go.Menu, u16(app, screen + 12));
}

/** What the board is to call. Made apart from `start`, so that only the application lives on in it. @once */
function handlers(app: App): {
  press(button: number): void;
  ask(request: ByteString): void;
  tap(order: ByteString): void;
} {
  return {
    press: button => enter(app, () => press(app, button)),
    ask: request => enter(app, () => answer(app, request, Came.Radio)),
    tap: order => enter(app, () => answer(app, put(Op.Order, 2) + order, Came.Tap)),
  };
}

/** Starts the application on a board. @once */
export function start(board: Board, facts: Start): void {
  const app = newApp(board, facts);
  const on = handlers(app);
  board.buttons.onPress(on.press);
  board.nfc.onOrder(on.tap);
  board.link.onRequest(on.ask);
  enter(app, () => {});
}
