import type { ByteString } from '../shared/bytes.js';
import { areaOf, BADGE, ORDER, payloadIn } from '../shared/order/ndef.js';

/**
 * The badge as a writable Type 2 tag: what it answers to a reader's frame, from an image of its memory.
 *
 * The firmware gives about 4.8 ms for each answer, so a frame is only answered here: bytes are copied, and nothing is
 * decided before the field has gone. The image is the tag's 16 header bytes (UID, lock, capability container), its data
 * area, and zeros behind it: a read that begins in the area may run over its end.
 */
export interface Tag {
  image: ByteString;
}

const HEADER = 16;
/** Data area, as the capability container says: 19 x 8 bytes, room for a message of 144. */
const AREA = 152;

const ACK = 10;
const NAK = 0;
const READ = 0x30;
const WRITE = 0xa2;

/** What follows the ten bytes that `nfcStart` answers: no locks, and the capability container of a tag with `AREA`. */
export const REST_OF_HEADER = '\0\0\xe1\x10\x13\0';

/** Makes the tag hold what the badge says of itself: at most 130 bytes. Its header is never written, and stays. */
export function restore(tag: Tag, says: ByteString): void {
  tag.image = (tag.image.slice(0, HEADER) + areaOf(BADGE, says)).padEnd(HEADER + AREA + HEADER, '\0');
}

/**
 * The answer to a frame: 16 bytes, an ack, a nak, or undefined where it only listens on, which readers take for the
 * silence of a plain tag that does not know the command.
 */
export function answerFrame(tag: Tag, frame: ArrayLike<number>): ByteString | number | undefined {
  const at = frame[1] * 4;
  if (at >= HEADER + AREA) return NAK;
  if (frame[0] === READ) return tag.image.slice(at, at + 16);
  if (frame[0] !== WRITE) return undefined;
  if (at < HEADER) return NAK;
  tag.image = tag.image.slice(0, at) + E.toString(frame).slice(2, 6) + tag.image.slice(at + 4);
  return ACK;
}

/** The payload of the whole order record that the tag holds, or ''. @inline */
export function orderIn(tag: Tag): ByteString {
  return payloadIn(ORDER, tag.image.slice(HEADER));
}
