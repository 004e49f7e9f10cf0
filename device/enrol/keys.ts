import { type ByteString, put } from '../../shared/bytes.js';

/** Draws that are mixed into one word, so that no single one shows in a key. */
const DRAWS = 3;

/**
 * `count` words of chance as bytes; '' where the source gives the same number twice in a row: a source that works
 * does so once in four thousand million times.
 */
export function chance(random: () => number, count: number): ByteString {
  let bytes = '';
  let before = 0;
  while (count-- > 0) {
    let word = 0;
    for (let i = 0; i < DRAWS; i++) {
      const drawn = random() | 0;
      if (drawn === before) return '';
      before = drawn;
      word = word ^ drawn;
    }
    bytes += put(word, 4);
  }
  return bytes;
}
