import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Measurer } from '../budget/rows.js';
import { readScenario } from '../play/scenario.js';
import { playDays } from './days.js';
import { playOnEspruino } from './engine.js';
import { measuringInterpreter } from './jsvars.js';

const DAYS = 50;
const SEED = 1;

/** Every scenario, and the first random days; all 1 000 of them are `npm run test:lane`. */
export default {
  id: 12,
  async measure() {
    const found = measuringInterpreter();
    if ('why' in found) return { values: [null], why: found.why };
    const { program } = found;
    const folder = fileURLToPath(new URL('../../../test/days/', import.meta.url));
    const files = readdirSync(folder).filter(file => file.endsWith('.yaml'));
    let differences = 0;
    for (const file of files) if (!(await playOnEspruino(readScenario(`${folder}${file}`))).ok) differences++;
    const { difference } = await playDays({ days: DAYS, seed: SEED, jobs: 2, program });
    if (difference !== null) differences++;
    return {
      values: [differences],
      why: `${files.length} scenarios and ${DAYS} random days of seed ${SEED}; 1 000 days: npm run test:lane`,
    };
  },
} satisfies Measurer;
