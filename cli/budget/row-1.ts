import { readFileSync } from 'node:fs';
import { bundleFile } from './bundle-file.js';
import type { Measurer } from './rows.js';

/** Bytes of the bundle as it is flashed: pretokenised. */
export default {
  id: 1,
  async measure() {
    try {
      return { values: [readFileSync(bundleFile('.boot')).length] };
    } catch {
      return { values: [null], why: 'there is no bundle yet: npm run build makes dist/pixljs.boot' };
    }
  },
} satisfies Measurer;
