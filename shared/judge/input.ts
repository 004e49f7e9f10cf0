import { secondsOf, zoneOf } from '../iso.js';
import { isObject, type JsonObject } from '../json.js';
import { packOrderJson } from '../order/json.js';
import type { Profile } from '../profile/profile.js';
import { CODES, profileOf } from '../profile/profiles.js';
import type { EventRecord, Order } from '../visit/event.js';
import { BADGE_EVENTS, type FieldRule, fieldsOf } from './fields.js';
import type { JudgeInput } from './judge.js';
import { settingsFault } from './settings.js';

/** Something that is wrong with an input, in one sentence that says what and how to mend it. */
export interface Fault {
  readonly error: string;
}

const ISO = 'an ISO time with offset such as 2026-11-23T09:00:00+08:00';

/**
 * Reads what `doorstep judge` is given (architecture 4).
 *
 * `given`, a profile or the id of one, stands in for the file's own. Answers with the input, or with what is wrong with it.
 */
export function parseJudgeInput(json: unknown, given: Profile | string | undefined): JudgeInput | Fault {
  if (!isObject(json))
    return { error: 'the file is no JSON object; give profile, timezone, now, orders and events' };
  const wanted = given === undefined ? json['profile'] : given;
  const profile =
    typeof given === 'object' ? given : typeof wanted === 'string' ? profileOf(wanted) : undefined;
  const ids = CODES.map(known => known.id).join(', ');
  if (!profile) return { error: `profile is ${shown(wanted)}; known profiles are ${ids}` };
  const zone = zoneOf(json['timezone']);
  if (zone === null)
    return { error: `timezone is ${shown(json['timezone'])}; make it an offset such as "+08:00"` };
  const now = secondsOf(json['now']);
  if (now === null) return { error: `now is ${shown(json['now'])}; make it ${ISO}` };
  const settings = json['settings'] === undefined ? {} : json['settings'];
  if (!isObject(settings))
    return { error: `settings is ${shown(settings)}; make it an object, or leave it out` };
  const days = json['workingDays'] === undefined ? null : json['workingDays'];
  const orders = json['orders'];
  const events = withoutNulls(json['events']);
  const fault =
    settingsFault(settings) ||
    daysFault(days) ||
    ordersFault(orders) ||
    eventsFault(events, orders as Order[], profile);
  if (fault) return { error: fault };
  return {
    profile: profile,
    zone: zone,
    now: now,
    settings: settings,
    workingDays: days as string[] | null,
    orders: orders as Order[],
    events: events as EventRecord[],
  };
}

