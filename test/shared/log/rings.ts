import { digest } from '../../../host-sim/digest.js';
import { type Nor, PAGE } from '../../../host-sim/flash.js';
import { BLOCK_WRITES } from '../../../host-sim/wear.js';
import { endOf } from '../../../shared/log/open.js';
import { Header, isHeader, PAGE_WORDS } from '../../../shared/log/page.js';
import { BLANK } from '../../../shared/log/word.js';
import type { LogStore } from '../../../shared/ports.js';

/** A ring that is stricter than flash: it throws where a blank word, or the wear of a block, is not respected. */
export class MemoryRing implements LogStore {
  readonly words: Uint32Array;
  writes = 0;
  erases = 0;
  /** Whether the flash erases at all. */
  works = true;
  /** Every page as it was before it was erased, oldest first. */
  readonly archive: Uint32Array[] = [];
  private readonly blocks: number[];

  constructor(readonly pages = 2) {
    this.words = new Uint32Array(pages * PAGE_WORDS).fill(BLANK);
    this.blocks = new Array<number>(pages * 8).fill(0);
  }

  read(offset: number, length: number): string {
    return Buffer.from(this.words.buffer, offset, length).toString('latin1');
  }

  program(index: number, word: number): void {
    if (!(index >= 0 && index < this.words.length)) throw new Error(`word ${index} is outside the ring`);
    if (this.words[index] !== BLANK) throw new Error(`word ${index} is programmed a second time`);
    if (!(word >= 0 && word < BLANK)) throw new Error(`${word} is no word`);
    if (++this.blocks[index >> 7] > BLOCK_WRITES) throw new Error(`too many writes in block ${index >> 7}`);
    this.words[index] = word;
    this.writes++;
  }

  affirm(index: number, word: number): void {
    if (word !== 0 && word !== this.words[index] && this.words[index] !== BLANK)
      throw new Error(`word ${index} is changed`);
    if (++this.blocks[index >> 7] > BLOCK_WRITES) throw new Error(`too many writes in block ${index >> 7}`);
    this.words[index] = word;
  }

  erase(page: number): boolean {
    if (!this.works) return false;
    this.erases++;
    const from = page * PAGE_WORDS;
    if (isHeader(digest, this.words, from))
      this.archive.push(this.words.slice(from, endOf(this.words, from)));
    this.words.fill(BLANK, from, from + PAGE_WORDS);
    this.blocks.fill(0, page * 8, page * 8 + 8);
    return true;
  }
}

/** A ring that holds the same, to be read or gone on with. */
export function copyOf({ words }: LogStore): MemoryRing {
  const ring = new MemoryRing(words.length / PAGE_WORDS);
  ring.words.set(words);
  return ring;
}

/** The ring on the simulator's NOR flash, where the power can go. */
export class NorRing implements LogStore {
  readonly words: Uint32Array;
  private readonly cell = new Uint8Array(4);

  constructor(readonly nor: Nor) {
    this.words = new Uint32Array(nor.bytes.buffer);
  }

  read(offset: number, length: number): string {
    return this.nor.text(offset, length);
  }

  /** Unstable words take another value, as they do whenever somebody looks. */
  shake(): void {
    this.nor.isBlank(0, 4);
  }

  program(index: number, word: number): void {
    new DataView(this.cell.buffer).setUint32(0, word, true);
    this.nor.write(index * 4, this.cell);
  }

  affirm(index: number, word: number): void {
    this.program(index, word);
  }

  erase(page: number): boolean {
    this.nor.erase(page * PAGE);
    return this.nor.isBlank(page * PAGE, PAGE);
  }
}

/** The pages of a ring as a supervisor gets them: oldest first, without their blank ends. */
export function streamOf(words: Uint32Array): number[] {
  const pages: number[] = [];
  for (let at = 0; at < words.length; at += PAGE_WORDS) if (isHeader(digest, words, at)) pages.push(at);
  pages.sort((a, b) => words[a + Header.Epoch] - words[b + Header.Epoch]);
  return pages.flatMap(at => [...words.subarray(at, endOf(words, at))]);
}

/** All that was ever written: the pages that were erased, then those of the ring. */
export function everything(ring: MemoryRing): number[] {
  return ring.archive.flatMap(page => [...page]).concat(streamOf(ring.words));
}
