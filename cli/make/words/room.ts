import { CARD_BYTES } from '../card.js';

/** Words and glyphs outside page 0 (architecture 7, row 2). */
export const WORDS_LIMIT = 7000;

/** Above this the texts of checklist items are packed as well: on a full badge bytes are worth more than 17 ms of a press. */
export const LARGE_WORDS = 6000;

/** Bytes for bundle, words and the card's QR together: six pages behind page 0 and a ring of two, of which 500 B stay free. */
export const BADGE_ROOM = 6 * 4096 - 500;

/** Why bundle and words do not fit a badge together, or null. The card's QR has its room beside them. */
export function roomFault(bundle: number, words: number): string | null {
  const over = bundle + words + CARD_BYTES - BADGE_ROOM;
  if (over <= 0) return null;
  return `The bundle takes ${bundle} B and the words ${words} B: ${over} more than the ${BADGE_ROOM - CARD_BYTES} B that a badge has for both.`;
}
