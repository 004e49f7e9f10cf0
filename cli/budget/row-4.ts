import { digest } from '../../host-sim/digest.js';
import { Nor, PAGE } from '../../host-sim/flash.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { put } from '../../shared/bytes.js';
import { valuesOf } from '../../shared/log/fields.js';
import { installKey } from '../../shared/log/install-key.js';
import { type Log, record } from '../../shared/log/log.js';
import { mendLog, openLog } from '../../shared/log/open.js';
import type { LogStore } from '../../shared/ports.js';
import { HB } from '../../shared/profile/hb.js';
import { limitsOf } from '../../shared/profile/limits.js';
import { HOUR, type Seconds } from '../../shared/time.js';
import { Came } from '../../shared/visit/badge.js';
import { ClockQuality, Kind } from '../../shared/visit/kind.js';
import { readScenario } from '../play/scenario.js';
import type { Measurer } from './rows.js';

/** The visit that the budgets speak of: one order, the time, 25 events. */
const REFERENCE = 'test/days/reference.yaml';
const BADGE_ID = 0x00c0ffee;
const PROFILE_WORD = 0x00000101;
const RING_PAGES = 2;

/** One record of the visit. */
interface Moment {
  readonly at: Seconds;
  readonly kind: Kind;
  readonly value: number;
  readonly bytes: string;
}

export interface Visit {
  /** What the clock is set to, and when the visit begins. */
  readonly start: Seconds;
  readonly moments: readonly Moment[];
}

/** The reference visit out of its scenario, as the records that the badge makes of it. */
export function referenceVisit(): Visit {
  const scenario = readScenario(REFERENCE);
  const moments: Moment[] = [];
  for (const { act, time } of scenario.steps) {
    if (act?.does === 'tap')
      moments.push({ at: time, kind: Kind.Dispatched, value: 0, bytes: put(Came.Tap, 1) + act.bytes });
    if (act?.does !== 'event') continue;
    const values = valuesOf(HB, act.kind, act.with);
    if (typeof values === 'string') throw new Error(`${REFERENCE}: ${act.name}: ${values}`);
    for (const value of values) moments.push({ at: time, kind: act.kind, value, bytes: '' });
  }
  return { start: scenario.clock ?? scenario.start, moments };
}

/** A ring on simulated flash. */
export function ringOn(nor: Nor): LogStore {
  const cell = new Uint8Array(4);
  const word = new Uint32Array(cell.buffer);
  const program = (index: number, value: number): void => {
    word[0] = value;
    nor.write(index * 4, cell);
  };
  return {
    words: new Uint32Array(nor.bytes.buffer),
    read: (offset, length) => nor.text(offset, length),
    program,
    affirm: program,
    erase: page => {
      nor.erase(page * PAGE);
      return true;
    },
  };
}

/** The log of an enrolled badge on simulated flash, begun and its clock not set. */
export function logOn(nor: Nor): Log {
  const ring = ringOn(nor);
  installKey(ring, digest, BADGE_ID, PROFILE_WORD, TEST_KEYS.log);
  const log = openLog(ring, digest, limitsOf(HB.params, 8 * HOUR), BADGE_ID, PROFILE_WORD);
  mendLog(log);
  return log;
}

export function setClock(log: Log, at: number, wall: Seconds): void {
  const how = ClockQuality.Authenticated + 2 * 4;
  record(log, Kind.ClockSet, 0, at, put(wall, 4) + put(0, 4) + put(how, 1));
}

/** Records a visit whose beginning is at log time `from`. */
export function writeVisit(log: Log, visit: Visit, from: number): void {
  for (const { at, kind, value, bytes } of visit.moments)
    record(log, kind, value, from + at - visit.start, bytes);
}

/** Bytes of flash that the visit takes, without the page's header and checkpoint. */
export function flashOf(visit: Visit): number {
  const log = logOn(new Nor(0, RING_PAGES));
  record(log, Kind.Boot, 0, 0, put(1, 2) + put(0, 10));
  const before = log.tail;
  setClock(log, 0, visit.start);
  writeVisit(log, visit, 0);
  return (log.tail - before) * 4;
}

export default {
  id: 4,
  async measure() {
    return {
      values: [flashOf(referenceVisit())],
      why: 'order, time, 25 events and the seal',
    };
  },
} satisfies Measurer;
