import module from 'jsqr';

// The package is CommonJS, and its types do not say so.
const jsQR = ((module as unknown as { default?: typeof module }).default ?? module) as typeof module;

const WIDTH = 128;
const HEIGHT = 64;
/** Pixels of a camera for one of the display, and how many of the display's the frame around it is wide. */
const SCALE = 4;
const FRAME = 16;

/**
 * What a phone reads on the display in a frame of one shade; null where it finds nothing.
 *
 * `pixels`: 64 rows of 16 bytes, the leftmost pixel in the highest bit, 1 dark.
 */
export function readQr(pixels: Uint8Array, frame: 'light' | 'dark'): string | null {
  const width = (WIDTH + 2 * FRAME) * SCALE;
  const height = (HEIGHT + 2 * FRAME) * SCALE;
  const picture = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const column = Math.floor(x / SCALE) - FRAME;
      const row = Math.floor(y / SCALE) - FRAME;
      const isInside = column >= 0 && row >= 0 && column < WIDTH && row < HEIGHT;
      const isDark = isInside
        ? (pixels[row * 16 + (column >> 3)] & (0x80 >> (column & 7))) !== 0
        : frame === 'dark';
      // The display's own shades: dark is not black, light is not white.
      picture.fill(isDark ? 40 : 190, (y * width + x) * 4, (y * width + x) * 4 + 3);
      picture[(y * width + x) * 4 + 3] = 255;
    }
  return jsQR(picture, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

/** What a phone reads on a terminal whose ground is dark; null where it finds nothing. `lines`: of blocks, half of them a row. */
export function readBlocks(lines: readonly string[]): string | null {
  const halves = lines.flatMap(line => [
    [...line].map(block => block === '█' || block === '▀'),
    [...line].map(block => block === '█' || block === '▄'),
  ]);
  const width = Math.max(...lines.map(line => line.length)) * SCALE;
  const height = halves.length * SCALE;
  const picture = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isLight = halves[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)];
      if (!isLight) picture.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return jsQR(picture, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}
