import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { airOf } from '../../cli/show/air.js';
import type { NodeEngine } from '../../host-sim/node-engine.js';
import { KEY_WORDS } from '../../shared/log/log.js';
import { isHeadOf, isWhole } from '../../shared/log/word.js';
import { Op } from '../../shared/pull/frame.js';
import { Kind } from '../../shared/visit/kind.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import type { Progress, Pulled } from '../../supervisor/pull.js';
import { Stream } from '../../supervisor/stream.js';
import {
  busyBadge,
  checkedOf,
  inFlash,
  MORNING,
  newBadge,
  ORDER,
  packed,
  setLater,
  WORLD,
  wholeLog,
} from './badge.js';
import { again, keep } from './drops.js';

/** Answers that a supervisor's proof takes, before the log comes. */
const PROOF = 2;

const pulls = suite('a pull');

function hex(pulled: Pulled | Failure): string {
  if ('error' in pulled) throw new Error(pulled.error);
  return Buffer.from(pulled.stream).toString('hex');
}

/** Sets the clock so often that the log grows by about so many words: four a time. */
async function grow(engine: NodeEngine, words: number): Promise<void> {
  const air = airOf(engine);
  await setLater(air, words / 4);
  air.client.close();
}

pulls('brings what stands in the flash', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  const seen: Progress[] = [];
  const pulled = await air.during(air.client.pull({ onProgress: each => seen.push(each) }));
  assert.is(hex(pulled), await inFlash(engine));
  assert.is((pulled as Pulled).first, 0);
  assert.is((pulled as Pulled).next > 12, true);
  assert.is(seen.at(-1)?.bytes, (pulled as Pulled).stream.length);
  assert.is((pulled as Pulled).connections, 1);
  assert.equal(await engine.faults(), []);
});

pulls('drops what is held of another log, or what a bad disk made of it', async () => {
  const engine = await busyBadge();
  const log = await wholeLog(engine);
  const damaged = (at: number, length: number): Uint8Array =>
    log.subarray(0, length).map((byte, i) => (i === at ? byte ^ 1 : byte));
  const longer = Buffer.concat([log, Buffer.alloc(100, 7)]);
  for (const held of [damaged(5, 20), damaged(60, 100), damaged(90, 100), longer]) {
    const air = airOf(engine);
    assert.is(hex(await air.during(air.client.pull({ stream: Stream.holding(held) }))), log.toString('hex'));
    air.client.close();
  }
});

pulls('knows which badge it is, and where its log begins and ends before it comes', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  assert.is(await air.during(air.client.badge()), '00c0ffee');
  const extent = await air.during(air.client.extent());
  const { first, next, connections } = (await air.during(air.client.pull())) as Pulled;
  assert.equal(extent, { first, next });
  assert.is(connections, 1);
});

pulls('asks for no byte again that it holds in full frames', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  const frames = ((await air.during(air.client.pull())) as Pulled).frames;
  air.client.close();
  const broken = airOf(engine, { dropAt: PROOF + frames });
  const pulled = (await broken.during(broken.client.pull())) as Pulled;
  // The frame that was lost, and at most the rest of the last answer once more.
  assert.is(pulled.frames <= frames + 6, true);
});

pulls('goes on with what an earlier one has brought, from whichever supervisor', async () => {
  const engine = await busyBadge();
  const stream = new Stream();
  const first = airOf(engine, { dropAt: PROOF + 4 });
  // The badge goes out of reach for good: there is nobody to connect to.
  first.link.engine.onGone(() => void engine.power('cut'));
  const failed = await first.during(first.client.pull({ stream }));
  assert.match((failed as Failure).error, /^Tried 5 times and the log stopped after 144 bytes \(.*\): bring/);
  await engine.power('restore');
  const second = airOf(engine);
  const pulled = await second.during(second.client.pull({ stream }));
  assert.is(hex(pulled), await inFlash(engine));
});

pulls('of a badge out of reach says so in one sentence', async () => {
  const engine = newBadge();
  await engine.power('cut');
  const air = airOf(engine);
  const failed = (await air.during(air.client.pull())) as Failure;
  assert.is(
    failed.error,
    'Tried 5 times and nothing of the log came (Bluetooth device is out of range): bring the badge closer and pull again.',
  );
});

pulls('is acknowledged only when the caller says so', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  const before = (await air.during(air.client.pull())) as Pulled;
  assert.is(hex(await air.during(air.client.pull())), hex(before), 'a pull changes nothing on the badge');
  assert.is(await air.during(air.client.acknowledge(before.next)), null);
  const after = (await air.during(air.client.pull())) as Pulled;
  assert.is(after.next, before.next + 1);
  assert.is(hex(after).startsWith(hex(before)), true);
});

