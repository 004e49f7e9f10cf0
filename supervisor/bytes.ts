import type { ByteString } from '../shared/bytes.js';

/** Bytes as the badge has them, a character each, and as everybody else does. */

export function bytesIn(text: ByteString): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, byte => byte.charCodeAt(0));
}

export function textOf(bytes: Uint8Array): ByteString {
  return String.fromCharCode(...bytes);
}
