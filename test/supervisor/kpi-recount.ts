import * as assert from 'uvu/assert';
import type { Order, OrderType } from '../../shared/visit/event.js';
import type { KeyFigure } from '../../supervisor/kpi/kpi.js';
import { after } from './kpi-day.js';

/**
 * The key figures of a month counted from plain facts, which logs and list were written from. The recount shares no
 * rule with the code: its limits stand here once more, as numbers.
 */
export const DAY = 1440;
/** When the badges are pulled for the last time, in minutes. */
export const PULLED = 30 * DAY;

/** What only the station knows of, and no badge. */
const TICKETS = ['suggestion', 'enquiry', 'request', 'cutover', 'warning'] as const;

/** What really happened to one order, in minutes after the first morning, a Monday at nine; null: it did not. */
export interface Fact {
  readonly id: string;
  readonly type: OrderType | (typeof TICKETS)[number];
  readonly isTold: boolean;
  readonly isListed: boolean;
  readonly reported: number | null;
  readonly dispatched: number | null;
  readonly accepted: number | null;
  readonly agreed: number | null;
  readonly done: number | null;
  readonly replied: number | null;
  readonly returned: number | null;
  readonly fault: 'customer' | 'third' | null;
  readonly paused: number | null;
  readonly pausedBy: 'customer' | 'company' | null;
  readonly line: 'customer' | 'company' | null;
  readonly area: 'urban' | 'township' | 'village' | null;
  readonly content: boolean | null;
  readonly isHotline: boolean;
  readonly passedOn: boolean | null;
  readonly closed: number | null;
  readonly callback: number | null;
  readonly handled: number | null;
  readonly response: number | null;
  readonly isExpert: boolean;
  readonly isAbove: boolean;
  readonly online: number | null;
  readonly approved: number | null;
  readonly answered: number | null;
  readonly firstCall: number | null;
  /** Of tickets: made, passed on, replied to; an overdue order's warning and what followed; a cut-over. */
  readonly opened: number | null;
  readonly passed: number | null;
  readonly ticketReplied: number | null;
  readonly warned: number | null;
  readonly urged: number | null;
  readonly announced: number | null;
  readonly cutover: number | null;
}

