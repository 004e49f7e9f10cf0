import { HEADER_WORDS, Header, PAGE_WORDS } from '../../shared/log/page.js';
import { readerOf, readNext } from '../../shared/log/record.js';
import { pagesIn } from '../../shared/log/story.js';
import { Kind } from '../../shared/visit/kind.js';
import { deskDigest, wordsIn } from '../../supervisor/dlog.js';

/** As much of stderr as progress needs. */
export interface Out {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A terminal's line is written over this often, and elsewhere a line is added. */
const TERMINAL_MS = 100;
const PLAIN_MS = 2000;

/** Records in what has come of a log, up to the last that is whole. */
export function recordsIn(bytes: Uint8Array): number {
  const words = wordsIn(bytes);
  const pages = pagesIn(deskDigest, words);
  let records = 0;
  for (const [p, page] of pages.entries()) {
    const end = Math.min(pages[p + 1] ?? words.length, page + PAGE_WORDS);
    const reader = readerOf(page + HEADER_WORDS, end, words[page + Header.At] as number);
    while (readNext(deskDigest, words, reader)) if (isNumbered(reader.kind)) records++;
  }
  return records;
}

/** Bookkeeping of the log has no number. */
function isNumbered(kind: Kind): boolean {
  return kind !== Kind.Seal && kind !== Kind.Key && kind !== Kind.Slot && kind !== Kind.Checkpoint;
}

/** Tells how a pull gets on: a line that is written over where somebody watches, a line now and then elsewhere. */
export class Progress {
  private readonly start: number;
  private readonly had: number;
  private told: number;

  /** `records`: how many there are; `held`: bytes that were here before. */
  constructor(
    private readonly name: string,
    private readonly records: number,
    held: Uint8Array,
    private readonly now: () => number,
    private readonly out: Out = process.stderr,
  ) {
    this.start = this.told = now();
    this.had = held.length;
  }

  /** `bytes`: all that are here now. */
  tell(bytes: () => Uint8Array): void {
    const now = this.now();
    if (now - this.told < (this.out.isTTY ? TERMINAL_MS : PLAIN_MS)) return;
    this.told = now;
    const line = this.line(bytes(), (now - this.start) / 1000);
    this.out.write(this.out.isTTY ? `\r${line}\x1b[K` : `${line}\n`);
  }

  /** Takes the line away again. */
  done(): void {
    if (this.out.isTTY) this.out.write('\r\x1b[K');
  }

  private line(bytes: Uint8Array, seconds: number): string {
    const come = recordsIn(bytes);
    const speed = (bytes.length - this.had) / seconds;
    const share = come / this.records;
    const all = share > 0 ? bytes.length / share : 0;
    const left = all && speed > 0 ? `, ${Math.max(0, Math.ceil((all - bytes.length) / speed))} s left` : '';
    return `${this.name}: ${bytes.length} bytes, ${come} of ${this.records} records, ${(speed / 1000).toFixed(1)} kB/s${left}`;
  }
}
