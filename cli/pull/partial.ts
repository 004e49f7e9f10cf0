import { readFileSync, rmSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { keepFile } from '../show/log-file.js';

/**
 * What a pull brought before it was cut off: 'DPRT', the CRC-32 of the bytes after it, and the bytes. It lies beside
 * where the log is to go, until the log is there.
 */
const MAGIC = 'DPRT';
const HEAD = 8;

/** Where it lies: beside the file that the log goes to, else beside the store. */
export function partialFile(
  badge: string,
  out: string | undefined,
  store: string | undefined,
): string | null {
  if (out !== undefined) return `${out}.partial`;
  return store === undefined ? null : `${store}.${badge}.partial`;
}

/** The bytes that were kept; none where nothing is there, or something else. */
export function readPartial(file: string): Uint8Array {
  let kept: Buffer;
  try {
    kept = readFileSync(file);
  } catch {
    return new Uint8Array(0);
  }
  const bytes = kept.subarray(HEAD);
  const isOne = kept.length >= HEAD && kept.toString('latin1', 0, 4) === MAGIC;
  return isOne && kept.readUInt32LE(4) === crc32(bytes) ? bytes : new Uint8Array(0);
}

export function keepPartial(file: string, bytes: Uint8Array): void {
  const head = Buffer.alloc(HEAD, MAGIC, 'latin1');
  head.writeUInt32LE(crc32(bytes), 4);
  keepFile(file, Buffer.concat([head, bytes]));
}

export function dropPartial(file: string): void {
  rmSync(file, { force: true });
}
