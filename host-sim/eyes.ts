import { GLYPH_HEIGHT, ROW_HEIGHT } from '../shared/words/layout.js';

/** Cells of one size. A column is `height` bits, the highest at the top. */
export interface GlyphTable {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly { readonly char: string; readonly columns: readonly number[] }[];
}

/** A stretch of text on the screen; `y` is the row it was looked for in. */
export interface Run {
  readonly y: number;
  readonly x: number;
  readonly text: string;
  /** True where it stands light on dark. */
  readonly inverse: boolean;
  /** Two or three where it is so many times larger than a row; such text begins at the left edge. */
  readonly scale?: number;
}

const WIDTH = 128;
/** Stands for ink that is no letter. */
export const UNREAD = '\ufffd';

/** What a way of reading a row costs: the cheapest explains it with the fewest letters and beginnings. */
const Cost = { glyph: 1, begin: 3, blank: 0.01, inverseBlank: 0.02, unread: 20 } as const;

/** How a column was come by: free standing, or inside a run of dark or light text. */
const Free = 0;
const Dark = 1;
const Light = 2;

interface Step {
  readonly from: number;
  readonly mode: number;
  readonly text: string;
}

type Node = Map<number, Node | string>;

const read = new WeakMap<readonly GlyphTable[], Reader>();

/**
 * The text on a screen (64 rows of 16 bytes), row by row, told from the pixels alone.
 * `rows` are the top lines of the text rows; a row is as high as the tables' cells.
 */
export function readScreen(pixels: Uint8Array, fonts: readonly GlyphTable[], rows: readonly number[]): Run[] {
  let reader = read.get(fonts);
  if (!reader) {
    reader = new Reader(fonts);
    read.set(fonts, reader);
  }
  const large = rows.flatMap(y => (reader as Reader).large(pixels, y) ?? []);
  const small = large.length ? without(pixels, large) : pixels;
  const runs: Run[] = [];
  for (const y of rows) {
    for (const { run } of large) if (run.y === y) runs.push(run);
    for (const run of reader.row(small, y)) runs.push({ y, ...run });
  }
  return runs;
}

/** One line of text for each row; the gaps are as many spaces as narrow cells would fill them. */
export function textOf(pixels: Uint8Array, fonts: readonly GlyphTable[], rows: readonly number[]): string[] {
  const narrow = Math.min(...fonts.map(font => font.width));
  const runs = readScreen(pixels, fonts, rows);
  return rows.map(y => {
    let line = '';
    let end = 0;
    for (const run of runs) {
      if (run.y !== y) continue;
      line += ' '.repeat(Math.max(Math.round((run.x - end) / narrow), line === '' ? 0 : 1)) + run.text;
      end = run.x + widthOf(run.text, fonts, narrow) * (run.scale ?? 1);
    }
    return line;
  });
}

/** Tables from the flat list of glyphs that the build writes (`dist/*.glyphs.json`), one for each width. */
export function tablesOf(
  glyphs: readonly { readonly char: string; readonly width: number; readonly columns: readonly number[] }[],
  height = GLYPH_HEIGHT,
): GlyphTable[] {
  const widths = [...new Set(glyphs.map(glyph => glyph.width))].sort((a, b) => a - b);
  return widths.map(width => ({ width, height, glyphs: glyphs.filter(glyph => glyph.width === width) }));
}

type RowRun = Omit<Run, 'y'>;

/** Large text, and where it ends. */
interface Large {
  readonly run: Run;
  readonly end: number;
}

const SCALES = [3, 2];
/** Lines of pixels that large text has, from those of its row on. */
const LARGE_ROWS = 2 * ROW_HEIGHT;

function isInk(pixels: Uint8Array, x: number, y: number): boolean {
  return x < WIDTH && (pixels[y * 16 + (x >> 3)] & (0x80 >> (x & 7))) !== 0;
}

/** A picture in which large text is blank. */
function without(pixels: Uint8Array, all: readonly Large[]): Uint8Array {
  const rest = pixels.slice();
  for (const { run, end } of all)
    for (let y = run.y; y < run.y + LARGE_ROWS; y++)
      for (let x = 0; x < end; x++) rest[y * 16 + (x >> 3)] &= ~(0x80 >> (x & 7));
  return rest;
}

