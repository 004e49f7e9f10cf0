import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import type { EventRecord, OrderType } from '../../shared/visit/event.js';
import { at, says, time, up } from './day.js';

const reply = suite('the reply (J10, TT-3.2-8, TT-4.3-1g, TT-4.3-2g)');
const NOW = { now: '25T00:00' };
const all = (order: object, events: EventRecord[], day: object = NOW) => {
  const found = [
    says('TT-3.2-8', events, { profile: TT, order, ...day }),
    says('TT-4.3-1g', events, { profile: TT, order, ...day }),
    says('TT-3.2-8', events, { profile: TT, order: { ...order, type: 'complaint' }, ...day }),
    says('TT-4.3-2g', events, { profile: TT, order: { ...order, type: 'complaint' }, ...day }),
  ];
  assert.is(new Set(found).size, 1, found.join(' / '));
  return found[0];
};
const NOON = { dispatched: time('12:00') };

reply('is in time for 20 hours from dispatch', () => {
  assert.is(all(NOON, [at('12:00', 'order.replied')]), 'PASS replied-in-time 1200');
  assert.is(all(NOON, [at('24T08:00:00', 'order.replied')]), 'PASS replied-in-time 0');
  assert.is(all(NOON, [at('24T08:00:01', 'order.replied')]), 'FAIL replied-late 1');
  assert.is(
    all(NOON, [at('13:00', 'order.replied'), at('24T09:00', 'order.replied')]),
    'PASS replied-in-time 1140',
  );
});

reply('that has not come is open with the time that remains', () => {
  assert.is(all(NOON, [], { now: '12:30' }), 'OPEN reply-due 1170');
  assert.is(all(NOON, [], { now: '24T08:00:00' }), 'OPEN reply-due 0');
  assert.is(all(NOON, [], { now: '24T08:00:01' }), 'FAIL not-replied 1');
});

reply('is estimated from acceptance where the dispatch is not known', () => {
  const accepted = at('12:00', 'order.accepted');
  assert.is(all({}, [accepted, at('24T08:00:00', 'order.replied')]), 'PASS replied-in-time 0 ~');
  assert.is(all({}, [accepted, at('24T08:00:01', 'order.replied')]), 'FAIL replied-late 1 ~');
  assert.is(all({}, [accepted], { now: '12:00' }), 'OPEN reply-due 1200 ~');
  assert.is(
    all(NOON, [at('13:00', 'order.accepted'), at('24T08:00:01', 'order.replied')]),
    'FAIL replied-late 1',
  );
  assert.is(all({}, [at('13:00', 'order.replied')]), 'UNKNOWN dispatch-not-known');
});

reply('that was forgotten before a callback, or has no time, is unknown', () => {
  assert.is(all(NOON, [at('18:00', 'callback.done')]), 'UNKNOWN reply-not-recorded');
  assert.is(
    all(NOON, [at('18:00', 'order.replied'), at('19:00', 'callback.done')]),
    'PASS replied-in-time 840',
  );
  assert.is(all(NOON, [up(5, 'order.replied')]), 'UNKNOWN clock-not-set');
  assert.is(all({}, [up(5, 'order.accepted'), up(72005, 'order.replied')]), 'PASS replied-in-time 0 ~');
  assert.is(all({}, [up(5, 'order.accepted'), up(72006, 'order.replied')]), 'FAIL replied-late 1 ~');
});

reply('of an order called off in time is not awaited', () => {
  assert.is(all(NOON, [at('24T08:00:00', 'order.returned')]), 'NA called-off');
  assert.is(all(NOON, [at('24T08:00:01', 'order.returned')]), 'FAIL not-replied 1');
  const begun = [at('13:00', 'work.started'), at('14:00', 'order.cancelled')];
  assert.is(all(NOON, begun, { now: '15:00' }), 'OPEN reply-due 1020');
});

reply('is asked of the order types that the rule speaks of', () => {
  const types = (rule: string) =>
    (['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as OrderType[])
      .filter(type => says(rule, [], { profile: TT, order: { type } }) !== 'NA other-type')
      .join(' ');
  assert.is(types('TT-3.2-8'), 'repair complaint');
  assert.is(types('TT-4.3-1g'), 'repair');
  assert.is(types('TT-4.3-2g'), 'complaint');
  assert.is(all(NOON, [], { settings: { replyWithinMin: null } }), 'NA no-limit');
});

reply.run();
