import { type ByteString, put } from '../../shared/bytes.js';
import { PAGE_WORDS } from '../../shared/log/page.js';
import type { LogStore } from '../../shared/ports.js';

export const storage = require('Storage');
const flash = require('Flash');

export const LOG_FILE = 'dlog';
const PAGE_BYTES = PAGE_WORDS * 4;
/** A file's header in front of its contents. */
const FILE_HEADER = 32;

/** Bytes of page 0, which the log's file begins with; '' where there is none. */
export function page0(from: number, length: number): ByteString {
  return storage.read(LOG_FILE, from, length) || '';
}

/**
 * The ring behind page 0 of the log's file. Where its file is not what it should be, the store is empty:
 * nothing is ever erased by an address that was not checked.
 *
 * @once
 */
export function storeOf(): LogStore {
  const file = storage.read(LOG_FILE) || '';
  const size = file.length;
  const base = file ? E.getAddressOf(file, true) - FILE_HEADER : 0;
  const pages = (size + FILE_HEADER) / PAGE_BYTES - 1;
  // The file's header as Espruino writes it: size and flags, of which none is set, then the name.
  const header = put(size) + LOG_FILE;
  const found =
    pages === (pages | 0) && base % PAGE_BYTES === 0 && E.toString(flash.read(8, base)) === header;
  const ring = base + PAGE_BYTES;
  const bytes = found ? E.memoryArea(ring, pages * PAGE_BYTES) : '';
  const all = new Uint32Array(found ? E.toArrayBuffer(bytes) : new ArrayBuffer(0));
  // Where it may program, the log looks for itself: to ask Storage as well would take it through its files each time.
  const cell = new Uint32Array(1);
  const bytesOfCell = new Uint8Array(cell.buffer);
  const program = (index: number, word: number): void => {
    cell[0] = word;
    flash.write(bytesOfCell, ring + index * 4);
  };
  return {
    words: all,
    read: (offset, length) => bytes.substr(offset, length),
    program: program,
    affirm: program,
    erase: page => {
      // A division makes a float of a whole number on the badge, and this call takes none.
      flash.erasePage((ring + page * PAGE_BYTES) | 0);
      return all[page * PAGE_WORDS] === 0xffffffff && all[page * PAGE_WORDS + PAGE_WORDS - 1] === 0xffffffff;
    },
  };
}

/** The firmware's answer is a buffer. */
export function sha1(bytes: ByteString): ByteString {
  // biome-ignore lint/style/useNodejsImportProtocol: the badge's own module
  return E.toString(require('crypto').SHA1(bytes));
}
