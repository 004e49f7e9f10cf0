import { STATION_EVENTS } from '../../shared/catalogue/kpi.js';
import { secondsOf } from '../../shared/iso.js';
import { ORDER_TYPES } from '../../shared/order/json.js';
import type { Seconds } from '../../shared/time.js';
import type { Order, OrderType, Party } from '../../shared/visit/event.js';
import { type CsvFault, type CsvRow, columnFault, readCsv } from './csv.js';

/** The tickets of a station that are no orders of a badge. */
export type Ticket = 'suggestion' | 'enquiry' | 'request' | 'cancellation' | 'cutover' | 'warning';

/** Columns that hold a yes or a no; an empty cell says neither. */
export type Answer = 'expertSeat' | 'hotline' | 'aboveLevel' | 'content' | 'passedOnInTime';

/** One line of the station's list: an order or a ticket, with what the station knows of it. */
export interface Listed {
  readonly line: number;
  readonly order: string;
  /** Null: that of the badge's order. */
  readonly type: OrderType | Ticket | null;
  readonly area: Order['area'] | null;
  readonly lineOwner: Order['lineOwner'] | null;
  /** Who was the cause, as the station found. */
  readonly party: Party | null;
  readonly answers: { readonly [column in Answer]?: boolean };
  /** When each event was; one that is absent has not happened, if its column is there. */
  readonly times: { readonly [event: string]: Seconds };
}

/** The station's list (docs/SPEC.md, "Station list"): what no badge can know. */
export interface StationList {
  readonly columns: readonly string[];
  readonly rows: readonly Listed[];
}

export const TICKETS: readonly Ticket[] = [
  'suggestion',
  'enquiry',
  'request',
  'cancellation',
  'cutover',
  'warning',
];
const ANSWERS: readonly Answer[] = ['expertSeat', 'hotline', 'aboveLevel', 'content', 'passedOnInTime'];

/** Events that badge and order can tell as well: the list fills in what they do not. */
export const TOLD_EVENTS: readonly string[] = [
  'order.reported',
  'order.dispatched',
  'order.accepted',
  'appt.made',
  'work.done',
  'order.replied',
  'callback.done',
];

const TIMES: readonly string[] = [...TOLD_EVENTS, ...STATION_EVENTS];

/** What a cell may hold, by its column. */
const WORDS: { readonly [column: string]: readonly string[] } = {
  type: [...ORDER_TYPES, ...TICKETS],
  area: ['urban', 'township', 'village'],
  lineOwner: ['company', 'customer'],
  party: ['customer', 'company', 'third', 'weather', 'unknown'],
  ...Object.fromEntries(ANSWERS.map(column => [column, ['yes', 'no']])),
};

/** Every column that a list may have, in any order; only `order` must be there. */
export const COLUMNS: readonly string[] = ['order', ...Object.keys(WORDS), ...TIMES];

const ORDER_ID = /^[A-Z0-9-]{1,32}$/;

/** Reads a station's list, or says what is wrong with it: the number of the line, and how to mend it. */
export function readStation(text: string): StationList | CsvFault {
  const rows = readCsv(text);
  if (!Array.isArray(rows)) return rows;
  const head = rows[0];
  if (!head) return { line: 1, error: `it is empty: begin with a line of columns, such as order,content` };
  const columns = head.cells.map(name => name.trim());
  const wrong = headFault(columns);
  if (wrong) return { line: head.line, error: wrong };
  const listed: Listed[] = [];
  const seen = new Map<string, number>();
  for (const row of rows.slice(1)) {
    const error = rowFault(columns, row);
    if (error) return { line: row.line, error: error };
    const one = listedOf(columns, row);
    const key = `${one.order} ${TICKETS.includes(one.type as Ticket) ? one.type : 'order'}`;
    const before = seen.get(key);
    if (before)
      return { line: row.line, error: `order ${one.order} stands on line ${before} too: keep one of them` };
    seen.set(key, row.line);
    listed.push(one);
  }
  return { columns: columns, rows: listed };
}

function headFault(columns: readonly string[]): string | null {
  const fault = columnFault(columns, COLUMNS);
  if (fault) return fault;
  return columns.includes('order') ? null : 'column order is missing: add it, with the number of each order';
}

function rowFault(columns: readonly string[], row: CsvRow): string | null {
  if (row.cells.length !== columns.length)
    return `it has ${row.cells.length} cells where there are ${columns.length} columns: make them equal`;
  for (const [i, column] of columns.entries()) {
    const error = cellFault(column, (row.cells[i] as string).trim());
    if (error) return error;
  }
  return null;
}

function cellFault(column: string, cell: string): string | null {
  const is = `${column} is ${cell ? `"${cell}"` : 'empty'}`;
  if (column === 'order')
    return ORDER_ID.test(cell) ? null : `${is}: make it 1 to 32 characters of A-Z, 0-9 and -`;
  if (!cell) return null;
  const words = WORDS[column];
  if (words) return words.includes(cell) ? null : `${is}: make it ${words.join(', ')}, or leave it empty`;
  return secondsOf(cell) === null
    ? `${is}: make it an ISO time with offset such as 2026-11-23T09:00:00+08:00, or leave it empty`
    : null;
}

function listedOf(columns: readonly string[], row: CsvRow): Listed {
  const cell = (column: string): string => (row.cells[columns.indexOf(column)] ?? '').trim();
  const answers: { [column in Answer]?: boolean } = {};
  for (const column of ANSWERS) if (cell(column)) answers[column] = cell(column) === 'yes';
  const times: { [event: string]: Seconds } = {};
  for (const event of TIMES) if (cell(event)) times[event] = secondsOf(cell(event)) as Seconds;
  return {
    line: row.line,
    order: cell('order'),
    type: (cell('type') || null) as Listed['type'],
    area: (cell('area') || null) as Listed['area'],
    lineOwner: (cell('lineOwner') || null) as Listed['lineOwner'],
    party: (cell('party') || null) as Listed['party'],
    answers: answers,
    times: times,
  };
}
