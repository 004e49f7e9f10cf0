import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { worldOf } from '../../cli/play/world.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { type Loss, SimReader } from '../../host-sim/reader.js';
import { packOrder } from '../../shared/order/order.js';
import { type Delivery, deliver, type Errand } from '../../supervisor/deliver.js';
import { keyNumber, signOrder } from '../../supervisor/orders.js';
import type { Reader } from '../../supervisor/tag.js';

/** Deliveries to the built bundle, with what can get lost on the way. */

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const badge = (): NodeEngine => new NodeEngine({ ...world.parts, seed: 1 });

const orderOf = (id: string): string => packOrder(2, id, [0, 0, 0, 0, 1_795_400_000, 0, 0, 0], 0, 'B2-1204');

const errandFor = (id: string, radioKey = TEST_KEYS.radio, to = '00c0ffee'): Errand => ({
  badge: to,
  radioKey,
  payloadFor: ({ nonce }) =>
    signOrder({ badge: to, radioKey, key: keyNumber('desk', 0), salt: nonce }, orderOf(id)),
});

/** Numbers of the records of the orders that came in. */
const cameIn = (engine: NodeEngine): number[] =>
  storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes))
    .events.filter(({ event }) => event === 'order.dispatched')
    .map(({ seq }) => seq ?? -1);

async function delivered(
  engine: NodeEngine,
  errand: Errand,
  loss?: Loss,
): Promise<Delivery & { frames: number }> {
  const reader = new SimReader(engine, { loss });
  return { ...(await deliver(reader, errand)), frames: reader.frames.length };
}

const delivery = suite('a delivery');

delivery('is one touch, and the badge gives its receipt in the next field', async () => {
  const engine = badge();
  const { end, touches, receipt } = await delivered(engine, errandFor('WO-1'));
  assert.is(end, 'done');
  assert.is(touches, 1);
  assert.equal(cameIn(engine), [receipt?.seq]);
  // Nobody has set this badge's clock.
  assert.is(receipt?.time, null);
});

delivery('gets there whatever is lost, at any of its frames, and only once', async () => {
  const { frames } = await delivered(badge(), errandFor('WO-1'));
  for (const what of ['command', 'answer', 'field'] as const)
    for (let at = 1; at <= frames; at++) {
      const engine = badge();
      const { end, touches, receipt } = await delivered(engine, errandFor('WO-1'), { at, what });
      const where = `${what} lost at ${at}`;
      assert.is(cameIn(engine).length, 1, where);
      assert.is(end, 'done', where);
      assert.ok(touches <= 2, where);
      assert.is(receipt?.seq, cameIn(engine)[0], where);
      assert.equal(await engine.faults(), [], where);
    }
});

delivery('ends where its badge takes it for none: no receipt', async () => {
  const engine = badge();
  const foreign = await delivered(engine, errandFor('WO-1', 'another key 16b.'));
  assert.equal([foreign.end, foreign.touches, foreign.receipt], ['done', 1, null]);
  assert.equal(cameIn(engine), []);
  for (let i = 1; i <= 8; i++)
    assert.ok((await delivered(engine, errandFor(`WO-${i}`))).receipt, `order ${i}`);
  // There is room for eight.
  const ninth = await delivered(engine, errandFor('WO-9'));
  assert.equal([ninth.end, ninth.receipt], ['done', null]);
  assert.is(cameIn(engine).length, 8);
  // An order that is known is there, and is not there twice.
  assert.ok((await delivered(engine, errandFor('WO-3'))).receipt);
  assert.is(cameIn(engine).length, 8);
});

delivery('does not begin at another badge, and gives up where nothing answers', async () => {
  const engine = badge();
  const other = await delivered(engine, errandFor('WO-1', TEST_KEYS.radio, '0000000b'));
  assert.equal([other.end, other.payload], ['other-badge', '']);
  await engine.power('cut');
  const dead = await delivered(engine, errandFor('WO-1'));
  assert.equal([dead.end, dead.touches], ['silent', 3]);
});

delivery('by a reader whose field does not go asks for the receipt when the badge comes again', async () => {
  const engine = badge();
  const errand = errandFor('WO-1');
  const reader = new SimReader(engine);
  const stays: Reader = {
    field: async on => !on || reader.field(true),
    transceive: frame => reader.transceive(frame),
  };
  const first = await deliver(stays, errand);
  assert.equal([first.end, first.touches, first.receipt], ['done', 1, null]);
  assert.equal(cameIn(engine), []);
  await reader.field(false);
  const again = await deliver(stays, errand, first.payload);
  assert.equal([again.end, again.touches], ['done', 0]);
  assert.equal(cameIn(engine), [again.receipt?.seq]);
});

delivery.run();
