import { byteText, FlashText } from './bytes.js';
import { Font } from './font.js';
import { fault, powered, type Supply } from './power.js';

export const WIDTH = 128;
export const HEIGHT = 64;

/**
 * `g`: 128x64 pixels of one bit (libs/graphics), drawn in RAM and sent to the display by `flip`.
 *
 * A column is two words, rows 0-31 and 32-63, bit 0 at the top: a glyph's column is then one or two ORs.
 */
export class Graphics {
  /** Calls of `flip` that had something to send. */
  flips = 0;
  /** Bytes sent over the display's bus, as lcd_flip_gfx in libs/pixljs counts them out. */
  sent = 0;
  private readonly drawn = new Uint32Array(WIDTH * 2);
  private readonly shown = new Uint32Array(WIDTH * 2);
  private readonly fonts: Font[] = [];
  private font: Font | undefined;
  /** How many pixels of the display are one of the font's, each way. */
  private scale = 1;
  private rows: Uint8Array | undefined;
  private left = WIDTH;
  private right = -1;
  private top = HEIGHT;
  private bottom = -1;

  constructor(private readonly supply: Supply) {}

  clear(): void {
    this.drawn.fill(0);
    this.touch(0, 0, WIDTH - 1, HEIGHT - 1);
  }

  clearRect(x1: number, y1: number, x2: number, y2: number): void {
    this.rectangle(x1, y1, x2, y2, false);
  }

  fillRect(x1: number, y1: number, x2: number, y2: number): void {
    this.rectangle(x1, y1, x2, y2, true);
  }

  setFontCustom(bitmap: unknown, first: number, width: number, height: number): void {
    const text = bitmap instanceof FlashText ? bitmap.toString() : bitmap;
    if (typeof text !== 'string') throw new Error('Font bitmap must be a String');
    if (!(first >= 0 && first <= 255)) throw new Error('First character out of range');
    if (!Number.isInteger(width)) throw new Error('Font width must be a String or an integer');
    const rows = height & 255;
    if (!(rows > 0 && height < 1 << 16)) throw new Error('only plain fonts of one bit and height 1 to 255');
    this.font = this.fontOf(text, first | 0, width, rows);
    this.scale = Math.max(1, height >> 8);
  }

