import { digest } from '../../host-sim/digest.js';
import type { ByteString } from '../../shared/bytes.js';
import { endOf } from '../../shared/log/open.js';
import { Header, isHeader, PAGE_WORDS } from '../../shared/log/page.js';
import { type Story, storyOf } from '../../shared/log/story.js';
import { SEAL_NAME_BYTES } from '../../shared/pull/frame.js';
import { headIn } from '../../supervisor/head.js';
import { RING, type World } from './world.js';

/** The programmed words of the ring in a flash, oldest page first. The log's file is the first of Storage. */
export function wordsOfFlash(flash: Uint8Array): Uint32Array {
  const from = flash.byteOffset + PAGE_WORDS * 4;
  const ring = new Uint32Array(flash.buffer.slice(from, from + RING * PAGE_WORDS * 4));
  const pages: number[] = [];
  for (let page = 0; page < ring.length; page += PAGE_WORDS)
    if (isHeader(digest, ring, page)) pages.push(page);
  pages.sort((a, b) => ring[a + Header.Epoch] - ring[b + Header.Epoch]);
  const words: number[] = [];
  for (const page of pages) words.push(...ring.subarray(page, endOf(ring, page)));
  return Uint32Array.from(words);
}

/** What an acknowledgement of a log names its newest seal by. */
export function sealNameIn(words: Uint32Array): ByteString {
  return headIn(words).head.slice(0, SEAL_NAME_BYTES);
}

/** Words as a reader of the flash sees them: bytes, lowest first, in hexadecimal. */
export function hexOf(words: Uint32Array): string {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString('hex');
}

/** What the words of a log tell. */
export function storyOfWords(world: World, words: Uint32Array): Story {
  return storyOf(digest, world.limits, world.profile, words, world.zone);
}
