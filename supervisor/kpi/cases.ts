import { isoOf } from '../../shared/iso.js';
import type { OrderCase } from '../../shared/judge/case.js';
import type { Mark } from '../../shared/judge/mark.js';
import { visitsOf } from '../../shared/judge/visits.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { Seconds, Span } from '../../shared/time.js';
import type { Order, OrderType } from '../../shared/visit/event.js';
import type { Told } from '../report.js';
import { type Listed, type StationList, TICKETS, type Ticket, TOLD_EVENTS } from './list.js';
import { joined, type Part, partsOf } from './parts.js';

/** One order or ticket that key figures are counted over. */
export interface Case {
  readonly id: string;
  readonly kind: OrderType | Ticket;
  /** A badge's log tells of it, so what the badge would have recorded and did not has not happened. */
  readonly isTold: boolean;
  /** Its line in the station's list, if it has one. */
  readonly row: Listed | null;
  /** All that is known of it, the list's times filled in where badge and order have none. */
  readonly of: OrderCase;
}

/**
 * The cases of the figures of one code, each order once.
 *
 * An order counts where its badge wears the code, or where the station's list names it: whoever lists an order asks
 * for its figures. An order that went through several badges is one case, its records joined by their times.
 */
export function casesOf(told: readonly Told[], list: StationList | null, code: Profile): Case[] {
  const rows = new Map<string, Listed>();
  for (const row of list?.rows ?? []) if (!isTicket(row)) rows.set(row.order, row);
  const parts = new Map<string, Part[]>();
  for (const each of told)
    for (const part of partsOf(each))
      if (each.profile.id === code.id || rows.has(part.one.order.id))
        parts.set(part.one.order.id, [...(parts.get(part.one.order.id) ?? []), part]);
  const cases = [...parts].map(([id, own]) => toldCase(own, rows.get(id) ?? null, code));
  const newest = told.reduce((a, b) => (b.now > a.now ? b : a), told[0] as Told);
  for (const row of list?.rows ?? [])
    if (isTicket(row) || !parts.has(row.order)) cases.push(listedCase(row, newest, code));
  return cases;
}

/** What stops a list from being counted with these logs: the line, and how to mend it. Null: nothing. */
export function listFault(
  told: readonly Told[],
  list: StationList,
): { readonly line: number; readonly error: string } | null {
  const orders = new Map(told.flatMap(partsOf).map(part => [part.one.order.id, part.one.order]));
  for (const row of list.rows) {
    if (isTicket(row)) continue;
    const order = orders.get(row.order);
    if (!row.type && !order)
      return {
        line: row.line,
        error: `order ${row.order} is in none of the logs and has no type: give one in column type`,
      };
    if (row.type && order && row.type !== order.type)
      return {
        line: row.line,
        error: `order ${row.order} is ${row.type} here and ${order.type} on its badge: correct column type`,
      };
  }
  return null;
}

function isTicket(row: Listed): boolean {
  return TICKETS.includes(row.type as Ticket);
}

function toldCase(parts: readonly Part[], row: Listed | null, code: Profile): Case {
  const newest = parts.reduce((a, b) => (b.told.now > a.told.now ? b : a));
  const order: Order = Object.assign({}, ...parts.map(part => part.one.order));
  const marks = parts.length === 1 ? newest.one.marks : joined(parts);
  const { told } = newest;
  const profile = told.profile.id === code.id ? told.profile : code;
  const badge = parts.length === 1 ? newest.badge : marks;
  return caseOf(order, order.type, row, { told, profile, marks, badge });
}

function listedCase(row: Listed, newest: Told, code: Profile): Case {
  const kind = row.type as OrderType | Ticket;
  // A ticket is no order of any type; its kind says what it is, and no rule of an order is asked about it.
  const order: Order = { id: row.order, type: isTicket(row) ? 'care' : (kind as OrderType) };
  const rest = { told: newest, profile: code, marks: [], badge: [] };
  return Object.assign({}, caseOf(order, kind, row, rest), { isTold: false });
}

interface Rest {
  /** Whose time and settings count. */
  readonly told: Told;
  readonly profile: Profile;
  readonly marks: readonly Mark[];
  readonly badge: readonly Mark[];
}

function caseOf(order: Order, kind: OrderType | Ticket, row: Listed | null, rest: Rest): Case {
  const filled: Order = Object.assign({}, order);
  if (row?.area && !filled.area) filled.area = row.area;
  if (row?.lineOwner && !filled.lineOwner) filled.lineOwner = row.lineOwner;
  return {
    id: order.id,
    kind: kind,
    isTold: true,
    row: row,
    of: {
      order: filled,
      profile: rest.profile,
      params: { ...rest.profile.params, ...rest.told.settings },
      zone: rest.told.zone,
      now: rest.told.now,
      workingDays: rest.told.workingDays,
      marks: withListed(rest.marks, row, rest.told.zone),
      visits: visitsOf(rest.marks),
      badge: rest.badge,
    },
  };
}

/** A moment that the station's list gives. */
export function listedMark(event: string, row: Listed, zone: Span): Mark {
  const at = row.times[event] as Seconds;
  return {
    name: event,
    order: row.order,
    fields: { event: event, time: isoOf(at, zone) },
    ref: null,
    place: event.startsWith('order.') && event !== 'order.replied' ? -10 : 1e9,
    at: at,
    known: 'measured',
    from: at,
    to: at,
    boot: -1,
    up: null,
    drift: 0,
  };
}

/** What came in order of the record: the list's times of the order in front, what was done behind. */
function withListed(marks: readonly Mark[], row: Listed | null, zone: Span): readonly Mark[] {
  if (!row) return marks;
  // A callback is whoever's: the badge's own and the centre's stand side by side.
  const missing = TOLD_EVENTS.filter(
    event =>
      event !== 'callback.done' &&
      row.times[event] !== undefined &&
      !marks.some(mark => mark.name === event && isTelling(mark)),
  );
  const added = missing.map(event => listedMark(event, row, zone));
  return [...added.filter(mark => mark.place < 0), ...marks, ...added.filter(mark => mark.place > 0)];
}

/** What a badge writes of a dispatch says when the order came to the badge, and nothing of when it was dispatched. */
export function isTelling(mark: Mark): boolean {
  return mark.name !== 'order.dispatched' || (mark.up === null && mark.fields.seq === undefined);
}
