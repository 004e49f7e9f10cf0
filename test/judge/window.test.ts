import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import { ZT } from '../../shared/profile/zt.js';
import type { EventRecord, OrderType } from '../../shared/visit/event.js';
import { at, says, time, up } from './day.js';

const hours = suite('the hours for visits (J17, TT-5.3-2b, TT-5.3-5b)');
const judged = (order: object, events: EventRecord[] = [], day: object = {}) => {
  const found = (['repair', 'install', 'move'] as OrderType[]).map(type =>
    says(type === 'repair' ? 'TT-5.3-5b' : 'TT-5.3-2b', events, {
      profile: TT,
      order: { type, ...order },
      ...day,
    }),
  );
  assert.is(new Set(found).size, 1, found.join(' / '));
  return found[0];
};

for (const [clock, found] of [
  ['00:00:00', 'FAIL outside-window'],
  ['07:59:59', 'FAIL outside-window'],
  ['08:00:00', 'PASS in-window'],
  ['19:59:59', 'PASS in-window'],
  ['20:00:00', 'FAIL outside-window'],
  ['23:59:59', 'FAIL outside-window'],
])
  hours(`hold an appointment at ${clock}: ${found}`, () => {
    assert.is(judged({ appointment: time(clock) }), found);
    assert.is(judged({}, [at('06:00', 'appt.made', { time: time(clock) })]), found);
    const moved = at('06:00', 'appt.changed', { old: time('10:00'), new: time(clock), party: 'company' });
    assert.is(judged({ appointment: time('10:00') }, [moved]), found);
    assert.is(judged({}, [up(5, 'appt.made', { time: time(clock) })]), found);
  });

hours('hold a slot to its end, on the same day', () => {
  const slot = (from: string, to: string) => judged({ appointment: time(from), slotEnd: time(to) });
  assert.is(slot('18:00', '20:00:00'), 'PASS in-window');
  assert.is(slot('18:00', '20:00:01'), 'FAIL outside-window');
  assert.is(slot('18:00', '24T09:00'), 'FAIL outside-window');
  assert.is(slot('07:00', '09:00'), 'FAIL outside-window');
});

hours('that the customer did not want are a warning', () => {
  const late = { time: time('20:00') };
  assert.is(
    judged({}, [at('06:00', 'appt.made', { ...late, party: 'customer' })]),
    'WARN outside-by-customer',
  );
  const moved = { old: time('10:00'), new: time('21:00') };
  assert.is(
    judged({}, [at('06:00', 'appt.changed', { ...moved, party: 'customer' })]),
    'WARN outside-by-customer',
  );
  for (const party of ['company', 'third', 'weather', 'unknown'])
    assert.is(judged({}, [at('06:00', 'appt.changed', { ...moved, party })]), 'FAIL outside-window');
  const inside = at('06:00', 'appt.made', { time: time('10:00'), party: 'customer' });
  assert.is(judged({}, [inside]), 'PASS in-window');
});

hours('judge the time that was agreed last and no other', () => {
  const moved = (when: string) => at('06:00', 'appt.changed', { new: time(when), party: 'company' });
  assert.is(judged({ appointment: time('21:00') }, [moved('10:00')]), 'PASS in-window');
  assert.is(judged({ appointment: time('10:00') }, [moved('21:00')]), 'FAIL outside-window');
  assert.is(judged({}), 'NA no-appointment');
});

hours('of an install sooner than a day after acceptance are as good, and said so', () => {
  for (const type of ['install', 'move'] as const) {
    const found = (when: string, events: EventRecord[] = [at('09:00', 'order.accepted')]) =>
      says('TT-5.3-2b', events, { profile: TT, order: { type, appointment: time(when) } });
    assert.is(found('24T08:59:59'), 'PASS in-window-within-a-day');
    assert.is(found('24T09:00:00'), 'PASS in-window');
    assert.is(found('20:30'), 'FAIL outside-window');
    assert.is(found('24T08:59', []), 'PASS in-window');
    assert.is(found('24T08:59', [up(5, 'order.accepted')]), 'PASS in-window');
  }
  const order = { appointment: time('10:00'), accepted: time('09:00') };
  assert.is(says('TT-5.3-5b', [], { profile: TT, order }), 'PASS in-window');
});

hours('are local ones', () => {
  assert.is(judged({ appointment: '2026-11-23T00:00:00Z' }), 'PASS in-window');
  assert.is(judged({ appointment: '2026-11-23T12:00:00Z' }), 'FAIL outside-window');
});

hours('are those that are set', () => {
  const order = { appointment: time('21:00') };
  assert.is(judged(order, [], { settings: { visitWindow: ['09:00', '24:00'] } }), 'PASS in-window');
  assert.is(judged(order, [], { settings: { visitWindow: null } }), 'NA no-limit');
});

hours('are asked of installs and moves by one rule, of repairs by the other', () => {
  const types = (rule: string) =>
    (['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as OrderType[])
      .filter(type => says(rule, [], { profile: TT, order: { type } }) !== 'NA other-type')
      .join(' ');
  assert.is(types('TT-5.3-2b'), 'install move');
  assert.is(types('TT-5.3-5b'), 'repair');
});

hours.run();

const telephone = suite('the telephone (J19, ZT-6-1)');

telephone('is nothing that a badge hears', () => {
  assert.is(says('ZT-6-1', [], { profile: ZT }), 'NA not-observable');
  assert.is(
    says('ZT-6-1', [at('09:00', 'call.tried', { reached: true })], { profile: ZT }),
    'NA not-observable',
  );
});

telephone.run();
