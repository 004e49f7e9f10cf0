/**
 * The words file: everything that the badge shows or is told by a profile, packed for one profile in one language.
 *
 * It is read in cells of 2 bytes, lowest byte first, because an index is the cheapest thing that the badge can do. A
 * place is a cell's number from the start of the file, 0 where there is none.
 *
 *   cell  field
 *      0  'DW'
 *      1  version of this layout, 2; offset from UTC in quarter hours, plus 64, in the high byte
 *      2  profile: its place in the list of profiles, from 1; version of the profile in the high byte
 *      3  language: 0 en, 1 zh; number of checklist items in the high byte
 *      4  arrive this many seconds before the appointment; 0xffff: no such rule
 *      5  wait this many seconds at a silent door; 0xffff: no such rule
 *      6  place of the screens, one for each phase in order
 *      7  place of the fixed lines: a line each, in the order of `Fixed`
 *      8  place of the checklist items
 *      9  number of parts of the departure kit, which is asked for before departing, 0: none; glyph pages in the high byte
 *     10  place of the flags asked for when an appointment is changed by somebody else than the customer
 *     11  for each glyph page: its place, number of glyphs
 *
 * A glyph page holds up to 224 glyphs of 12x12 pixels for `setFontCustom`: 18 bytes each, columns first, most
 * significant bit first; its first glyph is character 32. Fonts are numbered: 0 the ASCII of the base glyph set
 * (6x12, 9 bytes each, characters 32 to 126), 1 its 12x12 glyphs, 2 and on the pages of this file.
 *
 *   line     reference to a line: its place, plus `HAS_VALUES` where a value stands in it
 *            at the place: pieces up to a zero cell; below 256 a `Value`; else a text: font plus 1 in the high byte, its
 *            length in the low one, then its characters, two a cell
 *   action   two cells: bits 0-11 the place of its label and bits 0-3 of what it does; bits 0-11 the value, argument or
 *            place and bits 4-6 of what it does (kind of the event, or `Go`)
 *   screen   three lines (`ARRIVAL_LINE`: chosen by the application), three places of actions for BTN1 to BTN3, place of
 *            the menu
 *   menu     line of its title, number of rows, an action a row
 *   flags    line of its title; kind, number of rows in the high byte; a row: its line, its bits
 *   item     its two lines; kind from which on it shows, plus `ITEM_OPTIONAL` where only the wearer knows whether it
 *            applies, and in the high byte the kind that does it too, 0: none; bits that this must have said
 */
export const enum Words {
  Version = 1,
  Profile,
  Language,
  ArriveEarly,
  NoAnswer,
  Screens,
  Fixed,
  Items,
  Kit,
  ChangeFlags,
  PageTable,
}

export const WORDS_VERSION = 2;
export const ZONE_ZERO = 64;
/** A profile without the rule. */
export const NO_RULE = 0xffff;
/** A body line that the application chooses by the arrival. */
export const ARRIVAL_LINE = 1;
/** Marks the reference to a line that can change without anything being recorded. */
export const HAS_VALUES = 0x8000;
export const PLACE = 0x7fff;

/** Parts of an action's cells. */
export const ACTION_PLACE = 0xfff;
export const ACTION_SHIFT = 12;

/** Sizes in cells. */
export const SCREEN_CELLS = 7;
export const ACTION_CELLS = 2;
export const ITEM_CELLS = 4;
export const FLAG_CELLS = 2;

/** Added to the kind of an item that nobody misses where it was not done. */
export const ITEM_OPTIONAL = 32;

/** First character of every font. */
export const FIRST_GLYPH = 32;
export const GLYPH_BYTES = 18;

/**
 * Page 0 as the file `dlog` shows it (offsets in the file, whose own header takes the first 32 bytes of the page).
 *
 *   offset  size  field
 *        0    64  identity: 'DB', version 1, 0, badge id (4), zeros, CRC-32 of the 60 bytes before it
 *       64   768  configuration journal, append-only (the settings and key issues fill it)
 *      832     4  'G', version of the base glyph set, number of its 12x12 glyphs, 0
 *      836   855  ASCII, 6x12, characters 32 to 126
 *     1691        12x12 glyphs, 18 bytes each, up to offset 4064
 */
export const enum Page0 {
  Identity = 0,
  BadgeId = 4,
  Journal = 64,
  Glyphs = 832,
  Ascii = 836,
  Wide = 1691,
  End = 4064,
}

/** The screen: rows of 12 px text at these heights; the outer two carry the labels of the keys. */
export const ROWS: readonly number[] = [0, 13, 26, 39, 52];
export const ROW_HEIGHT = 13;
export const WIDTH = 128;
export const HEIGHT = 64;
export const NARROW = 6;
export const WIDE = 12;
