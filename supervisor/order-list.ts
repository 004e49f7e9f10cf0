import type { ByteString } from '../shared/bytes.js';
import { bytesOf } from '../shared/enrol/text.js';
import { ORDER_KEYS, packOrderJson, TRAITS } from '../shared/order/json.js';
import type { Order } from '../shared/visit/event.js';
import { type CsvFault, type CsvRow, columnFault, readCsv } from './kpi/csv.js';
import { readSigned } from './orders.js';

/** Orders in a file: CSV or JSON by the one table of an order (docs/SPEC.md, "Order list"), or what `order new` printed. */

/** An order of a list, and where it stands there. */
export interface Listed {
  /** Such as `line 3` or `order 2`. */
  readonly where: string;
  /** 8 hex digits in lower case; null where the list does not say which badge it is for. */
  readonly badge: string | null;
  readonly order: Order;
  /** Payload of its record, where it is signed already. */
  readonly signed: ByteString | null;
}

/** What is wrong with a list, where (null: all of it), and how to mend it: the end of a sentence. */
export interface ListFault {
  readonly where: string | null;
  readonly error: string;
}

const BADGE = 'badge';
const COLUMNS: readonly string[] = [BADGE, ...ORDER_KEYS];
/** Columns that hold a yes or a no. */
const ANSWERS: readonly string[] = TRAITS.filter(({ values }) => values.includes(true)).map(
  ({ name }) => name,
);

/** Reads CSV: a line of columns, then a line for each order. An empty cell says nothing. */
export function readOrderCsv(text: string): Listed[] | ListFault {
  const rows = readCsv(text);
  if (!Array.isArray(rows)) return lineFault(rows);
  const [head, ...lines] = rows;
  if (!head)
    return { where: null, error: 'it is empty: begin with a line of columns, such as badge,id,type' };
  const columns = head.cells.map(name => name.trim());
  const fault = headFault(columns);
  if (fault) return lineFault({ line: head.line, error: fault });
  return checked(lines.map(row => [`line ${row.line}`, orderInRow(columns, row)]));
}

/** Reads parsed JSON: an order, a list of orders, or the document that `order new --json` prints. */
export function readOrderJson(document: unknown): Listed[] | ListFault {
  const { orders } = Object(document);
  if (Array.isArray(orders))
    return checked(orders.map((printed, i) => [`order ${i + 1}`, signedOrderOf(`order ${i + 1}`, printed)]));
  const all: unknown[] = Array.isArray(document) ? document : [document];
  return checked(all.map((members, i) => [`order ${i + 1}`, orderOf(`order ${i + 1}`, members)]));
}

function lineFault({ line, error }: CsvFault): ListFault {
  return { where: `line ${line}`, error };
}

function headFault(columns: readonly string[]): string | null {
  const fault = columnFault(columns, COLUMNS);
  if (fault) return fault;
  const missing = ['id', 'type'].find(name => !columns.includes(name));
  return missing === undefined ? null : `column ${missing} is missing: add it`;
}

/** The order in a line, or what is wrong with it. */
function orderInRow(columns: readonly string[], { line, cells }: CsvRow): Listed | string {
  if (cells.length !== columns.length)
    return `it has ${cells.length} cells where there are ${columns.length} columns: make them equal`;
  const members: { [name: string]: string | boolean } = {};
  for (const [i, column] of columns.entries()) {
    const cell = (cells[i] as string).trim();
    if (!cell) continue;
    const isAnswer = ANSWERS.includes(column);
    if (isAnswer && cell !== 'yes' && cell !== 'no')
      return `${column} is "${cell}": make it yes or no, or leave it empty`;
    members[column] = isAnswer ? cell === 'yes' : cell;
  }
  return orderOf(`line ${line}`, members);
}

/** The orders, or what is wrong with the first that is none, or that another one before it is. */
function checked(all: readonly (readonly [where: string, one: Listed | string])[]): Listed[] | ListFault {
  const listed: Listed[] = [];
  for (const [where, one] of all) {
    const error = typeof one === 'string' ? one : whyTwice(listed, one);
    if (error !== null) return { where, error };
    listed.push(one as Listed);
  }
  return listed;
}

/** An order by its members, or what is wrong with them. */
function orderOf(where: string, members: unknown): Listed | string {
  if (typeof members !== 'object' || members === null || Array.isArray(members))
    return 'what stands there is no order: give one such as {"id": "WO-7", "type": "repair"}';
  const unknown = Object.keys(members).find(name => !COLUMNS.includes(name));
  if (unknown !== undefined)
    return `an order has no ${unknown}: take it out, or name one of ${COLUMNS.join(', ')}`;
  const { badge = null, ...order } = members as { badge?: unknown };
  const packed = packOrderJson(order as Order);
  if ('error' in packed) return `${packed.error}: mend the order`;
  if (badge !== null && (typeof badge !== 'string' || !/^[0-9a-f]{8}$/i.test(badge)))
    return `badge ${JSON.stringify(badge)} is not 8 hex digits: write it as doorstep badge list shows it`;
  return { where, badge: badge === null ? null : badge.toLowerCase(), order: order as Order, signed: null };
}

function whyTwice(listed: readonly Listed[], one: Listed): string | null {
  const before = listed.find(({ badge, order }) => badge === one.badge && order.id === one.order.id);
  return before ? `order ${one.order.id} stands at ${before.where} too: keep one of them` : null;
}

/** An order that `order new` printed. Its payload counts: what stands beside it is for people, but for the order itself. */
function signedOrderOf(where: string, printed: unknown): Listed | string {
  const { payload, order } = Object(printed);
  const isHex = typeof payload === 'string' && /^([0-9a-f]{2})+$/i.test(payload);
  const signed = isHex ? bytesOf(payload) : '';
  const read = readSigned(signed);
  const packed = packOrderJson(Object(order));
  if (!read || 'error' in packed || packed.bytes !== read.order)
    return 'it is no signed order: give the document as doorstep order new --json printed it';
  return { where, badge: read.badge, order, signed };
}
