/**
 * The words file: everything that the badge shows or is told by a profile, packed for one profile in one language.
 *
 * Tables are read in cells of 2 bytes, lowest byte first, because an index is the cheapest thing that the badge can do;
 * a place is a cell's number from the start of the file, 0 where there is none. Lines are read as bytes.
 *
 *   cell  field
 *      0  'DW'
 *      1  version of this layout, 5; offset from UTC in quarter hours, plus 64, in the high byte
 *      2  profile: its place in the list of profiles, from 1; version of the profile in the high byte
 *      3  language: 0 en, 1 zh; number of checklist items in the high byte
 *      4  arrive this many seconds before the appointment; 0xffff: no such rule
 *      5  wait this many seconds at a silent door; 0xffff: no such rule
 *      6  place of the screens, one for each phase in order but for the last
 *      7  place of the fixed lines: a line each, in the order of `Fixed`
 *      8  place of the checklist items; their conditions stand in front of it, the first one nearest
 *      9  number of parts of the departure kit, which is asked for before departing, 0: none
 *     10  place of the flags asked for when an appointment is changed by somebody else than the customer
 *     11  place of the groups of phrases
 *     12  number of groups
 *     13  `PACKED` where the labels of menu rows are packed
 *     14  offset in bytes of the glyph page, which goes on to the end of the file
 *     15  place of the reminders
 *     16  the display stays on this many seconds, its light this many more after the key that woke it
 *     18  milliseconds from one advertisement to the next, while the display is on, and while it is off
 *     20  1 where an order on the tag that nobody signed is refused, else 0
 *     21  1 where a new order that no other stands before is accepted at once, else 0
 *     22  stretches, up to 129: what the codes of packed lines from 127 on stand for
 *
 * The glyph page holds up to 224 glyphs of 12x11 pixels for `setFontCustom`: 132 bits each, columns first, most
 * significant bit first, one glyph straight behind the other; its first glyph is character 32. Fonts are numbered:
 * 0 the ASCII of the base glyph set (6x11, 66 bits each, characters 32 to 126), 1 its 12x11 glyphs, 2 this page.
 *
 *   line     reference to a line: its offset in bytes, plus `HAS_VALUES` where a value stands in it, plus `PACKED`
 *            at the offset: pieces. A head: bit 7 another piece follows, bits 5-6 a font or 3 for a value, bits 0-4 the
 *            number of characters behind it, or the `Value`. Where these are 0, bits 5-6 say where the next pieces stand:
 *            1 from `COLUMN` on, 2 and 3 from the left edge, at two and three times the size, over two rows
 *            packed: one piece of ASCII; a code from 127 on is a stretch: bits 0-12 its offset, 13-15 its length less 2
 *   action   two cells: bits 0-11 the offset of its label and bits 0-3 of what it does; bits 0-11 the value, argument or
 *            place and bits 4-6 of what it does (kind of the event, or `Go`)
 *   screen   three lines (`ARRIVAL_LINE`: chosen by the application), three places of actions for BTN1 to BTN3, place of
 *            the menu
 *   menu     line of its title, number of rows, an action a row
 *   flags    line of its title; kind, number of rows in the high byte; all bits, plus `SECOND_KIT` where they are parts
 *            of the second kit; a row: its line, its bits
 *   item     its two lines; in bits 0-4 the kind from which on it shows, bit 5 where only the wearer knows whether it
 *            applies, bits 6-10 the kind that does it too, 0: none, bits 11-15 its condition; bits that the kind must
 *            have said
 *   condition  bits 0-5 the types of order that the item is for, from bit 6 on the bit that the traits of the order must
 *            have (order/order.ts), `ANY_TRAIT` where none decides
 *   reminders  number of them; a reminder each. In front stand the held spans, the first one nearest, and before them 0
 *   reminder place of its action; bits 0-5 the types of order that it is for, bits 6-10 what it runs from: below 8 a time
 *            of the order, else a field of the visit; what must not be so (`Over`); minutes until it is due; how many
 *            minutes before it is near
 *   held     number of the reminder, from 1; minute of the local day from which on it is held; for how many minutes; to
 *            how many minutes behind that one
 *   group    line of its title; place of its phrases; for each kind of customer, not known, home, company, a cell: in
 *            bits 0-7 how many there are for them, in bits 8-14 how many others stand before, bit 15 for tips
 *   phrase   its two lines
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
  Groups,
  GroupCount,
  RowMark,
  Glyphs,
  Reminders,
  Display,
  Light,
  Advertise,
  AdvertiseDark,
  RefuseUnsigned,
  AcceptAtOnce,
  Stretches,
}

export const WORDS_VERSION = 5;
export const ZONE_ZERO = 64;
/** A profile without the rule. */
export const NO_RULE = 0xffff;
/** A body line that the application chooses by the arrival. */
export const ARRIVAL_LINE = 1;
/** Marks the reference to a line that can change without anything being recorded. */
export const HAS_VALUES = 0x8000;
/** Marks the reference to a line whose codes from `FIRST_STRETCH` on stand for stretches of other text. */
export const PACKED = 0x4000;
export const PLACE = 0x3fff;
/** A piece of a line: its head. */
export const MORE_PIECES = 0x80;
export const FONT_SHIFT = 5;
export const VALUE_FONT = 3;
export const PIECE_LENGTH = 31;
/** Pixels from the left edge to where a line goes on beside large characters: up to five of them stand in front. */
export const COLUMN = 90;
/** First code that stands for a stretch; the parts of a stretch's cell. */
export const FIRST_STRETCH = 127;
export const STRETCH_OFFSET = 0x1fff;
export const STRETCH_SHIFT = 13;
export const SHORTEST_STRETCH = 2;

