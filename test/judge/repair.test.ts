import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, of, says, time, up } from './day.js';

const NINE = { reported: time('09:00') };
const NOW = { now: '27T00:00' };
const OTHERS = ['install', 'move', 'complaint', 'care', 'inspect'] as const;

const repair = suite('a repair (J11, TT-4.1-2)');
const judged = (order: object, events: EventRecord[], day: object = NOW) =>
  says('TT-4.1-2', events, { profile: TT, order, ...day });

repair('is in time for 24 hours from the report', () => {
  assert.is(judged(NINE, [at('24T09:00:00', 'work.done')]), 'PASS repaired-in-time 0');
  assert.is(judged(NINE, [at('24T09:00:01', 'work.done')]), 'FAIL repaired-late 1');
  assert.is(judged(NINE, [at('10:00', 'work.done', { party: 'customer' })]), 'PASS repaired-in-time 1380');
});

repair('that is not done is open, then as if it were done now', () => {
  assert.is(judged(NINE, [], { now: '24T09:00:00' }), 'OPEN repair-due 0');
  assert.is(judged(NINE, [], { now: '24T09:00:01' }), 'FAIL not-repaired 1');
  const theirs = { ...NINE, lineOwner: 'customer' };
  assert.is(judged(theirs, [], { now: '24T09:00:00' }), 'OPEN repair-due 0');
  assert.is(judged(theirs, [], { now: '24T09:00:01' }), 'EXCUSED customer-caused 1');
});

repair('that took too long is excused on the customer’s line or for the customer’s reasons', () => {
  const late = (party?: string) => [at('24T10:00', 'work.done', party ? { party } : {})];
  assert.is(judged(NINE, late('customer')), 'EXCUSED customer-caused 60');
  assert.is(judged({ ...NINE, lineOwner: 'customer' }, late()), 'EXCUSED customer-caused 60');
  assert.is(judged({ ...NINE, lineOwner: 'company' }, late()), 'FAIL repaired-late 60');
  for (const party of ['company', 'third', 'weather', 'unknown'])
    assert.is(judged(NINE, late(party)), 'FAIL repaired-late 60');
});

repair('is estimated from acceptance where the report is not known', () => {
  const accepted = at('09:00', 'order.accepted');
  assert.is(judged({}, [accepted, at('24T09:00:00', 'work.done')]), 'PASS repaired-in-time 0 ~');
  assert.is(judged({}, [accepted, at('24T09:00:01', 'work.done')]), 'FAIL repaired-late 1 ~');
  assert.is(judged({}, [at('10:00', 'work.done')]), 'UNKNOWN report-not-known');
  assert.is(judged({ dispatched: time('09:00') }, []), 'UNKNOWN report-not-known');
});

repair('is not stopped by a pause, and taken back by a trial that failed', () => {
  const paused = [
    at('10:00', 'work.started'),
    at('10:10', 'work.paused', { reason: 'customer', party: 'customer' }),
    at('24T09:10', 'work.resumed'),
    at('24T09:20', 'work.done'),
  ];
  assert.is(judged(NINE, paused), 'FAIL repaired-late 20');
  const rejected = [at('10:00', 'work.done'), at('10:05', 'trial.rejected')];
  assert.is(judged(NINE, rejected, { now: '11:00' }), 'OPEN repair-due 1320');
  assert.is(judged(NINE, [...rejected, at('24T09:00:01', 'work.done')]), 'FAIL repaired-late 1');
});

repair('whose end was forgotten, or has no time, is unknown', () => {
  for (const event of ['trial.ok', 'signed', 'order.replied'])
    assert.is(judged(NINE, [at('10:00', event)]), 'UNKNOWN work-done-not-recorded');
  const tried = [at('10:00', 'trial.ok'), at('10:01', 'trial.rejected')];
  assert.is(judged(NINE, tried, { now: '11:00' }), 'OPEN repair-due 1320');
  assert.is(judged(NINE, [up(5, 'work.done')]), 'UNKNOWN clock-not-set');
  assert.is(judged({}, [up(5, 'order.accepted'), up(86405, 'work.done')]), 'PASS repaired-in-time 0 ~');
});

repair('of an order called off in time is not awaited', () => {
  assert.is(judged(NINE, [at('24T09:00:00', 'order.cancelled')]), 'NA called-off');
  assert.is(judged(NINE, [at('24T09:00:01', 'order.cancelled')]), 'FAIL not-repaired 1');
});

repair('counted by one badge over a day is an estimate within its drift', () => {
  const done = (seconds: number) => [up(5, 'order.accepted'), up(5 + seconds, 'work.done')];
  const estimated = (seconds: number) => {
    const reported = { ...up(5, 'order.reported') };
    return judged({}, [reported, ...done(seconds).slice(1)]);
  };
  assert.is(estimated(86400 - 42), 'PASS repaired-in-time 0 ~');
  assert.is(estimated(86400 - 43), 'PASS repaired-in-time 0');
});

