import { Files } from './files.js';
import { type FlashImage, Nor, PAGE } from './flash.js';
import { Storage } from './storage.js';
import { freshWear } from './wear.js';

/** A file of the badge's Storage; `size` reserves more than `data` fills, and the rest stays blank. */
export interface StoredFile {
  readonly name: string;
  readonly data: Uint8Array;
  readonly size?: number;
}

/** Size of the log's file: page 0 and `ring` pages, less the file header (design.md 3.2). */
export function logFileBytes(ring: number): number {
  return (1 + ring) * PAGE - 32;
}

/**
 * An erased flash with `files` in their order, the log's first, and the program as `.bootcde` behind them.
 * What the desk wrote does not count as wear, but the blocks remember it.
 */
export function install(
  nor: Nor,
  files: readonly StoredFile[],
  program: string | Uint8Array | undefined,
): void {
  const storage = new Storage(nor);
  const bytes = typeof program === 'string' ? latin1(program) : program;
  const all = bytes === undefined ? files : [...files, { name: '.bootcde', data: bytes }];
  for (const file of all) {
    const data = file.data.length === 0 ? Uint8Array.of(0xff) : file.data;
    try {
      storage.write(file.name, data, 0, file.size ?? data.length);
    } catch (error) {
      const free = storage.getFree();
      throw new Error(
        `"${file.name}" (${file.size ?? data.length} bytes) cannot be installed with ${free} bytes free: ${(error as Error).message}`,
      );
    }
  }
  const { blocks } = nor.wear;
  nor.wear = { ...freshWear(nor.pages), blocks };
  nor.ops = 0;
}

/** The flash of a badge that was just installed, to start many from. */
export function imageOf(files: readonly StoredFile[], program?: string | Uint8Array): FlashImage {
  const nor = new Nor();
  install(nor, files, program);
  return nor.image();
}

/** The files that a flash image holds, by name. */
export function filesOf(image: FlashImage): Map<string, Uint8Array> {
  const nor = new Nor(undefined, image.bytes.length / PAGE);
  nor.restore(image);
  const files = new Files(nor);
  const found = new Map<string, Uint8Array>();
  for (const entry of files.entries())
    if (!entry.deleted) found.set(files.nameOf(entry), nor.read(entry.offset + 32, entry.size));
  return found;
}

function latin1(text: string): Uint8Array {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 126) throw new Error(`the bundle is not ASCII at character ${i}`);
  return Buffer.from(text, 'latin1');
}