/** Parts of an action's cells. */
export const ACTION_PLACE = 0xfff;
export const ACTION_SHIFT = 12;

/** Sizes in cells. */
export const SCREEN_CELLS = 7;
export const ACTION_CELLS = 2;
export const ITEM_CELLS = 4;
export const FLAG_CELLS = 2;
export const GROUP_CELLS = 5;
export const PHRASE_CELLS = 2;
export const REMINDER_CELLS = 5;
export const HELD_CELLS = 4;
/** Bits of a group's cell for a kind of customer. */
export const GROUP_SKIP = 127;
export const GROUP_TIPS = 0x8000;

/** Goes with all parts of the second kit, where a profile has two (shared/profile/kit.ts). */
export const SECOND_KIT = 256;

/** Added to the kind of an item that nobody misses where it was not done; where its other kind and its condition begin. */
export const ITEM_OPTIONAL = 32;
export const ITEM_BY = 6;
export const ITEM_CONDITION = 11;

/** Parts of a reminder's cells, and of a condition's. */
export const SOURCE_SHIFT = 6;
export const TRAIT_SHIFT = 6;
export const ANY_TRAIT = 15;

/** First character of every font. */
export const FIRST_GLYPH = 32;

/**
 * Page 0 as the file `dlog` shows it (offsets in the file, whose own header takes the first 32 bytes of the page).
 *
 *   offset  size  field
 *        0    64  identity: 'DB', version 1, 0, badge id (4), zeros, CRC-32 of the 60 bytes before it
 *       64   768  configuration journal, append-only (the settings and key issues fill it)
 *      832     4  'G', version of the base glyph set, number of its 12x11 glyphs, 0
 *      836   784  ASCII, 6x11, characters 32 to 126
 *     1620        12x11 glyphs, 132 bits each, up to offset 4064
 */
export const enum Page0 {
  Identity = 0,
  BadgeId = 4,
  Journal = 64,
  Glyphs = 832,
  Ascii = 836,
  Wide = 1620,
  End = 4064,
}

/** The screen: rows of text at these heights; the outer two carry the labels of the keys. */
export const ROWS: readonly number[] = [0, 13, 26, 39, 52];
export const ROW_HEIGHT = 13;
export const WIDTH = 128;
export const HEIGHT = 64;
export const NARROW = 6;
export const WIDE = 12;
/** Added to the number of a font: its characters are drawn once larger, each pixel a square. */
export const LARGER = 256;
/** Pixels of a glyph from top to bottom. */
export const GLYPH_HEIGHT = 11;
