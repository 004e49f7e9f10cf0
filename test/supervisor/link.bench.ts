import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type AirCost, costOfPull, fullBadge } from '../../cli/budget/row-9.js';
import { playReferenceDay, replayDay } from '../../cli/play/reference-day.js';
import type { Engine } from '../../host-sim/engine.js';
import { NodeEngine } from '../../host-sim/node-engine.js';

const INTERVAL_MS = 15;
/** What a packet of the link layer carries where nobody agreed on more, and what of it are headers of the layers above. */
const PACKET = 27;
const HEADERS = 7;

const bench = suite('what a pull costs on the air (modelled: nobody has measured a radio)');

/** The log as base64 over the console: as many characters in a notification as fit, one notification an interval. */
function overConsole(log: number, mtu: number): AirCost {
  const notified = Math.ceil(log / 3) * 4;
  const notifications = Math.ceil(notified / (mtu - 3));
  return { log, notified, notifications, milliseconds: notifications * INTERVAL_MS };
}

function line(what: string, { log, notified, notifications, milliseconds }: AirCost): string {
  const ratio = (notified / log).toFixed(3);
  const seconds = (milliseconds / 1000).toFixed(2);
  return `  ${what.padEnd(34)} ${ratio} bytes a log byte, ${String(notifications).padStart(3)} notifications, ${seconds} s`;
}

async function referenceBadge(): Promise<Engine> {
  const day = await playReferenceDay();
  const badge = replayDay(day);
  const { bundle, flashed } = day.options;
  return new NodeEngine({
    ...(bundle !== undefined && { bundle }),
    ...(flashed && { flashed }),
    image: badge.image(),
    startMs: badge.now(),
  });
}

bench('a full ring and a reference day, against base64 over the console', async () => {
  for (const [what, engine] of [
    ['full ring', await fullBadge()],
    ['reference day', await referenceBadge()],
  ] as const)
    for (const mtu of [53, 23]) {
      const pulled = await costOfPull(engine, { mtu });
      const peer = overConsole(pulled.log, mtu);
      console.log(`  ${what} of ${pulled.log} bytes at MTU ${mtu}, ${INTERVAL_MS} ms interval`);
      console.log(line('  pulled', pulled));
      console.log(line('  base64 over the console', peer));
      assert.is(pulled.notified < peer.notified, true);
    }
});

bench('with one packet in ten lost on the air', async () => {
  const engine = await fullBadge();
  const calm = await costOfPull(engine, {});
  const lossy = await costOfPull(engine, { lostEach: 10 });
  console.log(line('full ring, MTU 53, one in ten lost', lossy));
  assert.is(lossy.notified, calm.notified, 'the link layer loses no data');
  assert.is(lossy.milliseconds > calm.milliseconds * 1.09, true);
});

bench('what packets of 27 bytes make of frames of 50 and of 47', () => {
  for (const bytes of [50, 47]) {
    const packets = Math.ceil((bytes + HEADERS) / PACKET);
    const each = (bytes - 2) / packets;
    console.log(
      `  frames of ${bytes} bytes: ${packets} packets each, ${each.toFixed(1)} bytes of log in a packet`,
    );
  }
});

bench.run();
