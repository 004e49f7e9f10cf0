import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { art } from '../../host-sim/espruino/compare.js';
import type { Language } from '../../shared/words/ui.js';
import { UserError } from '../user-error.js';
import type { Toured } from './tours.js';

/**
 * The golden screens: what every screen of a build looked like when somebody last looked at it and found it right.
 *
 * One file for a build, compressed with Brotli: a line of JSON with the names of the screens, then their bitmaps of 1024
 * bytes in that order. `npm run golden` writes them; nothing else does.
 */

const BITMAP = 1024;

export function goldenFile(profile: string, language: Language): string {
  return fileURLToPath(new URL(`../../../test/vectors/screens/${profile}-${language}.br`, import.meta.url));
}

export function packScreens(screens: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = Buffer.from(`${JSON.stringify([...screens.keys()])}\n`);
  return brotliCompressSync(Buffer.concat([names, ...screens.values()]));
}

export function unpackScreens(file: Uint8Array): Map<string, Uint8Array> {
  const bytes = brotliDecompressSync(file);
  const end = bytes.indexOf(10) + 1;
  const names: string[] = JSON.parse(bytes.toString('utf8', 0, end));
  return new Map(
    names.map(
      (name, i) => [name, Uint8Array.from(bytes.subarray(end + i * BITMAP, end + (i + 1) * BITMAP))] as const,
    ),
  );
}

export function bitmapsOf({ shots }: Toured): Map<string, Uint8Array> {
  return new Map(shots.map(({ name, pixels }) => [name, pixels]));
}

/** How screens differ from golden ones, a paragraph for each screen, the picture of the pixels among it. */
export function differences(
  build: string,
  golden: ReadonlyMap<string, Uint8Array>,
  shown: ReadonlyMap<string, Uint8Array>,
): string[] {
  const found: string[] = [];
  for (const [name, pixels] of golden) {
    const now = shown.get(name);
    if (!now) found.push(`${build}, ${name}: the badge does not show it any more`);
    else if (Buffer.compare(pixels, now)) {
      const count = pixels.reduce((sum, byte, i) => sum + bitsOf(byte ^ (now[i] as number)), 0);
      found.push(`${build}, ${name}: ${count} pixels differ\ngolden:\n${art(pixels)}\nnow:\n${art(now)}`);
    }
  }
  for (const name of shown.keys()) if (!golden.has(name)) found.push(`${build}, ${name}: it is new`);
  return found;
}

function bitsOf(byte: number): number {
  let count = 0;
  for (let rest = byte; rest; rest &= rest - 1) count++;
  return count;
}

export function readGolden(profile: string, language: Language): Map<string, Uint8Array> {
  const file = goldenFile(profile, language);
  if (!existsSync(file)) throw new UserError(`${file} is not there: npm run golden makes it.`);
  return unpackScreens(readFileSync(file));
}

export function writeGolden(toured: Toured): void {
  writeFileSync(goldenFile(toured.profile, toured.language), packScreens(bitmapsOf(toured)));
}
