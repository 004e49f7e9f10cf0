import type { Measurer } from '../budget/rows.js';
import { METHOD, measureJsVars, measuringInterpreter, recordReference } from './jsvars.js';

export default {
  id: 3,
  async measure() {
    const found = measuringInterpreter();
    if ('why' in found) return { values: [null, null], why: found.why };
    const { afterBoot, peak } = await measureJsVars(found.program, await recordReference());
    return { values: [afterBoot, peak], why: METHOD };
  },
} satisfies Measurer;
