import { type ByteString, put } from '../../shared/bytes.js';
import { JOURNAL_WORDS } from '../../shared/journal.js';
import type {
  BleLink,
  Board,
  Buttons,
  Clock,
  Digest,
  Display,
  Nfc,
  Power,
  Start,
} from '../../shared/ports.js';
import type { Seconds, Span } from '../../shared/time.js';
import { FIRST_GLYPH, GLYPH_HEIGHT, LARGER, NARROW, Page0, WIDE, Words } from '../../shared/words/layout.js';
import { answerFrame, HEADER, idleArea, newImage, orderIn } from '../tag.js';
import { advertise, onRequest, openConsole, pair, send } from './pixljs-radio.js';
import { page0, sha1, storage, storeOf } from './pixljs-store.js';

/** Pixl.js: what each port is on this board. Thin enough to check by eye: it translates, it does not decide. */

/** Before this instant a clock cannot have been set: seconds, January 2026. */
const BUILT_AT = 1767225600;

/** The chip's clock less the count of seconds that `ticks` gives, and the timer that will wake the application. */
let shift = 0;
let alarm = 0;

/** The chip's own clock: it starts near zero when power comes and goes on over a reset. */
function ticks(): number {
  return getTime() - shift;
}

function setClock(wall: Seconds): void {
  shift = wall - ticks();
  setTime(wall);
}

function wakeIn(delay: Span, wake: () => void): void {
  clearTimeout(alarm);
  alarm = setTimeout(wake, delay * 1000);
}

const wordsFile = storage.read('words') || '';
const wordsCells = new Uint16Array(E.toArrayBuffer(wordsFile));
/** The fonts, numbered as in the words file: base ASCII, base 12x11, then the page of that file. All lie in flash. */
const fonts = [
  page0(Page0.Ascii, Page0.Wide - Page0.Ascii),
  page0(Page0.Wide, Page0.End - Page0.Wide),
  wordsFile.substr(wordsCells[Words.Glyphs]),
];
/** The one that is set. */
let set = -1;

function drawText(font: number, characters: ByteString, x: number, y: number): void {
  if (font !== set) {
    set = font;
    const page = font % LARGER;
    // Above the height stands how many times each pixel is drawn.
    g.setFontCustom(fonts[page], FIRST_GLYPH, page ? WIDE : NARROW, GLYPH_HEIGHT + LARGER + font - page);
  }
  g.drawString(characters, x, y);
}

/** The QR of the identity card, and where it stands. */
const CARD_FILE = 'card';
const CARD_X = 78;
const CARD_Y = 7;

function drawCard(): void {
  g.drawImage(storage.read(CARD_FILE) as string, CARD_X, CARD_Y, { scale: 2 });
}

/** The display and its backlight; a badge that nobody looks at is also looked for less often. */
function light(level: number, head: number): void {
  Pixl.setLCDPower(level > 0);
  LED1.write(level > 1);
  advertise(wordsCells[level ? Words.Advertise : Words.AdvertiseDark], head);
}

/** @once */
function onPress(pressed: (button: number) => void): void {
  // A button is told of when it goes down, unless one asks for more.
  const how = { repeat: true, debounce: 50 };
  // What stands beside the listener lives as long as it: so the pins are listed anew for each press.
  const tell = (edge: Edge): void => pressed([BTN1, BTN2, BTN3, BTN4].indexOf(edge.pin) + 1);
  for (const pin of [BTN1, BTN2, BTN3, BTN4]) setWatch(tell, pin, how);
}

/** @once */
function onTap(met: () => void, tapped: (order: ByteString, says: ByteString) => ByteString): void {
  // A frame is answered sooner where these are found at once, and not behind all names of the bundle.
  const nfc = NRF;
  const Bytes = Uint8Array;
  const image = newImage(nfc.nfcStart());
  const left = (): void => {
    const says = page0(Page0.BadgeId, 4) + put(E.hwRand());
    image.set(idleArea(says + tapped(orderIn(image), says)), HEADER);
  };
  // Where the field has gone meanwhile this throws, and nothing is lost by it.
  nfc.on('NFCrx', frame => {
    const at = frame[1] * 4;
    nfc.nfcSend(answerFrame(image, frame, at, Bytes));
  });
  nfc.on('NFCon', met);
  nfc.on('NFCoff', left);
  left();
}

/** Register of the nRF52832 that says why the chip was reset; writing ones clears them. */
const RESET_REASON = 0x40000400;

/** Why the chip was reset: 0 power came, then the register's bits in order. @once */
function resetCause(): number {
  const reason = peek32(RESET_REASON);
  poke32(RESET_REASON, reason);
  let cause = 0;
  while (cause < 5 && reason >> cause) cause++;
  return cause;
}

/** The board's ports. What the firmware has as it is wanted is handed on as it is. @once */
export function pixljs(): Board {
  g.clear();
  /** @single board.clock app.clock */
  const clockPort: Clock = { ticks: ticks, set: setClock, wakeIn: wakeIn };
  /** @single board.display app.display */
  const displayPort: Display = {
    text: drawText,
    clear: g.clearRect.bind(g),
    card: drawCard,
    show: g.flip.bind(g),
    light: light,
  };
  /** @single board.buttons */
  const buttonsPort: Buttons = { onPress: onPress };
  /** @single board.store log.store app.ring.store */
  const store = storeOf();
  /** @single board.digest log.digest app.ring.digest */
  const digest: Digest = { crc32: E.CRC32, sha1: sha1 };
  /** @single board.link app.link */
  const link: BleLink = {
    send: send,
    onRequest: onRequest,
    drop: NRF.disconnect,
    chance: E.hwRand,
    pair: pair,
    openConsole: openConsole,
  };
  /** @single board.nfc */
  const nfcPort: Nfc = { onTap: onTap };
  /** @single board.power app.power */
  const powerPort: Power = { battery: E.getBattery };
  return {
    clock: clockPort,
    display: displayPort,
    buttons: buttonsPort,
    store: store,
    digest: digest,
    link: link,
    nfc: nfcPort,
    power: powerPort,
  };
}

/** What is so at the start. The console is closed: in service nobody types at it. @once */
export function pixljsStart(): Start {
  E.setConsole(null, { force: true });
  const now = Math.floor(getTime());
  return {
    id: page0(Page0.BadgeId, 4),
    words: wordsFile,
    cells: wordsCells,
    journal: new Uint32Array(E.toArrayBuffer(page0(Page0.Journal, JOURNAL_WORDS * 4))),
    wall: now > BUILT_AT ? now : 0,
    resetCause: resetCause(),
    firmware: process.env.VERSION,
    bundle: E.CRC32(storage.read('.bootcde') || ''),
  };
}
