import { LiveAreas } from './areas.js';
import { PowerCut } from './power.js';
import { type Rng, rngFrom } from './rng.js';
import { type Cells, type FlashOp, shake, type Tear, tearCells, type Weak } from './tear.js';
import { copyWear, freshWear, noteErase, noteWord, type Wear } from './wear.js';

export const PAGE = 4096;

/** Where Pixl.js keeps its saved code: nine pages below page 118 (boards/PIXLJS.py). */
export const PIXLJS_BASE = (118 - 9) * PAGE;

/** Cut the power at flash operation number `at` (the first one is 1), which gets as far as `tear` says. */
export interface Cut {
  at: number;
  tear: Tear;
}

/** Everything the flash holds, wear included; share it between badges, `restore` copies. */
export interface FlashImage {
  bytes: Uint8Array;
  weak: [number, Weak][];
  wear: Wear;
}

/**
 * NOR flash as on the nRF52832: 4 kB pages of 32-bit words. Programming only clears bits, erasing sets a
 * whole page to 0xff, and the power may go during either. Addresses outside are the caller's to check.
 */
export class Nor {
  readonly bytes: Uint8Array;
  /** Words programmed and pages erased since this object was made. */
  ops = 0;
  cut: Cut | undefined;
  /** Hears of each operation before it happens: the place to take images for a sweep of power cuts. */
  beforeOp: ((op: FlashOp, number: number) => void) | undefined;
  /** Set once the cut came; every later access throws PowerCut. */
  dead = false;
  /** Hears of the cut at the instant it comes, before the bundle does. */
  onCut: (() => void) | undefined;
  wear: Wear;
  private readonly cells: Cells;
  private readonly areas: LiveAreas;
  private readonly stamps: Float64Array;
  private readonly texts = new Map<number, { text: string; stamp: number }>();
  private clock = 0;

  constructor(
    readonly base = PIXLJS_BASE,
    readonly pages = 9,
    private readonly rng: Rng = rngFrom(1),
  ) {
    this.bytes = new Uint8Array(pages * PAGE).fill(0xff);
    this.cells = { words: new Uint32Array(this.bytes.buffer), weak: new Map() };
    this.areas = new LiveAreas(this.bytes, PAGE);
    this.stamps = new Float64Array(pages);
    this.wear = freshWear(pages);
  }

  /** True if `length` bytes at `address` lie inside. */
  holds(address: number, length: number): boolean {
    return address >= this.base && address + length <= this.base + this.bytes.length;
  }

  /** The 32-bit word at a word-aligned `offset`, for directory walks. */
  word(offset: number): number {
    this.settle();
    return this.cells.words[offset >>> 2];
  }

  read(offset: number, length: number): Uint8Array {
    this.settle();
    return this.bytes.slice(offset, offset + length);
  }

  isBlank(offset: number, length: number): boolean {
    this.settle();
    for (let i = offset; i < offset + length; i++) if (this.bytes[i] !== 0xff) return false;
    return true;
  }

  /** The bytes as a string, one character each; repeated reads of unchanged pages are free. */
  text(offset: number, length: number): string {
    this.settle();
    const key = offset * 65536 + length;
    const known = this.texts.get(key);
    let stamp = 0;
    for (let page = (offset / PAGE) | 0; page * PAGE < offset + length; page++) {
      const changed = this.stamps[page];
      if (changed > stamp) stamp = changed;
    }
    if (known && known.stamp >= stamp) return known.text;
    const text = Buffer.from(this.bytes.buffer, offset, length).toString('latin1');
    if (this.texts.size > 2000) this.texts.clear();
    this.texts.set(key, { text, stamp: this.clock });
    return text;
  }

  /** The bytes as an ArrayBuffer that follows the flash; writing through it changes nothing. */
  view(offset: number, length: number): ArrayBuffer {
    return this.areas.at(offset, length);
  }

  /** True if the bundle wrote through a view, which the badge answers with a fault or not at all. */
  tampered(): boolean {
    return this.areas.tampered();
  }

  /** Programs `data`; edge words are rewritten with what stands there (jshardware_common.c does the same). */
  write(offset: number, data: Uint8Array): void {
    const end = offset + data.length;
    for (let at = offset & ~3; at < end; at += 4) {
      let value = this.word(at);
      for (let i = Math.max(at, offset); i < Math.min(at + 4, end); i++) {
        const shift = (i - at) * 8;
        value = (value & ~(0xff << shift)) | (data[i - offset] << shift);
      }
      this.program(at >>> 2, value >>> 0);
    }
    this.wear.bytes += data.length;
  }

  /** Erases the page that holds `offset`. */
  erase(offset: number): void {
    const page = (offset / PAGE) | 0;
    this.begin({ kind: 'erase', offset: page * PAGE, bytes: PAGE });
    this.bytes.fill(0xff, page * PAGE, (page + 1) * PAGE);
    for (let i = 0; i < PAGE >>> 2 && this.cells.weak.size > 0; i++)
      this.cells.weak.delete(page * (PAGE >>> 2) + i);
    noteErase(this.wear, page);
    this.touch(page * PAGE, PAGE);
  }

  /** Power is back: what was torn stays torn. */
  revive(): void {
    this.dead = false;
  }

  image(): FlashImage {
    return { bytes: this.bytes.slice(), weak: [...this.cells.weak], wear: copyWear(this.wear) };
  }

  /** Takes over `image`; the operation counter goes on. */
  restore(image: FlashImage): void {
    this.bytes.set(image.bytes);
    this.cells.weak = new Map(image.weak);
    this.wear = copyWear(image.wear);
    for (let page = 0; page < this.pages; page++) this.touch(page * PAGE, PAGE);
  }

  /** Leaves the flash as a cut during `op` would, without cutting. */
  tear(op: FlashOp, tear: Tear, rng: Rng = this.rng): void {
    tearCells(this.cells, op, tear, rng);
    this.touch(op.offset, op.kind === 'erase' ? op.bytes : 4);
  }

  private program(index: number, value: number): void {
    this.begin({ kind: 'program', offset: index * 4, value });
    const weak = this.cells.weak.get(index);
    const old = weak ? weak.low : this.cells.words[index];
    if (weak) this.cells.weak.delete(index);
    this.cells.words[index] = old & value;
    noteWord(this.wear, index, old, value);
    this.touch(index * 4, 4);
  }

  private begin(op: FlashOp): void {
    if (this.dead) throw new PowerCut(this.ops);
    this.ops++;
    if (this.beforeOp) this.beforeOp(op, this.ops);
    if (!this.cut || this.cut.at !== this.ops) return;
    this.dead = true;
    this.tear(op, this.cut.tear);
    if (this.onCut) this.onCut();
    throw new PowerCut(this.ops);
  }

  private touch(offset: number, length: number): void {
    this.stamps[(offset / PAGE) | 0] = ++this.clock;
    this.areas.changed(offset, length);
  }

  /** Unstable words take a new value whenever somebody looks. */
  private settle(): void {
    if (this.dead) throw new PowerCut(this.ops);
    if (this.cells.weak.size > 0) shake(this.cells, this.rng, index => this.touch(index * 4, 4));
  }
}
