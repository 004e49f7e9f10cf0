import { take } from '../../shared/bytes.js';
import { JOURNAL_WORDS } from '../../shared/journal.js';
import { FIRST_GLYPH, GLYPH_HEIGHT, NARROW, Page0, Words } from '../../shared/words/layout.js';
import type { Installed } from '../enrol/enrolment.js';
import type { Screen } from '../enrol/show.js';
import { LOG_FILE, page0, sha1, storage, storeOf } from './pixljs-store.js';

/** Pixl.js on the bench, while no application runs: what the installer's ports are there. */

/** The badge as its installation left it. */
export function installed(): Installed {
  const words = storage.read('words') || '';
  const journal = page0(Page0.Journal, JOURNAL_WORDS * 4);
  const cell = new Uint32Array(1);
  const cellBytes = new Uint8Array(cell.buffer);
  return {
    identity: page0(Page0.Identity, Page0.Journal),
    profileWord: take(words, Words.Profile * 2, 2) + take(words, Words.Language * 2, 1) * 65536,
    store: storeOf(),
    journal: {
      words: journal ? new Uint32Array(E.toArrayBuffer(journal)) : [],
      program: (index, word) => {
        cell[0] = word;
        storage.write(LOG_FILE, cellBytes, Page0.Journal + index * 4);
      },
    },
    digest: { crc32: E.CRC32, sha1: sha1 },
    random: E.hwRand,
  };
}

export function screen(): Screen {
  const glyphs = page0(Page0.Ascii, Page0.Wide - Page0.Ascii);
  if (glyphs) g.setFontCustom(glyphs, FIRST_GLYPH, NARROW, GLYPH_HEIGHT);
  return {
    dot: (x, y) => g.fillRect(x, y, x + 1, y + 1),
    text: (characters, x, y) => g.drawString(characters, x, y),
    clear: () => g.clearRect(0, 0, 127, 63),
    show: () => g.flip(),
  };
}

/** Calls `pressed` when any of the four buttons goes down. */
export function onAnyPress(pressed: () => void): void {
  const pins = [BTN1, BTN2, BTN3, BTN4];
  for (let i = 0; i < 4; i++) setWatch(pressed, pins[i], { repeat: false, edge: 'rising', debounce: 25 });
}

/** A line for whoever uploads. */
export function say(line: string): void {
  print(line);
}

/** Calls `act` when the last line has had time to go out, half a second from now. */
export function afterHearing(act: () => void): void {
  setTimeout(act, 500);
}

/** From here on nobody who is connected can look into the badge, and no console draws over its screen. */
export function closeConsole(): void {
  E.setConsole(null, { force: true });
}

/** Forgets all that is in RAM and starts what was flashed. */
export function startApplication(): void {
  load();
}
