import type { Profile } from '../../../shared/profile/profile.js';
import { profileNumber } from '../../../shared/profile/profiles.js';
import type { Span } from '../../../shared/time.js';
import { BASE_VERSION, BASE_WIDE } from '../../../shared/words/base-set.js';
import {
  ACTION_PLACE,
  ACTION_SHIFT,
  ARRIVAL_LINE,
  HAS_VALUES,
  ITEM_OPTIONAL,
  NO_RULE,
  Page0,
  WORDS_VERSION,
  Words,
  ZONE_ZERO,
} from '../../../shared/words/layout.js';
import {
  type Action,
  type Flags,
  LANGUAGES,
  type Language,
  type Menu,
  type Screen,
  type Text,
} from '../../../shared/words/ui.js';
import { complaints, usesOf } from './check.js';
import { type Cutter, glyphBytes, openCutter } from './glyphs.js';
import { type Fonts, hasValues, layFonts, lineCells, type PlacedGlyph } from './line.js';
import { changeFlags, flagsOf, menuOf, screenMenu, type Tables, tablesOf } from './tables.js';

/** The files that a build of one profile in one language puts on a badge, beside the bundle. */
export interface PackedWords {
  /** The words file (shared/words/layout.ts). */
  readonly words: Uint8Array;
  /** The base glyph set, as it stands in page 0 from `Page0.Glyphs` on; the same for every build. */
  readonly base: Uint8Array;
  /** What each character of each font looks like. */
  readonly glyphs: readonly PlacedGlyph[];
  /** Bytes of the words file that are glyphs, by page. */
  readonly pageBytes: readonly number[];
}

/** Words and glyphs outside page 0 (architecture 7, row 2). */
export const WORDS_LIMIT = 7000;
const QUARTER: Span = 900;
/** Offset from UTC: China has one time zone. */
export const CHINA: Span = 8 * 3600;

/** Cells laid one behind the other; equal ones once. */
class Layer {
  readonly cells: number[] = [];
  private readonly known = new Map<string, number>();

  /** Reserves the head of the file. */
  constructor(head: number) {
    for (let i = 0; i < head; i++) this.cells.push(0);
  }

  /** The place of these cells: where they stand already, or behind all others. */
  lay(cells: readonly number[]): number {
    const key = cells.join();
    let place = this.known.get(key);
    if (place === undefined) {
      place = this.cells.length;
      this.cells.push(...cells);
      this.known.set(key, place);
    }
    return place;
  }
}

/** Lays the tables of one language. */
class Tabler {
  constructor(
    private readonly layer: Layer,
    private readonly tables: Tables,
    private readonly language: Language,
    private readonly fonts: Fonts,
  ) {}

  /** Reference to a line. An empty one is none. */
  line(text: Text): number {
    const words = text[this.language];
    if (!words) return 0;
    return this.layer.lay(lineCells(words, this.fonts)) + (hasValues(words) ? HAS_VALUES : 0);
  }

  action(action: Action): number[] {
    const menu = menuOf(this.tables, action);
    const flags = flagsOf(this.tables, action);
    const value = menu ? this.menu(menu) : flags ? this.flags(flags) : Number(action.with ?? 0);
    const label = this.line(action.label);
    if (label > ACTION_PLACE || value > ACTION_PLACE)
      throw new Error(
        `"${action.label[this.language]}" does not fit an action: its label or what it opens lies too far.`,
      );
    return [label | ((action.does & 15) << ACTION_SHIFT), value | ((action.does >> 4) << ACTION_SHIFT)];
  }

  menu(menu: Menu): number {
    const rows = menu.rows.flatMap(row => this.action(row));
    return this.layer.lay([this.line(menu.title), menu.rows.length, ...rows]);
  }

  flags(flags: Flags): number {
    const rows = flags.rows.flatMap(row => [this.line(row.label), 1 << row.bit]);
    return this.layer.lay([this.line(flags.title), flags.kind | (flags.rows.length << 8), ...rows]);
  }

  screen(screen: Screen): number[] {
    const lines = screen.lines.map(line => (line === 'arrival' ? ARRIVAL_LINE : this.line(line)));
    const keys = screen.keys.map(key => (key ? this.layer.lay(this.action(key)) : 0));
    return [...lines, ...keys, this.menu(screenMenu(this.tables, screen))];
  }