class Reader {
  private readonly height: number;
  private readonly tries: { width: number; root: Node }[] = [];
  private readonly space: number;
  private readonly known = new Map<string, readonly RowRun[]>();

  constructor(fonts: readonly GlyphTable[]) {
    this.height = fonts[0].height;
    this.space = Math.min(...fonts.map(font => font.width));
    for (const font of fonts) {
      if (font.height !== this.height) throw new Error('all tables need cells of one height');
      const root: Node = new Map();
      for (const glyph of font.glyphs) if (glyph.columns.some(column => column !== 0)) plant(root, glyph);
      this.tries.push({ width: font.width, root });
    }
  }

  /** Text of two or three times the size at the left edge: as device/draw.ts draws it. */
  large(pixels: Uint8Array, y: number): Large | undefined {
    for (const scale of SCALES) {
      if (y + LARGE_ROWS > 64) return undefined;
      let text = '';
      let end = 0;
      for (let x = 0; x < WIDTH; ) {
        const found = this.largeGlyph(pixels, x, y, scale);
        if (!found || (!text && found.char === ' ')) break;
        text += found.char;
        x += found.width * scale;
        if (found.char !== ' ') end = x;
      }
      if (!text) continue;
      return {
        run: { y, x: 0, text: text.trimEnd(), inverse: false, scale },
        end,
      };
    }
    return undefined;
  }

  private largeGlyph(
    pixels: Uint8Array,
    x: number,
    y: number,
    scale: number,
  ): { readonly char: string; readonly width: number } | undefined {
    for (const { width, root } of [...this.tries].reverse()) {
      const columns: number[] = [];
      for (let cx = 0; cx < width; cx++) {
        const column = squares(pixels, x + cx * scale, y, scale, this.height);
        if (column < 0) break;
        columns.push(column);
      }
      if (columns.length < width) continue;
      const char = look(root, columns, 0, width, 0);
      if (char) return { char, width };
      if (width === this.space && columns.every(column => column === 0)) return { char: ' ', width };
    }
    return undefined;
  }

  row(pixels: Uint8Array, y: number): readonly RowRun[] {
    const from = pixels.byteOffset + y * 16;
    const key = Buffer.from(pixels.buffer, from, this.height * 16).toString('latin1');
    const known = this.known.get(key);
    if (known) return known;
    const runs = this.explain(columnsOf(pixels, y, this.height));
    if (this.known.size > 5000) this.known.clear();
    this.known.set(key, runs);
    return runs;
  }

  /** The cheapest explanation of all columns, from the left. */
  private explain(columns: readonly number[]): RowRun[] {
    const full = 2 ** this.height - 1;
    const cost = new Float64Array((WIDTH + 1) * 3).fill(Infinity);
    const steps = new Array<Step | undefined>((WIDTH + 1) * 3);
    const reach = (
      x: number,
      mode: number,
      from: number,
      fromMode: number,
      add: number,
      text: string,
    ): void => {
      const at = x * 3 + mode;
      const sum = cost[from * 3 + fromMode] + add;
      if (sum >= cost[at]) return;
      cost[at] = sum;
      steps[at] = { from, mode: fromMode, text };
    };
    cost[0] = 0;
    for (let x = 0; x < WIDTH; x++) {
      for (let mode = Free; mode <= Light; mode++) {
        if (cost[x * 3 + mode] === Infinity) continue;
        if (columns[x] === 0) reach(x + 1, Free, x, mode, Cost.blank, '');
        else if (columns[x] === full) reach(x + 1, Free, x, mode, Cost.inverseBlank, '');
        if (columns[x] !== 0) reach(x + 1, Free, x, mode, Cost.unread, UNREAD);
        for (let to = Dark; to <= Light; to++) {
          const flip = to === Light ? full : 0;
          const begin = mode === to ? 0 : Cost.begin;
          if (mode === to && isFilled(columns, x, this.space, flip))
            reach(x + this.space, to, x, mode, Cost.glyph, ' ');
          for (const { width, root } of this.tries) {
            if (x + width > WIDTH) continue;
            const char = look(root, columns, x, width, flip);
            if (char) reach(x + width, to, x, mode, Cost.glyph + begin, char);
          }
        }
      }
    }
    return this.runs(cost, steps);
  }

