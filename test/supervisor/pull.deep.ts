import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { airOf } from '../../cli/show/air.js';
import type { NodeEngine } from '../../host-sim/node-engine.js';
import type { Pulled } from '../../supervisor/pull.js';
import { Stream } from '../../supervisor/stream.js';
import { busyBadge, fullRing, inFlash, wholeLog } from './badge.js';

const drops = suite('a pull over a link that drops');

/** Bytes between two places to go on from in a full ring; a prime, so that they lie everywhere in a frame. */
const STEP = 13;

/** The badge may have written more since it said that this was all. */
async function isWhole(engine: NodeEngine, stream: Uint8Array, when: string): Promise<void> {
  const hex = Buffer.from(stream).toString('hex');
  assert.is((await inFlash(engine)).slice(0, hex.length), hex, when);
}

for (const mtu of [53, 23]) {
  drops(`brings the same whichever frame of a full ring it drops at, at MTU ${mtu}`, async () => {
    const engine = await fullRing();
    const { link, client, during } = airOf(engine, { mtu });
    const { frames } = (await during(client.pull())) as Pulled;
    for (let drop = 1; drop <= frames; drop++) {
      link.dropAt = link.delivered + drop;
      const { stream } = (await during(client.pull())) as Pulled;
      await isWhole(engine, stream, `dropped at frame ${drop}`);
    }
  });

  for (const [what, engine, step] of [
    ['every byte of a log', await busyBadge(), 1],
    [`every ${STEP}th byte of a full ring`, await fullRing(), STEP],
  ] as const)
    drops(`goes on from ${what}, at MTU ${mtu}`, async () => {
      const log = await wholeLog(engine);
      const { client, during } = airOf(engine, { mtu });
      for (let held = 0; held <= log.length; held += step) {
        const stream = Stream.holding(log.subarray(0, held));
        const pulled = (await during(client.pull({ stream }))) as Pulled;
        assert.is(pulled.stream.length >= log.length, true);
        await isWhole(engine, pulled.stream, `${held} bytes were held`);
      }
      client.close();
    });
}

drops.run();
