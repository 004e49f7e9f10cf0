import type { ByteString } from '../shared/bytes.js';
import { isShort, record, stepKey } from '../shared/log/log.js';
import type { Board, Start } from '../shared/ports.js';
import { State, wallOf } from '../shared/visit/badge.js';
import { Kind, Phase } from '../shared/visit/kind.js';
import { arrivalAt } from '../shared/visit/limits.js';
import { Field as VisitField } from '../shared/visit/visit.js';
import { ACTION_PLACE, ARRIVAL_LINE, HAS_VALUES, SCREEN_CELLS, Words } from '../shared/words/layout.js';
import { Fixed, Go } from '../shared/words/ui.js';
import { act, go } from './act.js';
import {
  type App,
  canUndo,
  dayOf,
  fixed,
  KEY_SPAN,
  type Line,
  newApp,
  phaseNow,
  ROWS,
  visitNow,
  wallNow,
} from './app.js';
import { drawField, drawLine, Field } from './draw.js';
import { answer } from './link.js';
import { Cause, refuse, takeTap } from './tap.js';
import { clockText, slotShown } from './values.js';

/** The application's loop: something happens, it is recorded, then shown; in between the badge sleeps. */

/** Words left, a quarter of the ring, from which on the wearer is told to have the log pulled. */
const NEARLY_FULL = 512;

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
  const appointment = visit[VisitField.Appointment];
  const arrivedAt = visit[VisitField.ArrivedAt];
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

/** Draws what stands around the body: the labels of BTN1 to BTN3, a title, what is to be known. */
function drawFrame(app: App, screen: number): void {
  const view = app.view;
  const label = (button: number): Line => {
    const action = app.cells[screen + 2 + button];
    const key = view ? view.labels[button - 1] : 0;
    return view ? key && fixed(app, key) : action && app.cells[action] & ACTION_PLACE;
  };
  const banner = !app.ring.store.words.length
    ? Fixed.ReadOnly
    : app.ring.lost
      ? Fixed.LogFull
      : isShort(app.ring, NEARLY_FULL)
        ? Fixed.NearlyFull
        : 0;
  drawField(app, 0, Field.Left, label(1), '');
  drawField(app, 0, Field.Right, label(2), '');
  drawField(app, 4, Field.Right, label(3), '');
  drawField(app, 4, Field.Middle, banner ? fixed(app, banner) : view ? view.place : 0, '');
  if (view && view.title) drawField(app, 0, Field.Middle, view.title, '');
  app.framed = view;
  app.shown = [-1, -1, -1];
  app.values[ROWS] = '';
}

/** Shows what is so now: only what changed is drawn, and nothing is sent to the display where nothing did. */
function show(app: App): void {
  const view = app.view;
  const screen = mainScreen(app);
  if (view !== app.framed || (!view && app.phase !== phaseNow(app))) drawFrame(app, screen);
  for (let row = 0; row < ROWS; row++) {
    const line = view ? view.lines[row] || 0 : mainLine(app, screen, row);
    const hasValues = typeof line === 'number' && line & HAS_VALUES;
    app.said = '';
    if (line === app.shown[row]) {
      if (!hasValues) continue;
      // Values change by themselves: such a line is measured to see what it says now.
      drawLine(app, line, 0, 0, false);
      if (app.said === app.values[row]) continue;
      app.said = '';
    }
    app.shown[row] = line;
    drawField(app, row + 1, Field.Body, line, (view && view.marks[row]) || '');
    app.values[row] = hasValues ? app.said : '';
  }
  const clock = view && view.title ? '' : clockText(app, wallNow(app));
  if (clock !== app.values[ROWS]) {
    app.values[ROWS] = clock;
    drawField(app, 0, Field.Middle, clock, '');
  }
  const corner = view ? Fixed.Back : canUndo(app) ? Fixed.Undo : Fixed.More;
  if (corner !== app.corner) {
    app.corner = corner;
    drawField(app, 4, Field.Left, fixed(app, corner), '');
  }
  app.said = '';
  app.display.light(app.time < app.lightUntil);
  if (!app.dirty) return;
  app.dirty = false;
  app.display.show();
}

/**
 * Lets something happen, records and shows it. What comes while another act runs waits its turn; a fault in one act
 * never keeps the next from running.
 */
function enter(app: App, happening: () => void): void {
  app.queue.push(happening);
  if (app.queue.length > 1) return;
  while (app.queue.length) {
    app.time = app.base + (app.clock.ticks() | 0);
    try {
      app.queue[0]();
      const phase = phaseNow(app);
      // The wait at a silent door is over: the wearer should notice.
      if (phase !== app.phase && (phase === Phase.NoAnswer || phase === Phase.NoteOk))
        app.lightUntil = app.time + KEY_SPAN;
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
  // Sleeps until something on the screen will differ: the next second at a door, else the next minute.
  const ticks = app.clock.ticks();
  const soon = app.phase === Phase.AtDoor || app.corner === Fixed.Undo || app.time < app.lightUntil;
  const span = soon ? 1 : 60 - ((wallNow(app) || app.time) % 60);
  app.clock.wakeIn(span - (ticks - (ticks | 0)), app.wake);
}

/** Nothing happened, but time passed: with every local day the log's key goes on. */
function sleepOver(app: App): void {
  const day = dayOf(app.limits, wallNow(app));
  if (day === app.keyDay) return;
  app.keyDay = day;
  stepKey(app.ring);
}

/** A key was pressed. */
function press(app: App, button: number): void {
  const view = app.view;
  app.lightUntil = app.time + KEY_SPAN;
  if (view) {
    if (button < 4) view.act(button);
    else app.view = null;
    return;
  }
  const screen = mainScreen(app);
  const undo = app.badge.undo;
  if (button < 4) act(app, app.cells[screen + 2 + button]);
  else if (undo && app.corner === Fixed.Undo)
    record(app.ring, Kind.Undone, app.badge.state[State.Seq] - undo.state[State.Seq] + 1, app.time, '');
  else go(app, Go.Menu, app.cells[screen + 6]);
}

/** What the board is to call. Made apart from `start`, so that only the application lives on in it. @once */
function handlers(app: App): {
  press(button: number): void;
  ask(request: ByteString): void;
  tap(order: ByteString, says: ByteString): void;
  wake(): void;
} {
  return {
    press: button => enter(app, () => press(app, button)),
    ask: request => enter(app, () => answer(app, request)),
    tap: (order, says) => enter(app, () => takeTap(app, order, says)),
    wake: () => enter(app, () => sleepOver(app)),
  };
}

/** Starts the application on a board. @once */
export function start(board: Board, facts: Start): void {
  /** @single */
  const app = newApp(board, facts);
  const on = handlers(app);
  board.buttons.onPress(on.press);
  board.link.onRequest(on.ask);
  app.wake = on.wake;
  board.nfc.onTap(on.tap);
}
