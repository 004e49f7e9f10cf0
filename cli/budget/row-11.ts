import { Nor } from '../../host-sim/flash.js';
import { type Log, notePulled } from '../../shared/log/log.js';
import { openLog } from '../../shared/log/open.js';
import { DAY, MINUTE } from '../../shared/time.js';
import { State } from '../../shared/visit/badge.js';
import { playReferenceDay, replayDay } from '../play/reference-day.js';
import { logOn, referenceVisit, setClock, type Visit, writeVisit } from './row-4.js';
import type { Measurer } from './rows.js';

const VISITS_A_DAY = 8;
const APART = 75 * MINUTE;

/** Long enough for the engine to have warmed up, and for the scheduler not to matter. */
const WARM_UP_MS = 300;
const MEASURED_MS = 1000;

/** One day of eight reference visits through the log and the rules, pulled in the evening. */
export function liveDay(log: Log, visit: Visit, day: number): void {
  const morning = day * DAY;
  setClock(log, morning, visit.start);
  for (let i = 0; i < VISITS_A_DAY; i++) writeVisit(log, visit, morning + i * APART);
  notePulled(log, log.badge.state[State.Seq], morning + DAY - 1);
  if (log.lost) throw new Error(`day ${day}: ${log.lost} records found no room`);
}

/** Days a second by the rules alone, the flash model on; each evening the badge starts and folds its log again. */
export function rulesDaysPerSecond(): number {
  const visit = referenceVisit();
  const nor = new Nor(0, 2);
  let log = logOn(nor);
  let day = 0;
  const run = (ms: number): number => {
    const start = performance.now();
    const first = day;
    let now = start;
    while (now - start < ms) {
      liveDay(log, visit, day++);
      log = openLog(log.store, log.digest, log.limits, log.badgeId, log.profile);
      now = performance.now();
    }
    return ((day - first) * 1000) / (now - start);
  };
  run(WARM_UP_MS);
  return Math.round(run(MEASURED_MS));
}

/** Days a second of the whole bundle: every press and tap of the reference day, every wake-up between them. */
export async function bundleDaysPerSecond(): Promise<number> {
  const day = await playReferenceDay();
  const run = (ms: number): number => {
    const start = performance.now();
    let days = 0;
    let now = start;
    while (now - start < ms) {
      replayDay(day);
      days++;
      now = performance.now();
    }
    return (days * 1000) / (now - start);
  };
  const flash = replayDay(day).image().bytes;
  if (Buffer.compare(flash, day.flash)) throw new Error('the day played again leaves another flash');
  run(WARM_UP_MS);
  return Math.round(run(MEASURED_MS));
}

export default {
  id: 11,
  async measure() {
    return { values: [rulesDaysPerSecond(), await bundleDaysPerSecond()] };
  },
} satisfies Measurer;
