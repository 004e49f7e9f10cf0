import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Nor } from '../../../host-sim/flash.js';
import { PowerCut } from '../../../host-sim/power.js';
import { rngFrom } from '../../../host-sim/rng.js';
import { TEARS } from '../../../host-sim/tear.js';
import { take } from '../../../shared/bytes.js';
import { State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { below, FIRST_SEED, pick } from '../seed.js';
import { lineOf, toldIn } from './fold.js';
import { anything, enrolled, Life, type Told } from './life.js';
import { NorRing, streamOf } from './rings.js';
import { checkSeals } from './seals.js';

/** A year of a badge, pulled most evenings, with everything that happens to badges. */

const DAYS = 365;
const EVENTS = 240;

const year = suite('a year of random days');

/** A record as it is compared: a loss is the log's own, and so is its time. */
function said(one: Told): string {
  return one.kind === Kind.Loss
    ? `loss ${Buffer.from(one.bytes.slice(0, 12), 'latin1').toString('hex')}`
    : lineOf(one);
}

/** What a supervisor has pulled of a badge: each record by its number. */
class Desk {
  readonly records = new Map<number, Told>();
  losses = 0;
  lost = 0;

  /** Takes what the ring holds; a record that was pulled before must be the same still. */
  pull(ring: NorRing): void {
    for (const one of toldIn(streamOf(ring.words))) {
      const known = this.records.get(one.seq);
      if (known) assert.is(lineOf(one), lineOf(known), `record ${one.seq} is what it was`);
      else {
        this.records.set(one.seq, one);
        if (one.kind !== Kind.Loss) continue;
        this.losses++;
        this.lost += take(one.bytes, 0, 4);
        assert.is(take(one.bytes, 4, 4) + take(one.bytes, 0, 4), take(one.bytes, 8, 4) + 1);
      }
    }
  }
}

year('keeps every committed event, in order, and says how many were lost', () => {
  const rng = rngFrom(FIRST_SEED);
  const ring = enrolled(new NorRing(new Nor(0, 2, rngFrom(FIRST_SEED + 1))));
  let life = new Life(ring);
  const desk = new Desk();
  // What was reported durable, by number, since the badge was new.
  const durable = new Map<number, string>();
  let cuts = 0;
  const note = (): void => {
    life.told.forEach((one, i) => {
      if (one.kind !== Kind.None) durable.set(life.from + i, said(one));
    });
  };
  life.boot(false);
  life.setClock();
  for (let day = 0; day < DAYS; day++) {
    life.midnight();
    for (let i = 0; i < EVENTS; i++) {
      if (below(rng, 400)) anything(life, rng);
      else {
        // The power goes somewhere in what comes next, and comes back.
        ring.nor.cut = { at: ring.nor.ops + 1 + below(rng, 20), tear: pick(rng, TEARS) };
        try {
          for (let more = 0; more < 30; more++) anything(life, rng);
        } catch (cut) {
          if (!(cut instanceof PowerCut)) throw cut;
          cuts++;
        }
        ring.nor.cut = undefined;
        ring.nor.revive();
        note();
        const { at, wall, trying } = life;
        life = new Life(ring);
        life.at = at;
        life.wall = wall + below(rng, 7200);
        life.pending = trying;
        life.boot(below(rng, 2) === 0);
      }
    }
    note();
    // One evening in six nobody comes by.
    if (!below(rng, 6)) continue;
    desk.pull(ring);
    life.pulled(life.seq);
    note();
  }
  desk.pull(ring);
  // What is still to be told of losses is told now.
  life.pulled(life.seq);
  life.do(Kind.Left);
  note();
  desk.pull(ring);
  const { nor } = ring;
  for (const [seq, line] of durable) {
    const kept = desk.records.get(seq);
    assert.ok(kept, `record ${seq} is there`);
    assert.is(said(kept as Told), line, `record ${seq}`);
  }
  const numbers = [...desk.records.keys()].sort((a, b) => a - b);
  let missing = 0;
  for (let i = 1; i < numbers.length; i++) missing += numbers[i] - numbers[i - 1] - 1;
  assert.is(missing, desk.lost, 'what is not there was told as lost');
  assert.is(life.badge.state[State.Seq], numbers[numbers.length - 1] + 1);
  assert.is(checkSeals(ring.words, 0).fault, null);
  assert.is(nor.wear.doubleWrites, 0);
  assert.equal(nor.wear.overworked, []);
  const erases = Math.max(...nor.wear.erases);
  console.log(
    `\n  ${numbers.length} records, ${cuts} losses of power, ${desk.lost} lost in ${desk.losses} losses that are told; ` +
      `${erases} erases a page, ${nor.wear.zeroed} words zeroed, ${nor.wear.reaffirmed} affirmed; SEED=${FIRST_SEED}`,
  );
});

year.run();
