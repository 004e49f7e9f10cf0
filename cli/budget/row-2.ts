import { readdirSync, statSync } from 'node:fs';
import { bundleFile } from './bundle-file.js';
import type { Measurer } from './rows.js';

/** The largest words file that was built, its glyph pages in it; page 0 has the rest. */
export default {
  id: 2,
  async measure() {
    const folder = bundleFile('.boot').replace(/[^/\\]*$/, '');
    const sizes = new Map(
      readdirSync(folder)
        .filter(name => name.endsWith('.words'))
        .map(name => [name.replace('.words', ''), statSync(folder + name).size]),
    );
    if (!sizes.size)
      return { values: [null], why: 'there are no words yet: npm run build makes dist/*.words' };
    const each = [...sizes].map(([build, bytes]) => `${build} ${bytes}`).join(', ');
    return { values: [Math.max(...sizes.values())], why: `the largest of ${each}` };
  },
} satisfies Measurer;
