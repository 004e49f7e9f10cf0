import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { airOf } from '../../cli/show/air.js';
import type { NodeEngine } from '../../host-sim/node-engine.js';
import { rngFrom } from '../../host-sim/rng.js';
import { Stream } from '../../supervisor/stream.js';
import { below, FIRST_SEED } from '../shared/seed.js';
import { busyBadge, fullRing, wholeLog } from './badge.js';
import {
  again,
  type Break,
  breaks,
  conversation,
  forEach,
  keep,
  MTUS,
  type Mtu,
  numbers,
  toDisk,
} from './drops.js';

const drops = suite('a supervisor whose link drops');

/**
 * Of a full ring each so many-th byte is tried to go on from, beginning with one by chance: every byte at every MTU would
 * take six minutes. A prime, so that they lie everywhere in frames of any size.
 */
const STEP = 29;

const badges = [
  { name: 'a small log', kept: keep(await busyBadge()), step: 1 },
  { name: 'a full ring', kept: keep(await fullRing()), step: STEP },
] as const;
const [small, ring] = badges;
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const rng = rngFrom(FIRST_SEED);
const start = performance.now();
let cases = 0;

drops.after(() => {
  rmSync(folder, { recursive: true });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`  ${cases} conversations in ${seconds} s; replay with SEED=${FIRST_SEED}`);
});

drops('hears the same over every link that is wide enough: a Pixl.js gives no more than 53', async () => {
  const heard = [];
  for (const mtu of MTUS.slice(1)) {
    const engine = again(small.kept);
    const frames: string[] = [];
    engine.onNotify((_, value) => frames.push(Buffer.from(value).toString('hex')));
    await conversation(engine, mtu);
    heard.push(frames);
  }
  for (const frames of heard) assert.equal(frames, heard[0]);
});

for (const { name, kept, step } of badges)
  for (const mtu of MTUS) {
    drops(`loses nothing at any frame or request: ${name}, MTU ${mtu}`, async () => {
      const talk = (where: Break) => conversation(again(kept), mtu, where);
      cases += await forEach(await breaks(talk), talk);
    });

    drops(`goes on from ${step === 1 ? 'every' : `every ${step}th`} byte: ${name}, MTU ${mtu}`, async () => {
      const log = await wholeLog(again(kept));
      cases += await forEach(numbers(below(rng, step), log.length, step), held =>
        conversation(again(kept), mtu, {}, log.subarray(0, held)),
      );
    });
  }

/** Pulls until a notification at which the link breaks for good: nobody answers any more. How many came. */
async function pullUpTo(engine: NodeEngine, stream: Stream, mtu: Mtu, dropAt?: number): Promise<number> {
  const { link, client, during } = airOf(engine, { mtu, dropAt });
  const connect = engine.connect.bind(engine);
  engine.connect = async (...how) => link.dropAt === dropAt && connect(...how);
  const pulled = await during(client.pull({ stream }));
  assert.is('error' in pulled, dropAt !== undefined);
  engine.connect = connect;
  client.close();
  return link.delivered;
}

for (const { name, kept } of badges)
  for (const [before, mtu] of [
    [23, 53],
    [53, 23],
  ] as const)
    drops(`goes on at MTU ${mtu} wherever a pull at ${before} was cut off: ${name}`, async () => {
      const all = await pullUpTo(again(kept), new Stream(), before);
      cases += await forEach(numbers(1, all), async dropAt => {
        const engine = again(kept);
        const stream = new Stream();
        await pullUpTo(engine, stream, before, dropAt);
        await conversation(engine, mtu, {}, stream);
      });
    });

for (const [{ name, kept }, mtu] of [
  [small, 23],
  [small, 53],
  [ring, 53],
] as const)
  drops(`tells the badge nothing before the log is on disk: ${name}, MTU ${mtu}`, async () => {
    const talk = (where: Break) => toDisk(again(kept), mtu, where, folder);
    cases += await forEach(await breaks(talk), talk);
  });

drops.run();
