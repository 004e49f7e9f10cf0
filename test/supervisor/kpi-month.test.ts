import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventRecord } from '../../shared/visit/event.js';
import { keyFigures } from '../../supervisor/kpi/kpi.js';
import type { Told } from '../../supervisor/report.js';
import { after, listOf, told } from './kpi-day.js';
import {
  checkFigures,
  DAY,
  type Fact,
  factOf,
  HEAD,
  orderOf,
  PULLED,
  randomOf,
  rowOf,
} from './kpi-recount.js';

/**
 * A month of twenty random badges, counted twice: by the figures, and from the plain facts that the logs and the list
 * were written from. The recount shares no rule with the code: its limits stand here once more, as numbers.
 * Replay one with SEED=<number>, more of them with RUNS=<number>.
 */
const seed = process.env['SEED'] ? Number(process.env['SEED']) : (Date.now() ^ (process.pid << 15)) >>> 0;
const runs = Number(process.env['RUNS'] ?? 8);
/** These months are the same in every run: whether every place is taken must not hang on luck. */
const PINNED = 1;

const BADGES = 20;

/** The pull cuts the record: what comes later has not been written yet. */
function eventsOf(fact: Fact): EventRecord[] {
  const events: EventRecord[] = [];
  const add = (event: string, at: number | null, more: { [field: string]: unknown } = {}): void => {
    if (at !== null && at <= PULLED) events.push({ event: event, order: fact.id, t: after(at), ...more });
  };
  add('order.accepted', fact.accepted);
  add('appt.made', fact.agreed, { time: after((fact.agreed ?? 0) + DAY) });
  if (fact.pausedBy) add('work.paused', fact.paused, { reason: 'other', party: fact.pausedBy });
  add('work.done', fact.done, fact.fault ? { party: fact.fault } : {});
  add('order.replied', fact.replied);
  add('order.returned', fact.returned);
  return events.sort((a, b) => ((a.t as string) < (b.t as string) ? -1 : 1));
}

const month = suite('a month of twenty badges');

/** Counts months twice, and says where orders came to stand. */
function counted(seed: number, months: number): Set<string> {
  const came = new Set<string>();
  for (let run = 0; run < months; run++) {
    const own = run === 0 ? seed : (seed + run * 7919) >>> 0;
    try {
      count(own, came);
    } catch (failure) {
      console.log(`\n  replay with SEED=${own} RUNS=1`);
      throw failure;
    }
  }
  return came;
}

month('is counted as its facts say', () => {
  counted(seed, runs);
});

month('has orders in every place', () => {
  const came = counted(PINNED, 8);
  for (const each of EVERY) assert.ok(came.has(each), `no order was ${each}`);
});

const EVERY = [
  'in',
  'late',
  'open',
  'called-off',
  'line-owner',
  'customer-caused',
  'start-not-known',
  'not-recorded',
  'not-listed',
  'out-of-order',
  'no-limit',
];

function count(from: number, came: Set<string>): void {
  const random = randomOf(from);
  const facts = [...Array(BADGES * 12).keys()].map(i =>
    factOf(random, `WO-${i}`, Math.floor(random() * PULLED)),
  );
  const badges: Told[] = [...Array(BADGES).keys()].map(badge => {
    const own = facts.filter((fact, i) => fact.isTold && i % BADGES === badge);
    return told(own.map(orderOf), own.flatMap(eventsOf), PULLED);
  });
  const list = listOf(HEAD, ...facts.filter(fact => fact.isListed).map(rowOf));
  const figures = keyFigures(badges, list);
  checkFigures(figures, facts, came);
}

month.run();
