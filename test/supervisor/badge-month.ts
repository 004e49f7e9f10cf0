import { put } from '../../shared/bytes.js';
import { appointmentBytes } from '../../shared/log/fields.js';
import { Header } from '../../shared/log/page.js';
import { packOrderJson } from '../../shared/order/json.js';
import { idOf } from '../../shared/order/order.js';
import { limitsOf } from '../../shared/profile/limits.js';
import { profileNumber } from '../../shared/profile/profiles.js';
import { Came, currentSlot, SLOTS } from '../../shared/visit/badge.js';
import { Kind } from '../../shared/visit/kind.js';
import { dlogOf } from '../../supervisor/dlog.js';
import { Life } from '../shared/log/life.js';
import { MemoryRing, streamOf } from '../shared/log/rings.js';
import { MORNING, TT, ZONE } from './kpi-day.js';
import { DAY, type Fact, factOf, orderOf, PULLED } from './kpi-recount.js';

/** A month of one badge: what happened to its orders, and the logs that were pulled from it each day. */
export interface BadgeMonth {
  readonly badge: string;
  readonly facts: readonly Fact[];
  readonly files: readonly Uint8Array[];
}

/** A record at a minute after the first morning. */
interface Step {
  readonly minute: number;
  readonly kind: Kind;
  readonly value?: number;
  readonly bytes?: string;
}

/** An order with all that its badge records of it, in order. */
interface Job {
  readonly fact: Fact;
  readonly steps: readonly Step[];
  /** When the badge forgets it. */
  readonly closed: number;
}

/** The values of the words that say who was the cause, and that a pause had some other reason. */
const PARTY = { customer: 1, company: 2, third: 3 };
const OTHER = 6;
const BY_BUTTON = 3;

/** A visit as it leads to the end of the work: minutes before it. */
const VISIT: readonly (readonly [before: number, kind: Kind, value?: number])[] = [
  [40, Kind.Departed],
  [25, Kind.Arrived, BY_BUTTON],
  [24, Kind.Rang],
  [23, Kind.Answered],
  [22, Kind.Entered],
  [20, Kind.WorkStarted],
];

function jobOf(random: () => number, id: string, base: number): Job {
  const drawn = factOf(random, id, base);
  const { accepted, done, replied, returned } = drawn;
  const end = done ?? returned ?? replied ?? Number.POSITIVE_INFINITY;
  const isVisited = done !== null && done - 45 > (accepted ?? base);
  const fact: Fact = {
    ...drawn,
    // What the badge has forgotten it can record no more of.
    agreed: drawn.agreed !== null && drawn.agreed < end - 45 ? drawn.agreed : null,
    paused: isVisited && drawn.pausedBy ? done - 15 : null,
    pausedBy: isVisited ? drawn.pausedBy : null,
  };
  if (!fact.isTold) return { fact, steps: [], closed: 0 };
  const steps: Step[] = [{ minute: base, kind: Kind.Dispatched, bytes: orderBytes(fact) }];
  const add = (minute: number | null, kind: Kind, value = 0, bytes = ''): void => {
    if (minute !== null && minute <= PULLED) steps.push({ minute, kind, value, bytes });
  };
  add(accepted, Kind.Accepted);
  const agreed = (fact.agreed ?? 0) + DAY;
  add(fact.agreed, Kind.AppointmentMade, 0, appointmentBytes(0, MORNING + agreed * 60, 0, 0));
  if (isVisited) for (const [before, kind, value] of VISIT) add(done - before, kind, value);
  if (fact.paused !== null) {
    add(fact.paused, Kind.WorkPaused, OTHER | (PARTY[fact.pausedBy as 'customer'] << 3));
    add(fact.paused + 5, Kind.WorkResumed);
  }
  add(done, Kind.WorkDone, fact.fault ? PARTY[fact.fault] : 0);
  // Only whoever has left has an order to reply to.
  add(done === null ? replied : done + 1, Kind.Left);
  add(replied, Kind.Replied);
  add(returned, Kind.Returned);
  return { fact, steps, closed: replied ?? returned ?? Number.POSITIVE_INFINITY };
}

