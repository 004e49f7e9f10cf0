import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { worldOf } from '../../cli/play/world.js';
import { pullBadge } from '../../cli/pull/one.js';
import { airOf } from '../../cli/show/air.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { type Rng, rngFrom } from '../../host-sim/rng.js';
import { type Dlog, readDlog } from '../../supervisor/dlog.js';
import { toldBy } from '../../supervisor/report.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import type { Store } from '../../supervisor/store/store.js';
import { below, FIRST_SEED } from '../shared/seed.js';
import { inFlash, MORNING, ORDER, packed } from './badge.js';

const BADGES = 500;
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const REPORT_MS = 10_000;

const fleet = suite(`${BADGES} badges in one store`);

/** One badge at work. */
interface Worn {
  readonly id: string;
  readonly engine: NodeEngine;
  readonly air: ReturnType<typeof airOf>;
  /** Events that were new to the store, of each pull. */
  readonly fresh: number[];
}

async function worn(id: string, seed: number): Promise<Worn> {
  const world = worldOf({ id, profile: 'HB', language: 'en' });
  const engine = new NodeEngine({ ...world.parts, seed, startMs: MORNING * 1000 });
  const air = airOf(engine);
  assert.is(await air.during(air.client.setTime(MORNING)), null);
  assert.is(await air.during(air.client.pushOrder(packed(ORDER))), null);
  air.client.close();
  return { id, engine, air, fresh: [] };
}

async function press({ engine }: Worn, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await engine.advance(engine.now() + 60_000);
    await engine.press(3);
  }
}

/** Pulls as the command does; the link drops at some frame, or not at all. */
async function pull({ id, engine, air, fresh }: Worn, store: string, rng: Rng): Promise<void> {
  air.link.dropAt = air.link.delivered + 1 + below(rng, 20);
  const desk = {
    say: (line: string) => {
      const count = /with (\d+) events/.exec(line);
      if (count) fresh.push(Number(count[1]));
    },
    now: () => Math.floor(engine.now() / 1000),
    zone: () => 28_800,
    ticks: () => engine.now(),
  };
  assert.is(await air.during(pullBadge(air.client, id, { store }, desk)), null, id);
  air.client.close();
}

function inStore<T>(file: string, make: boolean, work: (store: Store) => T): T {
  const store = openStore(file, { make });
  if ('error' in store) throw new Error(store.error);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

fleet('lose nothing, hold nothing twice, and are reported in ten seconds', async () => {
  console.log(`  replay with SEED=${FIRST_SEED}`);
  const rng = rngFrom(FIRST_SEED);
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  const file = join(folder, 'depot.sqlite');
  const all: Worn[] = [];
  for (let i = 0; i < BADGES; i++) all.push(await worn((0x1000 + i).toString(16).padStart(8, '0'), i + 1));
  inStore(file, true, store =>
    store.enrol(
      all.map(({ id }) => ({
        badge: id,
        logKey: TEST_KEYS.log,
        radioKey: TEST_KEYS.radio,
        enrolled: MORNING,
        note: '',
      })),
    ),
  );
  const start = performance.now();
  for (let round = 0; round < 2; round++)
    for (const each of all) {
      await press(each, 3 + below(rng, 8));
      await pull(each, file, rng);
    }
  const pulled = performance.now() - start;
  for (const { id, engine, fresh } of all) {
    const pulls = inStore(file, false, store => store.pulls(id));
    assert.is(pulls.length, 2, id);
    const last = readDlog(pulls[1]?.file as Uint8Array) as Dlog;
    // Nothing was written over yet, so the second log has all that the first one had.
    const told = toldBy([last]).events.length;
    assert.is(fresh[0] + fresh[1], told, `${id}: each event is kept once`);
    const stream = Buffer.from(pulls[1]?.file.subarray(68) ?? []).toString('hex');
    assert.is((await inFlash(engine)).startsWith(stream), true, id);
  }
  const from = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [MAIN, 'report', file, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const reported = performance.now() - from;
  assert.is(status, 0);
  const { badges } = JSON.parse(stdout);
  assert.is(badges.length, BADGES);
  console.log(
    `  ${BADGES} badges, two pulls each with a drop, in ${(pulled / 1000).toFixed(1)} s; report in ${(reported / 1000).toFixed(1)} s`,
  );
  assert.is(reported < REPORT_MS, true, `the report took ${reported} ms`);
  rmSync(folder, { recursive: true });
});

fleet.run();
