import type { Engine } from '../../host-sim/engine.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { secondsOf } from '../../shared/iso.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { worldOf } from '../play/world.js';
import { type Air, type AirOptions, airOf } from '../show/air.js';
import { UserError } from '../user-error.js';
import type { Measurer } from './rows.js';

const MORNING = secondsOf('2026-11-23T08:30:00+08:00') as number;
/** Settings of the clock that fill two pages: four words each. */
const FULL = 500;

/** What a pull costs on the air, after the badge was found and connected. */
export interface AirCost {
  /** Bytes of the log, and all that the badge notified. */
  readonly log: number;
  readonly notified: number;
  readonly notifications: number;
  /** Modelled: one notification in each interval, and whatever the badge needs for its script left out. */
  readonly milliseconds: number;
}

/** Pulls once over a modelled link, and counts. */
export async function costOfPull(engine: Engine, options: AirOptions): Promise<AirCost> {
  const air = airOf(engine, options);
  let notified = 0;
  let notifications = 0;
  engine.onNotify((_, value) => {
    notified += value.length;
    notifications++;
  });
  await right(air, air.client.badge());
  const start = engine.now();
  const { stream } = await right(air, air.client.pull());
  const milliseconds = engine.now() - start;
  air.client.close();
  return { log: stream.length, notified, notifications, milliseconds };
}

/** A badge that has not a word more room. */
export async function fullBadge(): Promise<Engine> {
  const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  const engine = new NodeEngine({ ...parts, seed: 1, startMs: MORNING * 1000 });
  const air = airOf(engine);
  for (let i = 0; i < FULL; i++) await right(air, air.client.setTime(MORNING + i));
  air.client.close();
  return engine;
}

async function right<T>(air: Air, work: Promise<T | Failure>): Promise<T> {
  const done = await air.during(work);
  if (done && typeof done === 'object' && 'error' in done) throw new UserError(done.error);
  return done as T;
}

export default {
  id: 9,
  async measure() {
    const engine = await fullBadge();
    const ratio = async (mtu: number): Promise<number> => {
      const { log, notified } = await costOfPull(engine, { mtu });
      return notified / log;
    };
    return {
      values: [await ratio(53), await ratio(23)],
      why: 'a whole pull, proofs and all; at MTU 23 by frames of 18 bytes, once the link has cut larger ones',
    };
  },
} satisfies Measurer;
