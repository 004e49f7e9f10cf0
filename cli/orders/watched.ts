import type { Heard, Reader } from '../../supervisor/tag.js';
import type { Out } from '../pull/progress.js';

/** A reader whose frames show as progress on a terminal, and nowhere else. */
export class Watched implements Reader {
  private title = '';
  private frames = 0;

  constructor(
    private readonly reader: Reader,
    private readonly out: Out = process.stderr,
  ) {}

  begin(title: string): void {
    this.title = title;
    this.frames = 0;
  }

  /** Takes the line away again. */
  end(): void {
    this.title = '';
    if (this.out.isTTY) this.out.write('\r\x1b[K');
  }

  field(on: boolean): Promise<boolean> {
    return this.reader.field(on);
  }

  transceive(frame: Uint8Array): Promise<Heard> {
    this.frames++;
    if (this.out.isTTY && this.title) this.out.write(`\r${this.title} (${this.frames})\x1b[K`);
    return this.reader.transceive(frame);
  }
}
