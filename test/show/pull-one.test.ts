import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Desk, pullBadge } from '../../cli/pull/one.js';
import { readPartial } from '../../cli/pull/partial.js';
import { type Air, airOf } from '../../cli/show/air.js';
import type { Engine } from '../../host-sim/engine.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import { letPair, otherThan, passkeyOn } from '../host-sim/wearer.js';
import { busyBadge, newBadge, WORLD, wholeLog } from '../supervisor/badge.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const path = (name: string): string => join(folder, name);

/** A desk whose clock is so many seconds ahead of the world that a badge lives in, and what it says. */
function deskFor(engine: Engine, ahead = 0, setsClocks = false): { desk: Desk; said: string[] } {
  const said: string[] = [];
  const desk: Desk = {
    say: line => said.push(line),
    now: () => Math.floor(engine.now() / 1000) + ahead,
    zone: () => 28_800,
    ticks: () => engine.now(),
    setsClocks,
  };
  return { desk, said };
}

/** What is said of a badge before its log is. */
async function told(air: Air, ahead = 0, setsClocks = false): Promise<string[]> {
  const { desk, said } = deskFor(air.link.engine, ahead, setsClocks);
  assert.is(await air.during(pullBadge(air.client, '00c0ffee', { out: path('a.dlog') }, desk)), null);
  return said.slice(
    0,
    said.findIndex(line => /^Pulled/.test(line)),
  );
}

const mends = suite('a pull, of a badge');

mends.after(() => rmSync(folder, { recursive: true }));

mends('that nothing is wrong with, says nothing of it', async () => {
  const air = airOf(await busyBadge());
  // Its clock was set twenty seconds ahead.
  assert.equal(await told(air, 20), []);
});

mends('whose battery is low, says so', async () => {
  const engine = await busyBadge();
  await engine.battery(19);
  assert.equal(await told(airOf(engine), 20), ['Badge 00c0ffee: its battery is at 19 %: change it soon.']);
});

mends('whose clock is off or not set, says by how much and what helps', async () => {
  const helps = "pull with --set-time, or set it on the supervisor's page.";
  const air = airOf(await busyBadge());
  const [behind = ''] = await told(air, 32);
  assert.match(behind, new RegExp(`^Badge 00c0ffee: its clock is 1\\d s behind: ${helps}$`));
  const [ahead = ''] = await told(air, 8);
  assert.match(ahead, new RegExp(`^Badge 00c0ffee: its clock is 1\\d s ahead: ${helps}$`));
  assert.equal(await told(airOf(newBadge())), [`Badge 00c0ffee: its clock is not set: ${helps}`]);
});

mends('whose clock is to be set, sets it, or says why not', async () => {
  const air = airOf(await busyBadge());
  assert.equal(await told(air, 320, true), ['Badge 00c0ffee: its clock is 5 minutes behind: it is set now.']);
  assert.equal(await told(air, 320, true), []);
  const [line = ''] = await told(air, 20, true);
  assert.match(
    line,
    /its clock is 5 minutes ahead, and was not set\. .* never set back behind its newest record/,
  );
});

mends('that was not paired with, asks for its digits once', async () => {
  const engine = newBadge();
  let asked = 0;
  const passkey = async (): Promise<string> => {
    asked++;
    return otherThan(await passkeyOn(engine, WORLD));
  };
  const { client, during } = airOf(engine, { paired: false, holder: { passkey } });
  await letPair(engine);
  const { desk } = deskFor(engine);
  const failed = await during(pullBadge(client, '00c0ffee', { out: path('c.dlog') }, desk));
  assert.match(failed as string, /^The badge talks only to who has paired with it: /);
  assert.is(asked, 1);
});

mends('that is stopped, keeps what came and says where', async () => {
  const engine = await busyBadge();
  const { client, during } = airOf(engine);
  const { desk } = deskFor(engine, 20);
  let frames = 0;
  engine.onNotify(() => {
    if (++frames === 12) void client.abort();
  });
  const failed = await during(pullBadge(client, '00c0ffee', { out: path('b.dlog') }, desk));
  assert.is(
    failed,
    `It was stopped. What came is in ${path('b.dlog')}.partial, and the next pull goes on from there.`,
  );
  const kept = readPartial(path('b.dlog.partial'));
  assert.ok(kept.length > 0);
  assert.is(existsSync(path('b.dlog')), false);
  assert.is(engine.connected(), false);
  assert.ok((await wholeLog(engine)).subarray(0, kept.length).equals(kept));
});

mends('that was told that its records are safe, notes how it was left', async () => {
  const engine = await busyBadge();
  const air = airOf(engine);
  const { desk } = deskFor(engine, 20);
  await air.during(pullBadge(air.client, '00c0ffee', { store: path('depot.sqlite') }, desk));
  const status = await air.during(air.client.status());
  const store = openStore(path('depot.sqlite'), { make: false });
  if ('error' in store || 'error' in status) throw new Error('no store, or no badge');
  assert.equal(
    store.heard().map(({ badge, left }) => [badge, left]),
    [['00c0ffee', status.next]],
  );
  store.close();
});

mends.run();
