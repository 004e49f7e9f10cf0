import { BASE_WIDE } from '../../../shared/words/base-set.js';
import { FIRST_GLYPH, NARROW, WIDE } from '../../../shared/words/layout.js';
import type { Cut, Cutter } from './glyphs.js';
import { piecesOf } from './values.js';

/** One character of a font on the badge: for the simulator's eye, which reads pixels back into text. */
export interface PlacedGlyph extends Cut {
  readonly font: number;
  readonly code: number;
  readonly char: string;
}

/** Most characters in one font: 32 to 255. */
export const PAGE_GLYPHS = 224;
const FIRST_PAGE = 2;
const LAST_ASCII = 126;

export function isAscii(char: string): boolean {
  return char >= ' ' && char <= '~';
}

/** Fonts and codes of all characters that a words file uses. */
export interface Fonts {
  readonly glyphs: readonly PlacedGlyph[];
  readonly at: ReadonlyMap<string, PlacedGlyph>;
  /** Font pages of the words file itself. */
  readonly pages: readonly (readonly PlacedGlyph[])[];
  /** Characters that the font does not have. */
  readonly missing: readonly string[];
}

/**
 * Gives every character its font: 0 the ASCII and 1 the wide glyphs of the base set, 2 and on what else the texts
 * need. The commonest come first, so that a line changes font as rarely as can be.
 */
export function layFonts(texts: readonly string[], cutter: Cutter): Fonts {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const piece of piecesOf(text) ?? [])
      if (typeof piece === 'string') for (const char of piece) counts.set(char, (counts.get(char) ?? 0) + 1);
  const further = [...counts.keys()]
    .filter(char => !isAscii(char) && !BASE_WIDE.includes(char))
    .sort((a, b) => (counts.get(b) as number) - (counts.get(a) as number) || (a < b ? -1 : 1));

  const missing: string[] = [];
  const lay = (chars: readonly string[], font: number): PlacedGlyph[] =>
    chars.flatMap((char, i) => {
      const cut = cutter(char);
      if (!cut) missing.push(char);
      return cut ? [{ font, code: FIRST_GLYPH + i, char, ...cut }] : [];
    });
  const pages: PlacedGlyph[][] = [];
  for (let i = 0; i < further.length; i += PAGE_GLYPHS)
    pages.push(lay(further.slice(i, i + PAGE_GLYPHS), FIRST_PAGE + pages.length));
  const ascii = Array.from({ length: LAST_ASCII + 1 - FIRST_GLYPH }, (_, i) =>
    String.fromCharCode(FIRST_GLYPH + i),
  );
  const glyphs = [...lay(ascii, 0), ...lay([...BASE_WIDE], 1), ...pages.flat()];
  return { glyphs, at: new Map(glyphs.map(glyph => [glyph.char, glyph])), pages, missing };
}

/** Widest form of a text in pixels: values count as wide as they can get. */
export function widest(text: string): number {
  let pixels = 0;
  for (const piece of piecesOf(text) ?? []) {
    if (typeof piece === 'string') for (const char of piece) pixels += isAscii(char) ? NARROW : WIDE;
    else pixels += piece.columns * NARROW;
  }
  return pixels;
}

/** A line in cells (shared/words/layout.ts). Characters that the fonts lack are left out. */
export function lineCells(text: string, fonts: Fonts): number[] {
  const cells: number[] = [];
  for (const piece of piecesOf(text) ?? []) {
    if (typeof piece !== 'string') {
      cells.push(piece.code);
      continue;
    }
    const runs: { font: number; codes: number[] }[] = [];
    for (const char of piece) {
      const glyph = fonts.at.get(char);
      if (!glyph) continue;
      if (runs.at(-1)?.font !== glyph.font) runs.push({ font: glyph.font, codes: [] });
      runs.at(-1)?.codes.push(glyph.code);
    }
    for (const { font, codes } of runs) {
      cells.push(((font + 1) << 8) | codes.length);
      for (let i = 0; i < codes.length; i += 2) cells.push((codes[i] as number) | ((codes[i + 1] ?? 0) << 8));
    }
  }
  cells.push(0);
  return cells;
}

/** Whether a line shows a value. */
export function hasValues(text: string): boolean {
  return (piecesOf(text) ?? []).some(piece => typeof piece !== 'string');
}
