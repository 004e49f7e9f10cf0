import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import type { EventRecord, OrderType } from '../../shared/visit/event.js';
import { at, says, time, up } from './day.js';

const contact = suite('the first contact (J7, TT-3.2-1, TT-4.3-1e, TT-5.1-3b)');
const RULES = ['TT-3.2-1', 'TT-4.3-1e', 'TT-5.1-3b'];
const accepted = at('09:00:00', 'order.accepted');
const ways: ((when: string) => EventRecord)[] = [
  when => at(when, 'customer.contacted', { reached: true }),
  when => at(when, 'customer.contacted'),
  when => at(when, 'call.tried', { reached: true }),
  when => at(when, 'appt.made', { time: time('15:00') }),
];
const inVain = (when: string, event = 'call.tried') => at(when, event, { reached: false });
const all = (events: EventRecord[], day: object = {}) => {
  const found = RULES.map(rule => says(rule, events, { profile: TT, ...day }));
  assert.is(new Set(found).size, 1, found.join(' / '));
  return found[0];
};

contact('is in time for an hour from acceptance, in whatever way it was made', () => {
  for (const way of ways) {
    assert.is(all([accepted, way('09:00:00')]), 'PASS agreed-before');
    assert.is(all([accepted, way('09:00:01')]), 'PASS contacted 59');
    assert.is(all([accepted, way('10:00:00')]), 'PASS contacted 0');
    assert.is(all([accepted, way('10:00:01')]), 'FAIL contact-late 1');
  }
});

contact('is the first of them, and trying in vain is none', () => {
  assert.is(all([accepted, ways[0]('09:30'), ways[3]('11:00')]), 'PASS contacted 30');
  assert.is(all([accepted, ways[3]('11:00'), ways[0]('11:30')]), 'FAIL contact-late 60');
});

contact('that came late after a try in the hour is a warning', () => {
  for (const event of ['call.tried', 'customer.contacted']) {
    assert.is(all([accepted, inVain('10:00:00', event), ways[0]('11:00')]), 'WARN contact-attempted 60');
    assert.is(all([accepted, inVain('10:00:01', event), ways[0]('11:00')]), 'FAIL contact-late 60');
    assert.is(all([inVain('08:59:59', event), accepted, ways[0]('11:00')]), 'FAIL contact-late 60');
    assert.is(all([inVain('09:00:00', event), accepted, ways[0]('11:00')]), 'WARN contact-attempted 60');
    assert.is(all([accepted, inVain('09:20', event), ways[0]('09:40')]), 'PASS contacted 20');
  }
});

contact('that has not come is open in the hour, then as if it came now', () => {
  assert.is(all([accepted], { now: '10:00:00' }), 'OPEN contact-due 0');
  assert.is(all([accepted], { now: '10:00:01' }), 'FAIL not-contacted 1');
  assert.is(all([accepted, inVain('09:30')], { now: '10:00:00' }), 'OPEN contact-due 0');
  assert.is(all([accepted, inVain('09:30')], { now: '10:00:01' }), 'WARN contact-attempted 1');
});

contact('made by the centre before acceptance is enough', () => {
  const order = { appointment: time('15:00') };
  assert.is(all([at('09:00', 'order.accepted')], { order }), 'PASS agreed-before');
  assert.is(all([], { order: { ...order, accepted: time('09:00') } }), 'PASS agreed-before');
  assert.is(all([], { order }), 'PASS agreed-before');
  assert.is(all([ways[3]('08:00'), accepted]), 'PASS agreed-before');
});

contact('of an order accepted on its tag counts from there', () => {
  const order = { accepted: time('09:00') };
  assert.is(all([ways[0]('10:00:00')], { order }), 'PASS contacted 0');
  assert.is(all([at('09:30', 'order.accepted'), ways[0]('10:00:01')], { order }), 'FAIL contact-late 1');
});

contact('by the morning after a night acceptance still has its hour', () => {
  const order = { dispatched: time('23:00') };
  const night = [at('24T08:30', 'order.accepted'), at('24T09:30', 'customer.contacted', { reached: true })];
  assert.is(all(night, { order, now: '24T18:00' }), 'PASS contacted 0');
  const midnight = [
    at('23:30', 'order.accepted'),
    at('24T00:30:01', 'customer.contacted', { reached: true }),
  ];
  assert.is(all(midnight, { now: '24T18:00' }), 'FAIL contact-late 1');
});

