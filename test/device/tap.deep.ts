import { createHmac } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { setClock } from '../../cli/play/talk.js';
import { worldOf } from '../../cli/play/world.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { type Loss, SimReader } from '../../host-sim/reader.js';
import { type Rng, rngFrom } from '../../host-sim/rng.js';
import { put } from '../../shared/bytes.js';
import { areaOf, ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';

import { badgeIn, keyNumber, type Said, signOrder } from '../../supervisor/orders.js';
import { writesOf, writeTag } from '../../supervisor/tag.js';
import { below, FIRST_SEED, pick } from '../shared/seed.js';

/**
 * Taps by the hundred thousand, frame by frame, of the bundle as it is flashed, in Node: `npm run test:tap`. What must come
 * of each is said by code of its own: a message that is written out in full, and Node's HMAC.
 */

const MUTATED = 100_000;
const REPLAYED = 1_000_000;

const BADGE = '00c0ffee';
/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;
const HOUR = 3600;

const world = worldOf({ id: BADGE, profile: 'HB', language: 'en' });
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const newBadge = (seed = 1): NodeEngine => new NodeEngine({ ...world.parts, seed });

interface Signed {
  readonly badge?: string;
  readonly radioKey?: string;
  readonly salt?: string;
  readonly key?: number;
}

const sign = (order: string, { badge, radioKey, salt, key }: Signed = {}): string =>
  signOrder(
    {
      badge: badge ?? BADGE,
      radioKey: radioKey ?? TEST_KEYS.radio,
      salt: salt ?? 'salt',
      key: key ?? keyNumber('desk', 0),
    },
    order,
  );

/** The largest order that there is: 98 bytes of message where it is signed. */
const LARGEST = packOrder(
  5,
  'WO-2611230007-AB',
  [1, 2, 3, 4, 5, 6, 7, 8].map(n => MORNING + n * HOUR),
  0x2aaa,
  'B2-1204-left',
);

const ordersOn = (engine: NodeEngine): number =>
  storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes)).events.filter(
    ({ event }) => event === 'order.dispatched',
  ).length;

/** One touch in which only these frames are written, whatever they say. */
function touch({ badge }: NodeEngine, frames: readonly Uint8Array[]): void {
  badge.field(true);
  for (const frame of frames) badge.nfcFrame(frame);
  badge.field(false);
}

/** The data area of a tag in the field, up to page `end`. */
function areaIn({ badge }: NodeEngine, end = 42): string {
  let area = '';
  for (let page = 4; page < end; page += 4)
    area += Buffer.from(badge.nfcFrame(Uint8Array.of(0x30, page)) as Uint8Array).toString('latin1');
  return area;
}

/** Whether the tag shows who the badge is, and nothing else but zeros behind that. */
function isIdle(area: string): boolean {
  const payload = area.slice(22, 22 + area.charCodeAt(4));
  const isOurs = (payload.length === 8 || payload.length === 32) && payload.startsWith('\xee\xff\xc0\0');
  return isOurs && area === areaOf('id', payload).padEnd(area.length, '\0');
}

function isRestored(engine: NodeEngine): boolean {
  engine.badge.field(true);
  const area = areaIn(engine);
  engine.badge.field(false);
  return isIdle(area);
}

const taps = suite('taps by the hundred thousand');

taps(
  'cut after every command, by a lost command, a lost answer or the field: the whole order or nothing',
  async () => {
    // An order at its largest, and a message of 140 bytes, which no order is.
    const messages = [ndefOf(sign(LARGEST)), ndefOf(sign(LARGEST).padEnd(120, '\0'))];
    assert.equal(
      messages.map(message => message.length),
      [98, 140],
    );
    let cuts = 0;
    for (const message of messages)
      for (const what of ['command', 'answer', 'field'] as const)
        for (let at = 1; ; at++) {
          const engine = newBadge();
          const loss: Loss = { at, what };
          const reader = new SimReader(engine, { loss });
          const end = await writeTag(reader, () => bytes(message));
          const where = `${message.length} bytes, ${what} lost at ${at}`;
          // The badge has it all once it has heard the page that says how long it is.
          const writes = reader.frames.filter(({ sent }) => sent[0] === 0xa2).length;
          const lastIsLost =
            what === 'command' && reader.frames.length === at && reader.frames.at(-1)?.sent[0] === 0xa2;
          const isWhole = writes - (lastIsLost ? 1 : 0) === writesOf(bytes(message)).length;
          assert.is(ordersOn(engine), isWhole && message.length === 98 ? 1 : 0, where);
          assert.ok(isRestored(engine), where);
          const again = await writeTag(new SimReader(engine), shown =>
            bytes(ndefOf(sign(LARGEST, { salt: (badgeIn(shown) as Said).nonce }))),
          );
          assert.equal([again, ordersOn(engine)], ['done', 1], where);
          assert.equal(await engine.faults(), [], where);
          cuts++;
          if (end === 'done') break;
        }
    console.log(`\n  ${cuts} cuts`);
  },
);

