import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Digest } from '../shared/ports.js';

/** The digests as the badge's firmware makes them, for reading a log in Node. */
export const digest: Digest = {
  crc32: bytes => crc32(Buffer.from(bytes, 'latin1')),
  sha1: bytes => createHash('sha1').update(bytes, 'latin1').digest().toString('latin1'),
};
