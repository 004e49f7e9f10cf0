import { Nor } from '../../host-sim/flash.js';
import { PowerCut } from '../../host-sim/power.js';
import { type Rng, rngFrom } from '../../host-sim/rng.js';
import { TEARS } from '../../host-sim/tear.js';
import { PAGE_WORDS } from '../../shared/log/page.js';
import { State } from '../../shared/visit/badge.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { anything, Life } from '../shared/log/life.js';
import { MemoryRing, NorRing } from '../shared/log/rings.js';
import { below, pick } from '../shared/seed.js';
import { dlogFor, enrol, pulledFrom } from './sealed.js';

/** Lives of enrolled badges, by seeds; with another seed for `twin`, the second half is another story. */

export interface Lived {
  readonly life: Life;
}

/** Lets a badge live through `events`; a supervisor comes by after each `pull` of them, where that is not 0. */
function live({ life }: Lived, rng: Rng, events: number, pull: number): void {
  for (let i = 1; i <= events; i++) {
    anything(life, rng);
    if (pull && i % pull === 0) life.pulled(life.seq);
  }
}

/** A log whose ring is nearly full, from its enrolment on; from half of it another story where `twin` is another seed. */
export function wholeLife(seed: number, twin = seed, pull = 0): Lived {
  const ring = new MemoryRing(2);
  enrol(ring);
  const lived = { life: new Life(ring) };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 150, pull);
  const rng = rngFrom(twin);
  while (lived.life.log.page === 0 || lived.life.log.tail < 2 * PAGE_WORDS - 300) live(lived, rng, 1, 0);
  return lived;
}

/** A few visits, and a supervisor who comes by every now and then. */
export function shortLife(seed: number): Lived {
  const ring = new MemoryRing(2);
  enrol(ring);
  const lived = { life: new Life(ring) };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 60, 10);
  return lived;
}

/** A badge that was worn for long: pages were used again many times, the key has gone on with each pull and page. */
export function midLife(seed: number, twin = seed): Lived {
  const ring = new MemoryRing(2);
  enrol(ring);
  const lived = { life: new Life(ring) };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 2000, 40);
  live(lived, rngFrom(twin), 120, 0);
  return lived;
}

/** A badge that had a log before it was enrolled. */
export function enrolledLate(seed: number, twin = seed): Lived {
  const ring = new MemoryRing(2);
  const lived = { life: new Life(ring) };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 40, 0);
  enrol(ring);
  lived.life.boot(true);
  live(lived, rngFrom(seed + 1), 60, 0);
  live(lived, rngFrom(twin), 60, 0);
  return lived;
}

/** A ring without room for another record. */
export function filledLife(seed: number, twin = seed): Lived {
  const lived = wholeLife(seed, twin);
  for (let i = 0; !lived.life.log.lost; i++) {
    lived.life.pass(20);
    lived.life.do(Kind.Tick, i & 511);
  }
  return lived;
}

/** A ring that was full, with what was lost told once there was room again. */
export function fullRing(seed: number, twin = seed): Lived {
  const lived = filledLife(seed, twin);
  const { life } = lived;
  for (let i = 0; i < 5; i++) life.do(Kind.Tick, 8);
  life.pulled(life.told.length - 100);
  live(lived, rngFrom(twin), 30, 0);
  return lived;
}

/** The log that is pulled of a life now, signed by the badge where the link is authenticated. */
export function logOfLife({ life }: Lived, isSigned: boolean): Dlog {
  return dlogFor(pulledFrom(life.log), life.seq, life.wall + 60, isSigned);
}

/** A badge whose power went `cuts` times, wherever that was, each time during a write or an erase. */
export function cutLife(seed: number, cuts = 12): Lived {
  const rng = rngFrom(seed);
  const nor = new Nor(undefined, 2, rngFrom(seed));
  const ring = new NorRing(nor);
  enrol(ring);
  let life = new Life(ring);
  life.boot(false);
  life.setClock();
  for (let cut = 0; cut < cuts; cut++) {
    live({ life }, rng, below(rng, 30), 0);
    if (!below(rng, 4)) life.pulled(life.seq);
    nor.cut = { at: nor.ops + 1 + below(rng, 30), tear: pick(rng, TEARS) };
    const { at, wall } = life;
    try {
      for (;;) {
        life.order(`CUT-${cut}`, life.wall + 900);
        anything(life, rng);
      }
    } catch (cause) {
      if (!(cause instanceof PowerCut)) throw cause;
    }
    nor.cut = undefined;
    nor.revive();
    // Any look at the flash draws its unstable words anew.
    nor.isBlank(0, 4);
    life = new Life(ring);
    life.at = Math.max(at, life.badge.state[State.At] as number);
    life.wall = wall;
    life.boot(below(rng, 2) === 1);
  }
  return { life };
}
