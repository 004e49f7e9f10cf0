import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 128;
const HEIGHT = 64;
/** Pixels of paper around the display. */
const MARGIN = 2;
/** Paper, ink. */
const PALETTE = [0xd9, 0xe2, 0xd0, 0x1c, 0x24, 0x30];
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A part of a PNG file: its length, its name and bytes, and a check of these. */
function chunk(name: string, bytes: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(bytes.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** A row of the picture, one bit a point, behind the byte that says how it is filtered. */
function rowOf(pixels: Uint8Array, y: number, scale: number, bytes: number): Uint8Array {
  const row = new Uint8Array(1 + bytes);
  if (y < 0 || y >= HEIGHT) return row;
  for (let x = 0; x < WIDTH; x++) {
    if (!((pixels[y * 16 + (x >> 3)] as number) & (0x80 >> (x & 7)))) continue;
    for (let at = (x + MARGIN) * scale; at < (x + MARGIN + 1) * scale; at++)
      row[1 + (at >> 3)] = (row[1 + (at >> 3)] as number) | (0x80 >> (at & 7));
  }
  return row;
}

/** The display as a PNG file: dark on light, each pixel a square of `scale`, with a margin of two pixels. */
export function picture(pixels: Uint8Array, scale = 4): Uint8Array {
  const width = (WIDTH + 2 * MARGIN) * scale;
  const height = (HEIGHT + 2 * MARGIN) * scale;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // One bit a point, by palette.
  head.set([1, 3, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) =>
    rowOf(pixels, Math.floor(y / scale) - MARGIN, scale, Math.ceil(width / 8)),
  );
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(PALETTE)),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
