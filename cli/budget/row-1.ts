import { readFileSync } from 'node:fs';
import { bundleFile } from './bundle-file.js';
import { sharesOfBundle } from './measure.js';
import type { Measurer } from './rows.js';

/** The modules of the link: what answers, what proves, and the board's radio. The codes of messages are the log's. */
const RADIO = /^(device\/link|device\/boards\/pixljs-radio|shared\/pull\/)/;

/** Bytes of the bundle as it is flashed: pretokenised. */
export default {
  id: 1,
  async measure() {
    try {
      const bytes = readFileSync(bundleFile('.boot')).length;
      const radio = sharesOfBundle()
        .filter(({ name }) => RADIO.test(name))
        .reduce((sum, share) => sum + share.bytes, 0);
      return { values: [bytes], why: `${radio} of them are the link's` };
    } catch {
      return { values: [null], why: 'there is no bundle yet: npm run build makes dist/pixljs.boot' };
    }
  },
} satisfies Measurer;
