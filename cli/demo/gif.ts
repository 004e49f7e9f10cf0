import { createRequire } from 'node:module';
import type { Cutter } from '../make/words/glyphs.js';
import { widthOf, wrapped } from '../show/screen.js';
import { UserError } from '../user-error.js';

/** One picture of the animation. */
export interface Shot {
  readonly pixels: Uint8Array;
  readonly caption: string;
  readonly milliseconds: number;
}

/** As much of gifenc as is used; it brings no types. */
interface Gifenc {
  GIFEncoder(): {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      how: { palette?: number[][]; delay: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}

/** Paper, ink, the badge's case, the caption. */
const PALETTE = [
  [0xd9, 0xe2, 0xd0],
  [0x1c, 0x24, 0x30],
  [0x2b, 0x31, 0x3a],
  [0xf2, 0xf0, 0xe6],
];
const Color = { paper: 0, ink: 1, case: 2, text: 3 } as const;

const SCALE = 3;
const CASE = 12;
const PAPER = 6;
const TEXT_SCALE = 2;
const LINE = 15 * TEXT_SCALE;
const LINES = 2;
const SCREEN_X = CASE + PAPER;
export const GIF_WIDTH = 128 * SCALE + 2 * SCREEN_X;
export const GIF_HEIGHT = 64 * SCALE + 2 * SCREEN_X + LINES * LINE;
/** Narrow characters in a line of the caption. */
const COLUMNS = Math.floor((GIF_WIDTH - 2 * CASE) / (6 * TEXT_SCALE));

/** The animated GIF of some shots: the badge's screen with a caption below. */
export async function gifOf(shots: readonly Shot[]): Promise<Uint8Array> {
  const cutter = await openFont();
  const { GIFEncoder }: Gifenc = createRequire(import.meta.url)('gifenc');
  const gif = GIFEncoder();
  shots.forEach((shot, i) => {
    gif.writeFrame(drawn(shot, cutter), GIF_WIDTH, GIF_HEIGHT, {
      ...(i === 0 && { palette: PALETTE }),
      delay: shot.milliseconds,
    });
  });
  gif.finish();
  return gif.bytes();
}

/** The font of the badge's build. */
async function openFont(): Promise<Cutter> {
  try {
    const { openCutter } = await import('../make/words/glyphs.js');
    return openCutter();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    throw new UserError('--gif needs the font that the build cuts its letters from: run npm install first.');
  }
}

/** The colours of a picture's points, row by row: 0 paper, 1 ink, 2 case, 3 caption. */
export function drawn({ pixels, caption }: Shot, cutter: Cutter): Uint8Array {
  const index = new Uint8Array(GIF_WIDTH * GIF_HEIGHT).fill(Color.case);
  const fill = (x: number, y: number, width: number, height: number, color: number): void => {
    for (let row = y; row < y + height; row++)
      index.fill(color, row * GIF_WIDTH + x, row * GIF_WIDTH + x + width);
  };
  fill(CASE, CASE, 128 * SCALE + 2 * PAPER, 64 * SCALE + 2 * PAPER, Color.paper);
  for (let y = 0; y < 64; y++)
    for (let x = 0; x < 128; x++)
      if ((pixels[y * 16 + (x >> 3)] as number) & (0x80 >> (x & 7)))
        fill(SCREEN_X + x * SCALE, SCREEN_X + y * SCALE, SCALE, SCALE, Color.ink);
  wrapped(caption, COLUMNS)
    .slice(0, LINES)
    .forEach((line, i) => {
      let x = CASE;
      const y = 64 * SCALE + 2 * SCREEN_X + i * LINE;
      for (const char of line) {
        cutter(char)?.columns.forEach((column, at) => {
          for (let row = 0; row < 12; row++)
            if ((column >> (11 - row)) & 1)
              fill(x + at * TEXT_SCALE, y + row * TEXT_SCALE, TEXT_SCALE, TEXT_SCALE, Color.text);
        });
        x += widthOf(char) * 6 * TEXT_SCALE;
      }
    });
  return index;
}