taps('of an order that ends anywhere, by its own lengths or by pages that were never written', async () => {
  const engine = newBadge();
  const payload = sign(LARGEST);
  const whole = writesOf(bytes(ndefOf(payload)));
  for (let length = 0; length < payload.length; length++)
    touch(engine, writesOf(bytes(ndefOf(payload.slice(0, length)))));
  for (let pages = 0; pages < whole.length - 1; pages++) touch(engine, whole.slice(0, pages));
  // All but one page: those before it hold the type's first letters, which the tag shows anyway.
  for (let missing = 5; missing < whole.length - 1; missing++)
    touch(engine, [...whole.slice(0, missing), ...whole.slice(missing + 1)]);
  assert.is(ordersOn(engine), 0);
  assert.ok(isRestored(engine));
  touch(engine, whole);
  assert.is(ordersOn(engine), 1);
  assert.equal(await engine.faults(), []);
});

/** The payload of a data area that holds exactly one whole message of an order, or ''. */
function payloadOf(area: Uint8Array): string {
  const text = Buffer.from(area).toString('latin1');
  const length = area[4] as number;
  const isWhole =
    area[0] === 3 &&
    area[1] === 20 + length &&
    text.slice(2, 4) === '\xd4\x11' &&
    text.slice(5, 22) === 'doorstep.badge:wo' &&
    area[22 + length] === 0xfe;
  return isWhole ? text.slice(22, 22 + length) : '';
}

const hmac = (key: string, of: string): string =>
  createHmac('sha1', bytes(key)).update(bytes(of)).digest().toString('latin1');

/** The id of the order that a payload brings, or null for none: signed for this badge, or signed by nobody. */
function broughtBy(payload: string): string | null {
  if (!payload) return null;
  const isSigned = payload.charCodeAt(0) === 0xe1;
  const body = payload.slice(0, -8);
  const isOurs =
    payload.slice(2, 6) === '\xee\xff\xc0\0' &&
    hmac(hmac(TEST_KEYS.radio, `o${payload[1]}`), body).slice(0, 8) === payload.slice(-8);
  const order = isSigned ? body.slice(10) : payload;
  if ((isSigned && !isOurs) || !order) return null;
  const first = order.charCodeAt(0);
  const letters = (first & 15) + 1;
  const idBytes = Math.ceil((letters * 6) / 8);
  const times = order.charCodeAt(1).toString(2).replaceAll('0', '').length;
  if (first >> 5 > 5 || order.length > 63 || order.length < 4 + idBytes + times * 4) return null;
  const id = Buffer.from(order.slice(4, 4 + idBytes), 'latin1')
    .toString('base64')
    .slice(0, letters)
    .replaceAll('+', '-');
  return /^[A-Z0-9-]+$/.test(id) ? id : null;
}

/** An order of any kind and length, with an id that is its own. */
function anyOrder(rng: Rng, number: number): string {
  const times = Array.from({ length: 8 }, (_, i) =>
    i === 6 || below(rng, 2) ? 0 : MORNING + below(rng, HOUR),
  );
  const door = below(rng, 2) ? 'B2-1204'.slice(0, below(rng, 8)) : '';
  return packOrder(below(rng, 6), `W${number}`, times, below(rng, 0x3fff), door);
}

/** What becomes of the frames that write an order: mostly something that must not be taken. */
const CHANGES: readonly ((frames: Uint8Array[], rng: Rng, other: Uint8Array[]) => Uint8Array[])[] = [
  // One to three bits turned round, anywhere.
  (frames, rng) => {
    for (let i = below(rng, 3); i >= 0; i--) {
      const frame = pick(rng, frames.slice(1));
      const at = 2 + below(rng, 4);
      frame[at] = (frame[at] as number) ^ (1 << below(rng, 8));
    }
    return frames;
  },
  // Any byte in the place of one.
  (frames, rng) => {
    pick(rng, frames.slice(1))[2 + below(rng, 4)] = below(rng, 256);
    return frames;
  },
  // A page left out, or the bytes of two exchanged, or one written to another place.
  (frames, rng) => {
    const left = 1 + below(rng, frames.length - 1);
    return frames.filter((_, i) => i !== left);
  },
  (frames, rng) => {
    const [a, b] = [pick(rng, frames.slice(1)), pick(rng, frames.slice(1))];
    const four = a.slice(2);
    a.set(b.subarray(2), 2);
    b.set(four, 2);
    return frames;
  },
  (frames, rng) => {
    pick(rng, frames.slice(1))[1] = below(rng, 64);
    return frames;
  },
  // The beginning of one order, the end of another.
  (frames, rng, other) => [...other, ...frames.slice(below(rng, frames.length))],
  (frames, rng) => frames.slice(0, below(rng, frames.length + 1)),
];