pulls('that is stopped holds what came, lets the badge go, and the next one goes on there', async () => {
  const engine = await busyBadge();
  const whole = await wholeLog(engine);
  const connect = engine.connect.bind(engine);
  let connections = 0;
  engine.connect = (...how) => {
    connections++;
    return connect(...how);
  };
  for (let stopAt = 1; stopAt < whole.length / 48; stopAt++) {
    const stream = new Stream();
    const { client, link, during } = airOf(engine);
    let over: Promise<void> | undefined;
    const onProgress = ({ frames }: Progress): void => {
      if (frames === stopAt) over = client.abort();
    };
    connections = 0;
    const stopped = await during(client.pull({ stream, onProgress }));
    await during(over as Promise<void>);
    assert.equal(stopped, { error: 'It was stopped.', why: 'stopped' }, `at frame ${stopAt}`);
    assert.equal([engine.connected(), connections], [false, 1]);
    assert.ok(stream.held >= stopAt * 48, `${stream.held} bytes at frame ${stopAt}`);
    assert.ok(whole.subarray(0, stream.held).equals(stream.bytes()));
    const before = link.delivered;
    assert.equal(await during(client.pull({ stream })), stopped, 'this client asks nothing more');
    assert.is(link.delivered, before);
    const next = airOf(engine);
    assert.is(hex(await next.during(next.client.pull({ stream }))), whole.toString('hex'));
    next.client.close();
  }
});

pulls('that is stopped while the badge is away ends too, and leaves nobody connected', async () => {
  const engine = await busyBadge();
  const air = airOf(engine, { dropAt: PROOF + 4 });
  engine.onGone(() => void engine.power('cut'));
  const stream = new Stream();
  const pulled = air.during(air.client.pull({ stream }));
  while (stream.held < 3 * 48 || engine.powered()) await new Promise(turn => setImmediate(turn));
  await air.client.abort();
  await engine.power('restore');
  assert.is(((await pulled) as Failure).why, 'stopped');
  assert.is(stream.held, 3 * 48);
  assert.is(engine.connected(), false);
});

/** The key in use, as its record stands in the flash: its words, and their place. */
async function keyIn(engine: NodeEngine): Promise<{ at: number; words: number[] }> {
  const words = wordsOfFlash(await engine.flash());
  const at = words.findIndex(word => isWhole(word) && isHeadOf(word, Kind.Key));
  assert.is.not(at, -1, 'the badge has a key');
  return { at, words: [...words.subarray(at, at + KEY_WORDS)] };
}

pulls('holds no word of the key in use, neither the enrolled one nor the next', async () => {
  const engine = await busyBadge();
  const seen = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const air = airOf(engine);
    // Whatever was asked for, from wherever on.
    for (const from of [0, 5]) {
      const pulled = (await air.during(air.client.pull({ from }))) as Pulled;
      const key = await keyIn(engine);
      seen.add(String(key.words));
      const words = new Uint32Array(pulled.stream.slice().buffer);
      assert.equal([...words.subarray(key.at, key.at + KEY_WORDS)], new Array(KEY_WORDS).fill(0));
      for (const word of key.words)
        assert.is(words.includes(word), false, `${word.toString(16)} is of the key`);
      if (from === 0) await air.during(air.client.acknowledge(pulled.next));
    }
    air.client.close();
    await grow(engine, 72);
  }
  assert.ok(seen.size > 1, 'the key has gone on');
});

pulls.run();

const requests = suite('a supervisor');

requests('sets the clock and gives an order', async () => {
  const engine = newBadge();
  const air = airOf(engine);
  assert.is(await air.during(air.client.setTime(MORNING)), null);
  assert.is(await air.during(air.client.pushOrder(packed(ORDER))), null);
  const pulled = (await air.during(air.client.pull())) as Pulled;
  assert.is(pulled.next, 3);
});

requests('tells the time anew at each try', async () => {
  const engine = newBadge();
  const air = airOf(engine);
  // The first write finds nobody, and only the next connection carries it.
  const connect = engine.connect.bind(engine);
  let refused = 0;
  engine.connect = async (...how) => (refused++ ? connect(...how) : false);
  const told: number[] = [];
  const tell = (): number => {
    told.push(MORNING + told.length);
    return told.at(-1) as number;
  };
  assert.is(await air.during(air.client.setTime(tell)), null);
  assert.equal(told, [MORNING], 'who was not reached was told nothing');
  engine.write = (write => {
    let lost = 0;
    return async (...what: Parameters<typeof write>) => (lost++ ? write(...what) : false);
  })(engine.write.bind(engine));
  assert.is(await air.during(air.client.setTime(tell)), null);
  assert.equal(told, [MORNING, MORNING + 1, MORNING + 2]);
});

