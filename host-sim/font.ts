/**
 * A custom font of the badge: glyphs one after another in a string of bits, column by column from the
 * left, each column from the top, no padding anywhere. Character `first` is the first glyph.
 */
export class Font {
  /** Per character and column: the pixels, bit 0 at the top. Only for heights up to 32. */
  private readonly columns: Uint32Array;
  private readonly known = new Uint8Array(256);

  constructor(
    readonly bitmap: string,
    readonly first: number,
    readonly width: number,
    readonly height: number,
  ) {
    this.columns = new Uint32Array(height > 32 ? 0 : 256 * width);
  }

  /** Where the columns of `code` begin in `cells()`; decodes it on first use. */
  glyph(code: number): number {
    const at = code * this.width;
    if (this.known[code] === 0) {
      this.known[code] = 1;
      for (let x = 0; x < this.width; x++) {
        let column = 0;
        for (let y = 0; y < this.height; y++) if (this.pixel(code, x, y)) column |= 1 << y;
        this.columns[at + x] = column;
      }
    }
    return at;
  }

  cells(): Uint32Array {
    return this.columns;
  }

  /** One pixel of a glyph; past the end of the bitmap all are blank. */
  pixel(code: number, x: number, y: number): boolean {
    const bit = (this.width * (code - this.first) + x) * this.height + y;
    const byte = bit >>> 3;
    return byte < this.bitmap.length && ((this.bitmap.charCodeAt(byte) << (bit & 7)) & 0x80) !== 0;
  }
}
