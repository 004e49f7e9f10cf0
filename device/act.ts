import { type ByteString, put } from '../shared/bytes.js';
import { Cause } from '../shared/log/cause.js';
import { note, record } from '../shared/log/log.js';
import { idOf, packBareOrder, Trait, traitOf } from '../shared/order/order.js';
import { DAY, HOUR, MINUTE } from '../shared/time.js';
import { Came, currentSlot, freeSlot, SLOTS, State } from '../shared/visit/badge.js';
import { Kind, Phase } from '../shared/visit/kind.js';
import { Missing } from '../shared/visit/limits.js';
import { nearest, reminderPlace } from '../shared/visit/remind.js';
import { Field, type Visit } from '../shared/visit/visit.js';
import {
  ACTION_CELLS,
  ACTION_PLACE,
  ACTION_SHIFT,
  FLAG_CELLS,
  GROUP_CELLS,
  GROUP_SKIP,
  PHRASE_CELLS,
  SECOND_KIT,
  Words,
} from '../shared/words/layout.js';
import { Fixed, Go } from '../shared/words/ui.js';
import {
  type App,
  BLINK_SPAN,
  emit,
  fixed,
  type Line,
  phaseNow,
  type View,
  visitNow,
  wallNow,
} from './app.js';
import { itemCount, itemPlace, nextItem } from './checklist.js';
import { openList, openQuestion, openView } from './list.js';
import { appointmentText, missingNow } from './values.js';

/** What keys and menu rows do: every `Go` of the words file, and how each of them ends in a record. */

/** Opens the menu at a place of the words file. */
function openMenu(app: App, place: number): void {
  const cells = app.cells;
  const action = (row: number): number => place + 2 + row * ACTION_CELLS;
  openList(
    app,
    cells[place],
    cells[place + 1],
    row => (cells[action(row)] & ACTION_PLACE) | cells[Words.RowMark],
    row => act(app, action(row)),
  );
}

/** Flags to be ticked: first row all of them, last row records those ticked. */
function openFlags(app: App, place: number, done: (flags: number) => void): void {
  const cells = app.cells;
  const count = cells[place + 1] >> 8;
  const all = cells[place + 2];
  const flag = (row: number): number => place + 1 + row * FLAG_CELLS;
  let flags = 0;
  openList(
    app,
    cells[place],
    count + 2,
    row => (row < 1 ? fixed(app, Fixed.All) : row > count ? fixed(app, Fixed.Record) : cells[flag(row)]),
    row => {
      if (row > 0 && row <= count) flags ^= cells[flag(row) + 1];
      else done(row < 1 ? all : flags | (all & SECOND_KIT));
    },
    row => (row < 1 || row > count ? '' : flags & cells[flag(row) + 1] ? '[x]' : '[ ]'),
  );
}

/** Keys of a checklist item; of a time being picked, and of phrases. */
const ITEM_KEYS = [Fixed.Later, Fixed.NotApplicable, Fixed.Tick];
const PICK_KEYS = [Fixed.Less, Fixed.Greater, Fixed.Next];

/** The open checklist items one at a time: BTN3 ticks, BTN2 not applicable, BTN1 leaves it for later. */
function openChecklist(app: App): void {
  const items = itemCount(app);
  let item = -1;
  const next = (): void => {
    item = visitNow(app) ? nextItem(app, currentSlot(app.badge), item + 1, false) : items;
    if (item >= items) return openQuestion(app, [Fixed.ChecklistTitle, Fixed.ChecklistDone]);
    const place = itemPlace(app, item);
    app.view = view;
    view.lines = [app.cells[place], app.cells[place + 1]];
  };
  const view = openView(app, fixed(app, Fixed.ChecklistTitle), [], ITEM_KEYS, button => {
    if (button > 1) emit(app, Kind.Tick, item * 8 + (button === 2 ? 1 : 0));
    next();
  });
  next();
}

/** Whether a visit in this phase waits before a door. */
function isAtDoor(phase: Phase): boolean {
  return phase >= Phase.OnSite && phase <= Phase.Called;
}

