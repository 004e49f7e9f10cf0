import { wordsOfFlash } from '../../cli/play/flash-log.js';
import { type World, worldOf } from '../../cli/play/world.js';
import { type Air, airOf } from '../../cli/show/air.js';
import type { Engine } from '../../host-sim/engine.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { secondsOf } from '../../shared/iso.js';
import { KEY_WORDS } from '../../shared/log/log.js';
import { isHeadOf, isWhole } from '../../shared/log/word.js';
import { packOrderJson } from '../../shared/order/json.js';
import type { Order } from '../../shared/visit/event.js';
import { Kind } from '../../shared/visit/kind.js';
import { type Checked, checkDlog } from '../../supervisor/check.js';
import { type Dlog, dlogOf, readDlog } from '../../supervisor/dlog.js';
import type { Pulled } from '../../supervisor/pull.js';

export const MORNING = secondsOf('2026-11-23T08:30:00+08:00') as number;
export const WORLD: World = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });

export const ORDER: Order = {
  id: 'WO-0007',
  type: 'repair',
  appointment: '2026-11-23T09:00:00+08:00',
  customer: 'home',
};

export function packed(order: Order): Uint8Array {
  const made = packOrderJson(order);
  if ('error' in made) throw new Error(made.error);
  return Buffer.from(made.bytes, 'latin1');
}

export function newBadge(): NodeEngine {
  return new NodeEngine({ ...WORLD.parts, seed: 1, startMs: MORNING * 1000 });
}

/** A badge whose clock is set and that has gone to an order by its third button: accepted, departed, arrived, rang. */
export async function busyBadge(): Promise<NodeEngine> {
  const engine = newBadge();
  const air = airOf(engine);
  const failed =
    (await air.during(air.client.setTime(MORNING))) ??
    (await air.during(air.client.pushOrder(packed(ORDER))));
  if (failed) throw new Error(failed.error);
  // Long records, so that there is something to pull.
  await setLater(air, 20);
  air.client.close();
  for (let i = 0; i < 12; i++) {
    await engine.advance(engine.now() + 60_000);
    // The first press wakes the display.
    for (let press = 0; press < 2; press++) {
      await engine.press(3);
      await engine.advance(engine.now() + 100);
    }
  }
  return engine;
}

/** By how much the clock of each badge was set forward, in seconds. */
const ahead = new WeakMap<Engine, number>();

/** Sets the clock so many times, each time a second further ahead: four words of the log each. */
export async function setLater({ client, during, link: { engine } }: Air, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const by = (ahead.get(engine) ?? 0) + 1;
    ahead.set(engine, by);
    const wall = Math.ceil(engine.now() / 1000) + by;
    const failed = await during(client.setTime(wall));
    if (failed) throw new Error(failed.error);
  }
}

/** The log as it stands in the flash, in hexadecimal, but for the key in use: that never leaves the badge. */
export async function inFlash(engine: Engine): Promise<string> {
  const words = wordsOfFlash(await engine.flash());
  words.forEach((word, i) => {
    if (isWhole(word) && isHeadOf(word, Kind.Key)) words.fill(0, i, i + KEY_WORDS);
  });
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString('hex');
}

/** A badge that has not a word more room: its clock was set again and again. */
export async function fullRing(): Promise<NodeEngine> {
  const engine = newBadge();
  const air = airOf(engine);
  await setLater(air, 500);
  air.client.close();
  return engine;
}

/** The log as a pull brings it: sealed, as it stands in the flash from then on. */
export async function wholeLog(engine: Engine): Promise<Buffer> {
  const air = airOf(engine);
  await air.during(air.client.extent());
  air.client.close();
  return Buffer.from(await inFlash(engine), 'hex');
}

/** What is found of a log that was pulled from a badge with the test keys. */
export function checkedOf(pulled: Pulled): Checked {
  const file = dlogOf({ ...pulled, pulledAt: MORNING, zone: 28_800 }) as Uint8Array;
  const keys = [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }];
  return checkDlog(readDlog(file) as Dlog, { keys, reach: 64 });
}
