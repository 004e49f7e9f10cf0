import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, says, time, up } from './day.js';

const acceptance = suite('accepting an order (J8, TT-4.3-1d, TT-4.3-2c)');
const judged = (dispatched: string | undefined, events: EventRecord[], day: object = {}) => {
  const found = (['repair', 'complaint'] as const).map(type => {
    const order = { type, ...(dispatched && { dispatched: time(dispatched) }) };
    return says(type === 'repair' ? 'TT-4.3-1d' : 'TT-4.3-2c', events, {
      profile: TT,
      order,
      now: '25T00:00',
      ...day,
    });
  });
  assert.is(found[0], found[1]);
  return found[0];
};
const after = (when: string, seconds: number) =>
  new Date(Date.parse(time(when)) + seconds * 1000).toISOString();

for (const [dispatched, due] of [
  ['08:00:00', '08:15:00'],
  ['08:10:00', '08:25:00'],
  ['08:29:59', '08:44:59'],
  ['12:00:00', '12:15:00'],
  ['19:59:00', '20:14:00'],
  ['19:59:59', '20:14:59'],
  ['20:00:00', '24T08:30:00'],
  ['23:59:59', '24T08:30:00'],
  ['24T00:00:00', '24T08:30:00'],
  ['02:00:00', '08:30:00'],
  ['07:59:00', '08:30:00'],
  ['07:59:59', '08:30:00'],
])
  acceptance(`dispatched at ${dispatched} is due at ${due}`, () => {
    const accept = (seconds: number) => [{ t: after(due, seconds), event: 'order.accepted' }];
    assert.is(judged(dispatched, accept(-60)), 'PASS accepted-in-time 1');
    assert.is(judged(dispatched, accept(0)), 'PASS accepted-in-time 0');
    assert.is(judged(dispatched, accept(1)), 'FAIL accepted-late 1');
    assert.is(judged(dispatched, [], { nowIso: after(due, 0) }), 'OPEN acceptance-due 0');
    assert.is(judged(dispatched, [], { nowIso: after(due, 1) }), 'FAIL not-accepted 1');
  });

acceptance('counts days and nights by the local clock', () => {
  const order = {
    type: 'repair' as const,
    dispatched: '2026-11-23T12:00:00Z',
    accepted: '2026-11-24T00:30:00Z',
  };
  assert.is(says('TT-4.3-1d', [], { profile: TT, order }), 'PASS accepted-in-time 0');
});

acceptance('without a time of dispatch is unknown, and what the badge wrote is none', () => {
  assert.is(judged(undefined, [at('09:00', 'order.accepted')]), 'UNKNOWN dispatch-not-known');
  assert.is(judged(undefined, []), 'UNKNOWN dispatch-not-known');
  const tapped = { ...at('08:59', 'order.dispatched'), seq: 1, up: 50, boot: 1 };
  assert.is(
    judged(undefined, [tapped, { ...at('09:00', 'order.accepted'), seq: 2 }]),
    'UNKNOWN dispatch-not-known',
  );
  assert.is(
    judged(undefined, [at('08:50', 'order.dispatched'), at('09:05:01', 'order.accepted')]),
    'FAIL accepted-late 1',
  );
});

acceptance('that was forgotten is unknown', () => {
  for (const event of ['departed', 'arrived', 'work.started', 'order.replied'])
    assert.is(judged('09:00', [at('09:05', event)]), 'UNKNOWN acceptance-not-recorded');
  assert.is(judged('09:00', [at('09:05', 'order.selected')], { now: '09:10' }), 'OPEN acceptance-due 5');
});

acceptance('without a clock is unknown', () => {
  assert.is(judged('09:00', [up(9, 'order.accepted')]), 'UNKNOWN clock-not-set');
  const bare = { t: '1970-01-01T08:00:00+08:00', event: 'order.dispatched' };
  assert.is(judged(undefined, [bare, at('09:00', 'order.accepted')]), 'UNKNOWN clock-not-set');
});

acceptance('is not owed by an order that was called off in time', () => {
  assert.is(judged('09:00', [at('09:15:00', 'order.cancelled')]), 'NA called-off');
  assert.is(judged('09:00', [at('09:15:01', 'order.cancelled')]), 'FAIL not-accepted 1');
  assert.is(judged('09:00', [up(9, 'order.cancelled')]), 'NA called-off');
});

acceptance('within the drift of the clock is an estimate', () => {
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  assert.is(judged('09:00', [set, at('09:15:10', 'order.accepted')]), 'FAIL accepted-late 1 ~');
  assert.is(judged('09:00', [set, at('09:15:20', 'order.accepted')]), 'FAIL accepted-late 1');
});

acceptance('goes by the hours that are set', () => {
  const set = (settings: object) => ({ settings });
  const accept = [at('09:40', 'order.accepted')];
  assert.is(judged('09:00', accept, set({ acceptWithinMin: 40 })), 'PASS accepted-in-time 0');
  assert.is(judged('09:00', accept, set({ acceptWithinMin: null })), 'NA no-limit');
  assert.is(judged('02:00', accept, set({ nightAcceptBy: '09:40' })), 'PASS accepted-in-time 0');
  assert.is(judged('02:00', accept, set({ nightAcceptBy: null })), 'NA no-limit');
  assert.is(judged('02:00', accept, set({ dayWindow: null })), 'FAIL accepted-late 445');
  assert.is(judged('09:30', accept, set({ dayWindow: ['10:00', '18:00'] })), 'PASS accepted-in-time 1370');
  assert.is(
    judged('08:30', [at('24T08:30', 'order.accepted')], set({ dayWindow: ['09:00', '18:00'] })),
    'PASS accepted-in-time 0',
  );
});

acceptance('is asked of repairs and complaints only', () => {
  for (const type of ['install', 'move', 'care', 'inspect'] as const)
    for (const rule of ['TT-4.3-1d', 'TT-4.3-2c'])
      assert.is(says(rule, [], { profile: TT, order: { type } }), 'NA other-type');
});

acceptance.run();