  /** Sets pixels, never clears any: what was there shines through the gaps of the letters. */
  drawString(value: unknown, x: number, y: number): void {
    const { font, scale } = this;
    if (!font) throw new Error('set a font before drawing: the built-in one is not simulated');
    const text = byteText(value);
    const line = x | 0;
    let left = line;
    let top = y | 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) {
        left = line;
        top += font.height * scale;
        continue;
      }
      if (code === 0) {
        fault(this.supply, 'drawString met character 0, which begins an image on the badge');
        return;
      }
      // jswrap_graphics_drawString leaves out a glyph that begins in the last column.
      if (
        code >= font.first &&
        left > -font.width * scale &&
        left < WIDTH - 1 &&
        top > -font.height * scale &&
        top < HEIGHT
      ) {
        if (font.height > 32 || scale > 1) this.tall(font, code, left, top, scale);
        else this.stamp(font, font.glyph(code), left, top);
      }
      left += font.width * scale;
    }
  }

  /** An image of one bit a point, each of them a square of whole pixels: light ones are drawn as well. */
  drawImage(image: unknown, x: number, y: number, { scale }: { scale: number }): void {
    const text = byteText(image);
    const [width = 0, height = 0, depth] = [0, 1, 2].map(at => text.charCodeAt(at));
    if (depth !== 1 || !Number.isInteger(scale) || scale < 1)
      throw new Error('only images of one bit a point at a whole scale are simulated');
    for (let i = 0; i < width * height; i++) {
      const left = (x | 0) + (i % width) * scale;
      const top = (y | 0) + Math.floor(i / width) * scale;
      const isInk = (text.charCodeAt(3 + (i >> 3)) & (0x80 >> (i & 7))) !== 0;
      this.rectangle(left, top, left + scale - 1, top + scale - 1, isInk);
    }
  }

  /** Sends the rectangle that was touched; without one it sends nothing. */
  flip(): void {
    powered(this.supply);
    if (this.right < this.left) return;
    const pages = (this.bottom >> 3) - (this.top >> 3) + 1;
    this.sent += pages * (3 + this.right + 1 - (this.left & ~7));
    this.shown.set(this.drawn);
    this.rows = undefined;
    this.flips++;
    this.left = WIDTH;
    this.right = -1;
    this.top = HEIGHT;
    this.bottom = -1;
  }

  /** What the display shows: 64 rows of 16 bytes, the leftmost pixel in the highest bit. */
  pixels(): Uint8Array {
    if (!this.rows) this.rows = rowsOf(this.shown);
    return this.rows;
  }

  /** The chip starts anew: the buffer is blank, the display keeps its picture. */
  restart(): void {
    this.font = undefined;
    this.clear();
  }

  /** The display lost its power. */
  darken(): void {
    this.shown.fill(0);
    this.rows = undefined;
  }

  /** Both corners belong to it, in either order. */
  private rectangle(x1: number, y1: number, x2: number, y2: number, ink: boolean): void {
    const left = Math.max(Math.min(x1 | 0, x2 | 0), 0);
    const right = Math.min(Math.max(x1 | 0, x2 | 0), WIDTH - 1);
    const top = Math.max(Math.min(y1 | 0, y2 | 0), 0);
    const bottom = Math.min(Math.max(y1 | 0, y2 | 0), HEIGHT - 1);
    if (left > right || top > bottom) return;
    const upper = bits(top, bottom);
    const lower = bits(top - 32, bottom - 32);
    const { drawn } = this;
    for (let at = left * 2; at <= right * 2; at += 2) {
      drawn[at] = ink ? drawn[at] | upper : drawn[at] & ~upper;
      drawn[at + 1] = ink ? drawn[at + 1] | lower : drawn[at + 1] & ~lower;
    }
    this.touch(left, top, right, bottom);
  }

  private stamp(font: Font, glyph: number, left: number, top: number): void {
    const { drawn } = this;
    const cells = font.cells();
    const from = left < 0 ? -left : 0;
    const to = Math.min(font.width, WIDTH - left);
    const spill = top > 0 && top < 32 && top + font.height > 32;
    let ink = 0;
    for (let i = from; i < to; i++) {
      const column = cells[glyph + i];
      if (column === 0) continue;
      ink |= column;
      const at = (left + i) * 2;
      if (top >= 32) drawn[at + 1] |= column << (top - 32);
      else if (top >= 0) {
        drawn[at] |= column << top;
        if (spill) drawn[at + 1] |= column >>> (32 - top);
      } else drawn[at] |= column >>> -top;
    }
    // The badge notes each pixel; the whole cell is as good, but for what `sent` counts.
    if (ink !== 0)
      this.touch(left + from, Math.max(top, 0), left + to - 1, Math.min(top + font.height, HEIGHT) - 1);
  }

  /** A glyph of which each pixel is a square. */
  private tall(font: Font, code: number, left: number, top: number, scale: number): void {
    for (let x = 0; x < font.width; x++) {
      for (let y = 0; y < font.height; y++) {
        if (!font.pixel(code, x, y)) continue;
        const [atX, atY] = [left + x * scale, top + y * scale];
        this.rectangle(atX, atY, atX + scale - 1, atY + scale - 1, true);
      }
    }
  }

  private touch(left: number, top: number, right: number, bottom: number): void {
    if (left < this.left) this.left = left;
    if (right > this.right) this.right = right;
    if (top < this.top) this.top = top;
    if (bottom > this.bottom) this.bottom = bottom;
  }

  /** The newest few fonts stay decoded: a screen alternates between two or three. */
  private fontOf(bitmap: string, first: number, width: number, height: number): Font {
    for (const font of this.fonts) {
      if (
        font.width === width &&
        font.height === height &&
        font.first === first &&
        font.bitmap.length === bitmap.length &&
        font.bitmap === bitmap
      )
        return font;
    }
    const made = new Font(bitmap, first, width, height);
    this.fonts.unshift(made);
    if (this.fonts.length > 16) this.fonts.pop();
    return made;
  }
}

/** Bits `from` to `to` of a word, as far as they lie in it. */
function bits(from: number, to: number): number {
  if (to < 0 || from > 31) return 0;
  const low = Math.max(from, 0);
  const high = Math.min(to, 31);
  return (0xffffffff >>> (31 - high)) & (0xffffffff << low);
}

function rowsOf(columns: Uint32Array): Uint8Array {
  const rows = new Uint8Array((WIDTH / 8) * HEIGHT);
  for (let x = 0; x < WIDTH; x++) {
    const bit = 0x80 >>> (x & 7);
    for (let half = 0; half < 2; half++) {
      let left = columns[x * 2 + half];
      while (left !== 0) {
        const y = 31 - Math.clz32(left & -left);
        rows[(half * 32 + y) * 16 + (x >>> 3)] |= bit;
        left &= left - 1;
      }
    }
  }
  return rows;
}