/** Takes up another order; at a door only after asking, as the wait there goes on. */
function select(app: App, slot: number): void {
  const current = currentSlot(app.badge);
  const visit = app.badge.visits[slot] as Visit;
  const take = (): void => emit(app, isAtDoor(visit[Field.Phase]) ? Kind.Resumed : Kind.Selected, slot);
  if (slot === current) app.view = null;
  else if (isAtDoor(phaseNow(app))) {
    openQuestion(app, [Fixed.ParkFirst], Fixed.ParkYes, () => {
      record(app.ring, Kind.Parked, current, app.time);
      take();
    });
  } else take();
}

/** The known orders, or those that have no visit yet. A star marks the current one, `!` what waits to be accepted. */
function openOrders(app: App, waiting: boolean, choose: (slot: number) => void): void {
  const current = currentSlot(app.badge);
  const slots: number[] = [];
  const marks: string[] = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    const visit = app.badge.visits[slot];
    if (!visit || (waiting && (visit[Field.Phase] > Phase.Booked || slot === current))) continue;
    slots.push(slot);
    marks.push(slot === current ? '*' : visit[Field.Phase] > Phase.Offered ? ' ' : '!');
  }
  if (!slots.length) return openQuestion(app, [Fixed.NoOrders, Fixed.OrdersTitle]);
  openList(
    app,
    fixed(app, Fixed.OrdersTitle),
    slots.length,
    row => idOf(app.badge.orders[slots[row]]),
    row => choose(slots[row]),
    row => marks[row],
  );
}

/** Slot of the order that has the id of this one; -1: the badge does not know it. */
export function slotOf(app: App, order: ByteString): number {
  return app.badge.orders.findIndex(each => each !== '' && idOf(each) === idOf(order));
}

/**
 * A new order from outside, packed. An order that is known already, or too many, change nothing; but a tap, which has
 * `evidence` (log/fields.ts), of the order that the engineer is on the way to is the arrival. True where the badge has it now.
 */
export function takeOrder(app: App, order: ByteString, came: Came, evidence: number): boolean {
  app.lightUntil = app.time + app.cells[Words.Display];
  const known = slotOf(app, order);
  if (known >= 0) {
    if (evidence && known === currentSlot(app.badge) && phaseNow(app) === Phase.EnRoute)
      emit(app, Kind.Arrived, evidence);
  } else if (freeSlot(app.badge) < 0) {
    openQuestion(app, [Fixed.NoRoom, Fixed.OrdersTitle]);
    return false;
  } else {
    emit(app, Kind.Dispatched, 0, put(came, 1) + order);
    // It waits behind the order on the screen: the list shows that it is there.
    if (idOf(app.badge.orders[currentSlot(app.badge)]) !== idOf(order)) go(app, Go.Orders, 0);
    else if (app.cells[Words.AcceptAtOnce] && phaseNow(app) === Phase.Offered) emit(app, Kind.Accepted, 0);
  }
  return true;
}

/** A visit without an order: a provisional id of the badge's own. */
function walkIn(app: App, type: number): void {
  const slot = freeSlot(app.badge);
  if (slot < 0) return openQuestion(app, [Fixed.NoRoom, Fixed.OrdersTitle]);
  const own = (app.ring.badgeId & 0xffff).toString(16).toUpperCase();
  const id = 'W-' + own + '-' + (app.badge.state[State.WalkIns] + 1);
  emit(app, Kind.Dispatched, 0, put(Came.WalkIn, 1) + packBareOrder(type, id));
  if (currentSlot(app.badge) !== slot) select(app, slot);
}

/** Leaves; where something is missing, says what and from when it would be in order, and asks once more. */
function leave(app: App): void {
  const visit = visitNow(app);
  if (!visit) return;
  const phase = phaseNow(app);
  let missing = 0;
  if (phase <= Phase.NoteOk) missing = missingNow(app, visit);
  else if (phase >= Phase.Inside && nextItem(app, currentSlot(app.badge), 0, true) < itemCount(app))
    missing = Missing.Items;
  if (!missing) return emit(app, Kind.Left, 0);
  const lines = [
    missing & Missing.Time ? Fixed.MissingTime : missing & Missing.Appointment ? Fixed.MissingAppointment : 0,
    missing & Missing.Call ? Fixed.MissingCall : 0,
    missing & (Missing.Note | Missing.NoteFields) ? Fixed.MissingNote : 0,
    missing & Missing.Items ? Fixed.MissingItems : 0,
  ].filter(line => line > 0);
  openQuestion(app, lines, Fixed.LeaveAnyway, () => {
    record(app.ring, Kind.LeftConfirmed, missing, app.time);
    emit(app, Kind.Left, 0);
  });
}

