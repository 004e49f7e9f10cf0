import { Nor } from '../../host-sim/flash.js';
import { stepKey } from '../../shared/log/log.js';
import { DAY, MINUTE } from '../../shared/time.js';
import { logOn, referenceVisit, setClock, writeVisit } from './row-4.js';
import type { Measurer } from './rows.js';

const VISITS_A_DAY = 8;
const APART = 75 * MINUTE;

/** Days of eight reference visits that two pages hold before the first record is lost, with nothing pulled. */
export function daysBeforeFull(): number {
  const visit = referenceVisit();
  const log = logOn(new Nor(0, 2));
  let visits = 0;
  while (!log.lost) {
    const morning = Math.floor(visits / VISITS_A_DAY) * DAY;
    if (visits % VISITS_A_DAY === 0) {
      stepKey(log);
      setClock(log, morning, visit.start);
    }
    writeVisit(log, visit, morning + (visits % VISITS_A_DAY) * APART);
    visits++;
  }
  return (visits - 1) / VISITS_A_DAY;
}

export default {
  id: 5,
  async measure() {
    return {
      values: [Math.floor(daysBeforeFull() * 100) / 100],
      why: 'page headers, checkpoints, seals and a key a day in',
    };
  },
} satisfies Measurer;