function orderBytes(fact: Fact): string {
  const packed = packOrderJson(orderOf(fact));
  if ('error' in packed) throw new Error(packed.error);
  return put(Came.Radio, 1) + packed.bytes;
}

/** Orders that are never closed fill the badge: it has room for so many of them, and for more on its last days. */
const MAY_STAY = 3;
const LAST_DAYS = PULLED - 4 * DAY;

/** A month of Mondays to Fridays with at most `perDay` new orders each; `name` stands before their numbers. */
function jobsOf(random: () => number, name: string, perDay: number): Job[] {
  const jobs: Job[] = [];
  for (let day = 0; day * DAY < PULLED; day++) {
    if (day % 7 > 4) continue;
    const bases = Array.from({ length: perDay }, () => day * DAY + Math.floor(random() * 480));
    for (const base of bases.sort((a, b) => a - b)) {
      const staying = jobs.filter(job => job.closed === Number.POSITIVE_INFINITY).length;
      if (jobs.filter(job => job.closed >= base).length >= SLOTS) continue;
      let job: Job;
      do job = jobOf(random, `${name}-${jobs.length}`, base);
      while (job.closed === Number.POSITIVE_INFINITY && staying >= MAY_STAY && base < LAST_DAYS);
      jobs.push(job);
    }
  }
  return jobs;
}

const LIMITS = limitsOf(TT.params, ZONE);
/** Minutes before nine when the badge is switched on. */
const BEFORE_NINE = 30;
const PROFILE = profileNumber(TT) | (TT.version << 8);

/** Lets a badge live its month through the log core, and pulls it each day and at the end. */
export function badgeMonth(random: () => number, id: number, perDay: number): BadgeMonth {
  const badge = id.toString(16).padStart(8, '0');
  const jobs = jobsOf(random, `WO-${id}`, perDay);
  const steps = jobs
    .flatMap(({ fact, steps }) => steps.map(step => ({ ...step, order: fact.id })))
    .sort((a, b) => a.minute - b.minute);
  const ring = new MemoryRing();
  const life = new Life(ring, id, PROFILE, LIMITS);
  const files: Uint8Array[] = [];
  const goTo = (minute: number): void => {
    const seconds = MORNING + minute * 60 - life.wall;
    if (seconds < 0) throw new Error(`minute ${minute} is over`);
    life.pass(seconds);
  };
  let next = 0;
  for (let day = 0; day * DAY <= PULLED; day++) {
    goTo(day * DAY - BEFORE_NINE);
    life.boot(day > 0);
    life.setClock();
    // The pull is a minute before the next day begins: nothing happens between them.
    const end = Math.min(day * DAY + DAY - BEFORE_NINE - 1, PULLED);
    for (; next < steps.length && (steps[next] as Step).minute <= end; next++) {
      const step = steps[next] as (typeof steps)[number];
      goTo(step.minute);
      if (step.kind !== Kind.Dispatched) select(life, step.order);
      life.do(step.kind, step.value, step.bytes);
    }
    goTo(end);
    files.push(pull(life, ring));
  }
  return { badge, facts: jobs.map(({ fact }) => fact), files };
}

/** The order that the next record is about becomes the current one. */
function select(life: Life, order: string): void {
  const slot = life.badge.orders.findIndex(packed => packed && idOf(packed) === order);
  if (slot < 0) throw new Error(`the badge has no order ${order}`);
  if (currentSlot(life.badge) !== slot) life.do(Kind.Selected, slot);
}

function pull(life: Life, ring: MemoryRing): Uint8Array {
  const words = Uint32Array.from(streamOf(ring.words));
  const file = dlogOf({
    stream: new Uint8Array(words.buffer),
    first: words[Header.FirstSeq] as number,
    next: life.seq,
    pulledAt: life.wall,
    zone: ZONE,
  });
  if ('error' in file) throw new Error(file.error);
  life.pulled(life.seq);
  return file;
}
