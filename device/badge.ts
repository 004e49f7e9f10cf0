import { record } from '../shared/log/log.js';
import { isOrder } from '../shared/order/order.js';
import type { Board } from '../shared/ports.js';
import { Came, State, wallOf } from '../shared/visit/badge.js';
import { Kind, Phase } from '../shared/visit/kind.js';
import { arrivalAt } from '../shared/visit/limits.js';
import { Field } from '../shared/visit/visit.js';
import { ARRIVAL_LINE, SCREEN_BYTES, Words } from '../shared/words/layout.js';
import { Fixed } from '../shared/words/ui.js';
import { act, openMenu, takeOrder } from './act.js';
import {
  type App,
  canUndo,
  fixed,
  type Line,
  lightUp,
  newApp,
  open,
  phaseNow,
  u16,
  visitNow,
  wallNow,
} from './app.js';
import { drawRow, piecesOf } from './draw.js';
import { answer } from './link.js';
import { openQuestion } from './list.js';
import { clockText } from './values.js';

/** The application's loop: something happens, it is recorded, then shown; in between the badge sleeps. */

/** Faults of one kind are put on record once in so many seconds, with how many there were. */
const FAULT_SPAN = 60;
const MAX_FAULTS = 63;

/** The line that says how the arrival stood to the appointment. */
function arrivalLine(app: App): Line {
  const visit = visitNow(app);
  if (!visit) return 0;
  const appointment = visit[Field.Appointment];
  const wall = wallOf(app.badge, visit[Field.ArrivedAt]);
  if (!appointment || !visit[Field.ArrivedAt]) return fixed(app, Fixed.ArrivedNoAppointment);
  if (!wall) return fixed(app, Fixed.ArrivedNoClock);
  return fixed(app, Fixed.ArrivedEarly + arrivalAt(app.limits, wall, appointment));
}

/** Row of the main screen's body. */
function mainLine(app: App, screen: number, row: number): Line {
  if (phaseNow(app) === Phase.Idle && row) {
    // What is lost without a clock comes first; then the next order.
    if (!app.badge.state[State.Quality]) return fixed(app, row === 1 ? Fixed.ClockLost : Fixed.ClockLost2);
    if (row === 1)
      return fixed(app, app.badge.visits.some(visit => visit !== null) ? Fixed.NextOrder : Fixed.NoOrders);
  }
  const line = u16(app, screen + row * 2);
  return line === ARRIVAL_LINE ? arrivalLine(app) : line;
}

/** Shows what is so now; only rows that differ are drawn, and nothing is sent to the display where none did. */
function show(app: App): void {
  const view = app.view;
  const screen = u16(app, Words.Screens) + phaseNow(app) * SCREEN_BYTES;
  const label = (button: number): Line => {
    if (view) return view.label(button);
    const action = u16(app, screen + 4 + button * 2);
    return action ? u16(app, action) : 0;
  };
  const bottom = app.log.store.words.length
    ? app.log.lost
      ? fixed(app, Fixed.LogFull)
      : view
        ? app.place
        : 0
    : fixed(app, Fixed.ReadOnly);
  const clock = clockText(app, wallNow(app));
  drawRow(
    app,
    0,
    piecesOf(app, label(1)),
    piecesOf(app, (view && view.title) || clock),
    piecesOf(app, label(2)),
  );
  for (let row = 0; row < 3; row++) {
    const line = piecesOf(app, view ? view.body(row) : mainLine(app, screen, row));
    const mark = view ? view.mark(row) : '';
    drawRow(app, row + 1, mark ? piecesOf(app, mark).concat(line) : line, [], []);
  }
  const back = view ? Fixed.Back : canUndo(app) ? Fixed.Undo : Fixed.More;
  drawRow(app, 4, piecesOf(app, fixed(app, back)), piecesOf(app, bottom), piecesOf(app, label(3)));
  const light = app.now < app.lightUntil;
  if (light !== app.lit) app.board.display.light(light);
  app.lit = light;
  if (!app.dirty) return;
  app.dirty = false;
  app.board.display.show();
}

/** Sleeps until something on the screen will differ: the next second at a door, else the next minute. */
function sleep(app: App): void {
  const ticks = app.board.clock.ticks();
  const phase = phaseNow(app);
  const bySecond = phase === Phase.AtDoor || app.now < app.undoUntil || app.now < app.lightUntil ? 1 : 0;
  const wall = wallNow(app);
  const span = bySecond || 60 - ((wall || app.now) % 60);
  app.board.clock.wakeIn(span - (ticks - Math.floor(ticks)), () => enter(app, () => {}));
}

/** Something failed inside: the wearer is told, the record keeps it, and the visit goes on. */
function fail(app: App, error: unknown): void {
  app.fault = '' + ((error && (error as Error).message) || error);
  if (app.faults < MAX_FAULTS) app.faults++;
  openQuestion(app, [Fixed.FaultTitle, Fixed.FaultLine], 0, () => {});
  if (app.faultAt && app.now - app.faultAt < FAULT_SPAN) return;
  app.faultAt = app.now;
  record(app.log, Kind.Security, app.faults * 8, app.now, '');
  app.faults = 0;
}

/**
 * Lets something happen, records and shows it. What comes while another act runs waits its turn; a fault in one act
 * never keeps the next from running.
 */
function enter(app: App, happening: () => void): void {
  app.queue.push(happening);
  if (app.busy) return;
  app.busy = true;
  while (app.queue.length) {
    app.now = app.base + Math.floor(app.board.clock.ticks());
    const next = app.queue.shift() as () => void;
    try {
      next();
      const phase = phaseNow(app);
      // The wait at a silent door is over: the wearer should notice.
      if (phase !== app.phase && (phase === Phase.NoAnswer || phase === Phase.NoteOk)) lightUp(app);
      app.phase = phase;
      show(app);
    } catch (error) {
      try {
        fail(app, error);
        show(app);
      } catch (again) {
        app.view = null;
      }
    }
  }
  app.busy = false;
  sleep(app);
}

/** A key was pressed. */
function press(app: App, button: number): void {
  const view = app.view;
  lightUp(app);
  if (view) {
    if (button === 4) open(app, null);
    else view.press(button);
    return;
  }
  const screen = u16(app, Words.Screens) + phaseNow(app) * SCREEN_BYTES;
  if (button < 4) act(app, u16(app, screen + 4 + button * 2));
  else if (canUndo(app)) {
    const undo = app.badge.undo;
    app.undoUntil = 0;
    record(
      app.log,
      Kind.Undone,
      undo ? app.badge.state[State.Seq] - undo.state[State.Seq] + 1 : 0,
      app.now,
      '',
    );
  } else openMenu(app, u16(app, screen + 12));
}

/** Starts the application on a board. */
export function start(board: Board): void {
  const app = newApp(board);
  board.buttons.onPress(button => enter(app, () => press(app, button)));
  board.nfc.onOrder(order =>
    enter(app, () => {
      if (isOrder(order)) takeOrder(app, order, Came.Tap);
    }),
  );
  board.link.onRequest(
    request => enter(app, () => answer(app, request)),
    () => enter(app, () => {}),
  );
  enter(app, () => {});
}
