import { createRequire } from 'node:module';
import { type Font, type Glyph, openSync } from 'fontkit';
import { GLYPH_HEIGHT, NARROW, WIDE } from '../../../shared/words/layout.js';

/**
 * Cuts the pixels of characters from the outlines of Fusion Pixel 12px (OFL, docs/FONT-LICENSE.txt).
 *
 * The font is a pixel font drawn as polygons: a pixel is a square of 100 units, so the outline at a square's centre
 * says whether the pixel is set.
 */

const FONT =
  '@fontsource/fusion-pixel-12px-monospaced-sc/files/fusion-pixel-12px-monospaced-sc-latin-400-normal.woff2';
const PIXEL = 100;
/** Pixels of its line. The top one is left blank by every character, and not stored. */
const LINE_HEIGHT = 12;

/** A character as its columns from the left, top pixel in the highest of 11 bits. */
export interface Cut {
  readonly width: number;
  readonly columns: readonly number[];
}

/** Gives the pixels of a character; null where the font does not have it, or has ink in its top row. */
export type Cutter = (char: string) => Cut | null;

type Edge = readonly [x: number, y1: number, y2: number];

/** The upright edges of an outline: all that a ray to the left can cross. */
function edgesOf(glyph: Glyph, char: string): Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const to = (nextX: number, nextY: number) => {
    if (x !== nextX && y !== nextY)
      throw new Error(`The outline of "${char}" has an edge that is not straight.`);
    if (y !== nextY) edges.push([x, y, nextY]);
    [x, y] = [nextX, nextY];
  };
  for (const { command, args } of glyph.path.commands) {
    const [nextX = 0, nextY = 0] = args;
    if (command === 'moveTo') [x, y, startX, startY] = [nextX, nextY, nextX, nextY];
    else if (command === 'lineTo') to(nextX, nextY);
    else if (command === 'closePath') to(startX, startY);
    else throw new Error(`The outline of "${char}" has a curve: this font cannot be cut into pixels.`);
  }
  return edges;
}

/** Whether a point is inside the outline (non-zero winding). */
function isInside(edges: readonly Edge[], x: number, y: number): boolean {
  let winding = 0;
  for (const [edge, y1, y2] of edges) {
    if (edge > x) continue;
    if (y1 <= y && y < y2) winding++;
    else if (y2 <= y && y < y1) winding--;
  }
  return winding !== 0;
}

function cut(font: Font, char: string): Cut | null {
  const code = char.codePointAt(0) as number;
  if (!font.hasGlyphForCodePoint(code)) return null;
  const glyph = font.glyphForCodePoint(code);
  const width = code < 128 ? NARROW : WIDE;
  if (glyph.advanceWidth !== width * PIXEL) return null;
  const edges = edgesOf(glyph, char);
  const columns: number[] = [];
  for (let column = 0; column < width; column++) {
    let bits = 0;
    for (let row = 0; row < LINE_HEIGHT; row++) {
      const set = isInside(edges, (column + 0.5) * PIXEL, font.ascent - (row + 0.5) * PIXEL);
      bits = bits * 2 + Number(set);
    }
    if (bits >> GLYPH_HEIGHT) return null;
    columns.push(bits);
  }
  return { width, columns };
}

/** Opens the font. A character is cut once and remembered. */
export function openCutter(): Cutter {
  const font = openSync(createRequire(import.meta.url).resolve(FONT));
  if (font.unitsPerEm !== WIDE * PIXEL)
    throw new Error(
      `The font has ${font.unitsPerEm} units an em, not ${WIDE * PIXEL}: it is not the 12 px one.`,
    );
  const known = new Map<string, Cut | null>();
  return char => {
    let found = known.get(char);
    if (found === undefined) {
      found = cut(font, char);
      known.set(char, found);
    }
    return found;
  };
}

/** The bytes that `setFontCustom` reads: columns from the left, top pixel first, one glyph straight behind the other. */
export function glyphBytes(glyphs: readonly Cut[]): number[] {
  const bits = glyphs
    .flatMap(glyph => glyph.columns)
    .map(column => column.toString(2).padStart(GLYPH_HEIGHT, '0'))
    .join('');
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    bytes.push(Number.parseInt(bits.slice(at, at + 8).padEnd(8, '0'), 2));
  return bytes;
}
