import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Nor } from '../../../host-sim/flash.js';
import { PowerCut } from '../../../host-sim/power.js';
import { TEARS } from '../../../host-sim/tear.js';
import { BLOCK_WRITES } from '../../../host-sim/wear.js';
import { KEY_WORDS, SEAL_ROOM } from '../../../shared/log/log.js';
import { PAGE_WORDS } from '../../../shared/log/page.js';
import { State } from '../../../shared/visit/badge.js';
import { Kind } from '../../../shared/visit/kind.js';
import { below, pick, withSeeds } from '../seed.js';
import { anything, enrolled, Life } from './life.js';
import { NorRing } from './rings.js';

const wear = suite('the wear of the flash');

/** A badge with keys, and the flash under it. */
function badge(): { life: Life; nor: Nor } {
  const nor = new Nor(undefined, 2);
  const life = new Life(enrolled(new NorRing(nor)));
  life.boot(false);
  return { life, nor };
}

function isSpared({ wear: { overworked, doubleWrites } }: Nor, what: string): void {
  assert.equal([overworked, doubleWrites], [[], 0], what);
}

/** What can be done over and over; each of them writes some words a second time. */
const HABITS: Readonly<Record<string, (life: Life, i: number) => void>> = {
  'a pull after the other': life => life.pulled(life.seq),
  'a pull each second': life => {
    life.pass(1);
    life.pulled(life.seq);
  },
  'a pull every forty seconds': life => {
    life.pass(40);
    life.pulled(life.seq);
  },
  'a start after the other': (life, i) => {
    life.boot(i % 2 > 0);
    if (i % 8 === 0) life.pulled(life.seq);
  },
  'a pull and a start': life => {
    life.pulled(life.seq);
    life.boot(true);
  },
  'a day after the other': life => {
    life.midnight();
    life.do(Kind.Battery, 8);
    life.pulled(life.seq);
  },
};

for (const [name, habit] of Object.entries(HABITS))
  wear(`stays below ${BLOCK_WRITES} word writes a block: ${name}`, () => {
    // Wherever in a block the habit begins.
    for (let words = 0; words < 9; words++) {
      const { life, nor } = badge();
      for (let i = 0; i < words; i++) life.do(Kind.Battery, 8);
      for (let i = 0; Math.min(...nor.wear.erases) < 3; i++) habit(life, i);
      isSpared(nor, `${words} words before it`);
    }
  });

for (const [words, steps] of [
  [63, false],
  [64, true],
] as const)
  wear(
    `the key ${steps ? 'goes on' : 'stays'} where ${words} words lie from its beginning to the end of the log`,
    () => {
      const { life } = badge();
      life.do(Kind.Left);
      const { log } = life;
      while (log.tail < log.keyAt + words) life.do(Kind.Battery, 8);
      const { key } = log;
      life.midnight();
      assert.is(log.key !== key, steps);
    },
  );

wear(
  'a page whose opening was cut off gets its key at the start, however near the one on the page before',
  () => {
    // Up to the last step of the key that the first page has room for, and the turn right behind it.
    const aged = (): { life: Life; nor: Nor } => {
      const { life, nor } = badge();
      while (life.log.tail < PAGE_WORDS - SEAL_ROOM - KEY_WORDS - 6) life.do(Kind.Battery, 8);
      life.midnight();
      assert.ok(life.log.keyAt > PAGE_WORDS - 64);
      while (life.log.tail < PAGE_WORDS - SEAL_ROOM) life.do(Kind.Battery, 8);
      return { life, nor };
    };
    const turn = aged();
    turn.life.do(Kind.Battery, 8);
    assert.is(turn.life.log.page, PAGE_WORDS);
    const ops = turn.nor.ops - aged().nor.ops;
    for (let op = 1; op <= ops; op++) {
      const { life, nor } = aged();
      nor.cut = { at: nor.ops + op, tear: 'before' };
      assert.throws(
        () => life.do(Kind.Battery, 8),
        (cause: unknown) => cause instanceof PowerCut,
      );
      nor.cut = undefined;
      nor.revive();
      const again = new Life(new NorRing(nor));
      again.boot(false);
      const { page, keyAt } = again.log;
      assert.ok(keyAt >= page && keyAt < page + PAGE_WORDS, `operation ${op} of ${ops}`);
    }
  },
);

wear('stays below it in any life, with pulls at any time and the power gone at any write', () =>
  withSeeds(12, (rng, seed) => {
    const { life: first, nor } = badge();
    let life = first;
    for (let i = 0; i < 1500; i++) {
      if (!below(rng, 12)) nor.cut = { at: nor.ops + 1 + below(rng, 30), tear: pick(rng, TEARS) };
      try {
        if (below(rng, 3)) anything(life, rng);
        else pick(rng, Object.values(HABITS))(life, i);
      } catch (cause) {
        if (!(cause instanceof PowerCut)) throw cause;
        const { wall } = life;
        nor.cut = undefined;
        nor.revive();
        life = new Life(new NorRing(nor));
        life.at = life.badge.state[State.At] as number;
        life.wall = wall;
        life.boot(below(rng, 2) > 0);
      }
    }
    isSpared(nor, `seed ${seed}`);
  }),
);

wear.run();