taps('of 100 000 changed orders: taken exactly when they are whole and authentic', async () => {
  const rng = rngFrom(FIRST_SEED);
  let engine = newBadge();
  let known: (string | null)[] = [];
  const counts = { taken: 0, refused: 0, unsigned: 0 };
  const refresh = (): void => {
    engine = newBadge(below(rng, 1000));
    known = [];
    // The first refusal of a minute is put on record; after it only what is taken writes to flash.
    touch(engine, writesOf(bytes(ndefOf('no order'))));
  };
  refresh();
  for (let i = 0; i < MUTATED; i++) {
    if (known.length === 8) {
      assert.equal(await engine.faults(), [], `SEED=${FIRST_SEED}, tap ${i}`);
      refresh();
    }
    const order = anyOrder(rng, i);
    const payload = below(rng, 40) ? sign(order) : order;
    const frames = writesOf(bytes(ndefOf(payload)));
    const other = writesOf(bytes(ndefOf(sign(anyOrder(rng, i)))));
    const sent = below(rng, 50) ? pick(rng, CHANGES)(frames, rng, other) : frames;
    engine.badge.field(true);
    // Behind what the tag says at its longest there are zeros: that is looked at now and then.
    const shown = areaIn(engine, i % 50 ? 20 : 42);
    if (!isIdle(shown)) assert.unreachable(`SEED=${FIRST_SEED}, tap ${i}: the tag is not as it was`);
    const area = new Uint8Array(168);
    area.set(bytes(shown));
    for (const [, page = 0, ...four] of sent) if (page >= 4 && page < 42) area.set(four, (page - 4) * 4);
    const found = payloadOf(area);
    const id = broughtBy(found);
    const isNew = id !== null && !known.includes(id);
    const before = engine.badge.nor.wear.wordWrites;
    touch(engine, sent);
    const isTaken = engine.badge.nor.wear.wordWrites > before;
    if (isTaken !== isNew) assert.unreachable(`SEED=${FIRST_SEED}, tap ${i}: taken ${isTaken}, ${id}`);
    if (isNew) known.push(id);
    counts[!isNew ? 'refused' : found.charCodeAt(0) === 0xe1 ? 'taken' : 'unsigned']++;
    if (i % 25_000 === 24_999)
      console.log(`\n  SEED=${FIRST_SEED}: ${i + 1} changed orders, ${JSON.stringify(counts)}`);
  }
  assert.ok(counts.taken > 1000 && counts.refused > 60_000 && counts.unsigned > 10);
});

taps('of 1 000 000 recorded, expired or foreign orders: none is taken', async () => {
  const rng = rngFrom(FIRST_SEED);
  const engine = newBadge();
  await engine.advance(1000);
  assert.ok(await setClock(engine, MORNING));
  // What somebody recorded as the desk wrote it: a fresh order each.
  const recorded: string[] = [];
  for (let i = 0; i < 4; i++)
    await writeTag(new SimReader(engine), shown => {
      recorded.push(
        sign(packOrder(2, `WO-${i}`, [0, 0, 0, 0, 0, 0, MORNING + HOUR, 0], 0, ''), {
          salt: badgeIn(shown)?.nonce,
        }),
      );
      return bytes(ndefOf(recorded.at(-1) as string));
    });
  assert.is(ordersOn(engine), 4);
  const short = (id: number, notAfter = 0): string =>
    packOrder(0, `F${id}`, [0, 0, 0, 0, 0, 0, notAfter, 0], 0, '');
  const kinds: readonly ((i: number) => string)[] = [
    () => pick(rng, recorded),
    // Each was good until a second ago, or longer.
    i => sign(short(i, MORNING - 1 - below(rng, 1000))),
    i => sign(short(i), { badge: pick(rng, ['00c0ffef', '80c0ffee', 'eeffc000']) }),
    i => sign(short(i), { radioKey: 'key of another b' }),
    i => {
      // Signed by one key, and named another.
      const payload = sign(short(i), { key: keyNumber('engineer', 0) });
      return payload.slice(0, 1) + put(keyNumber('site', 0), 1) + payload.slice(2);
    },
  ];
  // Made beforehand, a thousand of each kind. Three pages hold the type's first letters, which the tag shows anyway.
  const made = kinds.map(kind =>
    Array.from({ length: 1000 }, (_, i) =>
      writesOf(bytes(ndefOf(kind(i)))).filter((_frame, at) => at === 1 || at > 4),
    ),
  );
  const events = (): string[] =>
    storyOfWords(world, wordsOfFlash(engine.badge.nor.bytes))
      .events.map(({ event }) => event)
      .filter(event => event !== 'security');
  const before = events();
  for (let i = 0; i < REPLAYED; i++) {
    touch(engine, pick(rng, pick(rng, made)));
    if (i % 100_000 !== 99_999) continue;
    // Another minute, in which a refusal is put on record again.
    await engine.advance(engine.now() + 61_000);
    assert.equal(events(), before, `SEED=${FIRST_SEED}, by tap ${i}`);
    assert.ok(isRestored(engine));
    console.log(`\n  SEED=${FIRST_SEED}: ${i + 1} replayed, 0 taken`);
  }
  assert.equal(await engine.faults(), []);
});

taps.run();
