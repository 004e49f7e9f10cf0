import { createHash, createHmac } from 'node:crypto';
import * as assert from 'uvu/assert';
import { digest } from '../../../host-sim/digest.js';
import { TEST_KEYS } from '../../../host-sim/install.js';
import { endOf } from '../../../shared/log/open.js';
import { HEADER_WORDS, Header, isHeader, PAGE_WORDS } from '../../../shared/log/page.js';
import { readerOf, readNext } from '../../../shared/log/record.js';
import { NO_TIME, partWord } from '../../../shared/log/word.js';
import { Kind } from '../../../shared/visit/kind.js';

/**
 * Seals and keys of a ring, checked by what docs/SPEC.md says of them and by Node's own HMAC: nothing here goes by
 * shared/log/mac.ts, or by what the badge has in mind.
 */

const KEY_WORDS = 7;
/** Steps of the key that are looked for between two seals. */
const REACH = 64;

const steps: Buffer[] = [Buffer.from(TEST_KEYS.log, 'latin1')];

/** The key that was enrolled, gone `step` steps on. */
function keyOf(step: number): Buffer {
  while (steps.length <= step) {
    const before = steps[steps.length - 1];
    steps.push(createHash('sha1').update('ev').update(before).digest().subarray(0, 16));
  }
  return steps[step];
}

/** Pages with a whole header, oldest first. */
export function pagesOf(words: Uint32Array): number[] {
  const pages: number[] = [];
  for (let at = 0; at < words.length; at += PAGE_WORDS) if (isHeader(digest, words, at)) pages.push(at);
  return pages.sort((a, b) => words[a + Header.Epoch] - words[b + Header.Epoch]);
}

export interface Seals {
  readonly count: number;
  /** Step of the newest seal's key; -1: none. */
  readonly step: number;
  /** Words that are not zero and that no seal covers, all pages together. */
  readonly open: number;
  /** What is not as it should be, or null. */
  readonly fault: string | null;
}

/** Holds every seal of `words` against the enrolled key, which is at `step` or later when it begins. */
export function checkSeals(words: Uint32Array, step = 0): Seals {
  let count = 0;
  let open = 0;
  let newest = -1;
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  const openIn = (from: number, end: number) => {
    for (let i = from; i < end; i++) if (words[i] && words[i] !== NO_TIME) open++;
  };
  for (const page of pagesOf(words)) {
    const end = endOf(words, page);
    let before = bytes.subarray(page * 4, (page + HEADER_WORDS) * 4);
    let from = page + HEADER_WORDS;
    const reader = readerOf(from, end, 0);
    while (readNext(digest, words, reader)) {
      if (reader.kind === Kind.Key) {
        openIn(from, reader.from);
        from = reader.next;
      }
      if (reader.kind !== Kind.Seal) continue;
      while (from < reader.from && (words[from] === 0 || words[from] === NO_TIME)) from++;
      const tag = Buffer.from(reader.bytes.slice(0, 12), 'latin1');
      const covered = bytes.subarray(from * 4, reader.from * 4);
      const last = step + (newest < 0 ? 4000 : REACH);
      while (step <= last) {
        const mac = createHmac('sha1', keyOf(step)).update(before).update(covered).digest();
        if (mac.subarray(0, 12).equals(tag)) break;
        step++;
      }
      if (step > last)
        return { count, step: newest, open, fault: `the seal at word ${reader.from} is wrong` };
      newest = step;
      count++;
      before = tag;
      from = reader.next;
    }
    openIn(from, end);
  }
  return { count, step: newest, open, fault: null };
}

/** The step of the one key that stands in the ring; -1: none. Throws where there are two, or a word of one given up. */
export function liveKey(words: Uint32Array, most: number): number {
  let live = -1;
  for (const page of pagesOf(words)) {
    const reader = readerOf(page + HEADER_WORDS, endOf(words, page), 0);
    while (readNext(digest, words, reader)) {
      if (reader.kind !== Kind.Key) continue;
      assert.is(live, -1, 'two keys stand in the ring');
      const key = Buffer.from(reader.bytes.slice(0, 16), 'latin1');
      for (live = 0; !keyOf(live).equals(key); ) assert.ok(live++ < most, 'a key that was never made');
    }
  }
  // Three bytes of a seal can be those of a key by chance; six of one key are none.
  const old = new Map<number, number>();
  for (let step = 0; step < live; step++) for (const word of wordsOfKey(step)) old.set(word, step);
  const seen = new Set<number>();
  for (let i = 0; i < words.length; i++) {
    const step = old.get(words[i]);
    if (step === undefined) continue;
    assert.not.ok(seen.has(step), `word ${i} is of a key given up`);
    seen.add(step);
  }
  return live;
}

/** The words of a key that hold nothing else. */
export function wordsOfKey(step: number): number[] {
  const key = keyOf(step);
  return [0, 3, 6, 9, 12].map(at => partWord(key.readUIntLE(at, 3)));
}

export { KEY_WORDS };
