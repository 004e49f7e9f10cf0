import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { tap } from '../../cli/play/tap.js';
import { worldOf } from '../../cli/play/world.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { SimReader } from '../../host-sim/reader.js';
import { rngFrom } from '../../host-sim/rng.js';
import { put } from '../../shared/bytes.js';
import type { Story } from '../../shared/log/story.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';
import { CONTROL, Op, uuid } from '../../shared/pull/frame.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { badgeIn, keyNumber, readSigned, receiptFor, type Said, signOrder } from '../../supervisor/orders.js';
import { readTag, type Shown, writeTag } from '../../supervisor/tag.js';
import { below, FIRST_SEED } from '../shared/seed.js';

/** Taps of the built bundle, frame by frame. */

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const order = packOrder(2, 'WO-7', [0, 0, 0, 0, 1_795_400_000, 0, 0, 0], 0, 'B2-1204');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const badge = (): NodeEngine => new NodeEngine({ ...world.parts, seed: 1 });

/** The order signed for a badge, as the desk signs it. */
const signed = (said: Pick<Said, 'badge' | 'nonce'>, radioKey = TEST_KEYS.radio): string =>
  signOrder({ badge: said.badge, radioKey, key: keyNumber('desk', 0), salt: said.nonce }, order);

async function saidBy(engine: NodeEngine): Promise<Said> {
  const { message } = (await readTag(new SimReader(engine))) as Shown;
  return badgeIn(message) as Said;
}

/** What the badge has on record of orders: how many came in. */
const storyOf = (engine: NodeEngine): Story => storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes));
const ordersIn = (engine: NodeEngine): number =>
  storyOf(engine).events.filter(({ event }) => event === 'order.dispatched').length;

const taps = suite('a tap');

taps('finds the badge and a nonce in its tag, another one each time', async () => {
  const engine = badge();
  const first = await saidBy(engine);
  const second = await saidBy(engine);
  assert.is(first.badge, '00c0ffee');
  assert.is(second.badge, '00c0ffee');
  assert.is.not(first.nonce, second.nonce);
});

taps('pulled after any frame leaves the whole order or nothing, and the tag as it was', async () => {
  let whole = 0;
  for (let at = 1; ; at++) {
    const engine = badge();
    const reader = new SimReader(engine, { loss: { at, what: 'field' } });
    const end = await writeTag(reader, shown => bytes(ndefOf(signed(badgeIn(shown) as Said))));
    const { frames } = reader;
    assert.is((await saidBy(engine)).badge, '00c0ffee', `after ${at} frames`);
    assert.equal(await engine.faults(), []);
    const came = ordersIn(engine);
    // Capability and two reads of what is shown, then the pages; the last write is the one that says how long it is.
    const written = frames.filter(({ sent }) => sent[0] === 0xa2).length;
    const pages = Math.ceil((ndefOf(signed({ badge: '00c0ffee', nonce: '1234' })).length + 3) / 4) + 1;
    assert.is(came, written === pages ? 1 : 0, `after ${at} frames`);
    whole += came;
    if (end === 'done') break;
  }
  assert.ok(whole > 1);
});

taps('of a signed order cut short at any length, or with any bit turned, brings nothing', async () => {
  const engine = badge();
  const payload = signed({ badge: '00c0ffee', nonce: 'once' });
  for (let length = 1; length < payload.length; length++)
    await tap(engine, bytes(ndefOf(payload.slice(0, length))));
  const rng = rngFrom(FIRST_SEED);
  for (let i = 0; i < 500; i++) {
    const mutated = bytes(payload);
    // The first byte with its highest bits cleared would begin an order that nobody signed.
    const at = 1 + below(rng, mutated.length - 1);
    mutated[at] = (mutated[at] as number) ^ (1 << below(rng, 8));
    await tap(engine, bytes(ndefOf(Buffer.from(mutated).toString('latin1'))));
  }
  assert.is(ordersIn(engine), 0, `SEED=${FIRST_SEED}`);
  assert.equal(await engine.faults(), []);
  await tap(engine, bytes(ndefOf(payload)));
  assert.is(ordersIn(engine), 1);
});

