import { readdirSync, readFileSync } from 'node:fs';
import { bundleFile } from './bundle-file.js';
import type { Measurer } from './rows.js';

/** The largest words file that was built, its glyph pages in it; page 0 has the rest. */
export default {
  id: 2,
  async measure() {
    const folder = bundleFile('.boot').replace(/[^/\\]*$/, '');
    const sizes = readdirSync(folder)
      .filter(name => name.endsWith('.words'))
      .map(name => readFileSync(folder + name).length);
    if (!sizes.length)
      return { values: [null], why: 'there are no words yet: npm run build makes dist/*.words' };
    return { values: [Math.max(...sizes)] };
  },
} satisfies Measurer;
