import { crc32 } from 'node:zlib';
import type { Digest } from '../shared/ports.js';

/** The checksum as the badge's firmware makes it, for reading a log in Node. */
export const digest: Digest = { crc32: bytes => crc32(Buffer.from(bytes, 'latin1')) };
