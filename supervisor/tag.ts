/**
 * A badge's tag as a reader sees it: frames of a Type 2 tag over anything that carries them, and the one writer of
 * messages. The simulator's reader, a PC/SC reader and the tests' own are all a `Reader`.
 */

/** What a reader hears: bytes, the tag's four-bit words, or nothing. */
export type Heard = Uint8Array | 'ack' | 'nak' | null;

export interface Reader {
  /**
   * Brings the field and finds the tag in it: false where there is none. Or takes the field away; it does not come back
   * before the badge has had the time to do what was left in its tag.
   */
  field(on: boolean): Promise<boolean>;
  /** Sends one frame, without its CRC. Never throws: a tag that is gone is silent. */
  transceive(frame: Uint8Array): Promise<Heard>;
}

/** How a touch ended. `differs`: what was read back is not what was written. */
export type TagEnd = 'done' | 'gone' | 'silent' | 'refused' | 'not-a-tag' | 'too-long' | 'differs';

/** What a tag shows. */
export interface Shown {
  /** Bytes of its data area. */
  readonly room: number;
  /** Its NDEF message, empty where it holds none. */
  readonly message: Uint8Array;
}

const READ = 0x30;
const WRITE = 0xa2;
const CAPABILITY_PAGE = 3;
const FIRST_PAGE = 4;
const PAGE = 4;
const MESSAGE = 3;
const TERMINATOR = 0xfe;
/** A length of one byte ends here. */
const LONGEST = 254;

/** The pages from 4 on that hold a message: TLV, terminator, zeros. */
export function pagesWith(message: Uint8Array): Uint8Array {
  const image = new Uint8Array(Math.ceil((2 + message.length + 1) / PAGE) * PAGE);
  image[0] = MESSAGE;
  image[1] = message.length;
  image.set(message, 2);
  image[2 + message.length] = TERMINATOR;
  return image;
}

/** The frames that write a message, in their order: first page with length 0, the other pages, first page with the length. */
export function writesOf(message: Uint8Array): Uint8Array[] {
  const image = pagesWith(message);
  const pages = image.length / PAGE;
  const writes: Uint8Array[] = [];
  for (let i = 0; i <= pages; i++) {
    const page = i % pages;
    const frame = Uint8Array.of(WRITE, FIRST_PAGE + page, ...image.subarray(page * PAGE, (page + 1) * PAGE));
    if (!i) frame[3] = 0;
    writes.push(frame);
  }
  return writes;
}

/** Reads what the tag in the field shows. */
export async function readShown(reader: Reader): Promise<Shown | TagEnd> {
  const first = await reader.transceive(Uint8Array.of(READ, CAPABILITY_PAGE));
  if (!(first instanceof Uint8Array)) return endOf(first);
  if (first[0] !== 0xe1 || (first[1] ?? 0) >> 4 !== 1) return 'not-a-tag';
  const room = (first[2] ?? 0) * 8;
  const bytes = [...first.subarray(PAGE)];
  const length = bytes[0] === MESSAGE ? (bytes[1] as number) : 0;
  if (length > LONGEST || length + 3 > room) return { room, message: new Uint8Array(0) };
  for (let page = CAPABILITY_PAGE + 4; bytes.length < 2 + length; page += 4) {
    const more = await reader.transceive(Uint8Array.of(READ, page));
    if (!(more instanceof Uint8Array)) return endOf(more);
    bytes.push(...more);
  }
  return { room, message: Uint8Array.from(bytes.slice(2, 2 + length)) };
}

/**
 * Writes a message into the tag in the field, and reads it back: first page with length 0, the other pages, the first page
 * with the length. A tag that is pulled away before the last of these holds no message. After any other end than `done`
 * the tag may hold all, some or nothing of it: begin anew with the whole.
 */
export async function writeMessage(reader: Reader, room: number, message: Uint8Array): Promise<TagEnd> {
  if (message.length > LONGEST || message.length + 3 > room) return 'too-long';
  for (const frame of writesOf(message)) {
    const answer = await reader.transceive(frame);
    if (answer !== 'ack') return endOf(answer);
  }
  const image = pagesWith(message);
  for (let at = 0; at < image.length; at += 16) {
    const answer = await reader.transceive(Uint8Array.of(READ, FIRST_PAGE + at / PAGE));
    if (!(answer instanceof Uint8Array)) return endOf(answer);
    const meant = image.subarray(at, at + 16);
    if (meant.some((byte, i) => byte !== answer[i])) return 'differs';
  }
  return 'done';
}

/** How many frames of a touch write a message of so many bytes and read it back. */
export function framesOf(bytes: number): number {
  const pages = Math.ceil((2 + bytes + 1) / PAGE);
  return pages + 1 + Math.ceil(pages / 4);
}

/** One touch that reads. */
export async function readTag(reader: Reader): Promise<Shown | TagEnd> {
  const shown = (await reader.field(true)) ? await readShown(reader) : 'gone';
  await reader.field(false);
  return shown;
}

/** One touch that writes: what the tag shows decides what, as a writer may answer the badge's nonce. */
export async function writeTag(
  reader: Reader,
  messageFor: (shown: Uint8Array) => Uint8Array,
): Promise<TagEnd> {
  const shown = (await reader.field(true)) ? await readShown(reader) : 'gone';
  const end =
    typeof shown === 'string' ? shown : await writeMessage(reader, shown.room, messageFor(shown.message));
  await reader.field(false);
  return end;
}

function endOf(answer: Heard): TagEnd {
  return answer === 'nak' ? 'refused' : 'silent';
}
