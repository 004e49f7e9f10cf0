import { type ByteString, put } from '../shared/bytes.js';
import { payloadIn } from '../shared/order/ndef.js';

/**
 * The badge as a writable Type 2 tag: what it answers to a reader's frame, from an image of its memory.
 *
 * A pure function of frame and image, because the firmware gives about 4.8 ms for each answer: it copies bytes and
 * decides nothing. The image is the tag's 16 header bytes (UID, lock, capability container) and its data area.
 */

const HEADER = 16;
/** Data area, as the capability container says: 19 x 8 bytes, room for an order of 144 bytes. */
const AREA = 152;

const ACK = 10;
const NAK = 0;
const READ = 0x30;
const WRITE = 0xa2;

/** The image of a tag that holds nothing; `uid` is what `nfcStart` answered. @once */
export function newImage(uid: ArrayLike<number>): Uint8Array {
  // Zeros behind the area: a read that begins in it may run over its end.
  const image = new Uint8Array(HEADER + AREA + HEADER);
  for (let i = 0; i < 10; i++) image[i] = uid[i];
  image.set([0xe1, 0x10, AREA / 8, 0], 12);
  clearImage(image);
  return image;
}

/** Makes the image hold an empty message again. */
export function clearImage(image: Uint8Array): void {
  image.fill(0, HEADER);
  image.set([3, 0, 0xfe], HEADER);
}

/** The answer to a frame: 16 bytes, an ack, a nak, or null where it only listens on. */
export function answerFrame(image: Uint8Array, frame: ArrayLike<number>): Uint8Array | number | null {
  const at = frame[1] * 4;
  if (frame[0] === READ) return at < HEADER + AREA ? new Uint8Array(image.buffer, at, HEADER) : NAK;
  if (frame[0] !== WRITE) return null;
  if (at < HEADER || at >= HEADER + AREA) return NAK;
  image[at] = frame[2];
  image[at + 1] = frame[3];
  image[at + 2] = frame[4];
  image[at + 3] = frame[5];
  return ACK;
}

/** The data area as bytes, as far as its message and the terminator go. */
function areaOf(image: Uint8Array): ByteString {
  let area = '';
  for (let i = HEADER; i < HEADER + 3 + image[HEADER + 1]; i++) area += put(image[i], 1);
  return area;
}

/** The payload of the whole order record that the image holds, or ''. @cold */
export function orderIn(image: Uint8Array): ByteString {
  return payloadIn(areaOf(image));
}
