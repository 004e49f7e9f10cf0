import { PNG } from 'pngjs';

/** The display as a PNG file: dark on light, each pixel a square of `scale`, with a margin of two pixels. */
export function picture(pixels: Uint8Array, scale = 4): Uint8Array {
  const margin = 2 * scale;
  const png = new PNG({ width: 128 * scale + 2 * margin, height: 64 * scale + 2 * margin });
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const column = Math.floor((x - margin) / scale);
      const row = Math.floor((y - margin) / scale);
      const inside = column >= 0 && column < 128 && row >= 0 && row < 64;
      const on = inside && (pixels[row * 16 + (column >> 3)] & (0x80 >> (column & 7))) !== 0;
      png.data.set(on ? INK : PAPER, (y * png.width + x) * 4);
    }
  }
  return PNG.sync.write(png, { colorType: 2 });
}

const INK = [0x1c, 0x24, 0x30, 0xff];
const PAPER = [0xd9, 0xe2, 0xd0, 0xff];
