import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Air, airOf } from '../../cli/show/air.js';
import type { NodeEngine } from '../../host-sim/node-engine.js';
import type { Holder, PairingEnd } from '../../host-sim/pairing.js';
import type { BadgeStatus } from '../../supervisor/pull.js';
import { newBadge, WORLD } from '../supervisor/badge.js';
import { letPair, otherThan, passkeyOn } from './wearer.js';

/** Somebody at a phone near a badge, who types what `reads` makes of its display. */
class Person implements Holder {
  readonly ends: PairingEnd[] = [];
  asked = 0;

  constructor(
    private readonly engine: NodeEngine,
    private readonly reads: (shown: string | null) => string | null = shown => shown,
  ) {}

  async passkey(): Promise<string | null> {
    this.asked++;
    return this.reads(await passkeyOn(this.engine, WORLD));
  }

  ended(how: PairingEnd): void {
    this.ends.push(how);
  }
}

const NOT_PAIRED = {
  error:
    'The badge talks only to who has paired with it: on the badge choose Menu, "Pair a phone", then do this again and type the six digits that it shows.',
  why: 'not-paired',
};

const phones = suite('a phone that has not paired');

const near = (engine: NodeEngine, holder: Holder, seed = 1): Air =>
  airOf(engine, { paired: false, holder, seed });

phones('is told which badge it is, and is refused all else, once and without a dialog', async () => {
  const engine = newBadge();
  const person = new Person(engine);
  const air = near(engine, person);
  assert.is(await air.during(air.client.badge()), '00c0ffee');
  assert.equal(await air.during(air.client.status()), NOT_PAIRED);
  assert.equal(await air.during(air.client.pull()), NOT_PAIRED);
  assert.equal(person.ends, ['refused', 'refused'], 'each request asked once');
  assert.is(person.asked, 0);
});

phones('pairs by the digits on the display, and needs none later', async () => {
  const engine = newBadge();
  const person = new Person(engine);
  const air = near(engine, person);
  await letPair(engine);
  assert.is(((await air.during(air.client.status())) as BadgeStatus).battery, 100);
  air.client.close();
  await air.link.pass(1000);
  assert.is(((await air.during(air.client.status())) as BadgeStatus).battery, 100);
  assert.equal([person.ends, person.asked], [['paired'], 1]);
  assert.equal(await engine.faults(), []);
});

for (const [what, reads] of [
  ['other digits', otherThan],
  ['nothing', () => null],
] as const)
  phones(`that is given ${what} is refused, and the badge goes on`, async () => {
    const engine = newBadge();
    const person = new Person(engine, reads);
    const air = near(engine, person);
    await letPair(engine);
    assert.equal(await air.during(air.client.status()), NOT_PAIRED);
    assert.equal([person.ends, person.asked], [['failed'], 1]);
    const right = near(engine, new Person(engine));
    assert.is(((await right.during(right.client.status())) as BadgeStatus).battery, 100);
    assert.equal(await engine.faults(), []);
  });

phones('is shown other digits each time, and in each world', async () => {
  const shown: (string | null)[] = [];
  for (const seed of [1, 2]) {
    const engine = newBadge();
    const air = near(
      engine,
      new Person(engine, digits => {
        shown.push(digits);
        return null;
      }),
      seed,
    );
    await letPair(engine);
    for (let i = 0; i < 3; i++) await air.during(air.client.status());
  }
  assert.is(new Set(shown).size, 6);
  assert.ok(shown.every(each => each !== null));
});

phones('whose link is gone while somebody types has not paired by that', async () => {
  const engine = newBadge();
  let isOver = false;
  const air = near(engine, {
    passkey: over =>
      new Promise(() => {
        over.addEventListener('abort', () => {
          isOver = true;
        });
        void engine.power('cut');
      }),
  });
  await letPair(engine);
  const failed = await air.during(air.client.status());
  assert.match(
    (failed as { error: string }).error,
    /^Tried 5 times/,
    'the badge is away, and that is what is said',
  );
  assert.is(isOver, true);
  assert.is(air.link.bond.isPaired, false);
});

phones.run();
