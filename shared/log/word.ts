/**
 * A checked word: the unit of the log, one flash program operation (docs/SPEC.md, "Words").
 *
 *   bits   field
 *   31-27  check: how many of bits 26-0 are zero (a Berger code)
 *   26     0 an event, 1 part of a long record
 *   event: 25-20 kind, 19-9 seconds since the word before (0-2046), 8-0 value
 *   long:  25 = 1 head: 24-19 kind, 18-13 words that follow, 12-0 check sum; 25 = 0 three bytes of it, 24 = 0
 *
 * Programming only clears bits. A word cut off in the middle has bits set that should be clear: fewer zeros than
 * meant and a larger check than meant, so the two can only agree when every bit has landed.
 */

/** Blank flash. Its check (31) never agrees with its zeros (0). */
export const BLANK = 0xffffffff;

/** A gap word of no seconds: it says nothing, and takes the place of what may have been begun there. */
export const NO_TIME = 0xbb500000;

/** The longest time between two words without a gap word between them, in seconds. */
export const MAX_STEP = 2046;

/** Bits 26-0 of a word that opens a long record, but for kind, length and check sum. */
const HEAD = 0x6000000;
const PART = 0x4000000;

/** How many of the low 27 bits are zero: the ones are counted in each three bits, then the threes are added up. */
function zeros(word: number): number {
  let ones = word & 0x7ffffff;
  ones -= ((ones >> 1) & 0o333333333) + ((ones >> 2) & 0o111111111);
  return 27 - (((ones + (ones >> 3)) & 0o707070707) % 63);
}

/** The word of 27 bits, its check in front: 0 to 4 294 967 295. */
export function checked(bits: number): number {
  return zeros(bits) * 0x8000000 + bits;
}

/** Whether a word read from flash is whole. @inline */
export function isWhole(word: number): boolean {
  return word >>> 27 === zeros(word);
}

/** Whether a word's write was cut off: bits are set that should be clear. @inline */
export function isCut(word: number): boolean {
  return word >>> 27 > zeros(word);
}

/** Whether a word is, or opens, what is no bookkeeping of the log itself (kinds up to `Loss`). */
export function isEvent(word: number): boolean {
  return (
    word !== 0 &&
    word !== NO_TIME &&
    (((word >> 26) & 1) === 0 || (((word >> 25) & 1) === 1 && ((word >> 19) & 63) < 58))
  );
}

/** Whether a whole word was programmed to zero, or is on its way there. @inline */
export function isGivenUp(word: number): boolean {
  return word >>> 27 < zeros(word);
}

/** An event's word; `step` in seconds 0 to 2046, `value` 0 to 511. @inline */
export function eventWord(kind: number, step: number, value: number): number {
  return checked((kind << 20) | (step << 9) | value);
}

/** The word that opens a long record of `length` further words, 0 to 63; `sum` has 13 bits. @inline */
export function headWord(kind: number, length: number, sum: number): number {
  return checked(HEAD | (kind << 19) | (length << 13) | sum);
}

/** A further word of a long record: three bytes. @inline */
export function partWord(bytes: number): number {
  return checked(PART | bytes);
}

/** Whether a whole word opens a long record. @inline */
export function isHead(word: number): boolean {
  return ((word >> 25) & 3) === 3;
}

/** Whether a whole word opens a long record of `kind`. @inline */
export function isHeadOf(word: number, kind: number): boolean {
  return ((word >> 19) & 255) === 192 + kind;
}

/** What record a head opens. @inline */
export function kindOf(head: number): number {
  return (head >> 19) & 63;
}

/** Whether a whole word continues a long record. @inline */
export function isPart(word: number): boolean {
  return ((word >> 25) & 3) === 2;
}
