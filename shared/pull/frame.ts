/**
 * Frames between a badge and a supervisor (docs/SPEC.md, "Link"). Version 0 is the open link of a badge without keys,
 * which authenticates nobody; version 1 that of an enrolled one.
 *
 * Every frame is an op, a number, and a body. A request fits 20 bytes; an order may take a longer write.
 *
 *   Status  from supervisor   4 bytes that say nothing yet
 *   Pull    from supervisor   seq 4, skip 2, frames 1, size 1: the log from the page that holds record `seq` on, less its
 *                             first `skip` bytes, in at most so many data frames of `size` bytes, and at most 8
 *   Ack     from supervisor   seq 4: every record before it is safe; and the first 6 bytes of the newest seal's tag in what
 *                             was pulled, or where its newest page has none, of that page
 *   Time    from supervisor   seconds since 1970 UTC 4
 *   Order   from supervisor   a packed order (order/order.ts), or the rest of one
 *   More    from supervisor   a piece of the order that the next Order ends
 *   Auth    from supervisor   nothing: its tag proves the role that Hello named
 *   Hello   from supervisor   role 1, day of its key 2, nonce 8: begins a conversation
 *   Abort   from supervisor   4 bytes that say nothing yet: the conversation is over, what came of an order is forgotten, and
 *                             the badge hangs up
 *   Data    from badge        number is that of the frame in the stream, mod 256; as many bytes as were asked for, at most
 *                             48, fewer in the last one
 *   End     from badge        number is the lowest byte of `skip`. All has been sent: number of the first record in the
 *                             stream 4, of the next one 4; in version 1 the badge's signature, 8
 *   Answer  from badge        to every other request, with its number: a `Fault` 1; behind Done in answer to Hello the
 *                             badge's nonce 8 and its tag 8, in answer to Status what `Status` lists, behind Locked the
 *                             seconds that it lasts 4
 *
 * In version 1 a tag of 8 bytes ends Ack, Time, Order, More and Auth (proof.ts).
 */
export const enum Op {
  Status,
  Pull,
  Ack,
  Time,
  Order,
  More,
  Auth,
  Hello,
  Abort,
  Data = 0x81,
  End,
  Answer,
}

/** How a request ended. */
export const enum Fault {
  Done,
  /** Too short for its op, or no order. */
  BadFrame,
  UnknownOp,
  NotAuthenticated,
  /** The role may not do this. */
  Role,
  /** The tag is wrong: the conversation is over. */
  Tag,
  /** The seal is not the newest any more: pull what came since. */
  Seal = 10,
  /** The badge has all the orders that it can know. */
  NoRoom,
  /** Too many conversations in a row were begun and not proved. */
  Locked,
  /** The day of the key, or the time, is not near enough. */
  Clock = 14,
}

/** Bytes of the log in a data frame at most: with its header 50 bytes, what MTU 53 leaves. */
export const DATA_BYTES = 48;

/** Data frames in answer to one request at most: keys and timers wait no longer than for these. */
export const MOST_FRAMES = 8;

/** Bytes that name a seal, or a page without one. */
export const SEAL_NAME_BYTES = 6;

/** Where the answer to Status has what, behind its fault. */
export const enum Status {
  /** Number that the next record will have, 4 bytes. */
  Next,
  /** Number of the first record that nobody has said to be safe, 4. */
  Pulled = 4,
  /** The badge's clock: seconds since 1970 UTC, 4; 0 where it is not set. */
  Wall = 8,
  /** How far it can be trusted (`ClockQuality`), 1. */
  Quality = 12,
  /** Charge in percent, 1. */
  Battery,
  Bytes,
}

/** UUID of the service (1) and of its characteristics: information, control, events. */
export function uuid(part: number): string {
  return '7d0f000' + part + '-6f2c-4b1e-a5d3-0d0025e9badc';
}
export const SERVICE = 1;
export const INFO = 2;
export const CONTROL = 3;
export const EVENT = 4;
