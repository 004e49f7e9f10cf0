import { textOf } from '../../host-sim/eyes.js';
import { ROWS } from '../../shared/words/layout.js';
import { patternOf } from './find.js';
import type { World } from './world.js';

/** What a wearer reads off the display: five rows, the outer two with the words of the keys. */
export class Screen {
  private constructor(readonly lines: readonly string[]) {}

  static read(world: World, pixels: Uint8Array): Screen {
    return new Screen(textOf(pixels, world.glyphs, ROWS));
  }

  /** Whether the words stand beside a key: BTN1 top left, BTN2 top right, BTN3 bottom right, BTN4 bottom left. */
  shows(key: 1 | 2 | 3 | 4, label: string): boolean {
    const row = this.lines[key < 3 ? 0 : 4];
    const words = patternOf(label).source;
    const left = key === 1 || key === 4;
    return new RegExp(left ? `^${words}(\\s|$)` : `(^|\\s)${words}$`).test(row.trimEnd());
  }

  /** The row that a list's mark stands at, without mark, box and what says how an order stands; undefined where no list is open. */
  marked(): string | undefined {
    const row = this.lines.slice(1, 4).find(line => line.startsWith('>'));
    return row?.replace(/^>(\[[x ]\]|[*!])?/, '').trim();
  }

  /** Whether the marked row is ticked. */
  isTicked(): boolean {
    return this.lines.slice(1, 4).some(line => line.startsWith('>[x]'));
  }

  /** Place in the open list, from 0, and its length. */
  place(): { readonly at: number; readonly rows: number } | undefined {
    const found = /(\d+)\/(\d+)/.exec(this.lines[4]);
    return found ? { at: Number(found[1]) - 1, rows: Number(found[2]) } : undefined;
  }

  /** Whether a text can be read on it, whatever the spaces and line ends. */
  reads(text: string): boolean {
    return bare(this.lines.join('')).includes(bare(text));
  }

  /** The words beside the keys, for a sentence. */
  offers(): string {
    const words = [this.lines[0].replace(/(--|\d\d):(--|\d\d)/, '  '), this.lines[4]]
      .flatMap(line => line.trim().split(/\s{2,}/))
      .filter(word => word && !/^\d+\/\d+$/.test(word));
    return words.length ? words.join(', ') : 'nothing';
  }

  toString(): string {
    return this.lines.join('\n');
  }
}

/** A text without its spaces. */
export function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Whether a row reads as a text of the tables does, its values standing for anything. */
export function isRow(row: string, text: string): boolean {
  return new RegExp(`^${patternOf(bare(text)).source}$`).test(bare(row));
}
