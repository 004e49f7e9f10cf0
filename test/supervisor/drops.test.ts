import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import { busyBadge, wholeLog } from './badge.js';
import { again, type Break, breaks, conversation, forEach, keep, toDisk } from './drops.js';

/** In short: drops.deep.ts has a full ring, more MTUs, and every byte. */
const drops = suite('a supervisor whose link drops');
const kept = keep(await busyBadge());
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));

drops.after(() => rmSync(folder, { recursive: true }));

for (const mtu of [23, 53] as const) {
  drops(`loses nothing at any frame or request, at MTU ${mtu}`, async () => {
    const talk = (where: Break) => conversation(again(kept), mtu, where);
    await forEach(await breaks(talk), talk);
  });

  drops(`goes on from bytes at the borders of frames, at MTU ${mtu}`, async () => {
    const log = await wholeLog(again(kept));
    const near = [18, 48, 96, 480, log.length].flatMap(each => [each - 1, each, each + 1]);
    await forEach([0, 1, ...near.filter(each => each <= log.length)], held =>
      conversation(again(kept), mtu, {}, log.subarray(0, held)),
    );
  });
}

drops('tells the badge nothing before the log is on disk', async () => {
  const talk = (where: Break) => toDisk(again(kept), 53, where, folder);
  await forEach(await breaks(talk), talk);
});

drops.run();
