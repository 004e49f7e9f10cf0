import { VALUES } from '../../cli/make/words/values.js';
import { BASE_WIDE } from '../../shared/words/base-set.js';
import {
  ACTION_BYTES,
  ARRIVAL_LINE,
  ASCII_BYTES,
  FIRST_GLYPH,
  FLAG_BYTES,
  GLYPH_BYTES,
  ITEM_BYTES,
  ITEM_OPTIONAL,
  SCREEN_BYTES,
  TEXT_PIECE,
  Words,
} from '../../shared/words/layout.js';
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

  u8(place: number): number {
    const byte = this.bytes[place];
    if (byte === undefined) throw new Error(`A place beyond the end of the file: ${place}.`);
    return byte;
  }

  u16(place: number): number {
    return this.u8(place) + this.u8(place + 1) * 256;
  }

  line(place: number): string {
    let text = '';
    for (let at = place; this.u8(at); ) {
      const code = this.u8(at++);
      if (code < TEXT_PIECE) {
        const name = NAMES.get(code);
        if (!name) throw new Error(`Value ${code} at ${at - 1} is unknown.`);
        text += `{${name}}`;
        continue;
      }
      const font = code - TEXT_PIECE;
      if (font >= 2 + this.u8(Words.Pages)) throw new Error(`Font ${font} at ${at - 1} is not there.`);
      const length = this.u8(at++);
      if (!length) throw new Error(`An empty piece at ${at - 1}.`);
      for (const end = at + length; at < end; at++) {
        const char = this.chars.get(`${font}:${this.u8(at)}`);
        if (!char) throw new Error(`Character ${this.u8(at)} of font ${font} is not there.`);
        text += char;
      }
    }
    return text;
  }

  action(place: number): ReadAction {
    const does = this.u8(place + 2);
    const value = this.u16(place + 3);
    const opens = does === Go.Menu || does === Go.Appointment ? this.menu(value) : null;
    return {
      label: this.line(this.u16(place)),
      does,
      with: opens ?? (does === Go.Flags ? this.flags(value) : value),
    };
  }

  menu(place: number): ReadMenu {
    const rows = Array.from({ length: this.u8(place + 2) }, (_, i) =>
      this.action(place + 3 + i * ACTION_BYTES),
    );
    return { title: this.line(this.u16(place)), rows };
  }

  flags(place: number): ReadFlags {
    const rows = Array.from({ length: this.u8(place + 3) }, (_, i) => {
      const at = place + 4 + i * FLAG_BYTES;
      return { label: this.line(this.u16(at)), bits: this.u16(at + 2) };
    });
    return { title: this.line(this.u16(place)), kind: this.u8(place + 2), rows };
  }

  screen(phase: number) {
    const at = this.u16(Words.Screens) + phase * SCREEN_BYTES;
    const places = [0, 2, 4].map(offset => this.u16(at + offset));
    return {
      lines: places.map(place => (place === ARRIVAL_LINE ? 'arrival' : this.line(place))),
      keys: [6, 8, 10].map(offset => (this.u16(at + offset) ? this.action(this.u16(at + offset)) : null)),
      menu: this.menu(this.u16(at + 12)),
    };
  }

  fixed(which: number): string {
    return this.line(this.u16(this.u16(Words.Fixed) + which * 2));
  }

  item(item: number) {
    const at = this.u16(Words.ItemTable) + item * ITEM_BYTES;
    return {
      lines: [this.line(this.u16(at)), this.line(this.u16(at + 2))],
      from: this.u8(at + 4) & (ITEM_OPTIONAL - 1),
      optional: this.u8(at + 4) >= ITEM_OPTIONAL,
      by: this.u8(at + 5),
      said: this.u16(at + 6),
    };
  }

  /** The bitmap bytes of a glyph of one of the file's own pages. */
  glyph(font: number, code: number): Uint8Array {
    const entry = Words.PageTable + (font - 2) * 3;
    if (code - FIRST_GLYPH >= this.u8(entry + 2)) throw new Error(`Font ${font} has no character ${code}.`);
    const at = this.u16(entry) + (code - FIRST_GLYPH) * GLYPH_BYTES;
    return this.bytes.slice(at, at + GLYPH_BYTES);
  }
}

/** The bitmap bytes of a character of the base set: fonts 0 and 1. */
export function baseGlyph(base: Uint8Array, char: string): Uint8Array {
  if (char < '\x7f') {
    const at = 4 + (char.charCodeAt(0) - FIRST_GLYPH) * ASCII_BYTES;
    return base.slice(at, at + ASCII_BYTES);
  }
  const at = 4 + 95 * ASCII_BYTES + [...BASE_WIDE].indexOf(char) * GLYPH_BYTES;
  return base.slice(at, at + GLYPH_BYTES);
}

/** A bitmap as rows of text: `#` is a pixel. */
export function drawn(bitmap: Uint8Array): string[] {
  const bits = [...bitmap].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 12 }, (_, y) =>
    Array.from({ length: bits.length / 12 }, (_, x) => (bits[x * 12 + y] === '1' ? '#' : '.')).join(''),
  );
}
