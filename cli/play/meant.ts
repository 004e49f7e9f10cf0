import { secondsOf } from '../../shared/iso.js';
import { APPOINTMENT_FLAGS, type Fields, fieldsOf, PARTIES, valuesOf } from '../../shared/log/fields.js';
import { ORDER_TYPES } from '../../shared/order/json.js';
import type { Seconds } from '../../shared/time.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Wanted } from './find.js';
import type { Act } from './step.js';
import type { World } from './world.js';

export type EventAct = Extract<Act, { does: 'event' }>;

/** An event step in the badge's own terms. */
export interface Meant extends Wanted {
  /** The appointment or the end of the promise that is to be picked. */
  readonly time: Seconds | null;
  /** The order that is to be chosen. */
  readonly order: string | null;
  /** What the record must say beside its name. */
  readonly fields: Fields;
}

/** Fields that every record has. */
const COMMON = ['t', 'up', 'boot', 'seq', 'clock', 'event', 'order'];

/** Records that come by themselves, or with another one. */
const BY_ITSELF: { readonly [kind: number]: string } = {
  [Kind.LeftConfirmed]: 'it comes with left',
  [Kind.ClockSet]: 'use a step with clock',
  [Kind.Boot]: 'use a step with power',
  [Kind.Pulled]: 'use a step with pull',
  [Kind.Battery]: 'use a step with battery',
  [Kind.Reminded]: 'the badge records it by itself',
  [Kind.Snoozed]: 'use a step with press: BTN1 while the reminder shows',
  [Kind.Security]: 'the badge records it by itself',
  [Kind.Loss]: 'the badge records it by itself',
  [Kind.Cancelled]: 'a cancellation comes from the desk',
};

function only(given: Fields, names: readonly string[]): string | null {
  const other = Object.keys(given).find(name => !names.includes(name));
  return other === undefined ? null : `the badge cannot say ${other} of it`;
}

function timeIn(given: Fields, name: string): Seconds | string {
  return secondsOf(given[name]) ?? `with.${name} must be an ISO time with offset`;
}

/** What an event step means on the badge, or why no press can say it. */
export function meantBy(world: World, act: EventAct): Meant | string {
  const { kind, with: given } = act;
  const plain = { kind, value: 0, time: null, order: null, fields: {} };
  if (BY_ITSELF[kind]) return BY_ITSELF[kind];
  switch (kind) {
    case Kind.AppointmentMade:
    case Kind.AppointmentChanged:
      return appointment(kind, given);
    case Kind.PromiseMade: {
      const promise = world.profile.promises.find(each => each.rule === given['rule']);
      const time = timeIn(given, 'due');
      if (!promise) return `with.rule must be ${world.profile.promises.map(each => each.rule).join(' or ')}`;
      if (typeof time === 'string') return time;
      return only(given, ['rule', 'due']) ?? { ...plain, value: promise.number, time, fields: given };
    }
    case Kind.Dispatched: {
      const type = ORDER_TYPES.indexOf(given['type'] as (typeof ORDER_TYPES)[number]);
      if (type < 0) return `with.type must be one of ${ORDER_TYPES.join(', ')}`;
      return only(given, ['type']) ?? { ...plain, value: type };
    }
    case Kind.Selected:
    case Kind.Parked:
    case Kind.Resumed:
    case Kind.Renamed: {
      const order = given['order'] ?? act.order;
      if (typeof order !== 'string') return 'with.order must name the order';
      return only(given, ['order', 'was']) ?? { ...plain, order, fields: given };
    }
    case Kind.Undone:
      return only(given, ['undoes']) ?? { ...plain, fields: given };
    default: {
      const values = valuesOf(world.profile, kind, given);
      if (typeof values === 'string') return values;
      if (values.length > 1) return 'the badge records one flag of a tick at a time';
      // The badge itself says what an arrival rests on.
      const fields = kind === Kind.Arrived ? given : fieldsOf(world.profile, kind, values[0]);
      return { ...plain, value: values[0], fields };
    }
  }
}

function appointment(kind: Kind, given: Fields): Meant | string {
  const changed = kind === Kind.AppointmentChanged;
  const name = changed ? 'new' : 'time';
  const party = given['party'] === undefined ? 0 : PARTIES.indexOf(String(given['party']));
  const time = timeIn(given, name);
  if (typeof time === 'string') return time;
  if (party < 0 || (changed && !party))
    return `with.party must be one of ${PARTIES.filter(each => each).join(', ')}`;
  const flags = (given['flags'] ?? []) as string[];
  const unknown = flags.find(flag => !APPOINTMENT_FLAGS.includes(flag));
  if (unknown) return `flag ${unknown} is none of ${APPOINTMENT_FLAGS.join(', ')}`;
  const bits = APPOINTMENT_FLAGS.reduce((sum, flag, i) => sum + (flags.includes(flag) ? 1 << i : 0), 0);
  const names = changed ? ['new', 'old', 'party', 'flags'] : ['time', 'party'];
  return only(given, names) ?? { kind, value: party + bits * 8, time, order: null, fields: given };
}

/** How a record differs from what was meant, or null. */
export function differs(meant: Meant, event: EventRecord): string | null {
  for (const [name, value] of Object.entries(meant.fields)) {
    if (name === 'order') continue;
    if (!isSame(value, event[name]))
      return `${name} is ${JSON.stringify(event[name])} and not ${JSON.stringify(value)}`;
  }
  if (meant.order !== null && event.order !== meant.order)
    return `order is ${event.order} and not ${meant.order}`;
  // What these say beside is the badge's own: what an arrival rests on, which record is undone.
  const isOwn = meant.kind === Kind.Arrived || meant.kind === Kind.Undone;
  if (isOwn || meant.time !== null || meant.order !== null) return null;
  const other = Object.keys(event).find(
    name => !COMMON.includes(name) && event[name] !== undefined && !(name in meant.fields),
  );
  return other === undefined || other === 'undoes'
    ? null
    : `it says ${other}: ${JSON.stringify(event[other])}`;
}

/** Whether two fields say the same: lists in any order, times whatever their offset. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.slice().sort().join() === b.slice().sort().join();
  if ((a === false || a === null) && b === undefined) return true;
  const time = typeof a === 'string' ? secondsOf(a) : null;
  return a === b || (time !== null && time === secondsOf(b));
}
