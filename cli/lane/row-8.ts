import type { Measurer } from '../budget/rows.js';
import { countedInterpreter } from './instructions.js';
import { measureRecovery } from './recovery.js';

export default {
  id: 8,
  async measure() {
    const found = countedInterpreter();
    if ('why' in found) return { values: [null, null], why: found.why };
    const { boot, fresh, walk, words } = await measureRecovery(found.program);
    return {
      values: [boot, boot / walk],
      why: `from power-on to the first screen, the reading of the program among it; an empty log takes ${fresh}, a walk of ${words} words ${walk}`,
    };
  },
} satisfies Measurer;
