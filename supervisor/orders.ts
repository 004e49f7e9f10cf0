import { type ByteString, put, take } from '../shared/bytes.js';
import { BADGE, payloadIn } from '../shared/order/ndef.js';
import { isOrder } from '../shared/order/order.js';
import {
  BADGE_AT,
  ORDER_AT,
  ORDER_TAG_BYTES,
  orderKeyOf,
  RECEIPT,
  RECEIPT_AT,
  SIGNED,
  withTag,
} from '../shared/order/signed.js';
import type { Seconds } from '../shared/time.js';
import { textOf } from './bytes.js';
import { badgeName, deskDigest } from './dlog.js';

/** The desk's side of a signed order (shared/order/signed.ts). */

/** Who holds a key of orders, in the order of the numbers. */
export const HOLDERS = ['desk', 'customer', 'site', 'engineer'] as const;
export type Holder = (typeof HOLDERS)[number];

/** Number of a key: whose it is, and which of theirs, 0 to 3. */
export function keyNumber(holder: Holder, which: number): number {
  return ((HOLDERS.indexOf(holder) + 1) << 2) | which;
}

/** What an order is signed with. */
export interface Signing {
  /** 8 hex digits. */
  readonly badge: string;
  /** The key of the radio that the badge was enrolled with: the keys of its orders come from it. */
  readonly radioKey: ByteString;
  readonly key: number;
  /** 4 bytes: the badge's nonce, or anything. */
  readonly salt: ByteString;
}

/** A packed order, signed: what an order record carries. */
export function signOrder({ badge, radioKey, key, salt }: Signing, order: ByteString): ByteString {
  const number = put(key, 1);
  const head = put(SIGNED, 1) + number + put(Number.parseInt(badge, 16), 4) + salt;
  return withTag(deskDigest, orderKeyOf(deskDigest, radioKey, number), head + order);
}

/** A signed order without its tag checked. */
export interface SignedOrder {
  readonly badge: string;
  readonly key: number;
  readonly order: ByteString;
}

/** What a payload says of itself; null where it is no signed order. Whether it is authentic, only who has the key knows. */
export function readSigned(payload: ByteString): SignedOrder | null {
  const order = payload.slice(ORDER_AT, -ORDER_TAG_BYTES);
  if (take(payload, 0, 1) !== SIGNED || !isOrder(order)) return null;
  return { badge: badgeName(take(payload, BADGE_AT, 4)), key: take(payload, 1, 1), order };
}

/** What a badge's tag says while no order is in it. */
export interface Said {
  readonly badge: string;
  /** 4 bytes, for the next order alone. */
  readonly nonce: ByteString;
  /** Of the order that was tapped last, '' where there is none. */
  readonly receipt: ByteString;
}

/** What a badge says of itself in a message that its tag shows, or null where it is another message. */
export function badgeIn(message: Uint8Array): Said | null {
  const text = textOf(message);
  return saidIn(payloadIn(BADGE, `\x03${put(text.length, 1)}${text}\xfe`));
}

/** What the payload of a badge's record says, or null where it is too short for one. */
export function saidIn(payload: ByteString): Said | null {
  if (payload.length < RECEIPT_AT) return null;
  const badge = badgeName(take(payload, 0, 4));
  return { badge, nonce: payload.slice(4, RECEIPT_AT), receipt: payload.slice(RECEIPT_AT) };
}

/** A badge's word that it has an order. */
export interface Receipt {
  /** By the badge's clock; null while that was not set. */
  readonly time: Seconds | null;
  /** Number of the newest record of its log then: the order's own, where it was new. */
  readonly seq: number;
}

/** What a badge says of a signed order that it has, with nothing checked but that it is of this order; null where it says nothing. */
export function toldOf({ receipt }: Said, order: ByteString): Receipt | null {
  if (receipt.slice(8, -ORDER_TAG_BYTES) !== order.slice(-ORDER_TAG_BYTES)) return null;
  return { time: take(receipt, 0, 4) || null, seq: take(receipt, 4, 4) - 1 };
}

/** The receipt for a signed order in what its badge says, or null where there is none, or it is not authentic. */
export function receiptFor(said: Said, radioKey: ByteString, order: ByteString): Receipt | null {
  const key = orderKeyOf(deskDigest, radioKey, order.charAt(1));
  const told = RECEIPT + said.receipt.slice(0, -ORDER_TAG_BYTES);
  return withTag(deskDigest, key, told).slice(1) === said.receipt ? toldOf(said, order) : null;
}
