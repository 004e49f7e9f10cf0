import { Nor } from '../../host-sim/flash.js';
import { type Rng, rngFrom } from '../../host-sim/rng.js';
import { PAGE_WORDS } from '../../shared/log/page.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Dlog } from '../../supervisor/dlog.js';
import { anything, Life } from '../shared/log/life.js';
import { MemoryRing } from '../shared/log/rings.js';
import { dlogFor, enrol, pulledFrom } from './sealed.js';

/** Lives of enrolled badges, by seeds: two lives with the same seed are the same up to the event `parts`. */

export interface Lived {
  readonly life: Life;
  readonly ring: MemoryRing;
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
  const lived = { life: new Life(ring), ring };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 150, pull);
  const rng = rngFrom(twin);
  while (lived.life.log.page === 0 || lived.life.log.tail < 2 * PAGE_WORDS - 300) live(lived, rng, 1, 0);
  return lived;
}

/** A badge that was worn for long: pages were used again many times, the key has gone on with each pull and page. */
export function midLife(seed: number, twin = seed): Lived {
  const ring = new MemoryRing(2);
  enrol(ring);
  const lived = { life: new Life(ring), ring };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 2000, 40);
  live(lived, rngFrom(twin), 120, 0);
  return lived;
}

/** A badge that had a log before it was enrolled. */
export function enrolledLate(seed: number, twin = seed): Lived {
  const ring = new MemoryRing(2);
  const lived = { life: new Life(ring), ring };
  lived.life.boot(false);
  lived.life.setClock();
  live(lived, rngFrom(seed), 40, 0);
  enrol(ring);
  lived.life.boot(true);
  live(lived, rngFrom(seed + 1), 60, 0);
  live(lived, rngFrom(twin), 60, 0);
  return lived;
}

/** A ring that was full, with what was lost told once there was room again. */
export function fullRing(seed: number, twin = seed): Lived {
  const lived = wholeLife(seed, twin);
  const { life } = lived;
  for (let i = 0; !life.log.lost; i++) {
    life.pass(20);
    life.do(Kind.Tick, i & 511);
  }
  for (let i = 0; i < 5; i++) life.do(Kind.Tick, 8);
  life.pulled(life.told.length - 100);
  live(lived, rngFrom(twin), 30, 0);
  return lived;
}

/** The log that is pulled of a life now, signed by the badge where the link is authenticated. */
export function logOfLife({ life }: Lived, isSigned: boolean): Dlog {
  return dlogFor(pulledFrom(life.log), life.seq, life.wall + 60, isSigned);
}

/** A flash with two pages for a log, where the power can go. */
export function norOf(seed: number): Nor {
  return new Nor(undefined, 2, rngFrom(seed));
}
