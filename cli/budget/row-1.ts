import { readFileSync } from 'node:fs';
import { bundleFile } from './bundle-file.js';
import type { Measurer } from './rows.js';

/** Bytes of the bundle as it is built. Where `flash` pretokenises it, the tokenised file is what counts. */
export default {
  id: 1,
  async measure() {
    try {
      return { values: [readFileSync(bundleFile('.js')).length] };
    } catch {
      return { values: [null], why: 'there is no bundle yet: npm run build makes dist/pixljs.js' };
    }
  },
} satisfies Measurer;