taps('for another badge, under another key, or on a badge without keys brings nothing', async () => {
  const engine = badge();
  await tap(engine, bytes(ndefOf(signed({ badge: '00c0ffef', nonce: 'once' }))));
  await tap(engine, bytes(ndefOf(signed({ badge: '00c0ffee', nonce: 'once' }, 'another key 16b.'))));
  assert.is(ordersIn(engine), 0);
  const bare = new NodeEngine({ ...world.parts, keys: undefined, seed: 1 });
  for (const key of ['', '\0'.repeat(16), TEST_KEYS.radio])
    await tap(bare, bytes(ndefOf(signed({ badge: '00c0ffee', nonce: 'once' }, key))));
  assert.is(ordersIn(bare), 0);
});

taps(
  'that nobody signed is taken and marked, or refused, as the setting says; a signed one comes either way',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
    for (const unsigned of ['take', 'refuse']) {
      const settings = join(folder, `${unsigned}.json`);
      writeFileSync(settings, JSON.stringify({ unsigned }));
      const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en', settings });
      const engine = new NodeEngine({ ...parts, seed: 1 });
      await tap(engine, bytes(ndefOf(order)));
      const causes = storyOf(engine).events.map(event => event['unverified'] ?? event['cause']);
      assert.is(causes.at(-1), unsigned === 'take' ? true : 'bad-order');
      if (unsigned === 'take') continue;
      await tap(engine, bytes(ndefOf(signed({ badge: '00c0ffee', nonce: 'once' }))));
      assert.is(ordersIn(engine), 1);
    }
    rmSync(folder, { recursive: true });
  },
);

taps('is answered with a receipt, which stays until another order is tapped', async () => {
  const engine = badge();
  const stored = signed({ badge: '00c0ffee', nonce: 'once' });
  await tap(engine, bytes(ndefOf(stored)));
  const said = await saidBy(engine);
  const { seq } = storyOf(engine).events.at(-1) as EventRecord;
  assert.equal(receiptFor(said, TEST_KEYS.radio, stored), { time: null, seq });
  assert.is(receiptFor(said, TEST_KEYS.radio, signed(said)), null, 'it is for that order alone');
  assert.is(receiptFor(said, 'another key 16b.', stored), null);
  for (let at = 0; at < said.receipt.length; at++) {
    const turned = String.fromCharCode(said.receipt.charCodeAt(at) ^ 1);
    const receipt = said.receipt.slice(0, at) + turned + said.receipt.slice(at + 1);
    assert.is(receiptFor({ ...said, receipt }, TEST_KEYS.radio, stored), null, `byte ${at}`);
  }
  // A reader that looks for tags brings its field again and again.
  const next = await saidBy(engine);
  assert.is(next.receipt, said.receipt);
  assert.is.not(next.nonce, said.nonce);
  await tap(engine, bytes(ndefOf(order)));
  assert.is((await saidBy(engine)).receipt, '');
});

taps('that answers the nonce beside a receipt is fresh, and the receipt tells the time', async () => {
  const engine = badge();
  await tap(engine, bytes(ndefOf(signed({ badge: '00c0ffee', nonce: 'once' }))));
  const issued = packOrder(2, 'WO-8', [0, 0, 0, 0, 0, 0, 0, 1_795_392_000], 0, '');
  const key = keyNumber('site', 0);
  let fresh = '';
  await tap(engine, shown => {
    const { nonce, receipt } = badgeIn(shown) as Said;
    assert.is(receipt.length, 24);
    fresh = signOrder({ badge: '00c0ffee', radioKey: TEST_KEYS.radio, key, salt: nonce }, issued);
    return bytes(ndefOf(fresh));
  });
  const receipt = receiptFor(await saidBy(engine), TEST_KEYS.radio, fresh);
  assert.is(receipt?.time, 1_795_392_000);
});

