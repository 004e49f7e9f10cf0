import { isoOf, secondsOf } from '../iso.js';
import type { Order, OrderType } from '../visit/event.js';
import { doorOf, idOf, isOrder, packOrder, TIMES, timeOf, traitOf, typeOf } from './order.js';

/** Orders as JSON (architecture 4) to and from their bytes. For the desk. */

export const ORDER_TYPES: readonly OrderType[] = [
  'install',
  'move',
  'repair',
  'complaint',
  'care',
  'inspect',
];

/** The times of an order, in the order of `Time`. */
export const TIME_NAMES = [
  'dispatched',
  'reported',
  'accepted',
  'arrivedInDepartment',
  'appointment',
  'slotEnd',
  'notAfter',
  'issued',
] as const;

/** The values of each trait, in the order of `Trait`. */
export const TRAITS: readonly {
  readonly name: keyof Order;
  readonly values: readonly (string | boolean)[];
}[] = [
  { name: 'customer', values: ['home', 'enterprise'] },
  { name: 'area', values: ['urban', 'township', 'village'] },
  { name: 'site', values: ['home', 'equipment-room'] },
  { name: 'access', values: ['lan', 'adsl'] },
  { name: 'lineOwner', values: ['company', 'customer'] },
  { name: 'cable', values: [false, true] },
  { name: 'fee', values: [false, true] },
];

/** Number of a trait by its name, and the number that stands for one of its values. */
export function traitNumbers(name: keyof Order, value: string | boolean): [trait: number, value: number] {
  const trait = TRAITS.findIndex(each => each.name === name);
  const place = trait < 0 ? -1 : TRAITS[trait].values.indexOf(value);
  if (place < 0) throw new Error(`An order has no ${name} ${value}.`);
  return [trait, place + 1];
}

/** Every field of an order. */
export const ORDER_KEYS: readonly (keyof Order)[] = [
  'id',
  'type',
  ...TIME_NAMES,
  ...TRAITS.map(trait => trait.name),
  'door',
];

/** Packs an order, or says in one sentence what is wrong with it. */
export function packOrderJson(order: Order): { readonly bytes: string } | { readonly error: string } {
  if (typeof order.id !== 'string' || !/^[A-Z0-9-]+$/.test(order.id) || order.id.length > 16)
    return { error: `order id ${JSON.stringify(order.id)} is not 1 to 16 of A-Z, 0-9 and '-'` };
  const type = ORDER_TYPES.indexOf(order.type);
  if (type < 0)
    return {
      error: `order ${order.id}: type ${JSON.stringify(order.type)} is none of ${ORDER_TYPES.join(', ')}`,
    };
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const text = order[TIME_NAMES[i]];
    times.push(0);
    if (text === undefined || text === null) continue;
    const time = secondsOf(text);
    if (time === null)
      return {
        error: `order ${order.id}: ${TIME_NAMES[i]} ${JSON.stringify(text)} is not an ISO time with offset`,
      };
    if (time < 1 || time > 0xffffffff)
      return {
        error: `order ${order.id}: ${TIME_NAMES[i]} ${JSON.stringify(text)} is not between 1970 and 2106`,
      };
    times[i] = time;
  }
  let traits = 0;
  for (let i = 0; i < TRAITS.length; i++) {
    const value = order[TRAITS[i].name] as string | boolean | undefined;
    if (value === undefined || value === null) continue;
    const place = TRAITS[i].values.indexOf(value);
    if (place < 0)
      return {
        error: `order ${order.id}: ${TRAITS[i].name} ${JSON.stringify(value)} is none of ${TRAITS[i].values.join(', ')}`,
      };
    traits |= (place + 1) << (i * 2);
  }
  const door = order.door || '';
  if (typeof door !== 'string' || door.length > 12 || !/^[ -~]*$/.test(door))
    return { error: `order ${order.id}: door ${JSON.stringify(door)} is not at most 12 ASCII characters` };
  return { bytes: packOrder(type, order.id, times, traits, door) };
}

/** The order in packed bytes with its times at `zone` seconds from UTC, or null where the bytes are none. */
export function orderJson(bytes: string, zone: number): Order | null {
  if (!isOrder(bytes)) return null;
  const order: { [name: string]: unknown } = { id: idOf(bytes), type: ORDER_TYPES[typeOf(bytes)] };
  for (let i = 0; i < TIMES; i++) {
    const time = timeOf(bytes, i);
    if (time) order[TIME_NAMES[i]] = isoOf(time, zone);
  }
  for (let i = 0; i < TRAITS.length; i++) {
    const place = traitOf(bytes, i);
    if (place) order[TRAITS[i].name] = TRAITS[i].values[place - 1];
  }
  const door = doorOf(bytes);
  if (door) order['door'] = door;
  return order as unknown as Order;
}
