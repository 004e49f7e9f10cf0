import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { tap } from '../../cli/play/tap.js';
import { worldOf } from '../../cli/play/world.js';
import { Badge, type BadgeOptions } from '../../host-sim/badge.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packBareOrder } from '../../shared/order/order.js';

/** When the display is on, and what it takes to wake it. */

const { parts } = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const ON_SECONDS = 15;
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));

const display = suite('the display');

display.after(() => rmSync(folder, { recursive: true, force: true }));

function badgeAt(seconds: number, of: BadgeOptions = parts): Badge {
  const badge = new Badge(of);
  badge.advance(seconds * 1000);
  return badge;
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

display('goes off so long after the start, and after a key', () => {
  const badge = badgeAt(ON_SECONDS - 0.5);
  assert.ok(badge.lights.display);
  badge.advance(ON_SECONDS * 1000 + 100);
  assert.not.ok(badge.lights.display);
  badge.advance(60_200);
  badge.press(2);
  // The key that woke it has a second more, in which it lights up.
  badge.advance(61_200 + ON_SECONDS * 1000 - 300);
  assert.ok(badge.lights.display);
  badge.advance(61_200 + ON_SECONDS * 1000);
  assert.not.ok(badge.lights.display);
});

display('takes a key for itself when it is off, and lights up until the next second', () => {
  const badge = badgeAt(60.2);
  const before = badge.pixels().slice();
  badge.press(2);
  assert.ok(isSame(before, badge.pixels()), 'nothing is opened by the key that wakes it');
  assert.ok(badge.lights.display && badge.lights.backlight);
  badge.advance(61_100);
  assert.ok(badge.lights.display);
  assert.not.ok(badge.lights.backlight);
  badge.press(2);
  assert.not.ok(isSame(before, badge.pixels()), 'the next one opens what it says');
  assert.not.ok(badge.lights.backlight);
});

/** A badge whose words are packed with these settings. */
function settled(settings: object): BadgeOptions {
  const file = join(folder, `${Object.keys(settings).join('-')}.json`);
  writeFileSync(file, JSON.stringify(settings));
  return worldOf({ id: '00c0ffee', profile: 'HB', language: 'en', settings: file }).parts;
}

display('stays on, and lit, for as long as settings say', () => {
  const badge = badgeAt(4.9, settled({ display: 5, light: 4 }));
  assert.ok(badge.lights.display);
  badge.advance(5100);
  assert.not.ok(badge.lights.display);
  badge.advance(60_200);
  badge.press(2);
  for (let second = 60; second < 64; second++) {
    badge.advance(second * 1000 + 900);
    assert.ok(badge.lights.display && badge.lights.backlight, `lit in second ${second}`);
  }
  badge.advance(64_100);
  assert.ok(badge.lights.display && !badge.lights.backlight);
  badge.advance(68_900);
  assert.ok(badge.lights.display);
  badge.advance(69_100);
  assert.not.ok(badge.lights.display);
});

display('comes on without its light where settings give it none', () => {
  const badge = badgeAt(60.2, settled({ light: 0 }));
  badge.press(2);
  assert.ok(badge.lights.display && !badge.lights.backlight);
});

display('has the badge advertise as often as settings say', () => {
  const intervals = (badge: Badge): unknown[] => {
    const seen = [];
    for (const seconds of [16, 60.2]) {
      badge.advance(seconds * 1000);
      if (seconds > 60) badge.press(2);
      seen.push(badge.radio.advertising?.how.interval);
    }
    return seen;
  };
  assert.is(badgeAt(1).radio.advertising?.how.interval, 500);
  assert.equal(intervals(badgeAt(1)), [4000, 500]);
  assert.equal(intervals(badgeAt(1, settled({ advertise: 100, advertiseDark: 10000 }))), [10000, 100]);
});

display('comes on for an order, and stays on while a door is silent', async () => {
  const engine = new NodeEngine(parts);
  await engine.advance(60_000);
  await tap(engine, Buffer.from(ndefOf(packBareOrder(2, 'WO-1')), 'latin1'));
  assert.not.ok(await engine.dark());
  // Accepted; departed, and once more as the kit was not checked; arrived; rang.
  for (let press = 0; press < 5; press++) {
    await engine.press(3);
    await engine.advance(engine.now() + 500);
  }
  const rang = engine.now();
  await engine.advance(rang + 590_000);
  assert.not.ok(await engine.dark(), 'the wait is watched');
  assert.not.ok(await engine.light());
  let lit = 0;
  while (engine.now() < rang + 612_000) {
    await engine.advance(engine.now() + 100);
    if (await engine.light()) lit++;
  }
  assert.ok(lit > 45 && lit < 55, `the end of the wait is lit for five seconds, not ${lit / 10} seconds`);
  await engine.advance(rang + 640_000);
  assert.ok(await engine.dark());
});

display.run();
