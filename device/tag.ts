import type { ByteString } from '../shared/bytes.js';
import { areaOf, BADGE, ORDER, payloadIn } from '../shared/order/ndef.js';

/**
 * The badge as a writable Type 2 tag: what it answers to a reader's frame, from an image of its memory.
 *
 * The firmware gives about 4.8 ms for each answer, so a frame is only answered here: bytes are copied, and nothing is
 * decided before the field has gone. The image is the tag's 16 header bytes (UID, lock, capability container), its data
 * area, and zeros behind it: a read that begins in the area may run over its end.
 */

export const HEADER = 16;
/** Where the data area ends. As the capability container says it has 19 x 8 bytes, room for a message of 144. */
const END = HEADER + 152;

const ACK = 10;
const NAK = 0;
const READ = 0x30;
const WRITE = 0xa2;

/** The image of a tag that holds nothing yet; `uid` is the ten bytes that `nfcStart` answered. @once */
export function newImage(uid: Uint8Array): Uint8Array {
  const image = new Uint8Array(END + HEADER);
  image.set(uid);
  image.set([0xe1, 0x10, (END - HEADER) / 8], 12);
  return image;
}

/** All behind the header of a tag that holds what the badge says of itself: at most 130 bytes. @inline */
export function idleArea(says: ByteString): Uint8Array {
  return E.toUint8Array(areaOf(BADGE, says).padEnd(END, '\0'));
}

/** The payload of the whole order record that the image holds, or ''. @inline */
export function orderIn(image: Uint8Array): ByteString {
  return payloadIn(ORDER, E.toString(image).slice(HEADER));
}

/** Writes four bytes. */
function write(image: Uint8Array, at: number, frame: ArrayLike<number>): number {
  image[at] = frame[2];
  image[at + 1] = frame[3];
  image[at + 2] = frame[4];
  image[at + 3] = frame[5];
  return ACK;
}

/**
 * The answer to a frame that speaks of the bytes from `at` on: 16 bytes, an ack, a nak, or undefined where the tag only
 * listens on, which readers take for the silence of a plain one that does not know the command.
 *
 * @inline
 */
export function answerFrame(
  image: Uint8Array,
  frame: ArrayLike<number>,
  at: number,
  Bytes: typeof Uint8Array,
): Uint8Array | number | undefined {
  return at >= END
    ? NAK
    : frame[0] === READ
      ? new Bytes(image.buffer, at, 16)
      : frame[0] !== WRITE
        ? undefined
        : at < HEADER
          ? NAK
          : write(image, at, frame);
}
