import { type ByteString, put, take } from '../bytes.js';
import type { Seconds } from '../time.js';

/**
 * A work order as bytes: the one form for the tap, the push over the radio and the log's record (docs/SPEC.md, "Order").
 *
 *   offset  size  field
 *        0     1  bits 7-5 type, 4 a door hint follows at the end, 3-0 length of the id less 1
 *        1     1  which times follow, a bit each in the order of `Time`
 *        2     2  traits, two bits each in the order of `Trait`; 0 is "not known"
 *        4     n  id, 6 bits a character as in Base64 with '-' for '+', first character in the highest bits, the last
 *                 bits up to a whole byte 0
 *              4  each time, seconds since 1970 UTC
 *              m  door hint: ASCII to the end, at most 12 bytes; zeros behind it are padding
 *
 * All numbers lowest byte first. On the badge the bytes stay a byte string and are read where needed.
 */
export const enum Time {
  Dispatched,
  Reported,
  Accepted,
  ArrivedInDepartment,
  Appointment,
  SlotEnd,
  NotAfter,
  Issued,
}

/** What is known about an order beside its times; the value's place in the list of order/json.ts, plus 1. */
export const enum Trait {
  Customer,
  Area,
  Site,
  Access,
  LineOwner,
  Cable,
  Fee,
}

export const TIMES = 8;
const HAS_DOOR = 16;

/** Where a time of a packed order stands, whether it is there or not. */
function timeAt(bytes: ByteString, which: number): number {
  let at = 4 + (((take(bytes, 0, 1) & 15) * 3 + 6) >> 2);
  for (let before = take(bytes, 1, 1) & ((1 << which) - 1); before; before >>= 1) at += (before & 1) * 4;
  return at;
}

/** Index into the list of order types, 0 to 5. @inline */
export function typeOf(bytes: ByteString): number {
  return take(bytes, 0, 1) >> 5;
}

/** 0: not known; else the value's place in its list, plus 1. @inline */
export function traitOf(bytes: ByteString, trait: Trait): number {
  return (take(bytes, 2, 2) >> (trait * 2)) & 3;
}

/** One time of a packed order, 0 where it is not known. */
export function timeOf(bytes: ByteString, which: Time): Seconds {
  if (!((take(bytes, 1, 1) >> which) & 1)) return 0;
  return take(bytes, timeAt(bytes, which), 4);
}

/** The id of a packed order: Base64 as the board's firmware writes it, but for '-' in the place of '+'. */
export function idOf(bytes: ByteString): string {
  return btoa(bytes.slice(4, 16) + '\0\0')
    .slice(0, (take(bytes, 0, 1) & 15) + 1)
    .replaceAll('+', '-');
}

/** The door hint of a packed order, '' for none: what stands behind its times, up to any padding. */
export function doorOf(bytes: ByteString): string {
  return bytes.slice(timeAt(bytes, TIMES)).split('\0')[0];
}

/** A packed order without what may stand behind it. @inline */
export function orderIn(bytes: ByteString): ByteString {
  return bytes.slice(0, timeAt(bytes, TIMES)) + doorOf(bytes);
}

/** Letters of an id. Base64 has more: an id with any other is none. */
const ID = /^[A-Z0-9-]+$/;

/** Whether bytes can be an order: long enough for what they announce, type and id as they should be. */
export function isOrder(bytes: ByteString): boolean {
  return (
    bytes.length < 64 && typeOf(bytes) < 6 && bytes.length >= timeAt(bytes, TIMES) && ID.test(idOf(bytes))
  );
}

/** The letters of an id, 6 bits each. @inline */
function packId(id: string): ByteString {
  return atob((id.replaceAll('-', '+') + 'AAA').substr(0, (id.length + 3) & 28)).substr(
    0,
    (id.length * 3 + 3) >> 2,
  );
}

/** Packs an order of which nothing but type and id is known. @inline */
export function packBareOrder(type: number, id: string): ByteString {
  return put((type << 5) | (id.length - 1)) + packId(id);
}

/**
 * Packs an order; `type` is its place in the list of types, `id` 1 to 16 of A-Z, 0-9 and -, `times` in the order of
 * `Time` with 0 for what is not known, `traits` two bits each. What comes in must have been checked (order/json.ts).
 */
export function packOrder(
  type: number,
  id: string,
  times: Seconds[],
  traits: number,
  door: string,
): ByteString {
  let present = 0;
  let rest = '';
  for (let i = 0; i < times.length; i++) {
    if (!times[i]) continue;
    present |= 1 << i;
    rest += put(times[i]);
  }
  const first = (type << 5) | (door ? HAS_DOOR : 0) | (id.length - 1);
  return put(first, 1) + put(present, 1) + put(traits, 2) + packId(id) + rest + door;
}
