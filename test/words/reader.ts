import { VALUES } from '../../cli/make/words/values.js';
import { ARRIVAL_LINE, FIRST_GLYPH, Words } from '../../shared/words/layout.js';
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

/** Where the next pieces stand, by the font of an empty piece. */
const STANDS: { readonly [font: number]: string } = { 1: '{column}', 2: '{x2}', 3: '{x3}' };
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

  private byte(offset: number): number {
    const byte = this.bytes[offset];
    if (byte === undefined) throw new Error(`An offset beyond the end of the file: ${offset}.`);
    return byte;
  }

  /** What a code of a packed line says: itself, or a stretch of ASCII elsewhere in the file. */
  private unpacked(code: number): string {
    if (code < 127) return String.fromCharCode(code);
    const cell = this.cell(Words.Stretches + code - 127);
    const length = (cell >> 13) + 2;
    const stretch = Array.from({ length }, (_, i) => this.byte((cell & 0x1fff) + i));
    if (stretch.some(each => each < 32 || each > 126)) throw new Error(`Stretch ${code} is not ASCII.`);
    return String.fromCharCode(...stretch);
  }

  /** The line that a reference leads to; it must say truly whether a value stands in it. */
  line(reference: number): string {
    if (!reference) return '';
    let text = '';
    let values = false;
    let at = reference & 0x3fff;
    const isPacked = (reference & 0x4000) !== 0;
    for (let head = 128; head & 128; ) {
      const place = at;
      head = this.byte(at++);
      const [font, length] = [(head >> 5) & 3, head & 31];
      if (!length && STANDS[font]) {
        text += STANDS[font];
        continue;
      }
      if (font === 3) {
        const name = NAMES.get(length);
        if (!name) throw new Error(`Value ${length} at ${place} is unknown.`);
        text += `{${name}}`;
        values = true;
        continue;
      }
      if (!length) throw new Error(`An empty piece at ${place}.`);
      if (isPacked && (font > 0 || head & 128))
        throw new Error(`The packed line at ${place} is not one piece of ASCII.`);
      for (let i = 0; i < length; i++) {
        const code = this.byte(at++);
        const char = isPacked ? this.unpacked(code) : this.chars.get(`${font}:${code}`);
        if (!char) throw new Error(`Character ${i} at ${place} of font ${font} is not there.`);
        text += char;
      }
    }
    if (values !== reference >= 0x8000)
      throw new Error(`The line at ${reference} is not what it is said to be.`);
    return text;
  }

  action(place: number, mark = 0): ReadAction {
    const [first, second] = [this.cell(place), this.cell(place + 1)];
    const does = (first >> 12) | ((second >> 12) << 4);
    const value = second & 0xfff;
    const opens = does === Go.Menu || does === Go.Appointment ? this.menu(value) : null;
    return {
      label: this.line((first & 0xfff) | mark),
      does,
      with: opens ?? (does === Go.Flags ? this.flags(value) : value),
    };
  }

  menu(place: number): ReadMenu {
    const rows = Array.from({ length: this.cell(place + 1) }, (_, i) =>
      this.action(place + 2 + i * 2, this.cell(Words.RowMark)),
    );
    return { title: this.line(this.cell(place)), rows };
  }

  flags(place: number): ReadFlags {
    const rows = Array.from({ length: this.high(place + 1) }, (_, i) => {
      const at = place + 3 + i * 2;
      return { label: this.line(this.cell(at)), bits: this.cell(at + 1) };
    });
    const all = this.cell(place + 2);
    if (rows.reduce((bits, row) => bits | row.bits, all & 256) !== all)
      throw new Error(`All of the flags at ${place} are not what they are said to be.`);
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
    const from = this.cell(Words.Items);
    const at = from + item * 4;
    const head = this.cell(at + 2);
    return {
      lines: [this.line(this.cell(at)), this.line(this.cell(at + 1))],
      from: head & 31,
      optional: (head & 32) > 0,
      by: (head >> 6) & 31,
      said: this.cell(at + 3),
      condition: this.cell(from - 1 - (head >> 11)),
    };
  }

  /** The reminders, each as its action and its cells, and the spans that they are held over. */
  reminders() {
    const at = this.cell(Words.Reminders);
    const rows = Array.from({ length: this.cell(at) }, (_, row) => {
      const place = at + 1 + row * 5;
      return {
        action: this.action(this.cell(place), this.cell(Words.RowMark)),
        cells: [1, 2, 3, 4].map(cell => this.cell(place + cell)),
      };
    });
    const held: number[][] = [];
    for (let span = at - 4; this.cell(span); span -= 4)
      held.push([0, 1, 2, 3].map(cell => this.cell(span + cell)));
    return { rows, held };
  }

  /** A group of phrases as a kind of customer sees it: 0 not known, 1 home, 2 company. */
  group(group: number, customer: number) {
    const at = this.cell(Words.Groups) + group * 5;
    if (group >= this.cell(Words.GroupCount)) throw new Error(`There is no group ${group}.`);
    const counts = this.cell(at + 2 + customer);
    const from = this.cell(at + 1) + ((counts >> 8) & 127) * 2;
    return {
      title: this.line(this.cell(at)),
      pages: Array.from({ length: counts & 255 }, (_, i) =>
        [0, 1].map(line => this.line(this.cell(from + i * 2 + line))),
      ),
      isTips: counts >= 0x8000,
    };
  }

  /** The pixels of a glyph of the file's own page, columns from the left. */
  glyph(code: number): string {
    const from = this.cell(Words.Glyphs);
    const bits = [...this.bytes.slice(from)].map(byte => byte.toString(2).padStart(8, '0')).join('');
    const at = (code - FIRST_GLYPH) * 132;
    if (at + 132 > bits.length) throw new Error(`The page has no character ${code}.`);
    return bits.slice(at, at + 132);
  }
}

/** A bitmap as rows of text: `#` is a pixel. */
export function drawn(bitmap: Uint8Array): string[] {
  const bits = [...bitmap].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 11 }, (_, y) =>
    Array.from({ length: Math.floor(bits.length / 11) }, (_, x) =>
      bits[x * 11 + y] === '1' ? '#' : '.',
    ).join(''),
  );
}
