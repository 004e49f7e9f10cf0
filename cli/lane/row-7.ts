import type { Measurer } from '../budget/rows.js';
import { measureFullScreen } from './full-screen.js';
import { countedInterpreter } from './instructions.js';

export default {
  id: 7,
  async measure() {
    const found = countedInterpreter();
    if ('why' in found) return { values: [null], why: found.why };
    const { characters, ours, bare } = await measureFullScreen(found.program);
    return {
      values: [ours / bare],
      why: `a main screen of ${characters} Chinese characters and the clock, drawn whole, takes ${ours} instructions from the key on; a program that does nothing but draw as many from one font ${bare}`,
    };
  },
} satisfies Measurer;