  screens(): number {
    return this.layer.lay(this.tables.screens.flatMap(screen => this.screen(screen)));
  }

  fixed(): number {
    return this.layer.lay(this.tables.fixed.map(text => this.line(text)));
  }

  items(): number {
    return this.layer.lay(
      this.tables.prompts.flatMap(prompt => [
        ...prompt.lines.map(line => this.line(line)),
        (prompt.from + (prompt.optional ? ITEM_OPTIONAL : 0)) | ((prompt.by ?? 0) << 8),
        prompt.said ?? 0,
      ]),
    );
  }
}

function limit(minutes: number | null | undefined): number {
  return minutes === null || minutes === undefined ? NO_RULE : minutes * 60;
}

/** Bytes as cells. */
function cellsOf(bytes: readonly number[]): number[] {
  const cells: number[] = [];
  for (let i = 0; i < bytes.length; i += 2) cells.push((bytes[i] as number) | ((bytes[i + 1] ?? 0) << 8));
  return cells;
}

/** The base glyph set (layout.ts, "Page 0"): version, count, ASCII, wide. */
function packBase(fonts: Fonts): Uint8Array {
  const ofFont = (font: number) => fonts.glyphs.filter(glyph => glyph.font === font).flatMap(glyphBytes);
  return Uint8Array.from([0x47, BASE_VERSION, BASE_WIDE.length, 0, ...ofFont(0), ...ofFont(1)]);
}

function faultsOf(tables: Tables, language: Language, fonts: Fonts): string[] {
  const faults = complaints(usesOf(tables), language);
  for (const char of fonts.missing)
    faults.push(`The font has no "${char}" (U+${char.codePointAt(0)?.toString(16)}).`);
  return faults;
}

/**
 * Packs all that a badge shows. `zone` is the offset from UTC in seconds.
 *
 * Throws one error that lists every text that does not fit or cannot be drawn: a badge must never clip a word.
 */
export function packWords(
  profile: Profile,
  language: Language,
  zone: Span,
  cutter: Cutter = openCutter(),
): PackedWords {
  const tables = tablesOf(profile);
  const texts = [...new Set(usesOf(tables).map(use => use.text[language]))];
  const fonts = layFonts(texts, cutter);
  const faults = faultsOf(tables, language, fonts);
  if (zone % QUARTER !== 0) faults.push(`${zone} s is no offset from UTC that the words file can say.`);
  if (faults.length) throw new Error(`The words of ${profile.id} do not fit.\n${faults.join('\n')}`);

  const layer = new Layer(Words.PageTable + 2 * fonts.pages.length);
  const tabler = new Tabler(layer, tables, language, fonts);
  const [screens, fixed, items] = [tabler.screens(), tabler.fixed(), tabler.items()];
  const change = tabler.flags(changeFlags(tables));
  const pageBytes = fonts.pages.map(page => page.flatMap(glyphBytes));
  const pages = pageBytes.flatMap((bytes, i) => [layer.lay(cellsOf(bytes)), fonts.pages[i]?.length ?? 0]);
  const head = [
    0x5744,
    WORDS_VERSION | ((zone / QUARTER + ZONE_ZERO) << 8),
    profileNumber(profile) | (profile.version << 8),
    LANGUAGES.indexOf(language) | (tables.prompts.length << 8),
    limit(profile.params.arriveEarlyMin),
    limit(profile.params.noAnswerMin),
    ...[screens, fixed, items],
    profile.kit.length | (fonts.pages.length << 8),
    ...[change, ...pages],
  ];
  const cells = Uint16Array.from([...head, ...layer.cells.slice(head.length)]);
  const words = new Uint8Array(cells.buffer);
  if (words.length > WORDS_LIMIT)
    throw new Error(
      `The words of ${profile.id} (${language}) take ${words.length} B: ${words.length - WORDS_LIMIT} too many.`,
    );
  const base = packBase(fonts);
  if (Page0.Glyphs + base.length > Page0.End)
    throw new Error(
      `The base glyph set takes ${base.length} B: ${Page0.Glyphs + base.length - Page0.End} too many.`,
    );
  return { words, base, glyphs: fonts.glyphs, pageBytes: pageBytes.map(page => page.length) };
}
