import { VALUES } from '../../cli/make/words/values.js';
import { ARRIVAL_LINE, FIRST_GLYPH, GLYPH_BYTES, ITEM_OPTIONAL, Words } from '../../shared/words/layout.js';
import { Go } from '../../shared/words/ui.js';

/**
 * A second, strict reading of the words file, written from the table in shared/words/layout.ts alone: throws at
 * whatever the table does not allow. Characters are read by the list of glyphs that came with the file.
 */

export interface ReadAction {
  readonly label: string;
  readonly does: number;
  /** Value or argument, or what it opens. */
  readonly with: number | ReadMenu | ReadFlags;
}
export interface ReadMenu {
  readonly title: string;
  readonly rows: readonly ReadAction[];
}
export interface ReadFlags {
  readonly title: string;
  readonly kind: number;
  readonly rows: readonly { readonly label: string; readonly bits: number }[];
}

export interface Glyphs {
  readonly font: number;
  readonly code: number;
  readonly char: string;
}

const NAMES = new Map(Object.entries(VALUES).map(([name, value]) => [value.code as number, name]));

export class WordsReader {
  private readonly chars = new Map<string, string>();

  constructor(
    private readonly bytes: Uint8Array,
    glyphs: readonly Glyphs[],
  ) {
    for (const glyph of glyphs) this.chars.set(`${glyph.font}:${glyph.code}`, glyph.char);
  }

  cell(place: number): number {
    const [low, high] = [this.bytes[place * 2], this.bytes[place * 2 + 1]];
    if (low === undefined || high === undefined)
      throw new Error(`A place beyond the end of the file: ${place}.`);
    return low + high * 256;
  }

  low(place: number): number {
    return this.cell(place) & 255;
  }

  high(place: number): number {
    return this.cell(place) >> 8;
  }

  /** The line that a reference leads to; it must say truly whether a value stands in it. */
  line(reference: number): string {
    if (!reference) return '';
    let text = '';
    let values = false;
    for (let at = reference & 0x7fff; this.cell(at); ) {
      const place = at;
      const code = this.cell(at++);
      if (code < 256) {
        const name = NAMES.get(code);
        if (!name) throw new Error(`Value ${code} at ${place} is unknown.`);
        text += `{${name}}`;
        values = true;
        continue;
      }
      const font = (code >> 8) - 1;
      if (font >= 2 + this.high(Words.Kit)) throw new Error(`Font ${font} at ${place} is not there.`);
      const length = code & 255;
      if (!length) throw new Error(`An empty piece at ${place}.`);
      for (let i = 0; i < length; i++) {
        const cell = this.cell(at + (i >> 1));
        const char = this.chars.get(`${font}:${i & 1 ? cell >> 8 : cell & 255}`);
        if (!char) throw new Error(`Character ${i} at ${place} of font ${font} is not there.`);
        text += char;
      }
      at += (length + 1) >> 1;
    }
    if (values !== reference >= 0x8000)
      throw new Error(`The line at ${reference} is not what it is said to be.`);
    return text;
  }

  action(place: number): ReadAction {
    const [first, second] = [this.cell(place), this.cell(place + 1)];
    const does = (first >> 12) | ((second >> 12) << 4);
    const value = second & 0xfff;
    const opens = does === Go.Menu || does === Go.Appointment ? this.menu(value) : null;
    return {
      label: this.line(first & 0xfff),
      does,
      with: opens ?? (does === Go.Flags ? this.flags(value) : value),
    };
  }

  menu(place: number): ReadMenu {
    const rows = Array.from({ length: this.cell(place + 1) }, (_, i) => this.action(place + 2 + i * 2));
    return { title: this.line(this.cell(place)), rows };
  }

  flags(place: number): ReadFlags {
    const rows = Array.from({ length: this.high(place + 1) }, (_, i) => {
      const at = place + 2 + i * 2;
      return { label: this.line(this.cell(at)), bits: this.cell(at + 1) };
    });
    return { title: this.line(this.cell(place)), kind: this.low(place + 1), rows };
  }

  screen(phase: number) {
    const at = this.cell(Words.Screens) + phase * 7;
    const lines = [0, 1, 2].map(offset => this.cell(at + offset));
    return {
      lines: lines.map(line => (line === ARRIVAL_LINE ? 'arrival' : this.line(line))),
      keys: [3, 4, 5].map(offset => (this.cell(at + offset) ? this.action(this.cell(at + offset)) : null)),
      menu: this.menu(this.cell(at + 6)),
    };
  }

  fixed(which: number): string {
    return this.line(this.cell(this.cell(Words.Fixed) + which));
  }

  item(item: number) {
    const at = this.cell(Words.Items) + item * 4;
    return {
      lines: [this.line(this.cell(at)), this.line(this.cell(at + 1))],
      from: this.low(at + 2) & (ITEM_OPTIONAL - 1),
      optional: this.low(at + 2) >= ITEM_OPTIONAL,
      by: this.high(at + 2),
      said: this.cell(at + 3),
    };
  }

  /** The bitmap bytes of a glyph of one of the file's own pages. */
  glyph(font: number, code: number): Uint8Array {
    const entry = Words.PageTable + (font - 2) * 2;
    if (code - FIRST_GLYPH >= this.cell(entry + 1)) throw new Error(`Font ${font} has no character ${code}.`);
    const at = this.cell(entry) * 2 + (code - FIRST_GLYPH) * GLYPH_BYTES;
    return this.bytes.slice(at, at + GLYPH_BYTES);
  }
}

/** A bitmap as rows of text: `#` is a pixel. */
export function drawn(bitmap: Uint8Array): string[] {
  const bits = [...bitmap].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 12 }, (_, y) =>
    Array.from({ length: bits.length / 12 }, (_, x) => (bits[x * 12 + y] === '1' ? '#' : '.')).join(''),
  );
}
