import {
  FIRST_STRETCH,
  SHORTEST_STRETCH,
  STRETCH_OFFSET,
  STRETCH_SHIFT,
} from '../../../shared/words/layout.js';

/**
 * Packs long texts of ASCII: a byte of theirs can stand for a stretch of other text in the words file.
 *
 * A stretch costs its cell in the head alone where its characters stand in some text that is not packed, else those as
 * well. They never contain another stretch, so that one native call a stretch unpacks a line.
 */

const MOST = 256 - FIRST_STRETCH;
const LONGEST = SHORTEST_STRETCH + 7;
const CELL = 2;

/** How often stretches are taken out and others put in. */
const ROUNDS = 3;

/** All strings of a length that a stretch can have, and the texts that they stand in, each as often as there. */
function stringsOf(texts: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [text, of] of texts.entries())
    for (let from = 0; from < of.length; from++)
      for (let to = from + SHORTEST_STRETCH; to <= Math.min(of.length, from + LONGEST); to++) {
        const string = of.slice(from, to);
        const places = found.get(string);
        if (places) places.push(text);
        else found.set(string, [text]);
      }
  return found;
}

/** Texts packed by a set of stretches, and what taking one more or one less would save. */
class Packing {
  readonly stretches = new Set<string>();
  private readonly lengths: number[];

  constructor(
    private readonly texts: readonly string[],
    private readonly plain: string,
    private readonly places: ReadonlyMap<string, readonly number[]>,
  ) {
    this.lengths = texts.map(text => text.length);
  }

  /** Takes a stretch in or out where that saves bytes. */
  change(stretch: string, isTaken: boolean): void {
    const texts = [...new Set(this.places.get(stretch))];
    const { stretches } = this;
    const cost = CELL + (this.plain.includes(stretch) ? 0 : stretch.length);
    if (isTaken) stretches.add(stretch);
    else stretches.delete(stretch);
    const lengths = texts.map(text => packedLength(this.texts[text] as string, stretches));
    const saved = texts.reduce(
      (sum, text, i) => sum + (this.lengths[text] as number) - (lengths[i] as number),
      0,
    );
    if (isTaken ? saved > cost : saved + cost >= 0) {
      texts.forEach((text, i) => {
        this.lengths[text] = lengths[i] as number;
      });
    } else if (isTaken) stretches.delete(stretch);
    else stretches.add(stretch);
  }
}

/** Codes that a text takes. */
function packedLength(text: string, stretches: ReadonlySet<string>): number {
  const best = [0];
  for (let end = 1; end <= text.length; end++) {
    let found = (best[end - 1] as number) + 1;
    for (let length = SHORTEST_STRETCH; length <= Math.min(LONGEST, end); length++) {
      const before = best[end - length] as number;
      if (before + 1 < found && stretches.has(text.slice(end - length, end))) found = before + 1;
    }
    best.push(found);
  }
  return best[text.length] as number;
}

/** Stretches that save bytes, as many as there are codes for. `plain` are the texts that stay as they are. */
export function chooseStretches(texts: readonly string[], plain: readonly string[]): string[] {
  const places = stringsOf(texts);
  const promising = [...places]
    .map(([string, at]) => ({ string, gain: at.length * (string.length - 1) }))
    .filter(({ gain }) => gain > CELL)
    .sort((a, b) => b.gain - a.gain || (a.string < b.string ? -1 : 1));
  const packing = new Packing(texts, plain.join('\0'), places);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { string } of promising) {
      if (packing.stretches.size >= MOST) break;
      if (!packing.stretches.has(string)) packing.change(string, true);
    }
    for (const stretch of [...packing.stretches]) packing.change(stretch, false);
  }
  return [...packing.stretches].sort();
}

/** A text in as few codes as the stretches allow. */
export function packText(text: string, stretches: readonly string[]): number[] {
  const best: number[][] = [[]];
  for (let end = 1; end <= text.length; end++) {
    let found = [...(best[end - 1] as number[]), text.charCodeAt(end - 1)];
    stretches.forEach((stretch, i) => {
      const from = best[end - stretch.length];
      if (from && from.length + 1 < found.length && text.endsWith(stretch, end))
        found = [...from, FIRST_STRETCH + i];
    });
    best.push(found);
  }
  return best[text.length] as number[];
}

/** The cell of a stretch that stands at an offset of the file. */
export function stretchCell(offset: number, length: number): number {
  if (offset > STRETCH_OFFSET) throw new Error(`A stretch at offset ${offset} lies too far for its cell.`);
  return offset | ((length - SHORTEST_STRETCH) << STRETCH_SHIFT);
}
