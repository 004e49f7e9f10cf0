import { type ByteString, put, take } from '../bytes.js';
import type { Digest } from '../ports.js';

/**
 * HMAC-SHA1 (RFC 2104) with keys of 16 bytes, its pads made once for each key: to make them costs the badge ten times
 * what a code by them costs.
 */

/** Bytes of a key. */
export const KEY_BYTES = 16;
/** Bytes of a seal's tag: the first ones of the code. */
export const TAG_BYTES = 12;

const BLOCK = 64;

/** Values that the two pads are made with. */
export const enum Pad {
  Inner = 0x36,
  Outer = 0x5c,
}

/** A key of whole words filled up to a block with zeros, every byte changed by `by`. */
export function padOf(key: ByteString, by: number): ByteString {
  let pad = '';
  for (let i = 0; i < BLOCK; i += 4) pad += put(take(key, i, 4) ^ (by * 0x1010101));
  return pad;
}

/** The code of `bytes` by a key's two pads: 20 bytes. */
export function macOf(digest: Digest, inner: ByteString, outer: ByteString, bytes: ByteString): ByteString {
  return digest.sha1(outer + digest.sha1(inner + bytes));
}

/** The code of `bytes` by a key that is needed once: 20 bytes. */
export function codeOf(digest: Digest, key: ByteString, bytes: ByteString): ByteString {
  return macOf(digest, padOf(key, Pad.Inner), padOf(key, Pad.Outer), bytes);
}

/**
 * The key after `key`. One way only: whoever gets hold of a key learns nothing of those before it.
 *
 * @inline
 */
export function keyAfter(digest: Digest, key: ByteString): ByteString {
  return digest.sha1('ev' + key).slice(0, KEY_BYTES);
}
