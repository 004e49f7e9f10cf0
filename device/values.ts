import { doorOf, idOf } from '../shared/order/order.js';
import { MINUTE, type Seconds, type Span } from '../shared/time.js';
import { currentSlot, SLOTS, State, wallOf } from '../shared/visit/badge.js';
import { Missing, missingAtDoor } from '../shared/visit/limits.js';
import { Field, type Visit } from '../shared/visit/visit.js';
import { Value } from '../shared/words/ui.js';
import { type App, wallNow } from './app.js';
import { itemCount, nextItem } from './checklist.js';

/** What a line shows beside its own words: each `Value` as ASCII. */

/** m:ss, or h:mm of minutes. */
function sixties(span: Span): string {
  const rest = span % 60;
  return ((span / 60) | 0) + (rest < 10 ? ':0' : ':') + rest;
}

/** From character `from` on, `length` of "YYYY-MM-DDTHH:MM:SS" in local time. */
function localText(app: App, at: Seconds, from: number, length: number): string {
  return new Date((at + app.limits.zone) * 1000).toISOString().substr(from, length);
}

/** HH:MM of an instant; dashes for 0. */
export function clockText(app: App, at: Seconds): string {
  return at ? localText(app, at, 11, 5) : '--:--';
}

/** HH:MM, with MM-DD before it on another day than today. */
export function appointmentText(app: App, at: Seconds): string {
  const wall = wallNow(app);
  const far = at && wall && localText(app, at, 5, 5) !== localText(app, wall, 5, 5);
  return (far ? localText(app, at, 5, 5) + ' ' : '') + clockText(app, at);
}

/** How long a visit has waited since its first ring. @inline */
function waitedAt(app: App, visit: Visit): Span {
  return visit[Field.RangAt] ? app.time - visit[Field.RangAt] : 0;
}

/** What leaving the silent door still lacks (bits of `Missing`). */
export function missingNow(app: App, visit: Visit): number {
  const wall = wallNow(app);
  const isEarly = wall > 0 && wall < visit[Field.Appointment];
  return missingAtDoor(app.limits, waitedAt(app, visit), isEarly, visit[Field.Calls] > 0, visit[Field.Note]);
}

/** Slot of the order that a screen speaks of: the current one, else the one with the nearest appointment; -1: none. */
export function slotShown(app: App): number {
  let nearest = currentSlot(app.badge);
  if (nearest >= 0) return nearest;
  let first = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const visit = app.badge.visits[slot];
    if (!visit) continue;
    const at = visit[Field.Appointment] || 0xffffffff;
    if (nearest >= 0 && at >= first) continue;
    nearest = slot;
    first = at;
  }
  return nearest;
}

/** What a value says that is no order's: of the badge, or of the wearer's day. @inline */
function ownText(app: App, value: Value): string {
  return value === Value.Clock
    ? clockText(app, wallNow(app))
    : value === Value.Picked
      ? localText(app, app.picked, 5, 5) + ' ' + clockText(app, app.picked)
      : value === Value.Fault
        ? app.fault
        : '' +
          (value === Value.Battery
            ? app.power.battery()
            : value === Value.Lost
              ? app.ring.lost
              : app.badge.state[value + State.Visits - Value.Visits] +
                (value === Value.Early ? app.badge.state[State.OnTime] : 0));
}

/** The text of a value on the screen now. */
export function valueText(app: App, value: Value): string {
  if (value === Value.Clock || value >= Value.Visits) return ownText(app, value);
  const slot = slotShown(app);
  const order = app.badge.orders[slot];
  const visit = app.badge.visits[slot];
  if (!visit) return '-';
  let open = 0;
  if (value === Value.Open)
    for (let item = nextItem(app, slot, 0, true); item < itemCount(app); open++)
      item = nextItem(app, slot, item + 1, true);
  const wall = wallNow(app);
  const wait = app.limits.noAnswer || 0;
  const waited = waitedAt(app, visit);
  const appointment = visit[Field.Appointment];
  const minutes = Math.ceil((appointment - wall) / MINUTE);
  const arrivedAt = visit[Field.ArrivedAt];
  const arrived = wallOf(app.badge, arrivedAt);
  return value === Value.Order
    ? idOf(order)
    : value === Value.Door
      ? doorOf(order)
      : value === Value.Appointment
        ? appointmentText(app, appointment)
        : value === Value.Until
          ? wall && appointment
            ? (minutes < 0 ? '-' : '') + sixties(Math.abs(minutes))
            : '-'
          : value === Value.Waited
            ? sixties(waited)
            : value === Value.Remaining
              ? sixties(Math.max(0, wait - waited))
              : value === Value.InOrderFrom || value === Value.Leaving
                ? // As far as time goes: the end of the wait, or the appointed hour if that is later.
                  wall
                  ? value === Value.Leaving
                    ? clockText(app, Math.max(wall - waited + wait, appointment, wall))
                    : localText(app, Math.max(wall - waited + wait, appointment), 11, 8)
                  : clockText(app, 0)
                : value === Value.ArrivedAt
                  ? clockText(app, arrivedAt && arrived)
                  : value === Value.Minutes
                    ? // Lateness is rounded up, earliness down, as the judge does.
                      '' + Math.abs(Math.ceil((arrived - appointment) / MINUTE))
                    : value === Value.Open
                      ? '' + open
                      : missingNow(app, visit) &
                          (value === Value.TimeMark
                            ? Missing.Time | Missing.Appointment
                            : value === Value.CallMark
                              ? Missing.Call
                              : Missing.Note | Missing.NoteFields)
                        ? '-'
                        : '+';
}