/** Departs; asks once more where the kit was not checked whole. */
function depart(app: App): void {
  const visit = visitNow(app);
  const parts = (1 << app.cells[Words.Kit]) - 1;
  const go = (): void => emit(app, Kind.Departed, 0);
  if (!visit || ((visit[Field.Said] >> 16) & parts) === parts) go();
  else openQuestion(app, [Fixed.KitMissing], Fixed.DepartAnyway, go);
}

/** What each stage of picking a time moves by, and its line. */
const STAGES = [DAY, HOUR, 5 * MINUTE];

/** Picks day, hour and minute in turn with BTN1 less, BTN2 more, BTN3 next; then asks for the party. */
function openAppointment(app: App, parties: number): void {
  const visit = visitNow(app);
  const wall = wallNow(app);
  if (!visit || !wall) return openQuestion(app, [Fixed.ClockLost, Fixed.ClockLost2]);
  const from = visit[Field.Appointment] || wall + HOUR;
  app.picked = from - (from % STAGES[2]);
  let stage = 0;
  const view = openView(app, 0, [0, fixed(app, Fixed.PickDay)], PICK_KEYS, button => {
    if (button < 3) app.picked += (button * 2 - 3) * STAGES[stage];
    else if (++stage > 2) return openMenu(app, parties);
    view.lines = [0, fixed(app, Fixed.PickDay + stage)];
  });
}

/** Records the appointment that was picked. A change that is not the customer's wish asks what was said about it. */
function agree(app: App, party: number): void {
  const phase = phaseNow(app);
  const changed = phase > Phase.Accepted && phase < Phase.Waiting;
  const done = (flags: number): void => {
    const bytes = put(party + flags * 8, 1) + put(app.picked);
    emit(app, changed ? Kind.AppointmentChanged : Kind.AppointmentMade, 0, bytes);
  };
  if (changed && party > 1) openFlags(app, app.cells[Words.ChangeFlags], done);
  else done(0);
}

/** The identity card: a title that is blank keeps the clock away from its QR. */
function openCard(app: App): void {
  openQuestion(app, [Fixed.CardCompany, Fixed.CardName, Fixed.CardNumber]);
  const view = app.view as View;
  view.title = ' ';
  view.isCard = true;
}

/** How long a peer may pair from when the screen was opened, and from when its passkey was shown. */
const PAIR_SPAN = 60;

/** Lets a peer pair while this is on the display, and shows the digits that it has to be told; 0: none yet. @cold */
export function openPairing(app: App, digits: Line): void {
  openQuestion(app, [Fixed.PairTitle, Fixed.PairLine]);
  const view = app.view as View;
  view.isPairing = true;
  view.lines[2] = digits;
  app.lightUntil = app.time + PAIR_SPAN;
}

/** Opens the console until the next start, where the wearer says so twice: who has paired can do anything then. @inline */
function openConsole(app: App): void {
  openQuestion(app, [Fixed.ConsoleTitle, Fixed.ConsoleLine], Fixed.Choose, () => {
    emit(app, Kind.Security, 8 + Cause.Console);
    app.link.openConsole();
  });
}

/** Spans to choose from for a promise, in minutes. */
const SPANS = [5, 10, 15, 30, 60, 120, 240, 1440];

function openPromise(app: App, promise: number): void {
  const wall = wallNow(app);
  if (!wall) return openQuestion(app, [Fixed.ClockLost, Fixed.ClockLost2]);
  const due = (row: number): number => wall + SPANS[row] * MINUTE;
  openList(
    app,
    fixed(app, Fixed.PickSpan),
    SPANS.length,
    row => SPANS[row] + ' min ' + appointmentText(app, due(row)),
    row => emit(app, Kind.PromiseMade, 0, put(promise, 1) + put(due(row))),
  );
}

/**
 * Shows phrases, a page each: BTN1 and BTN2 go to the situation before and behind, BTN3 to the next phrase. The order's
 * kind of customer says which of them; of tips another one comes first after each record.
 */
