import { decode } from '@jridgewell/sourcemap-codec';

export interface Share {
  readonly name: string;
  readonly bytes: number;
}

/** The parts of a source map that say whose bytes are whose. */
export interface Mapping {
  readonly mappings: string;
  readonly sources: readonly string[];
}

export interface Place {
  readonly source: string;
  readonly line: number;
}

/** Bytes that no module wrote: what the bundler puts around them. */
export const WRAPPER = '(wrapper)';

/** How many bytes of a bundle each module is to blame for, most first; the sum is the bundle. */
export function sharesOf(code: string, map: Mapping): Share[] {
  const bytes = new Map<string, number>();
  const add = (name: string, count: number): void => {
    if (count) bytes.set(name, (bytes.get(name) ?? 0) + count);
  };
  const lines = code.split('\n');
  const decoded = decode(map.mappings);
  for (const [number, line] of lines.entries()) {
    let from = 0;
    let owner = WRAPPER;
    for (const [column, source] of decoded[number] ?? []) {
      add(owner, column - from);
      from = column;
      owner = source === undefined ? WRAPPER : (map.sources[source] ?? WRAPPER);
    }
    add(owner, line.length - from);
  }
  add(WRAPPER, lines.length - 1);
  return [...bytes]
    .map(([name, count]) => ({ name, bytes: count }))
    .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

/** Where in the sources a place of a bundle comes from; line and column from 1. */
export function sourceOf(map: Mapping, line: number, column: number): Place | null {
  let found: Place | null = null;
  for (const [start, source, sourceLine] of decode(map.mappings)[line - 1] ?? []) {
    if (start > column - 1) break;
    const name = source === undefined ? undefined : map.sources[source];
    found = name === undefined || sourceLine === undefined ? found : { source: name, line: sourceLine + 1 };
  }
  return found;
}
