import type { ByteString } from '../bytes.js';
import { codeOf } from '../log/mac.js';
import type { Digest } from '../ports.js';

/**
 * A signed work order, version 1: for one badge, under that badge's own key of orders (docs/SPEC.md, "Signed order").
 *
 *   offset  size  field
 *        0     1  0xE1: version 1. Of an order that nobody signed, bits 7-5 are its type and never all set
 *        1     1  number of the key: bits 4-2 who holds it (1 desk, 2 customer, 3 site, 4 engineer), the others which of theirs
 *        2     4  id of the badge
 *        6     4  salt: the badge's nonce where the writer answers it, else anything
 *       10     n  the order (order.ts)
 *              8  tag: first bytes of HMAC-SHA1(key, all before the tag)
 *
 * key = HMAC-SHA1(key of the radio, "o" | number of the key), 20 bytes
 *
 * Its receipt stands behind what the badge's tag says of itself (badge id 4, nonce 4) until another order is tapped:
 *
 *   offset  size  field
 *        0     4  wall time at which the badge took the order, 0 while its clock is not set
 *        4     4  number of the record that comes next in its log
 *        8     8  tag of the order
 *       16     8  tag: first bytes of HMAC-SHA1(key of the order, "r" | all before the tag)
 */
export const SIGNED = 0xe1;
export const BADGE_AT = 2;
export const SALT_AT = 6;
export const ORDER_AT = 10;
export const ORDER_TAG_BYTES = 8;

/** In front of what a receipt's tag is made of: no receipt passes for an order. */
export const RECEIPT = 'r';
/** Where it begins in the badge's own record. */
export const RECEIPT_AT = 8;

/** Bits of a key's number that say who holds it. */
export const HOLDER = 28;

/** The key of orders of one number. @inline */
export function orderKeyOf(digest: Digest, radioKey: ByteString, number: ByteString): ByteString {
  return codeOf(digest, radioKey, 'o' + number);
}

/** The signed order, which `signed` is without its tag. @inline */
export function withTag(digest: Digest, orderKey: ByteString, signed: ByteString): ByteString {
  return signed + codeOf(digest, orderKey, signed).slice(0, ORDER_TAG_BYTES);
}
