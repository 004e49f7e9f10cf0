import * as assert from 'uvu/assert';
import { type FlashImage, Nor } from '../../../host-sim/flash.js';
import { PowerCut } from '../../../host-sim/power.js';
import { rngFrom } from '../../../host-sim/rng.js';
import type { Tear } from '../../../host-sim/tear.js';
import { PAGE_WORDS } from '../../../shared/log/page.js';
import { State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { lineOf, mindOf, sameMind, story, toldIn } from './fold.js';
import { anything, Life, type Told } from './life.js';
import { NorRing, streamOf } from './rings.js';

/** A stretch of a badge's life in which the power is cut at every flash operation. */
export interface Script {
  readonly name: string;
  /** The flash before it, the records in it, and what the clocks said. */
  readonly image: FlashImage;
  readonly told: readonly Told[];
  readonly at: number;
  readonly wall: number;
  play(life: Life): void;
}

const PAGES = 2;

function fresh(image: FlashImage | null, seed: number): NorRing {
  const nor = new Nor(0, PAGES, rngFrom(seed));
  if (image) nor.restore(image);
  return new NorRing(nor);
}

/** A script that starts where `before` has brought a new badge. */
export function script(name: string, before: (life: Life) => void, play: (life: Life) => void): Script {
  const ring = fresh(null, 1);
  const life = new Life(ring);
  before(life);
  return { name, image: ring.nor.image(), told: life.told, at: life.at, wall: life.wall, play };
}

/** A day by chance up to `words` before the end of a page, all of it pulled. */
export function nearlyFull(seed: number, words: number): (life: Life) => void {
  const rng = rngFrom(seed);
  return life => {
    life.boot(false);
    life.setClock();
    while (life.log.page < 0 || life.log.tail < life.log.page + PAGE_WORDS - words) anything(life, rng);
    life.pulled(life.seq);
  };
}

/** So many things by chance. */
export function things(seed: number, count: number): (life: Life) => void {
  return life => {
    const rng = rngFrom(seed);
    for (let i = 0; i < count; i++) anything(life, rng);
  };
}

function lifeOf(of: Script, ring: NorRing): Life {
  const life = new Life(ring);
  life.at = of.at;
  life.wall = of.wall;
  return life;
}

/**
 * What the badge had in mind, but for the time of its newest word (a gap may have been passed without its record) and
 * the slots in its newest checkpoint.
 */
function timeless(life: Life): string {
  const mind = mindOf(life.badge);
  mind.state[State.At] = 0;
  mind.state[State.Slots] = 0;
  return JSON.stringify({ ...mind, undo: null });
}

/** The script without a cut: how many operations it takes, and what the badge has in mind after each record. */
export function rehearse(of: Script): { ops: number; minds: string[] } {
  const ring = fresh(of.image, 1);
  const life = lifeOf(of, ring);
  const minds = [timeless(life)];
  const push = life.told.push.bind(life.told);
  life.told.push = (...told: Told[]) => {
    minds.push(timeless(life));
    return push(...told);
  };
  of.play(life);
  return { ops: ring.nor.ops, minds };
}

/** Every record told is in the log, in order; at most the one in flight is missing, and none was invented. */
function checkRecords(of: Script, life: Life, ring: NorRing): number {
  const durable = [...of.told, ...life.told];
  const wanted = life.trying ? [...durable, life.trying] : durable;
  const kept = toldIn(streamOf(ring.words));
  kept.forEach((one, i) => {
    assert.is(one.seq, kept[0].seq + i, 'records are numbered without a hole');
    assert.ok(one.seq < wanted.length, `record ${one.seq} was invented`);
    assert.is(lineOf(one), lineOf(wanted[one.seq]), `record ${one.seq}`);
  });
  const end = kept.length ? kept[kept.length - 1].seq + 1 : 0;
  assert.ok(end >= durable.length, `${durable.length} records were durable, ${end} are there`);
  return end - of.told.length;
}

/** Starts again, lives on, and starts again: what is in mind is what the log says, each time. */
function checkLivesOn(life: Life, ring: NorRing, clock: boolean): void {
  for (let start = 0; start < 3; start++) {
    life.boot(clock);
    life.pass(5);
    life.do(Kind.Reminded, start);
    life.pass(3000);
    life.do(Kind.Security, start);
    ring.nor.isBlank(0, 4);
    sameMind(new Life(ring).badge, life.badge, `start ${start + 1} after the cut, read again`);
    sameMind(story(streamOf(ring.words)).badge, life.badge, `start ${start + 1} after the cut, told`);
  }
}

/** Cuts the power at operation `at`, and `second` operations later once more. */
export function cutAt(of: Script, minds: readonly string[], at: number, tear: Tear, second = 0): void {
  const ring = fresh(of.image, at * 4 + tear.length);
  const life = lifeOf(of, ring);
  ring.nor.cut = { at, tear };
  try {
    of.play(life);
  } catch (cut) {
    if (!(cut instanceof PowerCut)) throw cut;
  }
  ring.nor.revive();
  // Any look at the flash draws its unstable words anew.
  ring.nor.isBlank(0, 4);
  const read = new Life(ring);
  const done = checkRecords(of, life, ring);
  assert.is(timeless(read), minds[done], `in mind after ${done} records`);
  read.at = life.at;
  read.wall = life.wall;
  if (second) {
    ring.nor.cut = { at: ring.nor.ops + second, tear };
    try {
      read.boot(true);
      read.do(Kind.Reminded, 1);
    } catch (cut) {
      if (!(cut instanceof PowerCut)) throw cut;
    }
    ring.nor.cut = undefined;
    ring.nor.revive();
    ring.nor.isBlank(0, 4);
  }
  checkLivesOn(new Life(ring), ring, at % 2 === 0);
}
