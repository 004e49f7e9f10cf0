import { NEUTRAL, type Settings } from '../../../shared/catalogue/topics.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { profileNumber } from '../../../shared/profile/profiles.js';
import type { Span } from '../../../shared/time.js';
import { BASE_VERSION, BASE_WIDE } from '../../../shared/words/base-set.js';
import {
  ACTION_PLACE,
  ACTION_SHIFT,
  ARRIVAL_LINE,
  GROUP_TIPS,
  HAS_VALUES,
  ITEM_BY,
  ITEM_CONDITION,
  ITEM_OPTIONAL,
  NO_RULE,
  PACKED,
  Page0,
  PLACE,
  SECOND_KIT,
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
import { UserError } from '../../user-error.js';
import { complaints, type Spot, type Use, usesOf } from './check.js';
import { type Cutter, glyphBytes, openCutter } from './glyphs.js';
import {
  type Fonts,
  hasValues,
  isAscii,
  layFonts,
  lineBytes,
  PAGE_GLYPHS,
  type PlacedGlyph,
  packedBytes,
} from './line.js';
import { LARGE_WORDS, WORDS_LIMIT } from './room.js';
import { chooseStretches, packText, stretchCell } from './stretches.js';
import { changeFlags, flagsOf, menuOf, screenMenu, type Tables, tablesOf } from './tables.js';
import { piecesOf } from './values.js';

/** The files that a build of one profile in one language puts on a badge, beside the bundle. */
export interface PackedWords {
  /** The words file (shared/words/layout.ts). */
  readonly words: Uint8Array;
  /** The base glyph set, as it stands in page 0 from `Page0.Glyphs` on; the same for every build. */
  readonly base: Uint8Array;
  /** What each character of each font looks like. */
  readonly glyphs: readonly PlacedGlyph[];
  /** Bytes of the words file by what they are. */
  readonly parts: { readonly lines: number; readonly tables: number; readonly glyphs: number };
}

const QUARTER: Span = 900;
/** Offset from UTC: China has one time zone. */
export const CHINA: Span = 8 * 3600;

/** Lines and what stands for stretches in them, as bytes behind the head. */
interface Lines {
  readonly stretches: readonly number[];
  readonly bytes: readonly number[];
  /** References by text. */
  readonly at: ReadonlyMap<string, number>;
  /** What the labels of rows, which have no room for it, leave out of their references. */
  readonly rowMark: number;
}

/** What is shown most often, and so is never packed. */
const HOT: readonly Spot[] = ['key', 'main'];
/** What is packed only where a file would otherwise be large: a press of the checklist shows two items at once. */
const WARM: readonly Spot[] = [...HOT, 'item'];

/** Whether a text is worth packing: only ASCII has codes to spare, and one that is in pieces is not packed. */
function canPack(text: string): boolean {
  return [...text].every(isAscii) && piecesOf(text)?.every(piece => typeof piece === 'string') === true;
}

/** Lays all lines of a language, those of `plainSpots` as they are: what stands in actions first, for they have room for a short offset only. */
function layLines(
  uses: readonly Use[],
  language: Language,
  fonts: Fonts,
  plainSpots: readonly Spot[],
): Lines {
  const ofSpots = (spots: readonly Spot[]): string[] =>
    uses.filter(use => spots.includes(use.spot) && use.text[language]).map(use => use.text[language]);
  const texts = [
    ...new Set([...ofSpots(['key', 'row']), ...ofSpots(['title', 'flag', 'main', 'item', 'line', 'card'])]),
  ];
  const shown = new Set(ofSpots(plainSpots));
  // Labels of rows do not say each for itself whether they are packed: all are, or nothing is.
  const isPacked = ofSpots(['row']).every(canPack);
  const packed = new Set(texts.filter(text => isPacked && !shown.has(text) && canPack(text)));
  const plain = texts.filter(text => !packed.has(text));
  const stretches = chooseStretches([...packed], plain);

  const from = 2 * (Words.Stretches + stretches.length);
  const bytes: number[] = [];
  const at = new Map<string, number>();
  for (const text of texts) {
    const mark = packed.has(text) ? PACKED : hasValues(text) ? HAS_VALUES : 0;
    at.set(text, (from + bytes.length) | mark);
    bytes.push(...(mark === PACKED ? packedBytes(packText(text, stretches)) : lineBytes(text, fonts)));
  }
  let readable = String.fromCharCode(...bytes);
  const cells = stretches.map(stretch => {
    let offset = readable.indexOf(stretch);
    if (offset < 0) {
      offset = readable.length;
      readable += stretch;
    }
    return stretchCell(from + offset, stretch.length);
  });
  bytes.push(...Buffer.from(readable.slice(bytes.length), 'latin1'));
  if (bytes.length & 1) bytes.push(0);
  if (from + bytes.length > PLACE)
    throw new Error(`${bytes.length} B of lines are more than a reference can tell apart.`);
  return { stretches: cells, bytes, at, rowMark: packed.size ? PACKED : 0 };
}

/** Cells laid one behind the other; equal ones once. */
class Layer {
  readonly cells: number[] = [];
  private readonly known = new Map<string, number>();

  /** Goes on where the lines end. */
  constructor(private readonly from: number) {}

  /** The place of these cells: where they stand already, or behind all others. */
  lay(cells: readonly number[]): number {
    const key = cells.join();
    let place = this.known.get(key);
    if (place === undefined) {
      place = this.from + this.cells.length;
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
    private readonly lines: ReadonlyMap<string, number>,
  ) {}

  /** Reference to a line. An empty one is none. */
  line(text: Text): number {
    return this.lines.get(text[this.language]) ?? 0;
  }

  action(action: Action): number[] {
    const menu = menuOf(this.tables, action);
    const flags = flagsOf(this.tables, action);
    const value = menu ? this.menu(menu) : flags ? this.flags(flags) : Number(action.with ?? 0);
    const label = this.line(action.label) & ~PACKED;
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
    const all = flags.rows.reduce((bits, row) => bits | (1 << row.bit), flags.isSecondKit ? SECOND_KIT : 0);
    return this.layer.lay([this.line(flags.title), flags.kind | (flags.rows.length << 8), all, ...rows]);
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

  /** Place of the items, in front of which their conditions stand: the first one nearest. */
  items(): number {
    const { prompts } = this.tables;
    const conditions = [...new Set(prompts.map(prompt => prompt.condition))];
    if (conditions.length > 31) throw new Error(`${conditions.length} conditions of items are too many.`);
    const items = prompts.flatMap(prompt => [
      ...prompt.lines.map(line => this.line(line)),
      prompt.from |
        (prompt.optional ? ITEM_OPTIONAL : 0) |
        ((prompt.by ?? 0) << ITEM_BY) |
        (conditions.indexOf(prompt.condition) << ITEM_CONDITION),
      prompt.said ?? 0,
    ]);
    return this.layer.lay([...conditions.reverse(), ...items]) + conditions.length;
  }

  /** Place of the reminders, in front of which the spans stand that they are held over. */
  reminders(): number {
    const { reminders, held } = this.tables;
    const rows = reminders.flatMap(row => [this.layer.lay(this.action(row.action)), ...row.cells]);
    const spans = [0, 0, 0, 0, ...held];
    return this.layer.lay([...spans, reminders.length, ...rows]) + spans.length;
  }

  groups(): number {
    return this.layer.lay(
      this.tables.groups.flatMap(group => {
        const pages = group.pages.flatMap(page => page.map(line => this.line(line)));
        const { companies, homes } = group;
        const cell = (skip: number, end: number): number =>
          (group.pages.length - skip - end) | (skip << 8) | (group.isTips ? GROUP_TIPS : 0);
        const counts = [cell(0, 0), cell(companies, 0), cell(0, homes)];
        return [this.line(group.title), this.layer.lay(pages), ...counts];
      }),
    );
  }
}

function limit(minutes: number | null | undefined): number {
  return minutes === null || minutes === undefined ? NO_RULE : minutes * 60;
}

/** Cells as bytes. */
function bytesOf(cells: readonly number[]): number[] {
  return cells.flatMap(cell => [cell & 255, cell >> 8]);
}

/** The base glyph set (layout.ts, "Page 0"): version, count, ASCII, wide. */
function packBase(fonts: Fonts): Uint8Array {
  const ofFont = (font: number) => glyphBytes(fonts.glyphs.filter(glyph => glyph.font === font));
  return Uint8Array.from([0x47, BASE_VERSION, BASE_WIDE.length, 0, ...ofFont(0), ...ofFont(1)]);
}

function faultsOf(uses: readonly Use[], language: Language, fonts: Fonts): string[] {
  const faults = complaints(uses, language);
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
  settings: Settings = NEUTRAL,
): PackedWords {
  return packTables(tablesOf(profile, settings), profile, language, zone, cutter);
}

/** The words file, with the texts of `plainSpots` not packed. */
function layFile(
  tables: Tables,
  profile: Profile,
  language: Language,
  zone: Span,
  fonts: Fonts,
  plainSpots: readonly Spot[],
): Pick<PackedWords, 'words' | 'parts'> {
  const lines = layLines(usesOf(tables), language, fonts, plainSpots);
  const head = Words.Stretches + lines.stretches.length;
  const layer = new Layer(head + lines.bytes.length / 2);
  const tabler = new Tabler(layer, tables, language, lines.at);
  const [screens, fixed, items] = [tabler.screens(), tabler.fixed(), tabler.items()];
  const change = tabler.flags(changeFlags(tables));
  const groups = tabler.groups();
  const reminders = tabler.reminders();
  const glyphs = glyphBytes(fonts.page);
  // The file is read in cells.
  if (glyphs.length & 1) glyphs.push(0);
  const cells = [
    0x5744,
    WORDS_VERSION | ((zone / QUARTER + ZONE_ZERO) << 8),
    profileNumber(profile) | (profile.version << 8),
    LANGUAGES.indexOf(language) | (tables.prompts.length << 8),
    limit(profile.params.arriveEarlyMin),
    limit(profile.params.noAnswerMin),
    ...[screens, fixed, items],
    profile.kit.length,
    ...[change, groups, tables.groups.length, lines.rowMark],
    2 * head + lines.bytes.length + 2 * layer.cells.length,
    reminders,
    ...tables.power,
    ...tables.choices,
    ...lines.stretches,
  ];
  const words = Uint8Array.from([...bytesOf(cells), ...lines.bytes, ...bytesOf(layer.cells), ...glyphs]);
  const parts = {
    lines: 2 * lines.stretches.length + lines.bytes.length,
    tables: 2 * layer.cells.length,
    glyphs: glyphs.length,
  };
  return { words, parts };
}

/** Packs what stands in tables. */
export function packTables(
  tables: Tables,
  profile: Profile,
  language: Language,
  zone: Span,
  cutter: Cutter,
): PackedWords {
  const uses = usesOf(tables);
  const texts = [...new Set(uses.map(use => use.text[language]))];
  const fonts = layFonts(texts, cutter);
  const faults = faultsOf(uses, language, fonts);
  if (zone % QUARTER !== 0) faults.push(`${zone} s is no offset from UTC that the words file can say.`);
  if (faults.length) throw new UserError(`The words of ${profile.id} do not fit.\n${faults.join('\n')}`);

  const roomy = layFile(tables, profile, language, zone, fonts, WARM);
  const { words, parts } =
    roomy.words.length > LARGE_WORDS ? layFile(tables, profile, language, zone, fonts, HOT) : roomy;
  const named = `The words of ${profile.id} (${language})`;
  if (fonts.page.length > PAGE_GLYPHS)
    throw new UserError(
      `${named} need ${fonts.page.length} glyphs outside page 0: ${fonts.page.length - PAGE_GLYPHS} too many.`,
    );
  if (words.length > WORDS_LIMIT)
    throw new UserError(
      `${named} take ${words.length} B (lines ${parts.lines}, tables ${parts.tables}, glyphs ${parts.glyphs}): ${words.length - WORDS_LIMIT} too many.`,
    );
  const base = packBase(fonts);
  if (Page0.Glyphs + base.length > Page0.End)
    throw new Error(
      `The base glyph set takes ${base.length} B: ${Page0.Glyphs + base.length - Page0.End} too many.`,
    );
  return { words, base, glyphs: fonts.glyphs, parts };
}
