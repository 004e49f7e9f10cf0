import { Nor } from '../../host-sim/flash.js';
import { notePulled, stepKey } from '../../shared/log/log.js';
import { DAY, MINUTE } from '../../shared/time.js';
import { State } from '../../shared/visit/badge.js';
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

/** What a year of eight reference visits a day does to the flash, pulled every evening; of a tenth of it, times ten. */
export function wearOfYear(): { erases: number; doubleWrites: number; zeroed: number; reaffirmed: number } {
  const visit = referenceVisit();
  const nor = new Nor(0, 2);
  const log = logOn(nor);
  const days = 36;
  for (let day = 0; day < days; day++) {
    stepKey(log);
    setClock(log, day * DAY, visit.start);
    for (let i = 0; i < VISITS_A_DAY; i++) writeVisit(log, visit, day * DAY + i * APART);
    notePulled(log, log.badge.state[State.Seq] as number, day * DAY + VISITS_A_DAY * APART);
  }
  const { erases, doubleWrites, zeroed, reaffirmed } = nor.wear;
  const year = (count: number): number => Math.round((count * 365) / days);
  return {
    erases: year(Math.max(...erases)),
    doubleWrites,
    zeroed: year(zeroed),
    reaffirmed: year(reaffirmed),
  };
}

export default {
  id: 5,
  async measure() {
    const { erases, doubleWrites, zeroed, reaffirmed } = wearOfYear();
    return {
      values: [Math.floor(daysBeforeFull() * 100) / 100],
      why:
        `page headers, checkpoints, seals and a key a day in; a year of such days, pulled every evening, erases each page ` +
        `${erases} times of 10 000, programs ${doubleWrites} words twice, zeroes ${zeroed} of given-up keys and affirms ${reaffirmed}`,
    };
  },
} satisfies Measurer;
