import { type ByteString, put, take } from '../bytes.js';

/**
 * A work order in an NFC tag: one short NDEF record of external type in a TLV of a Type 2 tag, terminator behind it
 * (docs/SPEC.md, "Tag"). Strict: a message that is not whole, or of another shape, is none.
 *
 *   03 len | D4 typeLength payloadLength type payload | FE
 */
export const ORDER_TYPE = 'doorstep.badge:wo';

/** TNF external, short record, first and last of its message. */
const RECORD = '\xd4';

/** First and last byte of the area: TLV of a message, and the terminator. */
const MESSAGE = 3;
const TERMINATOR = 0xfe;

/** The message with a payload of at most 200 bytes, without its TLV. */
export function ndefOf(payload: ByteString): ByteString {
  return RECORD + put(ORDER_TYPE.length, 1) + put(payload.length, 1) + ORDER_TYPE + payload;
}

/** The payload in a tag's data area (from block 4 on), or '' where it holds no whole order. */
export function payloadIn(area: ByteString): ByteString {
  const length = take(area, 1, 1);
  if (take(area, 0, 1) !== MESSAGE || take(area, 2 + length, 1) !== TERMINATOR) return '';
  const message = area.substr(2, length);
  const head = 3 + ORDER_TYPE.length;
  const payload = message.substr(head);
  return length > head && ndefOf(payload) === message ? payload : '';
}