/** A field that is null says nothing, as if it were not there. */
function withoutNulls(events: unknown): unknown {
  if (!Array.isArray(events)) return events;
  return events.map(event => {
    if (!isObject(event)) return event;
    return Object.fromEntries(Object.entries(event).filter(field => field[1] !== null));
  });
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

/** What is wrong with a table of working days, in one sentence; null: nothing. */
export function daysFault(days: unknown): string | null {
  if (days === null) return null;
  if (!Array.isArray(days)) return `workingDays is ${shown(days)}; make it a list of dates, or leave it out`;
  const bad = days.findIndex(day => typeof day !== 'string' || secondsOf(`${day}T00:00:00Z`) === null);
  if (bad < 0) return null;
  return `workingDays: date ${bad + 1} is ${shown(days[bad])}; make it a date such as 2026-11-23`;
}

function ordersFault(orders: unknown): string | null {
  if (!Array.isArray(orders) || !orders.length)
    return `orders is ${shown(orders)}; give a list of at least one order with id and type`;
  for (let i = 0; i < orders.length; i++) {
    const order = orders[i];
    if (!isObject(order)) return `order ${i + 1} is ${shown(order)}; make it an object with id and type`;
    const packed = packOrderJson(order as unknown as Order);
    if ('error' in packed) return `orders[${i}]: ${packed.error}`;
  }
  return null;
}

/** Every name an order goes by. */
function orderNames(orders: readonly Order[], events: readonly JsonObject[]): unknown[] {
  const names: unknown[] = orders.map(order => order.id);
  for (const event of events)
    if (event['event'] === 'order.renamed') names.push(event['order'], event['was']);
  return names;
}

function eventsFault(events: unknown, orders: readonly Order[], profile: Profile): string | null {
  if (!Array.isArray(events)) return `events is ${shown(events)}; give a list of events, which may be empty`;
  const bad = events.findIndex(event => !isObject(event));
  if (bad >= 0) return `event ${bad + 1} is ${shown(events[bad])}; make it an object with t and event`;
  const names = orderNames(orders, events);
  const refs = events.map((event: JsonObject, index) => (event['seq'] === undefined ? index : event['seq']));
  for (let i = 0; i < events.length; i++) {
    const event: JsonObject = events[i];
    const rules = fieldsOf(event['event']);
    const name = `event ${i + 1}`;
    if (!rules)
      return `${name}: event is ${shown(event['event'])}, which is no event; rules A2.2 lists the names`;
    const fault =
      timeFault(event) ||
      orderFault(event, orders, names) ||
      fieldsFault(event, rules) ||
      termFault(event, profile, refs);
    if (fault) return `${name} (${event['event']}): ${fault}`;
  }
  return null;
}

function timeFault(event: JsonObject): string | null {
  const t = event['t'];
  if (t !== undefined && secondsOf(t) === null) return `t is ${shown(t)}; make it ${ISO}`;
  for (const field of ['up', 'boot', 'seq', 'clock']) {
    const value = event[field];
    if (value === undefined || (typeof value === 'number' && value >= 0)) continue;
    return `${field} is ${shown(value)}; make it a number of 0 or more, or leave it out`;
  }
  const clock = event['clock'] as number | undefined;
  if (clock !== undefined && clock > 3) return `clock is ${clock}; make it 0, 1, 2 or 3`;
  if (t !== undefined || event['up'] !== undefined || event['event'] === 'clock.set') return null;
  return `it has neither t nor up; give ${ISO}, or up and boot where the clock was not set`;
}

function orderFault(event: JsonObject, orders: readonly Order[], names: readonly unknown[]): string | null {
  const order = event['order'];
  if (order === undefined) {
    if (orders.length === 1 || BADGE_EVENTS.includes(event['event'] as string)) return null;
    return `order is missing; say which of the ${orders.length} orders it belongs to`;
  }
  if (names.includes(order)) return null;
  return `order is ${shown(order)}, which is not among orders; add it there or correct the id`;
}

function fieldsFault(event: JsonObject, rules: readonly FieldRule[]): string | null {
  for (const rule of rules) {
    const value = event[rule.name];
    if (value === undefined ? rule.needed : !isKind(rule.kind, value))
      return `${rule.name} is ${shown(value)}; make it ${MEANINGS[rule.kind] || `one of ${rule.kind.split('|').join(', ')}`}`;
  }
  return null;
}

const MEANINGS: { readonly [kind: string]: string } = {
  time: ISO,
  flag: 'true or false',
  number: 'a number',
  text: 'a text',
  codes: 'a list of codes',
};

function isKind(kind: string, value: unknown): boolean {
  switch (kind) {
    case 'time':
      return secondsOf(value) !== null;
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'text':
      return typeof value === 'string';
    case 'codes':
      return Array.isArray(value) && value.every(code => typeof code === 'string');
    case 'any':
      return true;
    default:
      return kind.split('|').includes(value as string);
  }
}

/** Names that must be known: the item of a tick, the rule of a promise, the event that is undone. */
function termFault(event: JsonObject, profile: Profile, refs: readonly unknown[]): string | null {
  const own = `${profile.id}-`;
  const item = event['item'] as string;
  if (event['event'] === 'tick' && item.startsWith(own) && !profile.items.some(known => known.id === item))
    return `item is "${item}", which is no checklist item of ${profile.id}`;
  const rule = event['rule'] as string;
  if (
    event['event'] === 'promise.made' &&
    rule.startsWith(own) &&
    !profile.promises.some(known => known.rule === rule)
  )
    return `rule is "${rule}"; promises of ${profile.id} are ${profile.promises.map(known => known.rule).join(', ')}`;
  if (event['event'] === 'undone' && event['seq'] === undefined && !refs.includes(event['undoes']))
    return `undoes is ${shown(event['undoes'])}, which is no event of the list; count from 0, or number all events by seq`;
  return null;
}