function openPhrases(app: App, group: number): void {
  const cells = app.cells;
  const groups = cells[Words.GroupCount];
  let page = 0;
  const view = openView(app, 0, [], PICK_KEYS, button => {
    if (button > 2) page++;
    else {
      group += button > 1 ? 1 : groups - 1;
      page = 0;
    }
    show();
  });
  const show = (): void => {
    const at = cells[Words.Groups] + (group % groups) * GROUP_CELLS;
    // A kind of customer that there is not is one that is not known.
    const pages = cells[at + 2 + (traitOf(app.badge.orders[currentSlot(app.badge)], Trait.Customer) % 3)];
    const shown = (page + (pages >> 15) * app.badge.state[State.Seq]) % (pages & 255);
    const place = cells[at + 1] + (((pages >> 8) & GROUP_SKIP) + shown) * PHRASE_CELLS;
    view.title = cells[at];
    view.lines = [cells[place], cells[place + 1]];
    view.place = shown + 1 + '/' + (pages & 255);
    app.framed = 0;
  };
  show();
}

const REMINDER_KEYS = [Fixed.Later, 0, Fixed.Choose];

/**
 * How long reminders keep away when one was put off. One that is put off at once comes again before its hour, and so does
 * another that becomes near meanwhile: none is near later than five minutes before.
 */
const SNOOZE = 3 * MINUTE;

/** Reminds of the nearest deadline, if there is one: BTN3 does it, BTN1 puts it off, BTN4 has seen it. */
function remind(app: App): void {
  const cells = app.cells;
  const found = nearest(cells, app.badge, app.limits.zone, wallNow(app), app.told);
  const code = found.code;
  const slot = code & (SLOTS - 1);
  const action = cells[reminderPlace(cells, code)];
  if (!code) return;
  note(app.ring, Kind.Reminded, code, app.time);
  app.told[code] = found.near;
  app.picked = found.due;
  app.lightUntil = app.time + app.cells[Words.Display] + BLINK_SPAN;
  const lines = [
    (cells[action] & ACTION_PLACE) | cells[Words.RowMark],
    idOf(app.badge.orders[slot]),
    fixed(app, Fixed.ReminderDue),
  ];
  openView(app, fixed(app, Fixed.ReminderTitle), lines, REMINDER_KEYS, button => {
    app.view = null;
    // It comes again, unless what is pressed now ends it.
    app.told[code] = 0;
    if (button < 2) {
      note(app.ring, Kind.Snoozed, code, app.time);
      app.snoozedUntil = app.time + SNOOZE;
    } else if (button > 2) {
      if (slot === currentSlot(app.badge)) act(app, action);
      else select(app, slot);
    }
  });
}

/**
 * Does what is more than to record an event. Works seldom and needs much.
 *
 * @cold
 */
export function go(app: App, does: number, what: number): void {
  // In the order of `Go`. Only the one that is meant lives on with the screen that it opens.
  const chosen: (what: number) => void = [
    (place: number) => openMenu(app, place),
    (list: number) => openFlags(app, list, flags => emit(app, app.cells[list + 1] & 255, flags)),
    () => openChecklist(app),
    () => openOrders(app, false, slot => select(app, slot)),
    () => openQuestion(app, [Fixed.DayTitle, Fixed.DayLine, Fixed.DayLine2]),
    () => leave(app),
    () => depart(app),
    (parties: number) => openAppointment(app, parties),
    (promise: number) => openPromise(app, promise),
    (type: number) => walkIn(app, type),
    () => openOrders(app, true, slot => emit(app, Kind.Renamed, 0, put(slot, 1))),
    (party: number) => agree(app, party),
    (group: number) => openPhrases(app, group),
    () => remind(app),
    () => openCard(app),
    () => openPairing(app, 0),
    () => openConsole(app),
  ][does - Go.Menu];
  chosen(what);
}

/** Carries out an action of the words file. */
export function act(app: App, action: number): void {
  if (!action) return;
  const first = app.cells[action];
  const second = app.cells[action + 1];
  const does = (first >> ACTION_SHIFT) | ((second >> ACTION_SHIFT) << 4);
  const what = second & ACTION_PLACE;
  if (does < Go.Menu) emit(app, does, what);
  else go(app, does, what);
}
