import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Screen } from '../../cli/play/screen.js';
import { setClock, Talk } from '../../cli/play/talk.js';
import { tap } from '../../cli/play/tap.js';
import { type World, worldOf } from '../../cli/play/world.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { put } from '../../shared/bytes.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';
import { Op } from '../../shared/pull/frame.js';

/** What a reminder does on the badge beside its record: the light, and when it keeps away. The words are in test/days. */

/** 2026-11-23T09:00:00+08:00. */
const NINE = 1_795_395_600;

/** A badge of TT whose clock was set at 09:00:00, with a repair order dispatched then: it is near from 09:10:00 on. */
class Waiting {
  readonly world: World = worldOf({ id: '00c0ffee', profile: 'TT', language: 'en' });
  readonly engine = new NodeEngine({ ...this.world.parts, seed: 1 });
  private zero = 0;

  async start(): Promise<this> {
    const { engine } = this;
    await engine.advance(1000);
    await setClock(engine, NINE);
    this.zero = engine.now();
    const order = packOrder(2, 'TT-1', [NINE, 0, 0, 0, 0, 0, 0, 0], 0, '');
    await tap(engine, Buffer.from(ndefOf(order), 'latin1'));
    return this;
  }

  /** Goes on to half a second behind a number of seconds after nine. */
  async to(second: number): Promise<void> {
    await this.engine.advance(this.zero + second * 1000 + 500);
  }

  async reads(text: string): Promise<boolean> {
    return Screen.read(this.world, await this.engine.pixels()).reads(text);
  }
}

const MOMENT = 600;

const shown = suite('a reminder on the badge');

shown('blinks, and stays on show as long as after a press', async () => {
  const badge = await new Waiting().start();
  const lights: boolean[] = [];
  for (let second = MOMENT - 3; second < MOMENT + 12; second++) {
    await badge.to(second);
    lights.push(await badge.engine.light());
  }
  assert.is(lights.map(on => (on ? '#' : '.')).join(''), '...#.#.#.#.#...');
  assert.ok(await badge.reads('Reminder'));
});

shown('is slept for: the badge wakes once a minute until then', async () => {
  const badge = await new Waiting().start();
  await badge.to(150);
  const before = await badge.engine.flips();
  await badge.to(MOMENT - 30);
  assert.is((await badge.engine.flips()) - before, 7);
});

shown('lets a press have its three seconds', async () => {
  const badge = await new Waiting().start();
  // The first key only wakes the display.
  await badge.to(MOMENT - 4);
  await badge.engine.press(1);
  await badge.to(MOMENT - 3);
  await badge.engine.press(1);
  await badge.to(MOMENT - 2);
  await badge.engine.press(4);
  await badge.to(MOMENT);
  assert.not(await badge.reads('Reminder'));
  await badge.to(MOMENT + 1);
  assert.ok(await badge.reads('Reminder'));
});

shown('leaves an open screen alone until a minute after its light went out', async () => {
  const badge = await new Waiting().start();
  await badge.to(MOMENT - 21);
  await badge.engine.press(1);
  await badge.to(MOMENT - 20);
  await badge.engine.press(1);
  await badge.to(MOMENT);
  assert.ok(await badge.reads('Orders'));
  await badge.to(MOMENT + 59);
  assert.ok(await badge.reads('Orders'));
  await badge.to(MOMENT + 60);
  assert.ok(await badge.reads('Reminder'));
});

shown('that was put off keeps away for three minutes, whatever is pressed meanwhile', async () => {
  const badge = await new Waiting().start();
  await badge.to(MOMENT + 5);
  await badge.engine.press(1);
  for (const second of [20, 70, 130]) {
    await badge.to(MOMENT + second);
    await badge.engine.press(4);
    await badge.to(MOMENT + second + 1);
    assert.not(await badge.reads('Reminder'));
    await badge.engine.press(4);
  }
  await badge.to(MOMENT + 239);
  assert.not(await badge.reads('Reminder'));
  await badge.to(MOMENT + 240);
  assert.ok(await badge.reads('Reminder'), 'a minute before the order is too late');
});

shown('comes with a log that is full as well, and what it asks for is done', async () => {
  const badge = await new Waiting().start();
  const { engine } = badge;
  await badge.to(30);
  const talk = new Talk(engine);
  await engine.connect(53);
  await talk.begin(NINE);
  // Long records that nobody pulls.
  for (let i = 0; i < 700; i++) await talk.send(Op.Time, put(NINE + 30, 4));
  await engine.disconnect();
  const { wordWrites } = await engine.wear();
  await badge.to(MOMENT);
  assert.ok(await badge.reads('Reminder'));
  assert.ok(await badge.reads('Full'));
  await badge.to(MOMENT + 10);
  await engine.press(3);
  await badge.to(MOMENT + 11);
  assert.ok(await badge.reads('No appointment yet'));
  assert.is((await engine.wear()).wordWrites, wordWrites, 'neither was written down');
});

shown.run();
