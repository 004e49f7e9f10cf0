import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Air, airOf } from '../../../cli/show/air.js';
import type { NodeEngine } from '../../../host-sim/node-engine.js';
import { Role } from '../../../shared/pull/proof.js';
import { readDlog } from '../../../supervisor/dlog.js';
import type { Pulled } from '../../../supervisor/pull.js';
import type { Keeping, KeptLog, Part } from '../../../supervisor/web/keeping.js';
import { type PullEnd, pullAndKeep, type Reached, recordsIn } from '../../../supervisor/web/pulling.js';
import { busyBadge, inFlash, MORNING, newBadge } from '../badge.js';

/** A disk that notes what is done, and in which order. */
class Disk implements Keeping {
  readonly done: string[] = [];
  readonly logs: KeptLog[] = [];
  part: Part | null = null;
  /** What cannot be done. */
  broken = '';

  async partOf(): Promise<Part | null> {
    return this.part;
  }
  async keepPart(part: Part): Promise<void> {
    await this.act('part');
    this.part = part;
  }
  async dropPart(): Promise<void> {
    await this.act('drop');
    this.part = null;
  }
  async keepLog(log: KeptLog): Promise<void> {
    await this.act('log');
    this.logs.push(log);
    this.part = null;
  }
  private async act(what: string): Promise<void> {
    if (this.broken === what) throw new Error('the disk is full');
    await new Promise(turn => setImmediate(turn));
    if (this.done.at(-1) !== what) this.done.push(what);
  }
}

function pullTo(
  disk: Disk,
  air: Air,
  onReached: (reached: Reached) => void = () => undefined,
  badge = '00c0ffee',
  mayTell = true,
): Promise<PullEnd> {
  const { client } = air;
  const acknowledge = client.acknowledge.bind(client);
  client.acknowledge = next => {
    disk.done.push('told');
    return acknowledge(next);
  };
  return air.during(
    pullAndKeep(badge, {
      client,
      keeping: disk,
      now: () => MORNING + 60,
      zone: () => 28_800,
      mayTell,
      onReached,
    }),
  );
}

const hexOf = (log: KeptLog | undefined): string => Buffer.from(log?.file.subarray(68) ?? []).toString('hex');

const pulls = suite('a pull into the browser');

pulls('is kept whole and checked before the badge is told', async () => {
  const engine = await busyBadge();
  const disk = new Disk();
  const seen: Reached[] = [];
  const end = await pullTo(disk, airOf(engine), each => seen.push(each));
  assert.is(end.how === 'kept' && end.acknowledged, true);
  assert.equal(disk.done, ['part', 'log', 'told']);
  const pulled = hexOf(disk.logs[0]);
  assert.ok(
    (await inFlash(engine)).startsWith(pulled),
    'what stands in the flash, in front of the note that it was pulled',
  );
  assert.is(disk.part, null);
  const log = readDlog(disk.logs[0]?.file as Uint8Array);
  if ('error' in log || end.how !== 'kept') throw new Error('no log');
  assert.is(end.records, log.next - log.first);
  assert.is(log.pulledAt, MORNING + 60);
  assert.is(disk.logs[0]?.id, `00c0ffee-${log.pulledAt}-${log.next}`);
  const last = seen.at(-1) as Reached;
  assert.is(last.bytes, pulled.length / 2);
  assert.ok(seen.every(({ safe, bytes }) => safe <= bytes));
  assert.ok(seen.every(({ records }, i) => records >= (seen[i - 1]?.records ?? 0)));
});

pulls('that stops leaves all that came on disk, and the next goes on there', async () => {
  const engine = await busyBadge();
  const disk = new Disk();
  // Two answers come before the log: those to the supervisor's proof.
  const near = airOf(engine, { dropAt: 2 + 8 });
  near.link.engine.onGone(() => void engine.power('cut'));
  const stopped = await pullTo(disk, near);
  assert.is(stopped.how === 'stopped' && stopped.bytes, 7 * 48);
  assert.is(disk.part?.bytes.length, 7 * 48);
  assert.is(stopped.how === 'stopped' && stopped.records, recordsIn(disk.part?.bytes as Uint8Array));
  assert.equal(disk.done, ['part']);
  await engine.power('restore');
  const again = airOf(engine);
  const end = await pullTo(disk, again);
  assert.is(end.how, 'kept');
  assert.equal(disk.done, ['part', 'log', 'told']);
  assert.ok((await inFlash(engine)).startsWith(hexOf(disk.logs[0])));
});

async function bytesOf(engine: NodeEngine): Promise<Uint8Array> {
  return Buffer.from(await inFlash(engine), 'hex');
}

pulls('begins anew where what is held is of another log', async () => {
  const engine = await busyBadge();
  const disk = new Disk();
  const held = (await bytesOf(engine)).slice(0, 480);
  // Of a badge that was erased since: the same first header, and other words behind it.
  held.fill(0xaa, 100, 140);
  disk.part = { badge: '00c0ffee', bytes: held };
  const end = await pullTo(disk, airOf(engine));
  assert.is(end.how, 'kept');
  assert.equal(disk.done, ['part', 'drop', 'part', 'log', 'told']);
  assert.ok((await inFlash(engine)).startsWith(hexOf(disk.logs[0])));
});

