import { type Kpi, STATION_EVENTS } from '../../shared/catalogue/kpi.js';
import { workDone, workShown } from '../../shared/judge/case.js';
import type { Mark } from '../../shared/judge/mark.js';
import { type Case, isTelling, listedMark } from './cases.js';
import type { Answer, StationList } from './list.js';
import type { Reason } from './reasons.js';

/** When an event was, in the order of the record: empty where it has not happened. A reason: nobody can say. */
export type Known = readonly Mark[] | Reason;

/** Times that only the order or the list brings: their absence in a log says nothing. */
export const BROUGHT: readonly string[] = ['order.reported', 'order.dispatched'];

/** Column of the list for each mark of a population. */
const MARKED: { readonly [marked: string]: Answer } = {
  'expert-seat': 'expertSeat',
  hotline: 'hotline',
  'above-level': 'aboveLevel',
};

/** Whether the case belongs to what a figure is counted over. What the station did not mark is not marked. */
export function isOver(kpi: Kpi, one: Case): boolean {
  const { types, ticket, marked } = kpi.over;
  if (marked && one.row?.answers[MARKED[marked] as Answer] !== true) return false;
  if (ticket) return one.kind === ticket;
  if (types) return (types as readonly string[]).includes(one.kind);
  // These three are dealt with by the station and are no orders.
  return !['cancellation', 'cutover', 'warning'].includes(one.kind);
}

/** Whether an event is for the station to tell: no badge records it, or it is a callback that others owe. */
export function isStations(kpi: Kpi, event: string): boolean {
  return STATION_EVENTS.includes(event) || (event === 'callback.done' && kpi.owner !== undefined);
}

/** The columns that the figure needs and the list has not. */
export function needsOf(kpi: Kpi, list: StationList | null): string[] {
  const { ticket, marked } = kpi.over;
  const needs = eventsOf(kpi).filter(event => ticket || isStations(kpi, event));
  if (ticket) needs.unshift('type');
  if (marked) needs.unshift(MARKED[marked] as string);
  if (kpi.form === 'share' && kpi.counts.by === 'column') needs.push(kpi.counts.column);
  return [...new Set(needs)].filter(column => !list?.columns.includes(column));
}

function eventsOf(kpi: Kpi): readonly string[] {
  switch (kpi.form) {
    case 'within':
      return [kpi.from, ...kpi.to];
    case 'ahead':
      return [kpi.event, kpi.start];
    case 'on-day':
      return [kpi.from, kpi.until, kpi.event];
    case 'hours':
      return [kpi.event];
    case 'mean':
      return [kpi.from, kpi.to];
    case 'share':
      return kpi.counts.by === 'limit' ? [kpi.counts.from, ...kpi.counts.to] : [];
  }
}

/** What is known of an event in a case. The log and the order come first; the list fills in what they do not tell. */
export function knownOf(kpi: Kpi, one: Case, list: StationList | null, event: string): Known {
  const listed = listedOf(one, list, event);
  if (isStations(kpi, event)) return listed;
  const told = toldOf(one, event);
  if (told.length || !one.isTold) return told.length ? told : listed;
  if (event === 'work.done' && workShown(one.of.marks)) return 'not-recorded';
  if (event === 'appt.made' && one.of.marks.some(mark => mark.name === 'appt.changed')) return 'not-recorded';
  if (BROUGHT.includes(event)) return listed;
  if (event === 'callback.done' && typeof listed !== 'string') return listed;
  return [];
}

function toldOf(one: Case, event: string): readonly Mark[] {
  if (event === 'work.done') {
    const done = workDone(one.of.marks);
    return done ? [done] : [];
  }
  return one.of.marks.filter(mark => mark.name === event && isTelling(mark));
}

function listedOf(one: Case, list: StationList | null, event: string): Known {
  if (!one.row || !list?.columns.includes(event)) return 'not-listed';
  return one.row.times[event] === undefined ? [] : [listedMark(event, one.row, one.of.zone)];
}
