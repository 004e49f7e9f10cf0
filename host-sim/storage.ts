import { crc32 } from 'node:zlib';
import { byteText, FlashText, textBytes, toBytes } from './bytes.js';
import { compact, isValid, type Stats, statsOf } from './compact.js';
import { type Entry, Files, HEADER } from './files.js';
import type { Nor } from './flash.js';

const REAL_FLAGS = [0, 64, 128];

/**
 * `require("Storage")`, by the rules of src/jsflash.c and src/jswrap_storage.c, error texts included.
 * Without `open`: StorageFile takes a whole page for a byte, and Doorstep's log does not use it.
 */
export class Storage {
  readonly files: Files;
  /** The newest reads and where they lie, for E.getAddressOf and live views of strings. */
  private readonly reads: { text: string; address: number }[] = [];
  private turn = 0;

  constructor(readonly nor: Nor) {
    this.files = new Files(nor);
  }

  /** The file's bytes from `offset` on, as a string; all of them where `length` is 0 or left out. */
  read(name: string, offset = 0, length = 0): string | undefined {
    const file = this.files.find(byteText(name));
    if (!file) return undefined;
    const from = Math.min(Math.max(offset | 0, 0), file.size);
    const count = Math.min((length | 0) > 0 ? length | 0 : file.size, file.size - from);
    if (count <= 0) return '';
    const start = file.offset + HEADER + from;
    const text = this.nor.text(start, count);
    this.reads[this.turn] = { text, address: this.nor.base + start };
    this.turn = (this.turn + 1) & 15;
    return text;
  }

  readArrayBuffer(name: string): ArrayBuffer | undefined {
    const file = this.files.find(byteText(name));
    return file && this.nor.view(file.offset + HEADER, file.size);
  }

  readJSON(name: string, quiet?: boolean): unknown {
    const text = this.read(name);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch (error) {
      if (quiet) return undefined;
      throw error;
    }
  }

  /** Creates or fills a file; true if done. `size` reserves more than the data needs. */
  write(name: string, data: unknown, offset = 0, size = 0): boolean {
    if (isPlain(data)) return this.put(name, textBytes(byteText(JSON.stringify(data))), 0, 0);
    return this.put(name, toBytes(data), offset | 0, size | 0);
  }

  writeJSON(name: string, data: unknown): boolean {
    return this.put(name, textBytes(byteText(JSON.stringify(data))), 0, 0);
  }

  erase(name: string): void {
    const file = this.files.find(byteText(name));
    if (file) this.files.remove(file);
  }

  list(pattern?: RegExp, filter?: { sf?: boolean }): string[] {
    return this.real(filter?.sf)
      .map(file => this.files.nameOf(file))
      .filter(name => !pattern || pattern.test(name));
  }

  /** A number that changes with the names and places of the files. */
  hash(pattern?: RegExp): number {
    let hash = 0xabcddcba;
    for (const file of this.real(false)) {
      const name = this.files.nameOf(file);
      if (pattern && !pattern.test(name)) continue;
      hash = ((hash << 1) | (hash >>> 31)) ^ (this.nor.base + file.offset) ^ crc32(textBytes(name));
    }
    return hash | 0;
  }

  getFree(): number {
    return statsOf(this.files).freeBytes;
  }

  getStats(): Omit<Stats, 'compactFrom'> {
    const { compactFrom: _, ...stats } = statsOf(this.files);
    return stats;
  }

  compact(): void {
    compact(this.files);
  }

  eraseAll(): void {
    for (let offset = 0; offset < this.nor.bytes.length; offset += 4096) this.nor.erase(offset);
    this.files.forget();
  }

  /** False where a cold boot of a Pixl.js would erase everything. */
  isValid(): boolean {
    return isValid(this.files);
  }

  /** Where a string that came from `read` lies in flash; 0 if it did not. The newest equal read counts. */
  addressOf(value: unknown): number {
    if (value instanceof FlashText) return value.address;
    for (let back = 1; back <= 16; back++) {
      const seen = this.reads[(this.turn - back) & 15];
      if (seen && seen.text === value) return seen.address;
    }
    return 0;
  }

  private put(name: string, data: Uint8Array, offset: number, reserve: number): boolean {
    if (offset < 0 || reserve < 0) return false;
    const short = byteText(name);
    const size = reserve || data.length;
    if (size === 0) throw new Error("Can't create zero length file");
    let file = this.files.find(short);
    if (offset === 0 && (!file || !this.isBlankFile(file, size))) {
      if (file && this.holdsAlready(file, size, data)) return true;
      if (file) this.files.remove(file);
      file = this.create(short, size);
    }
    if (!file) throw new Error('Unable to find or create file');
    if (offset + data.length > file.size) throw new Error('Too much data for file size');
    const at = file.offset + HEADER + offset;
    if (!this.nor.isBlank(at, data.length)) throw new Error('File already written with different data');
    this.nor.write(at, data);
    return true;
  }

  private isBlankFile(file: Entry, size: number): boolean {
    return file.flags === 0 && file.size === size && this.nor.isBlank(file.offset + HEADER, size);
  }

  private holdsAlready(file: Entry, size: number, data: Uint8Array): boolean {
    return (
      file.flags === 0 &&
      file.size === size &&
      data.length === size &&
      Buffer.compare(this.nor.read(file.offset + HEADER, size), data) === 0
    );
  }

  /** Compacts once where that promises enough room; the danger of it is the caller's. */
  private create(name: string, size: number): Entry | undefined {
    const room = this.files.roomFor(size);
    if (room.offset === undefined && size + HEADER < room.free + room.trash && compact(this.files)) {
      return this.files.create(name, size, this.files.roomFor(size).offset);
    }
    return this.files.create(name, size, room.offset);
  }

  private real(storageFiles: boolean | undefined): Entry[] {
    return this.files
      .entries()
      .filter(
        file =>
          !file.deleted &&
          REAL_FLAGS.includes(file.flags) &&
          (storageFiles === undefined || storageFiles === (file.flags === 64)),
      );
  }
}

function isPlain(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.prototype.toString.call(data) === '[object Object]' &&
    !(data instanceof FlashText)
  );
}
