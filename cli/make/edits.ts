import { decode, encode } from '@jridgewell/sourcemap-codec';

/** A stretch of text and what is to stand there. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Mapped {
  readonly code: string;
  /** A source map as JSON. */
  readonly map: string;
}

/** A text with edits that do not overlap. */
export function edited(code: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    out += code.slice(at, start) + text;
    at = end;
  }
  return out + code.slice(at);
}

/** Edits in the order of their places. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A bundle with edits, each within a line, and its map moved along. */
export function withEdits({ code, map }: Mapped, unordered: readonly Edit[]): Mapped {
  const edits = inOrder(unordered);
  const { mappings, ...rest } = JSON.parse(map);
  const rows = code.split('\n');
  let from = 0;
  const moved = decode(mappings).map((line, number) => {
    const first = from;
    from += (rows[number] ?? '').length + 1;
    const own = edits.filter(({ start }) => start >= first && start < from);
    let shift = 0;
    let next = 0;
    return line.map(([column, ...origin]) => {
      const place = first + column;
      for (let edit = own[next]; edit && edit.end <= place; edit = own[++next])
        shift += edit.text.length - (edit.end - edit.start);
      const inside = own[next];
      const cut = inside && inside.start < place ? Math.min(0, inside.start + inside.text.length - place) : 0;
      return [column + shift + cut, ...origin] as (typeof line)[number];
    });
  });
  return { code: edited(code, edits), map: JSON.stringify({ ...rest, mappings: encode(moved) }) };
}
