import { HEADER_WORDS } from '../shared/log/page.js';
import { pagesIn } from '../shared/log/story.js';
import { type Dlog, deskDigest } from './dlog.js';

/**
 * The logs of one badge by its lives: an erased badge that was installed anew counts its records from 0 again, and what
 * it says then must not be taken for what it said before. Oldest life first.
 *
 * In one life the numbers only rise, and logs that overlap have a page in common. Clocks of two desks may differ by
 * minutes, so a number that falls is not enough.
 */
export function livesOf(logs: readonly Dlog[]): Dlog[][] {
  const lives: Dlog[][] = [];
  for (const log of [...logs].sort((a, b) => a.pulledAt - b.pulledAt)) {
    const before = lives.at(-1)?.at(-1);
    if (before && (log.first >= before.next || sharePage(before, log))) lives.at(-1)?.push(log);
    else lives.push([log]);
  }
  return lives;
}

/** Whether a page of one log is a page of the other. What cannot be read says nothing against it. */
function sharePage(a: Dlog, b: Dlog): boolean {
  const pages = pagesOf(a);
  const others = pagesOf(b);
  if (!pages.length || !others.length) return true;
  return pages.some(page => others.some(other => isSamePage(page, other)));
}

function pagesOf({ words }: Dlog): Uint32Array[] {
  const starts = pagesIn(deskDigest, words);
  return starts.map((start, i) => words.subarray(start, starts[i + 1] ?? words.length));
}

/**
 * The same header, and most of the words behind it: there may be more of them in one, a key may have been programmed to
 * zero since, and a word may be damaged. The first header of every life may be the same.
 */
function isSamePage(a: Uint32Array, b: Uint32Array): boolean {
  const common = Math.min(a.length, b.length);
  let other = 0;
  for (let i = 0; i < common; i++) {
    if (a[i] === b[i]) continue;
    if (i < HEADER_WORDS) return false;
    other++;
  }
  return other * 2 <= common - HEADER_WORDS;
}
