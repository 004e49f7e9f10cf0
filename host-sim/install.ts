import { type ByteString, take } from '../shared/bytes.js';
import { addEntry, Entry, JOURNAL_WORDS, type Journal } from '../shared/journal.js';
import { installKey } from '../shared/log/install-key.js';
import type { LogStore } from '../shared/ports.js';
import { Page0, Words } from '../shared/words/layout.js';
import { digest } from './digest.js';
import { Files } from './files.js';
import { type FlashImage, Nor, PAGE } from './flash.js';
import { Storage } from './storage.js';
import { freshWear } from './wear.js';

/** A file of the badge's Storage; `size` reserves more than `data` fills, and the rest stays blank. */
export interface StoredFile {
  readonly name: string;
  readonly data: Uint8Array;
  readonly size?: number;
}

/** Size of the log's file: page 0 and `ring` pages, less the file header (design.md 3.2). */
export function logFileBytes(ring: number): number {
  return (1 + ring) * PAGE - 32;
}

/** The two keys of an enrolled badge, 16 bytes each. */
export interface Keys {
  readonly log: ByteString;
  readonly radio: ByteString;
}

/** TEST KEYS, known to everybody: for simulated badges and samples, never for one that is worn. */
export const TEST_KEYS: Keys = { log: 'TEST KEY of log.', radio: 'TEST KEY of air.' };

/**
 * An erased flash with `files` in their order, the log's first, and the program as `.bootcde` behind them; with `keys`
 * as its enrolment leaves it. What the desk wrote does not count as wear, but the blocks remember it.
 */
export function install(
  nor: Nor,
  files: readonly StoredFile[],
  program: string | Uint8Array | undefined,
  keys?: Keys,
): void {
  const storage = new Storage(nor);
  const bytes = typeof program === 'string' ? latin1(program) : program;
  const all = bytes === undefined ? files : [...files, { name: '.bootcde', data: bytes }];
  for (const file of all) {
    const data = file.data.length === 0 ? Uint8Array.of(0xff) : file.data;
    try {
      storage.write(file.name, data, 0, file.size ?? data.length);
    } catch (error) {
      const free = storage.getFree();
      throw new Error(
        `"${file.name}" (${file.size ?? data.length} bytes) cannot be installed with ${free} bytes free: ${(error as Error).message}`,
      );
    }
  }
  if (keys) enrol(nor, files, keys);
  const { blocks } = nor.wear;
  nor.wear = { ...freshWear(nor.pages), blocks };
  nor.ops = 0;
}

/** Writes `keys` where the installer on a badge writes those that it makes (device/enrol/enrolment.ts). */
function enrol(nor: Nor, files: readonly StoredFile[], keys: Keys): void {
  const [log] = files;
  const words = files.find(file => file.name === 'words');
  if (!log || !words) throw new Error('a badge needs a log and words before it is enrolled');
  const all = new Uint32Array(nor.bytes.buffer);
  const cell = new Uint8Array(4);
  const program = (at: number) => (index: number, word: number) => {
    new DataView(cell.buffer).setUint32(0, word, true);
    nor.write(at + index * 4, cell);
  };
  const journalAt = 32 + Page0.Journal;
  const journal: Journal = {
    words: all.subarray(journalAt / 4, journalAt / 4 + JOURNAL_WORDS),
    program: program(journalAt),
  };
  const store: LogStore = {
    words: all.subarray(PAGE / 4, (32 + (log.size ?? 0)) / 4),
    read: (offset, length) => nor.text(PAGE + offset, length),
    program: program(PAGE),
    affirm: program(PAGE),
    erase: page => {
      nor.erase(PAGE + page * PAGE);
      return true;
    },
  };
  const id = take(Buffer.from(log.data).toString('latin1', Page0.BadgeId, Page0.BadgeId + 4), 0, 4);
  const cells = Buffer.from(words.data);
  const profileWord = cells.readUInt16LE(Words.Profile * 2) | (cells.readUInt8(Words.Language * 2) << 16);
  if (!installKey(store, digest, id, profileWord, keys.log)) throw new Error('the log takes no key');
  if (!addEntry(digest, journal, Entry.RadioKey, keys.radio)) throw new Error('the journal takes no key');
}

/** The flash of a badge that was just installed, to start many from. */
export function imageOf(
  files: readonly StoredFile[],
  program?: string | Uint8Array,
  keys?: Keys,
): FlashImage {
  const nor = new Nor();
  install(nor, files, program, keys);
  return nor.image();
}

/** The files that a flash image holds, by name. */
export function filesOf(image: FlashImage): Map<string, Uint8Array> {
  const nor = new Nor(undefined, image.bytes.length / PAGE);
  nor.restore(image);
  const files = new Files(nor);
  const found = new Map<string, Uint8Array>();
  for (const entry of files.entries())
    if (!entry.deleted) found.set(files.nameOf(entry), nor.read(entry.offset + 32, entry.size));
  return found;
}

function latin1(text: string): Uint8Array {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 126) throw new Error(`the bundle is not ASCII at character ${i}`);
  return Buffer.from(text, 'latin1');
}
