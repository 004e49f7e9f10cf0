import type { ByteString } from './bytes.js';
import type { Seconds, Span } from './time.js';

/** Seven small interfaces: all that the badge's code knows of a board. */

/** The chip's own count and the wall clock kept on it. */
export interface Clock {
  /** Seconds on the chip's count, fractions included. Rises steadily; starts anywhere at power-on. */
  ticks(): number;
  /** Sets the wall clock; the count of `ticks` does not move. */
  set(wall: Seconds): void;
  /** Calls `wake` once, `delay` seconds from now; a later call replaces an earlier one. */
  wakeIn(delay: Span, wake: () => void): void;
}

/** A 128x64 one-bit display. Nothing shows before `show`. */
export interface Display {
  /** Draws characters of a font (shared/words/layout.ts), plus `LARGER` once or twice, with their top left at x, y. */
  text(font: number, characters: ByteString, x: number, y: number): void;
  /** Blanks a rectangle, both corners included. */
  clear(x1: number, y1: number, x2: number, y2: number): void;
  /** Draws the QR of the identity card, at the right. */
  card(): void;
  show(): void;
  /**
   * 0 switches it off, 1 on, 2 its backlight as well. What is drawn while it is off shows later. `head`: how far the log
   * reaches, which whoever is in reach may hear.
   */
  light(level: number, head: number): void;
}

/** Four buttons, 1 to 4: top left, top right, bottom right, bottom left. */
export interface Buttons {
  /** `pressed` is called once a press, after debouncing, from the idle loop. */
  onPress(pressed: (button: number) => void): void;
}

/**
 * The ring of log pages in NOR flash.
 *
 * Erased bytes read 0xff, programming only clears bits, and power may go at any moment:
 * what `program` did not finish is for the reader to notice.
 */
export interface LogStore {
  /** All words of the ring, 1024 a page: a live view of the flash. Empty where the ring cannot be trusted. */
  readonly words: ArrayLike<number>;
  /** Bytes of the ring from `offset` on. */
  read(offset: number, length: number): ByteString;
  /** Programs one word. Only a blank word may be programmed. */
  program(index: number, word: number): void;
  /** Programs a word, blank or not: with a word where it is blank, else again with what it holds, or with 0. */
  affirm(index: number, word: number): void;
  /** Erases page `page`, counted from 0; false where the flash did not do it. */
  erase(page: number): boolean;
}

/** Built-in digests: in script they cost 85 times as much (costs.md 3). */
export interface Digest {
  /** CRC-32 as in zlib, 0 to 4 294 967 295. */
  crc32(bytes: ByteString): number;
  /** SHA-1: 20 bytes. */
  sha1(bytes: ByteString): ByteString;
}

/** A byte pipe to whoever is connected. */
export interface BleLink {
  /** Sends one notification; at most the payload of the link's MTU. */
  send(bytes: ByteString): void;
  /**
   * `received` is called with each request, and with '' when a peer has come (never else); `shown` with the six digits
   * that a peer which pairs has to be told. `version` is that of the link (pull/frame.ts).
   */
  onRequest(
    version: number,
    received: (bytes: ByteString) => void,
    shown: (passkey: ByteString) => void,
  ): void;
  /** Throws off who is connected, if somebody is. */
  drop(): void;
  /** 32 bits from the chip's own source of chance. */
  chance(): number;
  /** Whether a peer may pair. At the start none may. */
  pair(on: boolean): void;
  /** Until the next start, whoever has paired may program the badge. Its own service is gone. */
  openConsole(): void;
}

/** The NFC tag that phones and readers write to. */
export interface Nfc {
  /**
   * `tapped` is called at once and whenever a reader's field has gone: with the payload of the whole work-order record
   * that the tag then holds, or '', and with what the tag says from now on: badge id, 4 bytes, and a nonce, 4 bytes. It
   * answers what the tag shows behind these. `met` is called when a field comes.
   */
  onTap(met: () => void, tapped: (order: ByteString, says: ByteString) => ByteString): void;
}

/** Battery. */
export interface Power {
  /** Charge in percent, 0 to 100. */
  battery(): number;
}

/** Everything the application needs of a board. */
export interface Board {
  readonly clock: Clock;
  readonly display: Display;
  readonly buttons: Buttons;
  readonly store: LogStore;
  readonly digest: Digest;
  readonly link: BleLink;
  readonly nfc: Nfc;
  readonly power: Power;
}

/** What a board tells once, when it starts. */
export interface Start {
  /** Badge id, 4 bytes. */
  readonly id: ByteString;
  /** The words file: strings, tables and parameters of one profile in one language (shared/words/layout.ts). */
  readonly words: ByteString;
  /** The same in cells of 2 bytes: a live view of the flash. */
  readonly cells: ArrayLike<number>;
  /** The configuration journal (shared/journal.ts): a live view of the flash. */
  readonly journal: ArrayLike<number>;
  /** Wall time in whole seconds, or 0 where the clock was not set since power-on. */
  readonly wall: Seconds;
  /** Why the badge started: its place in the list of reset causes (shared/log/fields.ts). */
  readonly resetCause: number;
  /** Version of the firmware, and the CRC-32 of the bundle: they stand in the record of every start. */
  readonly firmware: string;
  readonly bundle: number;
}
