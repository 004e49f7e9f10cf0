import { isoOf } from '../../shared/iso.js';
import { ORDER_TYPES, packOrderJson, TIME_NAMES, TRAITS } from '../../shared/order/json.js';
import type { Seconds, Span } from '../../shared/time.js';
import type { Order } from '../../shared/visit/event.js';
import { bytesIn } from '../bytes.js';

/** One field of the form: the one order table, as a person fills it in. */
export type FormField =
  | { readonly name: 'id' | 'door'; readonly is: 'text' }
  | { readonly name: string; readonly is: 'time' }
  | { readonly name: string; readonly is: 'choice'; readonly values: readonly (string | boolean)[] };

/** What nearly every order has; the others stand behind them, folded away. */
const FIRST = ['id', 'type', 'appointment', 'slotEnd', 'customer', 'door'];

const FIELDS: readonly FormField[] = [
  { name: 'id', is: 'text' },
  { name: 'type', is: 'choice', values: ORDER_TYPES },
  ...TIME_NAMES.map(name => ({ name, is: 'time' as const })),
  ...TRAITS.map(({ name, values }) => ({ name, is: 'choice' as const, values })),
  { name: 'door', is: 'text' },
];

export const FIRST_FIELDS: readonly FormField[] = FIRST.flatMap(
  name => FIELDS.find(field => field.name === name) ?? [],
);
export const MORE_FIELDS: readonly FormField[] = FIELDS.filter(field => !FIRST.includes(field.name));

/** What a form holds: the text of each field, '' where it is not filled in. */
export type Filled = { readonly [field: string]: string };

/** How the supervisor's own clock reads a local time such as 2026-11-23T09:00. */
export interface LocalTime {
  readonly at: Seconds;
  readonly zone: Span;
}

/** The order in a filled form, packed; or which field is not right. */
export function packForm(
  filled: Filled,
  local: (text: string) => LocalTime | null,
): { readonly packed: Uint8Array } | { readonly field: string } {
  const order: { [name: string]: unknown } = {};
  for (const field of FIELDS) {
    const text = (filled[field.name] ?? '').trim();
    if (!text) continue;
    if (field.is === 'time') {
      const time = local(text);
      if (!time || time.at < 1 || time.at > 0xffffffff) return { field: field.name };
      order[field.name] = isoOf(time.at, time.zone);
    } else if (field.is === 'choice') {
      const value = field.values.find(each => String(each) === text);
      if (value === undefined) return { field: field.name };
      order[field.name] = value;
    } else order[field.name] = field.name === 'id' ? text.toUpperCase() : text;
  }
  const made = packOrderJson(order as unknown as Order);
  if ('bytes' in made) return { packed: bytesIn(made.bytes) };
  if (!/^[A-Z0-9-]{1,16}$/.test(String(order['id'] ?? ''))) return { field: 'id' };
  return { field: order['type'] === undefined ? 'type' : 'door' };
}