contact('is not judged before acceptance, and unknown where that was forgotten', () => {
  assert.is(all([]), 'OPEN not-accepted-yet');
  assert.is(all([at('08:00', 'order.cancelled')]), 'NA called-off');
  for (const event of [
    ways[0]('09:00'),
    at('09:00', 'departed'),
    at('09:00', 'arrived'),
    at('09:00', 'work.done'),
  ])
    assert.is(all([event]), 'UNKNOWN acceptance-not-recorded');
});

contact('before a recorded change was forgotten', () => {
  const moved = at('12:00', 'appt.changed', { old: time('13:00'), new: time('15:00') });
  assert.is(all([accepted, moved]), 'UNKNOWN contact-not-recorded');
  assert.is(all([accepted, moved, ways[0]('12:30')]), 'UNKNOWN contact-not-recorded');
  assert.is(all([accepted, ways[0]('11:00'), moved]), 'FAIL contact-late 60');
});

contact('is no longer owed by an order that was called off in time', () => {
  assert.is(all([accepted, at('10:00:00', 'order.returned')]), 'NA called-off');
  assert.is(all([accepted, at('10:00:01', 'order.returned')]), 'FAIL not-contacted 1');
  assert.is(
    all([accepted, at('09:30', 'order.returned'), at('09:40', 'order.accepted')]),
    'FAIL not-contacted 480',
  );
});

contact('is counted by the badge itself while no clock is set', () => {
  const begun = up(100, 'order.accepted');
  const reach = (seconds: number, fields: object = {}) =>
    up(seconds, 'customer.contacted', { reached: true, ...fields });
  assert.is(all([begun, reach(3698)]), 'PASS contacted 0');
  assert.is(all([begun, reach(3700)]), 'PASS contacted 0 ~');
  assert.is(all([begun, reach(3701)]), 'FAIL contact-late 1');
  assert.is(all([begun]), 'UNKNOWN clock-not-set');
  assert.is(all([begun, up(3700, 'parked')]), 'UNKNOWN clock-not-set');
  assert.is(all([begun, up(3701, 'parked')]), 'FAIL not-contacted 1');
  assert.is(all([begun, reach(50, { boot: 2 })]), 'UNKNOWN clock-not-set');
  assert.is(all([begun, reach(3601, { boot: 2 })]), 'FAIL contact-late 1');
  const tried = up(9, 'call.tried', { reached: false, boot: 2 });
  assert.is(all([begun, tried, reach(3601, { boot: 2 })]), 'UNKNOWN clock-not-set');
  assert.is(
    all([begun, up(200, 'call.tried', { reached: false }), reach(3601, { boot: 2 })]),
    'WARN contact-attempted 2',
  );
});

contact('within the drift of the clock is an estimate', () => {
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  assert.is(all([set, accepted, ways[0]('10:00:20')]), 'FAIL contact-late 1 ~');
  assert.is(all([set, accepted, ways[0]('10:00:40')]), 'FAIL contact-late 1');
  assert.is(all([set, accepted, inVain('09:59:50'), ways[0]('11:00')]), 'WARN contact-attempted 60 ~');
  assert.is(all([set, accepted], { now: '09:59:50' }), 'OPEN contact-due 0 ~');
});

