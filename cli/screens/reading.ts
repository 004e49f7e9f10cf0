import { UNREAD } from '../../host-sim/eyes.js';
import { WIDTH } from '../../shared/words/layout.js';
import type { Language, Text } from '../../shared/words/ui.js';
import { widest } from '../make/words/line.js';
import { bare, type Screen } from '../play/screen.js';

/** What a screen must say by the words that it was built from, and whether the pixels say it. */

/** A text of the tables, or what the application writes itself; several where the application chooses among them. */
export type Say = Text | RegExp | readonly Text[];

/** The parts of a screen. What is left out must be blank. */
export interface Expected {
  /** What stands beside BTN1 to BTN4. */
  readonly keys: readonly [Say | null, Say | null, Say | null, Say | null];
  /** The middle of the top row, and of the bottom row. */
  readonly top?: Say;
  readonly bottom?: Say;
  /** The rows of the body, each with the mark in front of it. */
  readonly body: readonly { readonly mark: string; readonly say: Say | null }[];
}

/** Values on a screen, as they may read without their spaces. */
const FORMS: { readonly [value: string]: string } = {
  clock: '(\\d\\d:\\d\\d|--:--)',
  order: '[A-Z0-9-]+',
  appointment: '((\\d\\d-\\d\\d)?\\d\\d:\\d\\d|--:--)',
  until: '(-?\\d+:\\d\\d|-)',
  waited: '\\d+:\\d\\d',
  remaining: '\\d+:\\d\\d',
  timeMark: '[+-]',
  callMark: '[+-]',
  noteMark: '[+-]',
  inOrderFrom: '(\\d\\d:\\d\\d:\\d\\d|--:--)',
  leaving: '(\\d\\d:\\d\\d|--:--)',
  arrivedAt: '(\\d\\d:\\d\\d|--:--)',
  door: '[ -~]*',
  picked: '\\d\\d-\\d\\d\\d\\d:\\d\\d',
  fault: '.*',
  // Where the next words stand.
  column: '',
  x2: '',
  x3: '',
};
const NUMBER = '\\d+';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** How a text of the tables may read. */
function sourceOf(text: string): string {
  return bare(text)
    .split(/(\{\w+\})/)
    .map(part => (/^\{\w+\}$/.test(part) ? (FORMS[part.slice(1, -1)] ?? NUMBER) : escaped(part)))
    .join('');
}

function options(say: Say | null | undefined): readonly (Text | RegExp)[] {
  if (!say) return [/(?:)/];
  return Array.isArray(say) ? say : [say as Text | RegExp];
}

/** Reads screens of one language; keeps which texts of the tables were found whole. */
export class Reading {
  readonly read = new Set<string>();

  constructor(private readonly language: Language) {}

  /** What is wrong with a screen: a sentence for each row that does not read as it must. */
  faults(screen: Screen, { keys, top, bottom, body }: Expected): string[] {
    const rows: (readonly { readonly mark: string; readonly say: Say | null | undefined }[])[] = [
      [keys[0], top, keys[1]].map(say => ({ mark: '', say })),
      ...[0, 1, 2].map(row => [body[row] ?? { mark: '', say: null }]),
      [keys[3], bottom, keys[2]].map(say => ({ mark: '', say })),
    ];
    return rows.flatMap((parts, row) => this.rowFault(screen.lines[row] ?? '', row, parts) ?? []);
  }

  private rowFault(
    line: string,
    row: number,
    parts: readonly { readonly mark: string; readonly say: Say | null | undefined }[],
  ): string | null {
    const source = parts.map(({ mark, say }) => {
      const each = options(say).map(one =>
        one instanceof RegExp ? one.source : sourceOf(one[this.language]),
      );
      return `${escaped(bare(mark))}(?:${each.join('|')})`;
    });
    const text = bare(line);
    if (!text.includes(UNREAD) && new RegExp(`^${source.join('')}$`).test(text)) {
      for (const { say } of parts) this.note(text, say);
      return null;
    }
    const words = parts
      .map(
        ({ mark, say }) =>
          mark +
          options(say)
            .map(one => this.shown(one))
            .join(' or '),
      )
      .join(' ')
      .trim();
    return `row ${row + 1} reads "${line.trim()}", and its words are "${words}" (${widest(words)} px of ${WIDTH})`;
  }

  private shown(say: Text | RegExp): string {
    return say instanceof RegExp ? '' : say[this.language];
  }

  /** Keeps which text of several it was that was read. */
  private note(text: string, say: Say | null | undefined): void {
    const all = options(say).filter((one): one is Text => !(one instanceof RegExp));
    for (const one of all)
      if (all.length === 1 || new RegExp(sourceOf(one[this.language])).test(text))
        this.read.add(one[this.language]);
  }
}