taps('of an order that is no good, or that nobody signed, gets no receipt', async () => {
  const engine = badge();
  const said = { badge: '00c0ffee', nonce: 'once' };
  const none = [
    order,
    signed(said, 'another key 16b.'),
    signed({ ...said, badge: '0000000b' }),
    signed(said).slice(0, -1),
  ];
  for (const payload of none) {
    await tap(engine, bytes(ndefOf(payload)));
    assert.is((await saidBy(engine)).receipt, '');
  }
  await tap(engine, bytes(ndefOf(signed(said))));
  assert.is((await saidBy(engine)).receipt.length, 24);
});

taps(
  'writes nothing into UID, locks and capability container, and reads past the end get no answer',
  async () => {
    const engine = badge();
    await engine.field(true);
    const head = await engine.nfcFrame(Uint8Array.of(0x30, 0));
    for (let page = 0; page < 4; page++)
      assert.is(await engine.nfcFrame(Uint8Array.of(0xa2, page, 1, 2, 3, 4)), 'nak');
    assert.equal(await engine.nfcFrame(Uint8Array.of(0x30, 0)), head);
    // The area is pages 4 to 41.
    assert.is(await engine.nfcFrame(Uint8Array.of(0xa2, 41, 1, 2, 3, 4)), 'ack');
    assert.equal(
      [...((await engine.nfcFrame(Uint8Array.of(0x30, 41))) as Uint8Array)],
      [1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    assert.is(await engine.nfcFrame(Uint8Array.of(0xa2, 42, 1, 2, 3, 4)), 'nak');
    assert.is(await engine.nfcFrame(Uint8Array.of(0x30, 42)), 'nak');
    assert.is(await engine.nfcFrame(Uint8Array.of(0x60)), null);
    assert.is(await engine.nfcFrame(Uint8Array.of(0xa2, 5)), 'ack');
    await engine.field(false);
    assert.equal(await engine.faults(), []);
    assert.is(readSigned(order), null);
  },
);

taps('keeps keys, screen, log and radio waiting while its field is there, ten seconds at most', async () => {
  for (const held of [9.9, 10.1]) {
    const engine = badge();
    await engine.advance(5000);
    const before = wordsOfFlash(engine.badge.nor.bytes).join();
    const pixels = (await engine.pixels()).join();
    await engine.field(true);
    const from = engine.now();
    // Its menu, then its day.
    await engine.press(2);
    await engine.connect(53);
    await engine.write(uuid(CONTROL), bytes(put(Op.Time, 1) + put(0, 1) + put(1_795_395_600)));
    await engine.advance(from + held * 1000);
    const isOver = held > 10;
    assert.is((await engine.pixels()).join() !== pixels, isOver, `${held} s`);
    await engine.field(false);
    await engine.advance(engine.now() + 100);
    assert.is.not((await engine.pixels()).join(), pixels, 'what was pressed is shown');
    assert.is(
      wordsOfFlash(engine.badge.nor.bytes).join(),
      before,
      'and nothing was asked for that is recorded',
    );
    assert.equal(await engine.faults(), []);
  }
});

taps('of a new order is accepted at once where the setting says so, behind no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  const settings = join(folder, 'accept.json');
  writeFileSync(settings, JSON.stringify({ accept: 'automatic' }));
  const engine = new NodeEngine({
    ...worldOf({ id: '00c0ffee', profile: 'HB', language: 'en', settings }).parts,
    seed: 1,
  });
  await tap(engine, bytes(ndefOf(order)));
  await tap(engine, bytes(ndefOf(packOrder(2, 'WO-8', [0, 0, 0, 0, 0, 0, 0, 0], 0, ''))));
  assert.equal(
    storyOf(engine).events.map(each => each.event),
    ['boot', 'order.dispatched', 'order.accepted', 'order.dispatched'],
  );
  // The desk has accepted this one.
  const other = new NodeEngine({
    ...worldOf({ id: '00c0ffee', profile: 'HB', language: 'en', settings }).parts,
    seed: 1,
  });
  await tap(other, bytes(ndefOf(packOrder(2, 'WO-9', [0, 0, 1_795_390_000, 0, 0, 0, 0, 0], 0, ''))));
  assert.is(storyOf(other).events.at(-1)?.event, 'order.dispatched');
  rmSync(folder, { recursive: true });
});

taps.run();
