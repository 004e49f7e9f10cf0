import { bytesText, textBytes } from './bytes.js';
import { type Nor, PAGE } from './flash.js';

export const HEADER = 32;
const NAME = 28;
const BLANK = 0xffffffff;

/** One file header: where it stands, how many bytes follow it, and whether its name was zeroed. */
export interface Entry {
  offset: number;
  size: number;
  flags: number;
  deleted: boolean;
}

/**
 * Espruino's file directory (src/jsflash.c): headers and contents one after another, 4-byte aligned.
 *   offset  size  field
 *        0     4  size in bits 0-23, flags in bits 24-31 (0 a plain file)
 *        4    28  name, padded with zeros; its first word zeroed means deleted
 * The walk ends at the first header that is blank or impossible; then the next page's start is tried once.
 */
export class Files {
  private readonly found = new Map<string, Entry>();

  constructor(readonly nor: Nor) {}

  get end(): number {
    return this.nor.bytes.length;
  }

  /** The header at `offset`, or undefined where none can be. */
  entryAt(offset: number): Entry | undefined {
    const word = this.nor.word(offset);
    const size = word & 0xffffff;
    if (word === BLANK || word === 0 || offset + HEADER + size > this.end) return undefined;
    return { offset, size, flags: word >>> 24, deleted: this.nor.word(offset + 4) === 0 };
  }

  /** Every header in order, deleted ones too. */
  entries(): Entry[] {
    const list: Entry[] = [];
    for (let entry = this.entryAt(0); entry; entry = this.next(entry, true).entry) list.push(entry);
    return list;
  }

  /** Where a walk goes on after `entry`; without `across` it stays in front of the first gap. */
  next(entry: Entry, across: boolean): { offset: number; entry: Entry | undefined } {
    let offset = align(entry.offset + HEADER + entry.size);
    if (offset + HEADER > this.end) return { offset: 0, entry: undefined };
    let after = this.entryAt(offset);
    if (!after && across) {
      offset = this.nextPage(offset);
      after = offset ? this.entryAt(offset) : undefined;
    }
    return { offset, entry: after };
  }

  nameOf(entry: Entry): string {
    const name = bytesText(this.nor.read(entry.offset + 4, NAME));
    const end = name.indexOf('\0');
    return end < 0 ? name : name.slice(0, end);
  }

  /** The file of that name; longer names are cut at 28 characters, as on the badge. */
  find(name: string): Entry | undefined {
    const short = name.slice(0, NAME);
    const known = this.found.get(short);
    if (known && this.stands(known)) return known;
    this.found.delete(short);
    for (const entry of this.entries()) {
      if (entry.deleted || this.nameOf(entry) !== short) continue;
      this.found.set(short, entry);
      return entry;
    }
    return undefined;
  }

  /** Gives up a file: the first word of its name becomes zero, the space stays taken until compaction. */
  remove(entry: Entry): void {
    this.found.clear();
    this.nor.write(entry.offset + 4, new Uint8Array(4));
  }

  /** Writes a header where `room` bytes fit; undefined if they fit nowhere. */
  create(name: string, size: number, room: number | undefined): Entry | undefined {
    if (room === undefined) return undefined;
    const header = new Uint8Array(HEADER);
    new DataView(header.buffer).setUint32(0, size, true);
    header.set(textBytes(name.slice(0, NAME)), 4);
    this.nor.write(room, header);
    return this.entryAt(room);
  }

  /** Where a file of `size` bytes would go, and what is free and thrown away on the way there. */
  roomFor(size: number): { offset: number | undefined; free: number; trash: number } {
    const need = align(size) + HEADER;
    let free = 0;
    let trash = 0;
    for (let offset = 0; ; ) {
      let entry = this.entryAt(offset);
      while (entry) {
        if (entry.deleted) trash += entry.size;
        const after = this.next(entry, false);
        offset = after.offset;
        entry = after.entry;
        if (!entry && offset === 0) return { offset: undefined, free, trash };
      }
      const space = this.spaceAt(offset);
      free += space;
      if (space >= need) return { offset, free, trash };
      offset = this.nextPage(offset);
      if (offset === 0) return { offset: undefined, free, trash };
    }
  }

  /** Start of the page after the one that holds `offset`; 0 if there is none. */
  nextPage(offset: number): number {
    const next = (Math.floor(offset / PAGE) + 1) * PAGE;
    return next < this.end ? next : 0;
  }

  /** Forgets what a walk found; after somebody else changed headers. */
  forget(): void {
    this.found.clear();
  }

  private spaceAt(offset: number): number {
    const next = (Math.floor(offset / PAGE) + 1) * PAGE;
    return (next < this.end && this.entryAt(next) ? next : this.end) - offset;
  }

  private stands(entry: Entry): boolean {
    return (
      this.nor.word(entry.offset) === (entry.size | (entry.flags << 24)) >>> 0 &&
      this.nor.word(entry.offset + 4) !== 0
    );
  }
}

export function align(offset: number): number {
  return (offset + 3) & ~3;
}
