/**
 * Memory-mapped flash: ArrayBuffers that follow the flash words under them.
 *
 * Each is a copy that is kept up to date, so a write through it never reaches the flash;
 * `tampered` tells that somebody tried.
 */
export class LiveAreas {
  private readonly pages: Area[][] = [];
  private sweepAt = 32;

  constructor(
    private readonly flash: Uint8Array,
    private readonly pageBytes: number,
  ) {
    for (let page = 0; page * pageBytes < flash.length; page++) this.pages.push([]);
  }

  /** The live buffer of `length` bytes at `offset`; the same one for the same stretch. */
  at(offset: number, length: number): ArrayBuffer {
    const first = this.pages[this.pageOf(offset)];
    for (const area of first) {
      const buffer = area.offset === offset && area.length === length ? area.ref.deref() : undefined;
      if (buffer) return buffer;
    }
    const buffer = new ArrayBuffer(length);
    new Uint8Array(buffer).set(this.flash.subarray(offset, offset + length));
    const area = { offset, length, ref: new WeakRef(buffer) };
    for (let page = this.pageOf(offset); page <= this.pageOf(offset + length - 1); page++) {
      const areas = this.pages[page];
      areas.push(area);
      if (areas.length > this.sweepAt) this.sweep(page);
    }
    return buffer;
  }

  /** Flash changed in one page, `length` bytes at `offset`. */
  changed(offset: number, length: number): void {
    for (const area of this.pages[this.pageOf(offset)]) {
      const from = Math.max(offset, area.offset);
      const to = Math.min(offset + length, area.offset + area.length);
      if (from >= to) continue;
      const buffer = area.ref.deref();
      if (buffer) new Uint8Array(buffer, from - area.offset, to - from).set(this.flash.subarray(from, to));
    }
  }

  /** True if a live buffer no longer reads as the flash does: the bundle wrote through it. */
  tampered(): boolean {
    return this.pages.some(areas =>
      areas.some(area => {
        const buffer = area.ref.deref();
        if (!buffer) return false;
        return (
          Buffer.compare(Buffer.from(buffer), this.flash.subarray(area.offset, area.offset + area.length)) !==
          0
        );
      }),
    );
  }

  private pageOf(offset: number): number {
    return Math.floor(offset / this.pageBytes);
  }

  private sweep(page: number): void {
    const kept = this.pages[page].filter(area => area.ref.deref() !== undefined);
    this.pages[page] = kept;
    this.sweepAt = Math.max(32, kept.length * 2);
  }
}

interface Area {
  offset: number;
  length: number;
  ref: WeakRef<ArrayBuffer>;
}
