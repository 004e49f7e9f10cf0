import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import { ZT } from '../../shared/profile/zt.js';
import { at, NINE, says, time, up } from './day.js';

const punctual = suite('being on time (J2, TT-3.2-1d, TT-5.1-3c, ZT-5-2)');
const RULES = [
  ['TT-3.2-1d', TT],
  ['TT-5.1-3c', TT],
  ['ZT-5-2', ZT],
] as const;

for (const [when, found] of [
  ['08:00:00', 'PASS on-time 60'],
  ['08:59:59', 'PASS on-time 0'],
  ['09:00:00', 'PASS on-time 0'],
  ['09:00:01', 'FAIL late 1'],
  ['09:01:01', 'FAIL late 2'],
])
  punctual(`at ${when} for 09:00 is ${found}`, () => {
    for (const [rule, profile] of RULES)
      assert.is(says(rule, [at(when, 'arrived')], { profile, order: NINE }), found, rule);
  });

punctual('lasts to the end of a slot', () => {
  const order = { ...NINE, slotEnd: time('11:00') };
  assert.is(says('ZT-5-2', [at('11:00:00', 'arrived')], { profile: ZT, order }), 'PASS on-time 0');
  assert.is(says('ZT-5-2', [at('11:00:01', 'arrived')], { profile: ZT, order }), 'FAIL late 1');
});

punctual('is judged by the time that was agreed last', () => {
  const events = [at('08:30', 'appt.changed', { new: time('10:00'), party: 'customer' })];
  const day = { profile: TT, order: NINE };
  assert.is(says('TT-3.2-1d', [...events, at('10:00', 'arrived')], day), 'PASS on-time 0');
  assert.is(says('TT-3.2-1d', [...events, at('10:00:01', 'arrived')], day), 'FAIL late 1');
});

punctual('is not asked where no hour was agreed, even with the clock unset', () => {
  assert.is(says('ZT-5-2', [at('10:00', 'arrived')], { profile: ZT }), 'NA no-appointment');
  assert.is(says('ZT-5-2', [up(9, 'arrived')], { profile: ZT }), 'NA no-appointment');
  assert.is(says('ZT-5-2', [], { profile: ZT }), 'NA no-appointment');
});

punctual('is open until the time, and lost after it', () => {
  const day = (now: string) => ({ profile: ZT, order: NINE, now });
  assert.is(says('ZT-5-2', [at('08:00', 'departed')], day('09:00:00')), 'OPEN not-arrived-yet');
  assert.is(says('ZT-5-2', [at('08:00', 'departed')], day('09:00:01')), 'FAIL late 1');
  assert.is(says('ZT-5-2', [at('08:00', 'order.cancelled')], day('09:30')), 'NA called-off');
});

punctual('is unknown where the arrival or its time is', () => {
  const day = { profile: ZT, order: NINE };
  assert.is(says('ZT-5-2', [at('08:50', 'entered')], day), 'UNKNOWN arrival-not-recorded');
  assert.is(says('ZT-5-2', [up(9, 'arrived')], day), 'UNKNOWN clock-not-set');
});

punctual('within the drift of the clock is an estimate', () => {
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  const day = { profile: ZT, order: NINE };
  assert.is(says('ZT-5-2', [set, at('08:59:50', 'arrived')], day), 'PASS on-time 0 ~');
  assert.is(says('ZT-5-2', [set, at('09:00:10', 'arrived')], day), 'FAIL late 1 ~');
  assert.is(says('ZT-5-2', [set, at('08:59:30', 'arrived')], day), 'PASS on-time 0');
});

punctual('is judged for each visit', () => {
  const events = [
    at('08:55', 'arrived'),
    at('09:20', 'left'),
    at('09:30', 'appt.made', { time: time('14:00') }),
    at('14:05', 'arrived'),
  ];
  assert.is(says('TT-3.2-1d', events, { profile: TT, order: NINE }), 'PASS on-time 5, FAIL late 5');
});

punctual('of TT-5.1-3c is asked of installs, moves and repairs only', () => {
  for (const type of ['install', 'move', 'repair'] as const)
    assert.is(
      says('TT-5.1-3c', [at('09:00', 'arrived')], { profile: TT, order: { ...NINE, type } }),
      'PASS on-time 0',
    );
  for (const type of ['complaint', 'care', 'inspect'] as const) {
    const day = { profile: TT, order: { ...NINE, type } };
    assert.is(says('TT-5.1-3c', [at('09:00', 'arrived')], day), 'NA other-type');
    assert.is(says('TT-3.2-1d', [at('09:00', 'arrived')], day), 'PASS on-time 0');
  }
});

punctual('is nothing to a code without that rule', () => {
  const day = { profile: ZT, order: NINE, settings: { arriveEarlyMin: null } };
  assert.is(says('ZT-5-2', [at('10:00', 'arrived')], day), 'NA no-limit');
});

punctual.run();
