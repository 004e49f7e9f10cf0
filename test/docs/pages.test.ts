import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { filled, PAGES, pagePath } from '../../cli/make/pages.js';

const pages = suite('a page of docs/');

for (const page of PAGES)
  pages(`${page.file} says what the code says (npm run docs writes it anew)`, () => {
    const text = readFileSync(pagePath(page), 'utf8');
    assert.fixture(text, filled(page, text));
  });

pages('without its markers is refused by name', () => {
  const page = { file: 'docs/X.md', blocks: { table: () => '' } };
  assert.throws(() => filled(page, 'no marker'), /docs\/X\.md has no block between <!-- table -->/);
});

pages.run();
