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

/** What is left of texts between the stretches taken so far. */
function cutAt(parts: readonly string[], stretch: string): string[] {
  return parts.flatMap(part => part.split(stretch)).filter(part => part.length >= SHORTEST_STRETCH);
}

/** How often each string of a length that a stretch can have stands in the parts. */
function countStrings(parts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts)
    for (let from = 0; from < part.length; from++)
      for (let to = from + SHORTEST_STRETCH; to <= Math.min(part.length, from + LONGEST); to++) {
        const string = part.slice(from, to);
        counts.set(string, (counts.get(string) ?? 0) + 1);
      }
  return counts;
}

/** The stretches that save most, each chosen for what those before it leave. `plain` are the texts that stay as they are. */
export function chooseStretches(texts: readonly string[], plain: readonly string[]): string[] {
  const chosen: string[] = [];
  let pool = plain.join('\0');
  let parts = [...texts];
  while (chosen.length < MOST) {
    let best = '';
    let bestGain = 0;
    for (const [string, count] of countStrings(parts)) {
      if (count < 2 && string.length < CELL + SHORTEST_STRETCH) continue;
      const cost = CELL + (pool.includes(string) ? 0 : string.length);
      const gain = count * (string.length - 1) - cost;
      if (gain > bestGain || (gain === bestGain && gain > 0 && string < best))
        [best, bestGain] = [string, gain];
    }
    if (!best) break;
    chosen.push(best);
    if (!pool.includes(best)) pool += `\0${best}`;
    parts = cutAt(parts, best);
  }
  return chosen;
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
