import { isoOf, secondsOf } from '../../shared/iso.js';
import { ORDER_KEYS, packOrderJson } from '../../shared/order/json.js';
import type { Seconds, Span } from '../../shared/time.js';
import type { Order } from '../../shared/visit/event.js';
import type { Kind } from '../../shared/visit/kind.js';
import { EVENT_NAMES, STATE_NAMES } from '../../shared/visit/names.js';
import type { Entries, Entry } from './yaml.js';

/** What a tapped order proves: signed for the badge's nonce, signed before, or nothing. */
const PROOFS = ['fresh', 'stored', 'none'] as const;
export type Proof = (typeof PROOFS)[number];

/** What a step does. */
export type Act =
  | {
      readonly does: 'tap';
      readonly order: Order;
      readonly bytes: string;
      readonly proof: Proof;
      /** The reader's frame, from 1, at which the badge is pulled away. */
      readonly drop: number | undefined;
    }
  | {
      readonly does: 'event';
      readonly name: string;
      readonly kind: Kind;
      readonly with: { readonly [field: string]: unknown };
      /** The order that must be the current one. */
      readonly order: string | undefined;
    }
  | { readonly does: 'press'; readonly button: number; readonly hold: Span | undefined }
  | { readonly does: 'power'; readonly how: 'cut' | 'restore' | 'reset' }
  | { readonly does: 'battery'; readonly percent: number }
  | { readonly does: 'clock'; readonly wall: Seconds | null }
  | { readonly does: 'pull'; readonly drop: number | undefined };

/** What must be so after a step. */
export interface Expect {
  readonly line: number;
  readonly state: string | undefined;
  readonly screen: readonly string[];
  /** The newest records, oldest first: each by name, or with fields that it must have. */
  readonly log: readonly { readonly event: string; readonly [field: string]: unknown }[];
}

export const STEP_KEYS = [
  'at',
  'after',
  'tap',
  'proof',
  'drop',
  'event',
  'with',
  'order',
  'press',
  'hold',
  'expect',
  'power',
  'battery',
  'clock',
  'pull',
] as const;
type StepEntries = Entries<(typeof STEP_KEYS)[number]>;

const ACTS = ['tap', 'event', 'press', 'power', 'battery', 'clock', 'pull'] as const;
const KINDS = new Map(Object.entries(EVENT_NAMES).map(([kind, name]) => [name, Number(kind) as Kind]));

/** An instant: a whole ISO time, or a time of the scenario's day. */
export function timeOf(entry: Entry, day: string, zone: Span): Seconds {
  const text = String(entry.value());
  const offset = isoOf(0, zone).slice(19);
  const time = secondsOf(/^\d\d:\d\d:\d\d$/.test(text) ? `${day}T${text}${offset}` : text);
  return (
    time ?? entry.fail(`${entry.shown()} is no time: write HH:MM:SS in quotes, or an ISO time with offset.`)
  );
}

/** What the step does, or null where it only expects something. */
export function actOf(step: StepEntries): Act | null {
  const named = ACTS.filter(key => step.get(key));
  if (named.length > 1) step.where.fail(`the step has both ${named.join(' and ')}: make a step of each.`);
  for (const [key, of] of [
    ['with', 'event'],
    ['order', 'event'],
    ['hold', 'press'],
    ['proof', 'tap'],
    ['drop', 'tap'],
  ] as const)
    if (step.get(key) && named[0] !== of)
      step.get(key)?.fail(`${key} belongs to a step with ${of}: leave it out here.`);
  const name = named[0];
  if (!name) return null;
  const entry = step.need(name, 'something');
  switch (name) {
    case 'tap':
      return tapOf(entry, step.get('proof')?.choice(PROOFS) ?? 'fresh', step.get('drop')?.integer(1, 100));
    case 'event':
      return eventOf(entry, step);
    case 'press':
      return {
        does: 'press',
        button: Number(entry.choice(['BTN1', 'BTN2', 'BTN3', 'BTN4']).slice(3)),
        hold: step.get('hold')?.span(),
      };
    case 'power':
      return { does: 'power', how: entry.choice(['cut', 'restore', 'reset']) };
    case 'battery':
      return { does: 'battery', percent: entry.integer(0, 100) };
    case 'clock':
      if (entry.value() === 'unset') return { does: 'clock', wall: null };
      return { does: 'clock', wall: clockOf(entry) };
    default:
      return { does: 'pull', drop: entry.object(['drop'], 'pull').get('drop')?.integer(1, 100_000) };
  }
}

function clockOf(entry: Entry): Seconds {
  const wall = secondsOf(entry.value());
  return wall ?? entry.fail(`clock is ${entry.shown()}: write an ISO time with offset, or unset.`);
}

function tapOf(entry: Entry, proof: Proof, drop: number | undefined): Act {
  entry.object(ORDER_KEYS, 'an order');
  const order = entry.value() as Order;
  const packed = packOrderJson(order);
  if ('error' in packed) return entry.fail(`${packed.error}: mend the order.`);
  return { does: 'tap', order, bytes: packed.bytes, proof, drop };
}

function eventOf(entry: Entry, step: StepEntries): Act {
  const name = entry.text();
  const kind = KINDS.get(name);
  if (kind === undefined)
    return entry.fail(`${name} is no event: use a name of rules A2.2 such as departed or arrived.`);
  const fields = step.get('with');
  if (fields && !fields.isObject())
    fields.fail(`with is ${fields.shown()}: write the fields of the event there.`);
  return {
    does: 'event',
    name,
    kind,
    with: (fields?.value() ?? {}) as { [field: string]: unknown },
    order: step.get('order')?.text(),
  };
}

/** What the step expects, or null. */
export function expectOf(step: StepEntries): Expect | null {
  const entry = step.get('expect');
  if (!entry) return null;
  const expect = entry.object(['state', 'screen', 'log'], 'expect');
  const screen = expect.get('screen');
  return {
    line: entry.line,
    state: expect.get('state')?.choice(STATE_NAMES),
    screen: !screen ? [] : screen.isList() ? screen.list('screen').map(each => each.text()) : [screen.text()],
    log: expect.get('log')?.list('log').map(recordOf) ?? [],
  };
}

function recordOf(entry: Entry): { event: string } {
  const wanted = entry.isObject() ? (entry.value() as { event: string }) : { event: entry.text() };
  if (!KINDS.has(wanted.event))
    entry.fail(`${entry.shown()} names no event: write a name of rules A2.2, or { event: name, ... }.`);
  return wanted;
}
