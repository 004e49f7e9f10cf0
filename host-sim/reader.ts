import type { Engine } from './engine.js';
import type { Answer } from './tag.js';

/** How a reader goes about it. */
export interface TapOptions {
  /** The badge is pulled away after this many frames; the last of them still reaches it. */
  readonly cutAfter?: number;
  /** The answer to this frame (the first is 1) is lost on its way; the badge did what it said. */
  readonly loseAnswer?: number;
  /** Milliseconds each frame takes. */
  readonly frameMs?: number;
  /** Asks for the version first (60), as phones do; a plain Type 2 tag keeps silent. */
  readonly probe?: boolean;
}

export interface Frame {
  readonly sent: Uint8Array;
  readonly answer: Answer;
}

/** How a tap ended. `differs` means that what was read back is not what was written. */
export type TapEnd = 'done' | 'cut' | 'silent' | 'refused' | 'not-a-tag' | 'too-long' | 'differs';

export interface Tapped {
  readonly end: TapEnd;
  readonly frames: readonly Frame[];
}

export interface Reading extends Tapped {
  /** The NDEF message, empty where the tag holds none; undefined unless the end is `done`. */
  readonly message: Uint8Array | undefined;
}

const READ = 0x30;
const WRITE = 0xa2;
const FIRST_PAGE = 4;
const FRAME_MS = 5;

type Script<T> = Generator<Uint8Array, T, Answer>;

/** What is written, or what makes it from the message that the tag shows: a writer may answer the badge's nonce. */
export type Message = Uint8Array | ((shown: Uint8Array) => Uint8Array);

/**
 * Writes an NDEF message as a phone or a desk reader does: length 0 first, then the data, then the length,
 * then everything read back. Brings the field and takes it away.
 */
export async function tap(engine: Engine, message: Message, options: TapOptions = {}): Promise<Tapped> {
  const { end, frames } = await play(engine, writing(message, options.probe === true), options);
  return { end, frames };
}

/** Reads the NDEF message that the badge shows. */
export async function readTag(engine: Engine, options: TapOptions = {}): Promise<Reading> {
  let message: Uint8Array | undefined;
  const { end, frames } = await play(
    engine,
    reading(found => {
      message = found;
    }),
    options,
  );
  return { end, frames, message };
}

/** How many frames a whole tap of `bytes` of message takes: for cutting at each of them. */
export function framesOf(bytes: number): number {
  const pages = pagesOf(bytes);
  return 1 + pages + 1 + Math.ceil(pages / 4);
}

/** The pages from 4 on that hold a message: length, data, terminator, zeros. */
export function pagesWith(message: Uint8Array): Uint8Array {
  const image = new Uint8Array(pagesOf(message.length) * 4);
  image[0] = 3;
  image[1] = message.length;
  image.set(message, 2);
  image[2 + message.length] = 0xfe;
  return image;
}

function* writing(given: Message, probe: boolean): Script<TapEnd> {
  if (probe) yield Uint8Array.of(0x60);
  const capability = yield Uint8Array.of(READ, 3);
  if (!(capability instanceof Uint8Array)) return silence(capability);
  if (capability[0] !== 0xe1 || capability[1] >> 4 !== 1) return 'not-a-tag';
  let message = given;
  if (typeof message === 'function') {
    const shown = yield* shownBehind(capability);
    if (!(shown instanceof Uint8Array)) return silence(shown);
    message = message(shown);
  }
  if (message.length > 254 || message.length + 3 > capability[2] * 8) return 'too-long';
  const image = pagesWith(message);
  const empty = image.slice(0, 4);
  empty[1] = 0;
  const order: [number, Uint8Array][] = [[FIRST_PAGE, empty]];
  for (let at = 4; at < image.length; at += 4) order.push([FIRST_PAGE + at / 4, image.slice(at, at + 4)]);
  order.push([FIRST_PAGE, image.slice(0, 4)]);
  for (const [page, bytes] of order) {
    const answer = yield Uint8Array.of(WRITE, page, ...bytes);
    if (answer !== 'ack') return silence(answer);
  }
  for (let at = 0; at < image.length; at += 16) {
    const answer = yield Uint8Array.of(READ, FIRST_PAGE + at / 4);
    if (!(answer instanceof Uint8Array)) return silence(answer);
    const meant = image.subarray(at, at + 16);
    if (answer.length < meant.length || meant.some((byte, i) => byte !== answer[i])) return 'differs';
  }
  return 'done';
}

function* reading(found: (message: Uint8Array) => void): Script<TapEnd> {
  const capability = yield Uint8Array.of(READ, 3);
  if (!(capability instanceof Uint8Array)) return silence(capability);
  if (capability[0] !== 0xe1) return 'not-a-tag';
  const shown = yield* shownBehind(capability);
  if (!(shown instanceof Uint8Array)) return silence(shown);
  found(shown);
  return 'done';
}

/** The message that the tag shows, read on from the 16 bytes at its capability container; or the answer that ended it. */
function* shownBehind(capability: Uint8Array): Script<Answer> {
  const bytes = [...capability.subarray(4)];
  if (bytes[0] !== 3) return new Uint8Array(0);
  for (let page = 7; bytes.length < 2 + bytes[1]; page += 4) {
    const answer = yield Uint8Array.of(READ, page);
    if (!(answer instanceof Uint8Array)) return answer;
    bytes.push(...answer);
  }
  return Uint8Array.from(bytes.slice(2, 2 + bytes[1]));
}

async function play(engine: Engine, script: Script<TapEnd>, options: TapOptions): Promise<Tapped> {
  const frames: Frame[] = [];
  const frameMs = options.frameMs ?? FRAME_MS;
  let end: TapEnd = 'cut';
  await engine.field(true);
  await engine.advance(engine.now() + frameMs);
  let step = script.next();
  while (true) {
    if (step.done) {
      end = step.value;
      break;
    }
    if (frames.length === options.cutAfter) break;
    const sent = step.value;
    const heard = await engine.nfcFrame(sent);
    const answer = frames.length + 1 === options.loseAnswer ? null : heard;
    frames.push({ sent, answer });
    await engine.advance(engine.now() + frameMs);
    step = script.next(answer);
  }
  await engine.field(false);
  return { end, frames };
}

function silence(answer: Answer): TapEnd {
  return answer === 'nak' ? 'refused' : 'silent';
}

function pagesOf(bytes: number): number {
  return Math.ceil((2 + bytes + 1) / 4);
}
