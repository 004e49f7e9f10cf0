import { type Edit, type Mapped, withEdits } from './edits.js';
import type { Node, Parse } from './syntax.js';
import { walk } from './syntax.js';
import { bytesOfNumber } from './tokenise.js';

/** Where an operand of a shift needs no brackets. */
const LOOSER = new Set(['&', '|', '^', '<', '>', '<=', '>=', '==', '===', '!=', '!==']);
const TIGHT = new Set(['MemberExpression', 'UnaryExpression', 'UpdateExpression']);

function needsBrackets(node: Node, above: Node): boolean {
  if (above.type === 'BinaryExpression') return !LOOSER.has(above.operator);
  return TIGHT.has(above.type) && above.property !== node;
}

/** A whole number as a shift: few bits far up, or all bits up to one. Null where it is neither. */
function asShift(value: number): { readonly text: string; readonly bytes: number } | null {
  if (value > 0xffffffff || value < 2 ** 12) return null;
  const all = Math.log2(value + 1);
  if (Number.isInteger(all)) {
    const by = String(32 - all);
    return { text: `-1>>>${by}`, bytes: 3 + by.length };
  }
  let up = 0;
  while (value % 2 === 0) {
    value /= 2;
    up++;
  }
  const by = String(up);
  if (!up || value * 2 ** up > 0x7fffffff) return null;
  return { text: `${value}<<${by}`, bytes: bytesOfNumber(value, String(value)) + 1 + by.length };
}

/** Bytes that a number takes as it is flashed, in its shortest form. */
export function bytesOfWhole(value: number, text: string): number {
  return Math.min(bytesOfNumber(value, text), asShift(value)?.bytes ?? text.length);
}

/**
 * Writes large numbers as a shift where that takes fewer bytes as it is flashed: 134217728 is `1<<27`, 4294967295 is `-1>>>0`.
 *
 * The minifier has put numbers for all that it could work out, as is right for text; `<<` is one byte in flash.
 */
export function withShortNumbers(bundle: Mapped, parse: Parse): Mapped {
  const edits: Edit[] = [];
  walk(parse(bundle.code), (node, above) => {
    const over = above.at(-1) as Node;
    const { type, value, start, end } = node;
    if (type !== 'Literal' || typeof value !== 'number' || over.key === node) return;
    const shift = asShift(value);
    const brackets = needsBrackets(node, over);
    if (!shift || shift.bytes + (brackets ? 2 : 0) >= bytesOfNumber(value, bundle.code.slice(start, end)))
      return;
    edits.push({ start, end, text: brackets ? `(${shift.text})` : shift.text });
  });
  return withEdits(bundle, edits);
}
