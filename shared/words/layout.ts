/**
 * The words file: everything that the badge shows or is told by a profile, packed for one profile in one language.
 * All numbers lowest byte first; a place is an offset from the start of the file, 0 where there is none.
 *
 *   offset  size  field
 *        0     2  'DW'
 *        2     1  version of this layout, 1
 *        3     1  profile: its place in the list of profiles, from 1
 *        4     1  version of the profile
 *        5     1  language: 0 en, 1 zh
 *        6     1  offset from UTC in quarter hours, plus 64
 *        7     1  number of checklist items
 *        8     2  arrive this many seconds before the appointment; 0xffff: no such rule
 *       10     2  wait this many seconds at a silent door; 0xffff: no such rule
 *       12     2  place of the screens, one for each phase in order
 *       14     2  place of the fixed lines: a place of a line each, in the order of `Fixed`
 *       16     2  place of the checklist items
 *       18     1  number of parts of the departure kit, which is asked for before departing; 0: none
 *       19     1  number of glyph pages in this file
 *       20     2  place of the flags asked for when an appointment is changed by somebody else than the customer
 *       22        for each glyph page: place (2), number of glyphs (1)
 *
 * A glyph page holds up to 224 glyphs of 12x12 pixels for `setFontCustom`: 18 bytes each, columns first, most
 * significant bit first; its first glyph is character 32. Fonts are numbered: 0 the ASCII of the base glyph set
 * (6x12, 9 bytes each, characters 32 to 126), 1 its 12x12 glyphs, 2 and on the pages of this file.
 *
 *   line     pieces up to a zero byte: 1-31 a `Value`; 32-47 text in font (byte - 32), a length, so many characters
 *   action   place of its label's line (2), kind of the event or `Go` (1), value or argument or place (2)
 *   screen   three places of lines (1: the arrival verdict, chosen by the application), three places of actions
 *            for BTN1 to BTN3, place of the menu: 2 bytes each
 *   menu     place of its title's line (2), number of rows (1), an action a row
 *   flags    place of its title's line (2), kind (1), number of rows (1); a row: place of its line (2), bits (2)
 *   item     places of its two lines (2 each), kind from which on it shows (1; plus 32: only the wearer knows whether
 *            it applies), kind that does it too (1; 0: none),
 *            bits that this must have said (2)
 */
export const enum Words {
  Version = 2,
  /** Profile, its version and language stand together, as a page of the log names them. */
  Profile,
  ProfileVersion,
  Language,
  Zone,
  Items,
  ArriveEarly,
  NoAnswer = 10,
  Screens = 12,
  Fixed = 14,
  ItemTable = 16,
  KitParts = 18,
  Pages = 19,
  ChangeFlags = 20,
  PageTable = 22,
}

export const WORDS_VERSION = 1;
export const ZONE_ZERO = 64;
/** A profile without the rule. */
export const NO_RULE = 0xffff;
/** A body line that the application chooses by the arrival. */
export const ARRIVAL_LINE = 1;

/** Sizes in bytes. */
export const SCREEN_BYTES = 14;
export const ACTION_BYTES = 5;
export const ITEM_BYTES = 8;
export const FLAG_BYTES = 4;

/** Added to the kind of an item that nobody misses where it was not done. */
export const ITEM_OPTIONAL = 32;

/** First code of a text piece in a line; font 0. */
export const TEXT_PIECE = 32;
/** First character of every font. */
export const FIRST_GLYPH = 32;
export const ASCII_BYTES = 9;
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
export const BODY_ROWS = 3;
export const WIDTH = 128;
export const HEIGHT = 64;
export const NARROW = 6;
export const WIDE = 12;
