import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COVERAGE_BLOCKS } from './coverage.js';
import { fieldsTable, kindsTable, whysTable } from './spec-tables.js';

/** Parts of the pages under docs/ that are made from the code, by the marker they stand behind. */
export interface Page {
  readonly file: string;
  readonly blocks: { readonly [marker: string]: () => string };
}

export const PAGES: readonly Page[] = [
  { file: 'docs/SPEC.md', blocks: { kinds: kindsTable, fields: fieldsTable, whys: whysTable } },
  { file: 'docs/COVERAGE.md', blocks: COVERAGE_BLOCKS },
];

/** Where a page stands. */
export function pagePath(page: Page): string {
  return fileURLToPath(new URL(`../../../${page.file}`, import.meta.url));
}

/** The page with its blocks as the code says now. Throws a sentence where a marker is missing. */
export function filled(page: Page, text: string): string {
  let out = text;
  for (const [marker, make] of Object.entries(page.blocks)) {
    const open = `<!-- ${marker} -->`;
    const from = out.indexOf(open);
    const to = out.indexOf('<!-- end -->', from);
    if (from < 0 || to < 0) throw new Error(`${page.file} has no block between ${open} and <!-- end -->`);
    out = `${out.slice(0, from + open.length)}\n\n${make()}\n\n${out.slice(to)}`;
  }
  return out;
}

/** Writes every page anew. */
export function writePages(): void {
  for (const page of PAGES) {
    const path = pagePath(page);
    writeFileSync(path, filled(page, readFileSync(path, 'utf8')));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePages();