for (const mtu of [53, 23])
  requests(`gives an order that no request can carry in pieces, at MTU ${mtu}`, async () => {
    const engine = newBadge();
    const air = airOf(engine, { mtu });
    const long = packed({
      ...ORDER,
      id: 'WO-0123456789ABC',
      door: 'B2-1204-0001',
      ...Object.fromEntries(
        ['reported', 'dispatched', 'slotEnd', 'notAfter'].map(each => [each, ORDER.appointment]),
      ),
    });
    assert.ok(long.length > 40);
    assert.is(await air.during(air.client.pushOrder(long)), null);
    const { events } = storyOfWords(WORLD, wordsOfFlash(await engine.flash()));
    assert.equal(
      events.filter(({ event }) => event === 'order.dispatched').map(({ order }) => order),
      ['WO-0123456789ABC'],
    );
  });

requests.run();

const rings = suite('a pull of a whole ring');

async function pulledFrom(engine: NodeEngine): Promise<Pulled> {
  const air = airOf(engine);
  const pulled = (await air.during(air.client.pull())) as Pulled;
  air.client.close();
  return pulled;
}

rings('brings both pages, and goes on where the link drops on either', async () => {
  const engine = newBadge();
  await grow(engine, 1500);
  const whole = hex(await pulledFrom(engine));
  for (const dropAt of [1, 20, 84, 85, 86, 87, 120]) {
    const air = airOf(engine, { dropAt });
    const pulled = (await air.during(air.client.pull())) as Pulled;
    assert.is(hex(pulled), whole, `dropped at frame ${dropAt}`);
    const { fault, unproven, pages } = checkedOf(pulled);
    assert.equal([fault, unproven, pages], [null, null, 2]);
    air.client.close();
  }
});

rings('begins with a later page once the first has been used again', async () => {
  const engine = newBadge();
  await grow(engine, 1500);
  const air = airOf(engine);
  const before = (await air.during(air.client.pull())) as Pulled;
  await air.during(air.client.acknowledge(before.next));
  air.client.close();
  await grow(engine, 900);
  const again = airOf(engine);
  const after = (await again.during(again.client.pull())) as Pulled;
  assert.is(before.first, 0);
  assert.is(after.first > 0, true);
  assert.is(after.first < before.next, true, 'nothing is missing in between');
  assert.is(hex(after), await inFlash(engine));
  assert.is(checkedOf(after).fault, null);
});

rings('drops what it holds of a page that is used again meanwhile', async () => {
  const engine = newBadge();
  await grow(engine, 1500);
  const first = airOf(engine, { dropAt: PROOF + 30 });
  const stream = new Stream();
  // Out of reach after the drop: 29 frames of the old first page are held.
  engine.onGone(() => void engine.power('cut'));
  await first.during(first.client.pull({ stream }));
  assert.is(stream.held, 29 * 48);
  await engine.power('restore');
  const other = airOf(engine);
  const all = (await other.during(other.client.pull())) as Pulled;
  await other.during(other.client.acknowledge(all.next));
  other.client.close();
  await engine.power('restore');
  await grow(engine, 900);
  await engine.power('restore');
  const late = airOf(engine);
  const pulled = (await late.during(late.client.pull({ stream }))) as Pulled;
  assert.is(hex(pulled), await inFlash(engine));
});

rings('is whole although the wearer goes on pressing', async () => {
  for (let pressAt = 1; pressAt <= 24; pressAt++) {
    const engine = await busyBadge();
    let beats = 0;
    const air = airOf(engine, {
      beat: async () => {
        if (++beats === pressAt) await engine.press(3);
      },
    });
    const pulled = (await air.during(air.client.pull())) as Pulled;
    assert.is((await inFlash(engine)).startsWith(hex(pulled)), true, `pressed at beat ${pressAt}`);
    assert.is(checkedOf(pulled).fault, null, `pressed at beat ${pressAt}`);
  }
});

rings('takes a frame that was the last one when it was sent for no sign of a narrow link', async () => {
  const offered = newBadge();
  const { client, during } = airOf(offered);
  assert.is(await during(client.setTime(MORNING)), null);
  assert.is(await during(client.pushOrder(packed(ORDER))), null);
  client.close();
  const kept = keep(offered);
  const grown = new Set<number>();
  // 16 bytes more each time: the log ends everywhere in the four frames of an answer.
  for (let more = 0; more < 12; more++)
    for (let pressAt = 1; pressAt <= 3; pressAt++) {
      const engine = again(kept);
      await grow(engine, more * 4);
      const write = engine.write.bind(engine);
      let asked = 0;
      engine.write = async (uuid, value) => {
        const isHeard = await write(uuid, value);
        // One press wakes the display, and the next accepts the order.
        if (value[0] === Op.Pull && ++asked === pressAt) for (let i = 0; i < 2; i++) await engine.press(3);
        return isHeard;
      };
      const pulled = await pulledFrom(engine);
      const when = `${more * 16} bytes more, pressed at request ${pressAt}`;
      assert.is((await inFlash(engine)).startsWith(hex(pulled)), true, when);
      assert.is(pulled.connections, 1, when);
      grown.add(pulled.stream.length % 16);
    }
  assert.is(grown.size, 2, 'what was pressed is in some of them, and came too late for others');
});

rings.run();