repair('is asked of repairs only', () => {
  for (const type of OTHERS) {
    assert.is(judged({ ...NINE, type }, []), 'NA other-type');
    assert.is(says('TT-4.1-2c', [], { profile: TT, order: { type } }), 'NA other-type');
  }
  assert.is(judged(NINE, [], { settings: { repairWithinMin: null } }), 'NA no-limit');
});

repair.run();

const escalation = suite('passing on after four hours (J12, TT-4.1-2c)');
const passed = (order: object, events: EventRecord[], day: object = NOW) =>
  says('TT-4.1-2c', events, { profile: TT, order, ...day });
const escalated = at('13:30', 'escalated');

escalation('is not needed for what was repaired in four hours, the last second included', () => {
  assert.is(passed(NINE, [at('13:00:00', 'work.done')]), 'NA escalation-not-needed 0');
  assert.is(passed(NINE, [at('13:00:01', 'work.done')]), 'FAIL not-escalated 1');
  assert.is(
    passed(NINE, [at('11:00', 'escalated'), at('12:00', 'work.done')]),
    'NA escalation-not-needed 60',
  );
});

escalation('may come at any time once four hours are over', () => {
  const done = at('13:00:01', 'work.done');
  assert.is(passed(NINE, [escalated, at('14:00', 'work.done')]), 'PASS escalated 60');
  assert.is(passed(NINE, [at('09:30', 'escalated'), done]), 'PASS escalated 1');
  assert.is(passed(NINE, [done, at('24T09:30', 'escalated')]), 'PASS escalated 1');
});

escalation('is open for four hours, then owed', () => {
  assert.is(passed(NINE, [], { now: '12:45' }), 'OPEN escalation-not-due 15');
  assert.is(passed(NINE, [], { now: '13:00:00' }), 'OPEN escalation-not-due 0');
  assert.is(passed(NINE, [], { now: '13:00:01' }), 'FAIL not-escalated 1');
  assert.is(passed(NINE, [at('12:30', 'escalated')], { now: '13:00:00' }), 'OPEN escalation-not-due 0');
  assert.is(passed(NINE, [at('12:30', 'escalated')], { now: '13:00:01' }), 'PASS escalated 1');
});

escalation('knows no excuse', () => {
  const late = [at('14:00', 'work.done', { party: 'customer' })];
  assert.is(passed({ ...NINE, lineOwner: 'customer' }, late), 'FAIL not-escalated 60');
});

escalation('is estimated from acceptance, and unknown without that', () => {
  const accepted = at('09:00', 'order.accepted');
  assert.is(passed({}, [accepted, at('13:00:01', 'work.done')]), 'FAIL not-escalated 1 ~');
  assert.is(passed({}, [accepted, at('13:00:00', 'work.done')]), 'NA escalation-not-needed 0 ~');
  assert.is(passed({}, [escalated]), 'UNKNOWN report-not-known');
});

escalation('is unknown where the end of the repair is', () => {
  assert.is(passed(NINE, [at('10:00', 'signed')]), 'UNKNOWN work-done-not-recorded');
  assert.is(passed(NINE, [up(5, 'work.done'), escalated]), 'UNKNOWN clock-not-set');
  const rejected = [at('10:00', 'work.done'), at('10:05', 'trial.rejected')];
  assert.is(passed(NINE, rejected, { now: '13:00:01' }), 'FAIL not-escalated 1');
});

escalation('of an order called off within four hours is not needed', () => {
  assert.is(passed(NINE, [at('13:00:00', 'order.returned')]), 'NA called-off');
  assert.is(passed(NINE, [at('13:00:01', 'order.returned')]), 'FAIL not-escalated 1');
  assert.is(passed(NINE, [], { settings: { escalateAfterMin: null } }), 'NA no-limit');
});

escalation('and the other limits name the events they rest on', () => {
  const events = [
    at('09:00', 'order.accepted'),
    at('09:10', 'call.tried', { reached: false }),
    at('10:30', 'call.tried', { reached: true }),
    at('12:00', 'progress.sent'),
    at('13:30', 'escalated'),
    at('24T09:30', 'work.done'),
    at('24T09:40', 'order.replied'),
  ];
  const rests = (rule: string) => of(rule, events, { profile: TT, ...NOW })[0].events;
  assert.equal(rests('TT-4.1-2c'), [0, 4, 5]);
  assert.equal(rests('TT-4.1-2'), [0, 5]);
  assert.equal(rests('TT-4.3-1e'), [0, 1, 2]);
  assert.equal(rests('TT-4.3-1f'), [0, 3, 5]);
  assert.equal(rests('TT-4.3-1g'), [0, 6]);
});

escalation.run();
