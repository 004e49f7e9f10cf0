import { secondsOf } from '../iso.js';
import type { Order } from '../visit/event.js';
import type { Mark } from './mark.js';
import { withoutChatter } from './visits.js';

/** One order with all that was recorded about it. */
export interface OrderMarks {
  readonly order: Order;
  readonly marks: readonly Mark[];
}

/** The events that the times of an order stand for (rules A2.2); the appointment was booked before anything else. */
const ORDER_TIMES: readonly { readonly time: keyof Order; readonly event: string }[] = [
  { time: 'appointment', event: 'appt.made' },
  { time: 'reported', event: 'order.reported' },
  { time: 'dispatched', event: 'order.dispatched' },
  { time: 'arrivedInDepartment', event: 'order.arrivedInDepartment' },
  { time: 'accepted', event: 'order.accepted' },
];

/** The marks of each order. A walk-in that got its number later is one order under that number. */
export function byOrder(orders: readonly Order[], badge: readonly Mark[]): OrderMarks[] {
  const renamed = renamings(badge);
  const known = underNewNames(orders, renamed);
  const kept = withoutChatter(badge);
  return known.map(order => ({
    order: order,
    marks: timesOf(order).concat(marksFor(order, known, kept, renamed)),
  }));
}

type Renamings = { readonly [was: string]: string };

function renamings(badge: readonly Mark[]): Renamings {
  const renamed: { [was: string]: string } = {};
  for (const mark of badge)
    if (mark.name === 'order.renamed') renamed[mark.fields['was'] as string] = mark.fields.order as string;
  return renamed;
}

/** No order is renamed more often; names that go in a circle, which no badge writes, end here. */
const MAX_RENAMINGS = 8;

/** The last name of an order. */
function nameOf(id: string, renamed: Renamings): string {
  let name = id;
  for (let i = 0; i < MAX_RENAMINGS && Object.keys(renamed).includes(name); i++) name = renamed[name];
  return name;
}

/** Each order once: where it was told twice, what was told later is added to what was known. */
function underNewNames(orders: readonly Order[], renamed: Renamings): Order[] {
  const known: Order[] = [];
  for (const order of orders) {
    const id = nameOf(order.id, renamed);
    const place = known.findIndex(other => other.id === id);
    const merged = Object.assign(Object.assign({}, place < 0 ? order : known[place]), order, { id: id });
    if (place < 0) known.push(merged);
    else known[place] = merged;
  }
  return known;
}

function marksFor(
  order: Order,
  known: readonly Order[],
  kept: readonly Mark[],
  renamed: Renamings,
): readonly Mark[] {
  return kept.filter(mark => {
    if (mark.order === null) return known.length === 1;
    return nameOf(mark.order, renamed) === order.id;
  });
}

/** The times an order brought, as marks before the first record. */
function timesOf(order: Order): Mark[] {
  const marks: Mark[] = [];
  for (let i = 0; i < ORDER_TIMES.length; i++) {
    const text = order[ORDER_TIMES[i].time];
    const at = secondsOf(text);
    if (at === null) continue;
    const booking = ORDER_TIMES[i].event === 'appt.made';
    marks.push({
      name: ORDER_TIMES[i].event,
      order: order.id,
      fields: { event: ORDER_TIMES[i].event, time: text, slotEnd: order.slotEnd },
      ref: null,
      place: i - ORDER_TIMES.length,
      at: booking ? null : at,
      known: booking ? 'unknown' : 'measured',
      from: booking ? null : at,
      to: booking ? null : at,
      boot: -1,
      up: null,
      drift: 0,
    });
  }
  return marks;
}
