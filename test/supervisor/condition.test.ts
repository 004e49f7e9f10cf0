import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ClockQuality } from '../../shared/visit/kind.js';
import { conditionOf, spanText } from '../../supervisor/condition.js';
import type { BadgeStatus } from '../../supervisor/pull.js';

const NOW = 1_795_400_000;
const WELL: BadgeStatus = { next: 30, pulled: 29, wall: NOW, quality: ClockQuality.Set, battery: 20 };

const conditions = suite('how a badge is');

conditions('is well at a fifth of its charge, and five seconds off', () => {
  const well = { battery: 20, isLow: false, ahead: 0, isOff: false, unsafe: 0 };
  assert.equal(conditionOf(WELL, NOW), well);
  assert.equal(conditionOf({ ...WELL, battery: 19 }, NOW), { ...well, battery: 19, isLow: true });
  for (const [wall, ahead, isOff] of [
    [NOW + 5, 5, false],
    [NOW + 6, 6, true],
    [NOW - 5, -5, false],
    [NOW - 6, -6, true],
  ] as const)
    assert.equal(conditionOf({ ...WELL, wall }, NOW), { ...well, ahead, isOff });
});

conditions('is to be mended where its clock was never set, and not where it went on over a reset', () => {
  const unset = conditionOf({ ...WELL, wall: 0, quality: ClockQuality.NeverSet }, NOW);
  assert.equal([unset.ahead, unset.isOff], [null, true]);
  const carried = conditionOf({ ...WELL, quality: ClockQuality.Carried }, NOW);
  assert.equal([carried.ahead, carried.isOff], [0, false]);
});

conditions('counts records that nobody has said to be safe, but for the record that it was said', () => {
  const unsafe = (pulled: number): number => conditionOf({ ...WELL, pulled }, NOW).unsafe;
  assert.equal([0, 1, 28, 29, 30].map(unsafe), [30, 28, 1, 0, 0]);
});

conditions('is told in the unit that says enough', () => {
  const told = [0, 1, 119, 120, 7199, 7200, 172_799, 172_800, -90_000].map(span => spanText(span, 'en'));
  assert.equal(told, [
    '0 s',
    '1 s',
    '119 s',
    '2 minutes',
    '120 minutes',
    '2 hours',
    '48 hours',
    '2 days',
    '25 hours',
  ]);
  assert.is(spanText(-90, 'zh'), '90 秒');
});

conditions.run();
