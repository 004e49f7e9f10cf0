import { doorOf, idOf, Time, timeOf } from '../shared/order/order.js';
import { DAY, MINUTE, type Seconds, type Span, timeOfDay } from '../shared/time.js';
import { Own, SLOTS, wallOf } from '../shared/visit/badge.js';
import { Phase } from '../shared/visit/kind.js';
import { Missing, missingAtDoor } from '../shared/visit/limits.js';
import { Field, NOTE_LEFT, type Visit } from '../shared/visit/visit.js';
import { Value } from '../shared/words/ui.js';
import { type App, phaseNow, visitNow, wallNow } from './app.js';
import { openItems } from './checklist.js';

/** What a line shows beside its own words: each `Value` as ASCII. */

function two(number: number): string {
  return (number < 10 ? '0' : '') + number;
}

/** m:ss */
function minutesSeconds(span: Span): string {
  return Math.floor(span / MINUTE) + ':' + two(span % MINUTE);
}

/** HH:MM of an instant, with seconds where `fine`; dashes for 0. */
export function clockText(app: App, at: Seconds, fine: boolean): string {
  if (!at) return '--:--';
  const time = timeOfDay(at, app.limits.zone);
  const text = two(Math.floor(time / 3600)) + ':' + two(Math.floor(time / MINUTE) % 60);
  return fine ? text + ':' + two(time % 60) : text;
}

/** MM-DD of local seconds, by counting days through the months of a year that begins in March. */
function dateText(local: Seconds): string {
  const days = Math.floor(local / DAY) + 719468;
  const ofEra = days % 146097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  return two(month < 10 ? month + 3 : month - 9) + '-' + two(day);
}

/** HH:MM, with MM-DD before it on another day than today. */
export function appointmentText(app: App, at: Seconds): string {
  const zone = app.limits.zone;
  const other = at && Math.floor((at + zone) / DAY) !== Math.floor((wallNow(app) + zone) / DAY);
  return (other ? dateText(at + zone) + ' ' : '') + clockText(app, at, false);
}

/** What leaving the silent door still lacks (bits of `Missing`). */
export function missingNow(app: App, visit: Visit): number {
  const wall = wallNow(app);
  const rangAt = visit[Field.RangAt];
  const note = visit[Field.Note];
  return missingAtDoor(app.limits, {
    waited: rangAt ? app.now - rangAt : 0,
    beforeAppointment: wall !== 0 && wall < visit[Field.Appointment],
    calledInVain: (visit[Field.Calls] & 1) !== 0,
    note: note ? note - NOTE_LEFT : null,
  });
}

/** From when on leaving is in order as far as time goes: the end of the wait, or the appointed hour if that is later. */
function inOrderFrom(app: App, visit: Visit): Seconds {
  const wait = wallOf(app.badge, (visit[Field.RangAt] || app.now) + (app.limits.noAnswer || 0));
  return wait && Math.max(wait, visit[Field.Appointment]);
}

/** Slot of the order that a screen speaks of: the current one, else the one with the nearest appointment; -1: none. */
export function slotShown(app: App): number {
  if (app.badge.current >= 0) return app.badge.current;
  let nearest = -1;
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

/** '+' for what is there, '-' for what is missing. */
function mark(missing: number): string {
  return missing ? '-' : '+';
}

/** The text of a value on the screen now. */
export function valueText(app: App, value: Value): string {
  const badge = app.badge;
  if (value === Value.Clock) return clockText(app, wallNow(app), false);
  if (value >= Value.Visits && value <= Value.Failed) {
    const own = [Own.Visits, Own.Early, Own.Late, Own.Failed][value - Value.Visits];
    const count = value === Value.Early ? badge.own[Own.Early] + badge.own[Own.OnTime] : badge.own[own];
    return '' + count;
  }
  if (value === Value.Picked)
    return dateText(app.picked) + ' ' + clockText(app, app.picked - app.limits.zone, false);
  if (value === Value.Battery) return '' + app.board.power.battery();
  if (value === Value.Fault) return app.fault;
  if (value === Value.Lost) return '' + app.log.lost;
  if (value === Value.Place) return app.place;
  if (value === Value.Orders) return '' + badge.visits.filter(visit => visit !== null).length;
  const slot = slotShown(app);
  const visit = slot < 0 ? null : badge.visits[slot];
  if (!visit) return '-';
  if (value === Value.Order) return idOf(badge.orders[slot]);
  if (value === Value.Door) return doorOf(badge.orders[slot]);
  const appointment = visit[Field.Appointment];
  if (value === Value.Appointment) return appointmentText(app, appointment);
  if (value === Value.Until) {
    const wall = wallNow(app);
    if (!wall || !appointment) return '-';
    const minutes = Math.ceil((appointment - wall) / MINUTE);
    const size = Math.abs(minutes);
    return (minutes < 0 ? '-' : '') + Math.floor(size / 60) + ':' + two(size % 60);
  }
  const rangAt = visit[Field.RangAt];
  const waited = rangAt ? app.now - rangAt : 0;
  if (value === Value.Waited) return minutesSeconds(waited);
  if (value === Value.Remaining) return minutesSeconds(Math.max(0, (app.limits.noAnswer || 0) - waited));
  if (value === Value.InOrderFrom) return clockText(app, inOrderFrom(app, visit), true);
  const arrivedAt = wallOf(badge, visit[Field.ArrivedAt]);
  if (value === Value.ArrivedAt) return clockText(app, visit[Field.ArrivedAt] ? arrivedAt : 0, false);
  if (value === Value.Minutes) return '' + Math.ceil(Math.abs(arrivedAt - appointment) / MINUTE);
  if (value === Value.Open) return '' + openItems(app, visit);
  const missing = missingNow(app, visit);
  if (value === Value.TimeMark) return mark(missing & (Missing.Time | Missing.Appointment));
  if (value === Value.CallMark) return mark(missing & Missing.Call);
  return mark(missing & (Missing.Note | Missing.NoteFields));
}