/** Mulberry32: the same numbers for the same seed. */
export function randomOf(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What happened to an order that came in at minute `base`: near every limit, and in every way. */
export function factOf(random: () => number, id: string, base: number): Fact {
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const often = (share: number): boolean => random() < share;
  const maybe = <T>(share: number, value: T): T | null => (often(share) ? value : null);
  /** A span at a limit, a minute to either side, or anything up to twice as long. */
  const near = (limit: number): number =>
    Math.max(1, pick(limit - 1, limit, limit + 1, Math.ceil(random() * 2 * limit)));
  const accepted = maybe(0.9, base + near(20));
  const from = accepted ?? base;
  const returned = maybe(0.1, from + near(pick(30, DAY)));
  const done = returned === null ? maybe(0.8, from + near(pick(DAY, 3 * DAY))) : null;
  const isTold = often(0.85);
  const isTicket = !isTold && often(0.6);
  return {
    id: id,
    type: isTicket ? pick(...TICKETS) : pick('install', 'install', 'repair', 'repair', 'complaint', 'care'),
    isTold: isTold,
    isListed: !isTold || often(0.6),
    reported: maybe(0.9, base),
    dispatched: maybe(0.7, base + near(10)),
    accepted: accepted,
    agreed: maybe(0.7, from + near(60)),
    done: done,
    // Replied without an end of the work: nobody knows when it was done.
    replied: returned === null ? maybe(done === null ? 0.3 : 0.8, (done ?? from) + near(60)) : null,
    returned: returned,
    fault: maybe(0.3, pick('customer' as const, 'third' as const)),
    paused: (accepted ?? 0) + 1,
    pausedBy: maybe(0.3, pick('customer' as const, 'company' as const)),
    line: maybe(0.4, pick('customer' as const, 'company' as const)),
    area: maybe(0.8, pick('urban' as const, 'township' as const, 'village' as const)),
    content: maybe(0.8, often(0.9)),
    isHotline: often(0.5),
    passedOn: maybe(0.8, often(0.9)),
    closed: maybe(0.8, base + near(DAY)),
    callback: maybe(0.7, (done ?? base) + pick(-30, near(DAY), near(DAY), near(3 * DAY))),
    handled: maybe(0.8, base + near(pick(DAY, 2 * DAY))),
    response: maybe(0.8, base + near(480)),
    isExpert: often(0.5),
    isAbove: often(0.3),
    online: maybe(0.6, base + near(120)),
    approved: maybe(0.7, base + near(10) - 10),
    answered: maybe(0.7, base + near(DAY)),
    firstCall: maybe(0.7, base + pick(4 * DAY, 5 * DAY, 5 * DAY, 5 * DAY, 6 * DAY)),
    opened: maybe(0.9, base),
    passed: maybe(0.9, base),
    ticketReplied: isTicket ? maybe(0.8, base + near(DAY)) : null,
    warned: maybe(0.9, base),
    urged: maybe(0.8, base + near(30)),
    announced: maybe(0.8, base),
    cutover: maybe(0.9, base + near(3 * DAY)),
  };
}

export function orderOf(fact: Fact): Order {
  const order: Order = { id: fact.id, type: fact.type as OrderType };
  if (fact.reported !== null) order.reported = after(fact.reported);
  if (fact.dispatched !== null) order.dispatched = after(fact.dispatched);
  if (fact.line) order.lineOwner = fact.line;
  if (fact.area) order.area = fact.area;
  return order;
}

export function rowOf(fact: Fact): string {
  const at = (minutes: number | null): string => (minutes === null ? '' : after(minutes));
  const answer = (is: boolean | null): string => (is === null ? '' : is ? 'yes' : 'no');
  return [
    fact.id,
    fact.type,
    answer(fact.content),
    answer(fact.isHotline),
    answer(fact.passedOn),
    at(fact.closed),
    at(fact.callback),
    at(fact.handled),
    at(fact.response),
    answer(fact.isExpert),
    answer(fact.isAbove),
    at(fact.online),
    at(fact.approved),
    at(fact.answered),
    at(fact.firstCall),
    at(fact.opened),
    at(fact.passed),
    at(fact.ticketReplied),
    at(fact.warned),
    at(fact.urged),
    at(fact.announced),
    at(fact.cutover),
  ].join(',');
}

/** Columns of the station's list. */
export const HEAD = [
  'order,type,content,hotline,passedOnInTime,ticket.closed,callback.done,complaint.handled,response.first',
  'expertSeat,aboveLevel,ticket.closedOnline,shiftLeader.approved,complaint.replied,call.first',
  'ticket.created,ticket.dispatched,order.replied,warning.overdue,reminder.dispatched',
  'cutover.announced,cutover.start',
].join(',');

// The recount. It asks the facts, and knows what log and list can tell of them.

/** `in`, `late`, or the reason for being left out. */
type Place = string;

export const seen = (at: number | null): number | null => (at !== null && at <= PULLED ? at : null);
const startIn = (fact: Fact): number | null => (fact.isTold ? seen(fact.accepted) : null);

/** Of something that only a badge knows. An order that is on the list alone has no columns for it. */
function byBadge(fact: Fact, start: number | null, end: number | null, limit: number): Place {
  if (!fact.isTold) return 'not-listed';
  if (start === null) return 'start-not-known';
  const came = seen(end);
  const last = came ?? seen(fact.returned) ?? PULLED;
  if (last - start > limit) return 'late';
  if (came !== null) return 'in';
  return seen(fact.returned) === null ? 'open' : 'called-off';
}

/** Of something that the list tells. */
function byList(fact: Fact, start: number | null, end: number | null, limit: number): Place {
  if (start === null) return 'start-not-known';
  if (!fact.isListed) return 'not-listed';
  if (end !== null && end < start) return 'out-of-order';
  const off = fact.isTold ? seen(fact.returned) : null;
  const last = end ?? off ?? PULLED;
  if (last - start > limit) return 'late';
  return end !== null ? 'in' : off === null ? 'open' : 'called-off';
}

const isHidden = (fact: Fact): boolean => seen(fact.done) === null && seen(fact.replied) !== null;

const dayOf = (minutes: number): number => Math.floor((minutes + 540) / DAY);

/** Mondays to Fridays after the day of `from`, up to that of `to`; day 0 is a Monday, nine hours old at minute 0. */
function weekdays(from: number, to: number): number {
  let count = 0;
  for (let each = dayOf(from) + 1; each <= dayOf(to); each++) if (each % 7 < 5) count++;
  return count;
}

function activated(fact: Fact): Place {
  const start = startIn(fact);
  if (fact.isTold && fact.line === 'customer') return 'line-owner';
  if (!fact.isTold) return 'not-listed';
  if (start === null) return 'start-not-known';
  if (isHidden(fact)) return 'not-recorded';
  const end = seen(fact.done);
  const late = weekdays(start, end ?? seen(fact.returned) ?? PULLED) > 3;
  if (late) return isCustomers(fact) ? 'customer-caused' : 'late';
  if (end !== null) return 'in';
  return seen(fact.returned) === null ? 'open' : 'called-off';
}

/** The customer was at fault, or a pause that came before the pull was theirs. */
function isCustomers(fact: Fact): boolean {
  const paused = fact.pausedBy === 'customer' && seen(fact.paused) !== null;
  return paused || (seen(fact.done) !== null && fact.fault === 'customer');
}

function repaired(fact: Fact): Place {
  if (fact.isTold && fact.line === 'customer') return 'line-owner';
  if (fact.isTold && seen(fact.done) !== null && fact.fault === 'customer') return 'customer-caused';
  if (!fact.isTold) return 'not-listed';
  if (startIn(fact) === null) return 'start-not-known';
  if (isHidden(fact)) return 'not-recorded';
  return byBadge(fact, startIn(fact), fact.done, DAY);
}

function handledMean(fact: Fact): Place {
  if (fact.isTold && fact.line === 'customer') return 'line-owner';
  if (!fact.isTold) return 'not-listed';
  const start = startIn(fact);
  if (start === null) return 'start-not-known';
  if (isHidden(fact)) return 'not-recorded';
  const end = seen(fact.done);
  if (end === null) return seen(fact.returned) === null ? 'open' : 'called-off';
  const limit = fact.area === 'village' ? 2 * DAY : DAY;
  return end - start > limit && isCustomers(fact) ? 'customer-caused' : 'in';
}

/** Overdue: a badge's limit from the report, else from the acceptance; and the whole flow as the list has it. */
function inTime(fact: Fact): Place {
  const said = [jobOf(fact), flowOf(fact)].filter(place => place !== null);
  if (said.includes('late')) return 'late';
  if (fact.isTold && seen(fact.returned) !== null) return 'called-off';
  if (said.some(place => place === 'in' || place === 'open')) return 'in';
  return said[0] ?? 'no-limit';
}

function jobOf(fact: Fact): Place | null {
  if (fact.type !== 'install' && fact.type !== 'repair') return null;
  if (!fact.isTold) return 'not-listed';
  const start = fact.reported ?? seen(fact.accepted);
  if (start === null || isHidden(fact)) return 'not-recorded';
  const end = seen(fact.done) ?? seen(fact.returned) ?? PULLED;
  const isOver = fact.type === 'install' ? weekdays(start, end) > 3 : end - start > DAY;
  if (!isOver) return 'in';
  const isTheirs = fact.line === 'customer' || (seen(fact.done) !== null && fact.fault === 'customer');
  return isTheirs ? 'in' : 'late';
}

function flowOf(fact: Fact): Place | null {
  if (fact.type === 'suggestion') return byList(fact, fact.opened, fact.closed, DAY);
  if (fact.type === 'enquiry') return byList(fact, fact.passed, fact.closed, DAY);
  if (fact.type === 'request') return byList(fact, fact.opened, fact.ticketReplied, DAY);
  if (fact.type !== 'complaint' && fact.type !== 'repair') return null;
  return byList(fact, reportedIn(fact), fact.closed, DAY);
}

const reportedIn = (fact: Fact): number | null => (fact.isTold ? fact.reported : null);

/** Counted by figures of their own alone. */
const isApart = ({ type }: Fact): boolean => type === 'cutover' || type === 'warning';

/** Days on the calendar after the day of `from`. */
const daysAfter = (from: number, at: number): number => dayOf(at) - dayOf(from);

function calledOnDay(fact: Fact): Place | null {
  if (fact.type !== 'install') return null;
  const start = reportedIn(fact);
  if (start === null) return 'start-not-known';
  if (isHidden(fact)) return 'not-recorded';
  const done = seen(fact.done);
  if (done !== null && daysAfter(start, done) <= 4) return null;
  const off = seen(fact.returned);
  if (off !== null && daysAfter(start, off) <= 5) return 'called-off';
  if (!fact.isListed) return 'not-listed';
  if (fact.firstCall !== null && daysAfter(start, fact.firstCall) === 5) return 'in';
  return daysAfter(start, PULLED) <= 5 ? 'open' : 'late';
}

function atExpertSeat(fact: Fact): Place | null {
  if (fact.type !== 'repair' || !fact.isListed || !fact.isExpert) return null;
  const start = reportedIn(fact);
  if (start === null) return 'start-not-known';
  const ends = [fact.online, fact.dispatched].filter(end => end !== null);
  if (!ends.length) return 'not-listed';
  if (Math.min(...ends) - start <= 120) return 'in';
  return fact.dispatched === null ? 'not-listed' : 'late';
}

function passedOn(fact: Fact): Place | null {
  if (fact.type !== 'complaint') return null;
  if (!fact.isListed) return 'not-listed';
  if (fact.approved === null) return 'start-not-known';
  if (!fact.isTold || fact.dispatched === null) return 'not-listed';
  if (fact.dispatched < fact.approved) return 'out-of-order';
  return fact.dispatched - fact.approved > 10 ? 'late' : 'in';
}

function announced(fact: Fact): Place | null {
  if (fact.type !== 'cutover') return null;
  if (fact.cutover === null) return 'start-not-known';
  if ((fact.announced ?? PULLED) > fact.cutover - 3 * DAY) return 'late';
  return fact.announced === null ? 'open' : 'in';
}

const complaint = (fact: Fact): Place => byList(fact, reportedIn(fact), fact.handled, DAY);

const RECOUNT: { readonly [id: string]: (fact: Fact) => Place | null } = {
  'TT-5.3-2': fact => (fact.type === 'install' ? byBadge(fact, startIn(fact), fact.agreed, 60) : null),
  'TT-5.3-3': fact => (fact.type === 'install' ? activated(fact) : null),
  'TT-5.3-5': fact => (fact.type === 'repair' ? handledMean(fact) : null),
  'TT-5.3-6': fact => (fact.type === 'repair' ? repaired(fact) : null),
  'TT-4.3-1b': fact => {
    if (fact.type !== 'repair') return null;
    if (!fact.isTold || fact.reported === null) return 'start-not-known';
    if (fact.dispatched === null) return 'not-listed';
    return fact.dispatched - fact.reported <= 10 ? 'in' : 'late';
  },
  'TT-4.3-1': fact => {
    if (fact.type !== 'repair') return null;
    return byList(fact, reportedIn(fact), fact.closed, DAY);
  },
  'TT-4.1-3': fact => {
    if (fact.type !== 'complaint') return null;
    return byList(fact, reportedIn(fact), fact.handled, DAY);
  },
  'TT-5.3-4': fact => {
    if (fact.type !== 'complaint') return null;
    return byList(fact, reportedIn(fact), fact.response, 480);
  },
  'TT-4.1-1b': fact => {
    if (fact.type !== 'install') return null;
    if (!fact.isTold) return 'not-listed';
    if (isHidden(fact)) return 'not-recorded';
    return byList(fact, seen(fact.done), fact.callback, DAY);
  },
  'TT-4.1-2b': fact => {
    if (fact.type !== 'repair') return null;
    return byList(fact, fact.isTold ? seen(fact.replied) : null, fact.callback, DAY);
  },
  'TT-4.1-5': fact => {
    if (isApart(fact) || !fact.isListed || fact.callback === null) return null;
    const clock = (fact.callback + 540) % DAY;
    return (clock >= 510 && clock <= 720) || (clock >= 870 && clock <= 1230) ? 'in' : 'late';
  },
  'TT-4.3-6': fact => (isApart(fact) ? null : inTime(fact)),
  'TT-4.3-6b': fact => {
    if (isApart(fact)) return null;
    return !fact.isListed || fact.content === null ? 'not-listed' : fact.content ? 'in' : 'late';
  },
  'TT-4.1-1c': calledOnDay,
  'TT-4.1-3b': fact => {
    if (fact.type !== 'complaint') return null;
    return fact.isListed ? byList(fact, fact.answered, fact.callback, 2 * DAY) : 'not-listed';
  },
  'TT-4.3-1c': atExpertSeat,
  'TT-4.3-2': fact => (fact.type === 'complaint' ? byList(fact, reportedIn(fact), fact.closed, DAY) : null),
  'TT-4.3-2b': passedOn,
  'TT-4.3-2e': fact =>
    fact.type === 'complaint' && fact.isListed && fact.isHotline ? complaint(fact) : null,
  'TT-4.3-2f': fact => (fact.type === 'complaint' && fact.isListed && fact.isAbove ? complaint(fact) : null),
  'TT-4.3-3': fact => (fact.type === 'suggestion' ? flowOf(fact) : null),
  'TT-4.3-4': fact => (fact.type === 'enquiry' ? flowOf(fact) : null),
  'TT-4.3-5': fact => (fact.type === 'request' ? flowOf(fact) : null),
  'TT-4.3-7': fact => (fact.type === 'warning' ? byList(fact, fact.warned, fact.urged, 30) : null),
  'TT-5.3-1': announced,
  'TT-4.3-6c': fact => {
    if (isApart(fact) || !fact.isListed || !fact.isHotline) return null;
    return fact.passedOn === null ? 'not-listed' : fact.passedOn ? 'in' : 'late';
  },
};

/** Denominator, late and left out, as one text that can be compared. */
function textOf(places: readonly (readonly [id: string, place: Place])[]): string {
  const names = [...new Set(places.map(([, place]) => place))].sort();
  return names
    .map(name => {
      const ids = places.filter(([, place]) => place === name).map(([id]) => id);
      return `${name}: ${ids.sort().join(' ')}`;
    })
    .join('\n');
}

function placesOf(figure: Counted): (readonly [id: string, place: Place])[] {
  return [
    ...figure.counted.map(id => [id, figure.late.includes(id) ? 'late' : 'in'] as const),
    ...figure.excluded.flatMap(({ reason, orders }) => orders.map(id => [id, reason] as const)),
  ];
}

/** As much of a key figure as is counted again. */
export type Counted = Pick<
  KeyFigure,
  'id' | 'state' | 'unit' | 'numerator' | 'denominator' | 'value' | 'areas' | 'counted' | 'late' | 'excluded'
>;

/** Counts all figures again from the facts; `came` gets the places where orders came to stand. */
export function checkFigures(figures: readonly Counted[], facts: readonly Fact[], came: Set<string>): void {
  const stated = figures.filter(({ state }) => state !== 'not-stated').map(({ id }) => id);
  assert.equal(Object.keys(RECOUNT).sort(), stated.sort(), 'every figure is counted again');
  for (const [id, recount] of Object.entries(RECOUNT)) {
    const figure = figures.find(each => each.id === id) as Counted;
    const wanted = facts.flatMap(fact => {
      const place = recount(fact);
      return place === null ? [] : [[fact.id, place] as const];
    });
    assert.is(textOf(placesOf(figure)), textOf(wanted), id);
    for (const [, place] of wanted) came.add(place);
    const counted = wanted.filter(([, place]) => place === 'in' || place === 'late');
    assert.is(figure.denominator, counted.length, id);
    // Null, and not 0, says that nothing was counted.
    if (!counted.length) assert.equal([figure.numerator, figure.value], [null, null], id);
    else if (figure.unit === 'ratio')
      assert.is(figure.numerator, counted.filter(([, place]) => place === 'in').length, id);
    else checkMean(figure, facts, new Set(counted.map(([order]) => order)));
  }
}

function checkMean(figure: Counted, facts: readonly Fact[], counted: ReadonlySet<string>): void {
  const own = facts.filter(fact => counted.has(fact.id));
  const sum = (of: readonly Fact[]): number =>
    of.reduce((all, fact) => all + (fact.done as number) - (fact.accepted as number), 0);
  assert.is(figure.numerator, sum(own));
  assert.is(figure.value, sum(own) / own.length);
  for (const { area, value, limit } of figure.areas) {
    const here = own.filter(fact => (fact.area ?? 'not-known') === area);
    assert.is(value, here.length ? sum(here) / here.length : null, area);
    assert.is(limit, area === 'urban' ? 1440 : area === 'village' ? 2880 : null, area);
  }
}
