import type { Measurer } from '../budget/rows.js';
import { hasValgrind, NO_VALGRIND } from './instructions.js';
import { measuringInterpreter } from './jsvars.js';
import { measureRecovery } from './recovery.js';

export default {
  id: 8,
  async measure() {
    const found = measuringInterpreter();
    if ('why' in found) return { values: [null, null], why: found.why };
    if (!hasValgrind()) return { values: [null, null], why: NO_VALGRIND };
    const { boot, fresh, walk, words } = await measureRecovery(found.program);
    return {
      values: [boot, boot / walk],
      why: `from power-on to the first screen, the reading of the program among it; an empty log takes ${fresh}, a walk of ${words} words ${walk}`,
    };
  },
} satisfies Measurer;
