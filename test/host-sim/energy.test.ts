import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chargeOfDay } from '../../cli/budget/row-10.js';
import { onNode, worldOf } from '../../cli/play/world.js';
import { idleFloor, Ledger, stockHabits, totalOf } from '../../host-sim/energy.js';

const HOUR_MS = 3_600_000;
const OFF = { powered: true, display: false, backlight: false, connected: false, interval: null } as const;

const near = (value: number, wanted: number): void =>
  assert.ok(Math.abs(value - wanted) < 1e-9, `${value} and not ${wanted}`);

const ledger = suite('the energy ledger');

ledger('takes the documented currents, each for as long as it flows', () => {
  const of = (drawing: object, hours = 1): number => {
    const each = new Ledger();
    each.pass(hours * HOUR_MS, { ...OFF, ...drawing });
    return totalOf(each.sum(0, 0));
  };
  near(of({}), 0.02);
  near(of({ powered: false, display: true }), 0);
  near(of({ display: true }) - of({}), 0.2);
  near(of({ backlight: true }, 0.5) - of({}, 0.5), 2.5);
  near(of({ interval: undefined }) - of({}), 0.1);
  near(of({ interval: 375 }), of({ interval: undefined }));
  near(of({ interval: 2000 }) - of({}), 0.01875);
  // While somebody is connected nothing is advertised: 500 uA in all, with the display on.
  near(of({ display: true, connected: true, interval: undefined }), 0.5);
});

ledger('takes the chip for awake in callbacks and while it sends pictures', () => {
  near(new Ledger().sum(0, 0).running, 0);
  near(new Ledger().sum(1000, 0).running, (14 * 5) / 3600);
  near(new Ledger().sum(0, 1000).running, (10 * 5) / 3600);
});

ledger('gives a floor and stock habits as far apart as the documents have them', () => {
  near(idleFloor(24), 0.48);
  const habits = totalOf(stockHabits()) / idleFloor(24);
  assert.ok(habits > 23 && habits < 26, `${habits}`);
});

ledger('follows a badge through its time', async () => {
  const engine = await onNode(worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' }), 1, 0);
  await engine.advance(HOUR_MS);
  const before = await engine.energy();
  await engine.press(2);
  await engine.advance(2 * HOUR_MS);
  const after = await engine.energy();
  if (!before || !after) throw new Error('a badge in Node has no model');
  near(before.asleep, 0.02);
  near(after.asleep, 0.04);
  near(before.backlight, 0);
  // The key that wakes the display lights it until the next second.
  assert.ok(after.backlight > 0 && after.backlight <= 5 / 3600, `${after.backlight}`);
  // Fifteen seconds after the start, and one more after the key that wakes it.
  assert.is(Math.round((before.display * 3600) / 0.2), 15);
  assert.is(Math.round((after.display * 3600) / 0.2), 31);
  await engine.power('cut');
  await engine.advance(3 * HOUR_MS);
  assert.is(totalOf((await engine.energy()) ?? after), totalOf(after));
});

ledger('adds up a whole day', async () => {
  const { asleep, running } = await chargeOfDay();
  near(Math.round(asleep * 1e6) / 1e6, 0.48);
  assert.ok(running > 0);
});

ledger.run();
