import { BASE_WIDE } from '../../../shared/words/base-set.js';
import {
  COLUMN,
  FIRST_GLYPH,
  FONT_SHIFT,
  MORE_PIECES,
  NARROW,
  PIECE_LENGTH,
  VALUE_FONT,
  WIDE,
  WIDTH,
} from '../../../shared/words/layout.js';
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
const PAGE = 2;
const LAST_ASCII = 126;

export function isAscii(char: string): boolean {
  return char >= ' ' && char <= '~';
}

/** Fonts and codes of all characters that a words file uses. */
export interface Fonts {
  readonly glyphs: readonly PlacedGlyph[];
  readonly at: ReadonlyMap<string, PlacedGlyph>;
  /** The glyphs of the words file itself. */
  readonly page: readonly PlacedGlyph[];
  /** Characters that the font does not have. */
  readonly missing: readonly string[];
}

/** How often each wide character stands in texts. */
export function countWide(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const piece of piecesOf(text) ?? [])
      if (typeof piece === 'string')
        for (const char of piece) if (!isAscii(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

/** Gives every character its font: 0 the ASCII and 1 the wide glyphs of the base set, 2 what else the texts need. */
export function layFonts(texts: readonly string[], cutter: Cutter): Fonts {
  const further = [...countWide(texts).keys()].filter(char => !BASE_WIDE.includes(char)).sort();
  const missing: string[] = [];
  const lay = (chars: readonly string[], font: number): PlacedGlyph[] =>
    chars.flatMap((char, i) => {
      const cut = cutter(char);
      if (!cut) missing.push(char);
      return cut ? [{ font, code: FIRST_GLYPH + i, char, ...cut }] : [];
    });
  const ascii = Array.from({ length: LAST_ASCII + 1 - FIRST_GLYPH }, (_, i) =>
    String.fromCharCode(FIRST_GLYPH + i),
  );
  const page = lay(further, PAGE);
  const glyphs = [...lay(ascii, 0), ...lay([...BASE_WIDE], 1), ...page];
  return { glyphs, at: new Map(glyphs.map(glyph => [glyph.char, glyph])), page, missing };
}

/**
 * Widest form of a text in pixels: values count as wide as they can get. What reaches into the column counts as reaching
 * as far beyond the display.
 */
export function widest(text: string): number {
  let pixels = 0;
  let scale = 1;
  let over = 0;
  for (const piece of piecesOf(text) ?? []) {
    if (typeof piece === 'string')
      for (const char of piece) pixels += (isAscii(char) ? NARROW : WIDE) * scale;
    else if ('columns' in piece) pixels += piece.columns * NARROW * scale;
    else {
      scale = piece.stand;
      if (scale > 1) continue;
      over = Math.max(over, pixels - COLUMN);
      pixels = COLUMN;
    }
  }
  return over > 0 ? WIDTH + over : pixels;
}

/** Pieces as they stand in the file, a head in front of each. */
function piecesBytes(
  pieces: readonly { readonly font: number; readonly codes: readonly number[] }[],
): number[] {
  return pieces.flatMap(({ font, codes }, i) => {
    const more = i < pieces.length - 1 ? MORE_PIECES : 0;
    // A value has its code in the place of a length; what only says where the next pieces stand has none.
    const [length = 0] = font === VALUE_FONT ? codes : [codes.length];
    if (length > PIECE_LENGTH) throw new Error(`A piece of ${length} characters is too long for its head.`);
    return [more | (font << FONT_SHIFT) | length, ...(font === VALUE_FONT ? [] : codes)];
  });
}

/** A line in bytes (shared/words/layout.ts). Characters that the fonts lack are left out. */
export function lineBytes(text: string, fonts: Fonts): number[] {
  const runs: { font: number; codes: number[] }[] = [];
  for (const piece of piecesOf(text) ?? []) {
    if (typeof piece !== 'string') {
      runs.push(
        'stand' in piece ? { font: piece.stand, codes: [] } : { font: VALUE_FONT, codes: [piece.code] },
      );
      continue;
    }
    let run: { font: number; codes: number[] } | undefined;
    for (const char of piece) {
      const glyph = fonts.at.get(char);
      if (!glyph) continue;
      if (run?.font !== glyph.font) {
        run = { font: glyph.font, codes: [] };
        runs.push(run);
      }
      run.codes.push(glyph.code);
    }
  }
  return piecesBytes(runs);
}

/** A packed line: one piece of ASCII in which codes stand for stretches. */
export function packedBytes(codes: readonly number[]): number[] {
  return piecesBytes([{ font: 0, codes }]);
}

/** Whether a line shows a value. */
export function hasValues(text: string): boolean {
  return (piecesOf(text) ?? []).some(piece => typeof piece !== 'string' && 'code' in piece);
}
