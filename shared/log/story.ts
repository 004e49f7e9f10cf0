import { isoOf } from '../iso.js';
import { orderJson } from '../order/json.js';
import { idOf } from '../order/order.js';
import type { Digest } from '../ports.js';
import type { Profile } from '../profile/profile.js';
import type { Span } from '../time.js';
import { apply, type Badge, currentSlot, newBadge, State, wallOf } from '../visit/badge.js';
import type { EventRecord, Order } from '../visit/event.js';
import { Kind } from '../visit/kind.js';
import type { Limits } from '../visit/limits.js';
import { EVENT_NAMES } from '../visit/names.js';
import { fieldsOf, longFields } from './fields.js';
import { HEADER_WORDS, Header, isHeader } from './page.js';
import { readerOf, readNext } from './record.js';

/** What a log tells: its events with names and times, the orders they speak of, and where the badge stood at its end. */
export interface Story {
  readonly events: EventRecord[];
  readonly orders: Order[];
  readonly badge: Badge;
  /** Pages with words that could not be read, by their place in the stream. */
  readonly damaged: number[];
}

/** Where the pages of a stream begin: at each whole header. */
export function pagesIn(digest: Digest, words: ArrayLike<number>): number[] {
  const pages: number[] = [];
  for (let i = 0; i + HEADER_WORDS <= words.length; i++) if (isHeader(digest, words, i)) pages.push(i);
  return pages;
}

/** Tells one record as an event of architecture 4; null where it is none. `badge` has taken it into mind already. */
export function eventOf(
  profile: Profile,
  before: Badge,
  badge: Badge,
  kind: Kind,
  value: number,
  bytes: string,
  seq: number,
  zone: Span,
): EventRecord | null {
  const name = EVENT_NAMES[kind];
  if (!name) return null;
  const state = badge.state;
  const wall = wallOf(badge, state[State.At]);
  const event: EventRecord = {
    t: wall ? isoOf(wall, zone) : null,
    up: state[State.At] - state[State.BootAt],
    boot: state[State.Boot],
    seq: seq,
    clock: state[State.Quality],
    event: name,
  };
  const fields = bytes ? longFields(profile, kind, bytes, zone) : fieldsOf(profile, kind, value);
  let slot = currentSlot(before);
  if (kind === Kind.Undone) fields['undoes'] = seq - value;
  else if (kind === Kind.Dispatched) slot = badge.orders.findIndex((order, i) => order !== before.orders[i]);
  else if (kind >= Kind.Cancelled && kind <= Kind.Snoozed) slot = value & 7;
  if (kind === Kind.AppointmentChanged && slot >= 0) {
    const visit = before.visits[slot];
    if (visit && visit[1]) fields['old'] = isoOf(visit[1], zone);
    fields['new'] = fields['time'];
    delete fields['time'];
  }
  if (kind === Kind.Renamed && slot >= 0) {
    fields['was'] = idOf(before.orders[slot]);
    event.order = idOf(badge.orders[slot]);
  } else if (slot >= 0 && kind < Kind.ClockSet) {
    const order = before.orders[slot] || badge.orders[slot];
    if (order) event.order = idOf(order);
  }
  return Object.assign(event, fields);
}

/** A copy of what the fold may change in place. */
export function snapshot(badge: Badge): Badge {
  return Object.assign({}, badge, {
    visits: badge.visits.slice(),
    orders: badge.orders.slice(),
    state: new Uint32Array(badge.state),
  });
}

/**
 * Reads a stream of pages from its first word: the fold of all its records, through the same function that the badge
 * itself goes by, and each event with its name, fields and time. `zone` is the offset for times, in seconds.
 */
export function storyOf(
  digest: Digest,
  limits: Limits,
  profile: Profile,
  words: ArrayLike<number>,
  zone: Span,
): Story {
  const badge = newBadge();
  const events: EventRecord[] = [];
  const orders: Order[] = [];
  const damaged: number[] = [];
  const pages = pagesIn(digest, words);
  for (let p = 0; p < pages.length; p++) {
    const end = p + 1 < pages.length ? pages[p + 1] : words.length;
    const reader = readerOf(pages[p] + HEADER_WORDS, end, words[pages[p] + Header.At]);
    badge.state[State.Seq] = words[pages[p] + Header.FirstSeq];
    while (readNext(digest, words, reader)) {
      if (reader.kind === Kind.Seal || reader.kind === Kind.Key) continue;
      const before = snapshot(badge);
      apply(limits, badge, reader.kind, reader.value, reader.at, reader.bytes);
      const seq = badge.state[State.Seq] - 1;
      if (reader.kind === Kind.Checkpoint) reader.at = badge.state[State.At];
      // An order whose own record is gone still stands in the checkpoints.
      if (reader.kind === Kind.Dispatched || reader.kind === Kind.Slot)
        for (const packed of badge.orders) {
          const order = orderJson(packed, zone);
          if (order && !orders.some(known => known.id === order.id)) orders.push(order);
        }
      const event = eventOf(profile, before, badge, reader.kind, reader.value, reader.bytes, seq, zone);
      if (event) events.push(event);
    }
    if (reader.damaged) damaged.push(pages[p]);
  }
  return { events: events, orders: orders, badge: badge, damaged: damaged };
}