pulls('tells the badge nothing where the disk fails', async () => {
  for (const broken of ['part', 'log']) {
    const disk = new Disk();
    disk.broken = broken;
    const air = airOf(await busyBadge());
    let failed = '';
    await pullTo(disk, air).catch(error => {
      failed = error.message;
    });
    assert.is(failed, 'the disk is full', broken);
    assert.not(disk.done.includes('told'), broken);
    assert.equal(disk.logs, [], broken);
  }
});

/** A pull that brings what is in a sample. */
async function pullOf(
  sample: string,
  change: (pulled: Pulled) => Pulled = each => each,
): Promise<[PullEnd, Disk]> {
  const log = readDlog(readFileSync(`test/vectors/logs/${sample}.dlog`));
  if ('error' in log) throw new Error(log.error);
  const stream = new Uint8Array(log.words.slice().buffer);
  const disk = new Disk();
  const air = airOf(await busyBadge());
  const { first, next } = log;
  air.client.pull = async () =>
    change({ stream, first, next, bytes: stream.length, frames: 1, connections: 1 });
  // It is another badge that would be told.
  air.client.acknowledge = async () => null;
  return [await pullTo(disk, air), disk];
}

pulls('tells the badge nothing where a record is wrong, and keeps what came', async () => {
  const [end, disk] = await pullOf('bad-bit');
  assert.is(end.how, 'not-right');
  assert.match(end.how === 'not-right' ? end.fault : '', /cannot be read/);
  assert.equal(disk.done, ['log']);
  assert.is(disk.logs.length, 1);
});

pulls('lets a badge go on that lost its power in the middle of a write: no record is missing', async () => {
  const [end, disk] = await pullOf('good-power-cut');
  assert.is(end.how === 'kept' && end.isTorn, true);
  assert.equal(disk.done, ['log', 'told']);
  const [less] = await pullOf('good-power-cut', each => ({ ...each, next: each.next + 1 }));
  assert.is(less.how, 'not-right', 'but where one is');
  const [whole] = await pullOf('good-day');
  assert.is(whole.how === 'kept' && whole.isTorn, false);
});

pulls('takes no log of another badge for that of this one', async () => {
  const disk = new Disk();
  const end = await pullTo(disk, airOf(await busyBadge()), () => undefined, 'deadbeef');
  assert.is(end.how === 'not-right' && end.fault, 'the badge is deadbeef, and the log of 00c0ffee');
  assert.equal(disk.done, ['part', 'log']);
});

pulls('is kept with the signature of the badge', async () => {
  const disk = new Disk();
  const end = await pullTo(disk, airOf(await busyBadge()));
  assert.is(end.how === 'kept' && end.log.transcript?.role, Role.Dispatch);
  const kept = readDlog(disk.logs[0]?.file as Uint8Array);
  if ('error' in kept) throw new Error(kept.error);
  assert.is(kept.transcript?.tag.length, 8);
});

pulls('under a key that may only read is kept, and the badge is not even asked', async () => {
  const disk = new Disk();
  const end = await pullTo(disk, airOf(await busyBadge()), () => undefined, '00c0ffee', false);
  assert.is(end.how === 'kept' && end.acknowledged, null);
  assert.equal(disk.done, ['part', 'log']);
});

pulls('without a key brings nothing from an enrolled badge, and says why', async () => {
  const disk = new Disk();
  const access = { keyFor: () => undefined, nonce: () => '8 bytes.' };
  const end = await pullTo(disk, airOf(await busyBadge(), { access }));
  assert.is(end.how === 'stopped' && end.failure.why, 'no-key');
  assert.equal(disk.done, []);
});

pulls('that could not be told to the badge is kept all the same', async () => {
  const engine = await busyBadge();
  const disk = new Disk();
  const air = airOf(engine);
  const keep = disk.keepLog.bind(disk);
  disk.keepLog = async log => {
    await keep(log);
    await engine.power('cut');
  };
  const end = await pullTo(disk, air);
  assert.is(end.how === 'kept' && end.acknowledged, false);
  assert.is(disk.logs.length, 1);
});

pulls('that brings nothing, or no log, keeps nothing and tells the badge nothing', async () => {
  for (const stream of [new Uint8Array(), new Uint8Array(64)]) {
    const disk = new Disk();
    const air = airOf(newBadge());
    const whole: Pulled = { stream, first: 0, next: 0, bytes: stream.length, frames: 1, connections: 1 };
    air.client.pull = async () => whole;
    const end = await pullTo(disk, air);
    assert.is(end.how, 'nothing');
    assert.equal(disk.done, []);
  }
});

pulls.run();

const counts = suite('records in a stream');

counts('are those that are there in full', async () => {
  const whole = await bytesOf(await busyBadge());
  assert.is(recordsIn(new Uint8Array()), 0);
  assert.is(recordsIn(whole.subarray(0, 20)), 0, 'not even a header');
  assert.is(recordsIn(Uint8Array.of(1, 2, 3)), 0);
  let before = 0;
  for (let length = 48; length <= whole.length; length += 48) {
    const now = recordsIn(whole.subarray(0, length));
    assert.ok(now >= before);
    before = now;
  }
  assert.ok(before > 20);
});

counts.run();