  private runs(cost: Float64Array, steps: readonly (Step | undefined)[]): RowRun[] {
    let mode = Free;
    for (let other = Dark; other <= Light; other++)
      if (cost[WIDTH * 3 + other] < cost[WIDTH * 3 + mode]) mode = other;
    const pieces: { x: number; mode: number; text: string }[] = [];
    for (let x = WIDTH; x > 0; ) {
      const step = steps[x * 3 + mode];
      if (!step) break;
      if (step.text !== '') pieces.push({ x: step.from, mode, text: step.text });
      else pieces.push({ x: step.from, mode: -1, text: '' });
      x = step.from;
      mode = step.mode;
    }
    const runs: { x: number; text: string; inverse: boolean }[] = [];
    let open = -1;
    for (const piece of pieces.reverse()) {
      const last = runs[runs.length - 1];
      if (piece.mode < 0) open = -1;
      else if (piece.mode !== open) {
        runs.push({ x: piece.x, text: piece.text, inverse: piece.mode === Light });
        open = piece.mode;
      } else if (piece.text !== UNREAD) last.text += piece.text;
    }
    for (const run of runs) run.text = run.text.replace(/ +$/, '');
    return runs;
  }
}

function plant(root: Node, glyph: GlyphTable['glyphs'][number]): void {
  let node = root;
  glyph.columns.forEach((column, i) => {
    if (i === glyph.columns.length - 1) {
      if (!node.has(column)) node.set(column, glyph.char);
      return;
    }
    let next = node.get(column) as Node | undefined;
    if (!next) {
      next = new Map();
      node.set(column, next);
    }
    node = next;
  });
}

function look(
  root: Node,
  columns: readonly number[],
  x: number,
  width: number,
  flip: number,
): string | undefined {
  let node: Node | string | undefined = root;
  for (let i = 0; i < width; i++) {
    node = (node as Node).get(columns[x + i] ^ flip);
    if (node === undefined) return undefined;
  }
  return node as string;
}

/** A column of squares as one of pixels, the highest bit at the top; -1 where one of them is not of one colour. */
function squares(pixels: Uint8Array, x: number, y: number, scale: number, height: number): number {
  // The largest begins two lines above its row; what lies beyond its rows is another text's.
  const top = y - ((scale - 1) & 2);
  let column = 0;
  for (let row = 0; row < height; row++) {
    column *= 2;
    if (top + row * scale < y || top + (row + 1) * scale > y + LARGE_ROWS) continue;
    const ink = isInk(pixels, x, top + row * scale);
    for (let i = 1; i < scale * scale; i++)
      if (isInk(pixels, x + (i % scale), top + row * scale + Math.floor(i / scale)) !== ink) return -1;
    if (ink) column++;
  }
  return column;
}

function isFilled(columns: readonly number[], x: number, width: number, value: number): boolean {
  if (x + width > WIDTH) return false;
  for (let i = x; i < x + width; i++) if (columns[i] !== value) return false;
  return true;
}

function columnsOf(pixels: Uint8Array, y: number, height: number): number[] {
  const columns = new Array<number>(WIDTH).fill(0);
  for (let row = 0; row < height; row++) {
    const bit = 1 << (height - 1 - row);
    if (y + row > 63) break;
    for (let byte = 0; byte < 16; byte++) {
      const eight = pixels[(y + row) * 16 + byte];
      if (eight === 0) continue;
      for (let i = 0; i < 8; i++) if (eight & (0x80 >> i)) columns[byte * 8 + i] |= bit;
    }
  }
  return columns;
}

function widthOf(text: string, fonts: readonly GlyphTable[], narrow: number): number {
  let width = 0;
  for (const char of text) {
    const font = fonts.find(each => wide(each).has(char));
    width += font ? font.width : narrow;
  }
  return width;
}

const members = new WeakMap<GlyphTable, Set<string>>();

function wide(font: GlyphTable): Set<string> {
  let set = members.get(font);
  if (!set) {
    set = new Set(font.glyphs.map(glyph => glyph.char));
    members.set(font, set);
  }
  return set;
}
