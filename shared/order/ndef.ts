import { type ByteString, put, take } from '../bytes.js';

/**
 * A message in an NFC tag: one short NDEF record of external type in a TLV of a Type 2 tag, terminator behind it
 * (docs/SPEC.md, "Tag"). Strict: a message that is not whole, or of another shape, is none.
 *
 *   03 length | D4 17 payloadLength type payload | FE
 */

/** The two records, by the end of their type: a work order, and what the badge says of itself. */
export const ORDER = 'wo';
export const BADGE = 'id';
export const TYPE = 'doorstep.badge:';

/** Bytes of the header and the type, then what the TLV has in front of them. */
const HEAD = 20;
const TLV = 2;

/** The beginning of a tag's data area (from block 4 on): the message with a payload of at most 200 bytes, and the terminator. */
export function areaOf(record: string, payload: ByteString): ByteString {
  const length = payload.length;
  // TNF external, short record, first and last of its message; 17 letters of type.
  return '\x03' + put(HEAD + length, 1) + '\xd4\x11' + put(length, 1) + TYPE + record + payload + '\xfe';
}

/** The payload of the one record in a tag's data area, or '' where the area holds no whole message of this type. */
export function payloadIn(record: string, area: ByteString): ByteString {
  const payload = area.slice(TLV + HEAD, TLV + HEAD + take(area, TLV + 2, 1));
  return area.startsWith(areaOf(record, payload)) ? payload : '';
}

/** The message of a work order without its TLV: what a writer is given. */
export function ndefOf(order: ByteString): ByteString {
  return areaOf(ORDER, order).slice(TLV, -1);
}
