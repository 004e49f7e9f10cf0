import { NARROW, WIDE, WIDTH } from '../../../shared/words/layout.js';
import type { Text } from '../../../shared/words/ui.js';

/** Pixels of a text without values. */
export function widthOf(text: string): number {
  let pixels = 0;
  for (const char of text) pixels += char < '\x7f' ? NARROW : WIDE;
  return pixels;
}

/** Whether a line may end before the character at `at`: at a space, or between two characters of Chinese. */
function mayBreak(text: string, at: number): boolean {
  const [before = '', after = ''] = [text[at - 1], text[at]];
  if (before === ' ' || after === ' ') return true;
  return !/[,.:;!?、。]/.test(after) && (before > '\x7f' || after > '\x7f' || /[,:;、]/.test(before));
}

/**
 * Splits a prompt into the two lines of the screen, after a stop where one lies in reach and else where the first
 * line is full. What cannot be split so that both fit stays too long, and the packer says so.
 */
export function wrapText(text: string): [string, string] {
  if (widthOf(text) <= WIDTH) return [text, ''];
  let best = 0;
  let bestRank = -1;
  for (let at = 1; at < text.length; at++) {
    const first = text.slice(0, at).trim();
    const rest = text.slice(at).trim();
    if (!mayBreak(text, at) || widthOf(first) > WIDTH || widthOf(rest) > WIDTH) continue;
    const rank = (/[,:;、]$/.test(first) ? 1000 : 0) + widthOf(first);
    if (rank > bestRank) [best, bestRank] = [at, rank];
  }
  return best ? [text.slice(0, best).trim(), text.slice(best).trim()] : [text, ''];
}

/** A text of both languages as its two lines. */
export function linesOf(text: Text): [Text, Text] {
  const [en, zh] = [wrapText(text.en), wrapText(text.zh)];
  return [
    { en: en[0], zh: zh[0] },
    { en: en[1], zh: zh[1] },
  ];
}