contact('is asked of the order types that the rule speaks of', () => {
  const events = [accepted, ways[0]('09:30')];
  const types = (rule: string) =>
    (['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as OrderType[])
      .filter(type => says(rule, events, { profile: TT, order: { type } }) !== 'NA other-type')
      .join(' ');
  assert.is(types('TT-3.2-1'), 'install move repair complaint care inspect');
  assert.is(types('TT-4.3-1e'), 'repair');
  assert.is(types('TT-5.1-3b'), 'install move repair');
  assert.is(types('TT-4.1-3c'), 'complaint');
  assert.is(types('TT-4.3-2d'), 'complaint');
});

contact('is nothing to a code without that rule', () => {
  assert.is(all([accepted], { settings: { contactWithinMin: null } }), 'NA no-limit');
});

contact.run();

const complaint = suite('the contact after a complaint (J9, TT-4.1-3c, TT-4.3-2d)');
const judged = (rule: string, order: object, events: EventRecord[], day: object = {}) =>
  says(rule, events, { profile: TT, order: { type: 'complaint', ...order }, ...day });

complaint('is made within half an hour of the report, by night as well', () => {
  for (const [reported, inTime, late] of [
    ['09:00', '09:30:00', '09:30:01'],
    ['02:00', '02:30:00', '02:30:01'],
  ]) {
    const order = { reported: time(reported) };
    for (const way of ways) {
      assert.is(judged('TT-4.1-3c', order, [way(inTime)]), 'PASS contacted 0');
      assert.is(judged('TT-4.1-3c', order, [way(late)]), 'FAIL contact-late 1');
    }
    assert.is(judged('TT-4.1-3c', order, [inVain(inTime), ways[0](late)]), 'WARN contact-attempted 1');
  }
});

complaint('without the time of the report is unknown: no other stands in', () => {
  const order = { dispatched: time('09:00'), accepted: time('09:00') };
  assert.is(judged('TT-4.1-3c', order, [ways[0]('09:10')]), 'UNKNOWN report-not-known');
  assert.is(judged('TT-4.1-3c', {}, []), 'UNKNOWN report-not-known');
});

complaint('in the department counts from its arrival there', () => {
  const order = { arrivedInDepartment: time('09:00'), dispatched: time('08:30') };
  assert.is(judged('TT-4.3-2d', order, [ways[0]('09:30:00')]), 'PASS contacted 0');
  assert.is(judged('TT-4.3-2d', order, [ways[0]('09:30:01')]), 'FAIL contact-late 1');
  assert.is(judged('TT-4.3-2d', order, [], { now: '09:30:00' }), 'OPEN contact-due 0');
  assert.is(judged('TT-4.3-2d', order, [], { now: '09:30:01' }), 'FAIL not-contacted 1');
  const handed = [at('09:00', 'order.arrivedInDepartment'), ways[0]('09:30:01')];
  assert.is(judged('TT-4.3-2d', {}, handed), 'FAIL contact-late 1');
});

complaint('in the department is estimated from dispatch where its arrival is not known', () => {
  const order = { dispatched: time('09:00') };
  assert.is(judged('TT-4.3-2d', order, [ways[0]('09:30:00')]), 'PASS contacted 0 ~');
  assert.is(judged('TT-4.3-2d', order, [ways[0]('09:30:01')]), 'FAIL contact-late 1 ~');
  assert.is(judged('TT-4.3-2d', order, [ways[0]('08:50')]), 'PASS agreed-before ~');
  assert.is(judged('TT-4.3-2d', {}, [ways[0]('09:30')]), 'UNKNOWN dispatch-not-known');
});

complaint('that came to the department by night counts from acceptance', () => {
  for (const [when, from] of [
    ['07:59:59', '08:20'],
    ['08:00:00', '08:00'],
    ['19:59:59', '19:59:59'],
    ['20:00:00', '24T08:20'],
    ['02:00:00', '08:20'],
  ]) {
    const order = { arrivedInDepartment: time(when) };
    const morning = from.includes('08:20') ? from : '24T08:20';
    const end = new Date(Date.parse(time(from)) + 1800_000).toISOString();
    const over = new Date(Date.parse(time(from)) + 1801_000).toISOString();
    const reach = (t: string) => [at(morning, 'order.accepted'), { t, event: 'customer.contacted' }];
    const now = { now: '25T08:00' };
    assert.is(judged('TT-4.3-2d', order, reach(end), now), 'PASS contacted 0', when);
    assert.is(judged('TT-4.3-2d', order, reach(over), now), 'FAIL contact-late 1', when);
  }
});

complaint('by night that nobody accepted yet is open', () => {
  const order = { arrivedInDepartment: time('02:00') };
  assert.is(judged('TT-4.3-2d', order, [], { now: '10:00' }), 'OPEN not-accepted-yet');
  assert.is(judged('TT-4.3-2d', order, [ways[0]('09:00')]), 'UNKNOWN acceptance-not-recorded');
  const guessed = { dispatched: time('02:00'), accepted: time('08:20') };
  assert.is(judged('TT-4.3-2d', guessed, [ways[0]('08:50')]), 'PASS contacted 0 ~');
});

complaint('whose arrival has no time is unknown, and without a day window there is no night', () => {
  const handed = up(5, 'order.arrivedInDepartment');
  assert.is(judged('TT-4.3-2d', {}, [handed, up(9, 'customer.contacted')]), 'UNKNOWN clock-not-set');
  const order = { arrivedInDepartment: time('02:00') };
  assert.is(
    judged('TT-4.3-2d', order, [ways[0]('02:30')], { settings: { dayWindow: null } }),
    'PASS contacted 0',
  );
  const none = { settings: { complaintContactWithinMin: null } };
  assert.is(judged('TT-4.3-2d', order, [ways[0]('02:30')], none), 'NA no-limit');
});

complaint.run();
