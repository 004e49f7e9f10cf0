import type { Measurer } from '../budget/rows.js';
import { countedInterpreter } from './instructions.js';
import { measurePress } from './press.js';

export default {
  id: 6,
  async measure() {
    const found = countedInterpreter();
    if ('why' in found) return { values: [null, null], why: found.why };
    const { chinese, ascii, naive } = await measurePress(found.program);
    return {
      values: [chinese, ascii],
      why: `a tick of the checklist, one record and two rows, the stand-ins' own subtracted; a naive stack takes ${naive} in the same run, ${(naive / ascii).toFixed(2)} x the ASCII one (at least 4 x wanted)`,
    };
  },
} satisfies Measurer;
