import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, of, says, time, up } from './day.js';

const progress = suite('word of progress (J13, TT-4.3-1f)');
const judged = (events: EventRecord[], day: object = {}) =>
  says('TT-4.3-1f', events, { profile: TT, now: '27T00:00', ...day });
const accepted = at('08:00', 'order.accepted');
const sent = (when: string) => at(when, 'progress.sent');
const done = (when: string) => at(when, 'work.done');

progress('is not needed for what is repaired in twelve hours', () => {
  assert.is(judged([accepted, done('20:00:00')]), 'NA progress-not-needed');
  assert.is(judged([accepted, sent('12:00'), done('19:00')]), 'NA progress-not-needed');
  assert.is(judged([accepted, done('20:00:01')]), 'FAIL progress-gap 1');
});

progress('is sent at least every twelve hours until the repair, by night as well', () => {
  assert.is(judged([accepted, sent('20:00:00'), done('24T08:00:00')]), 'PASS progress-told');
  assert.is(judged([accepted, sent('20:00:01'), done('24T08:00:00')]), 'FAIL progress-gap 1');
  assert.is(judged([accepted, sent('20:00:00'), done('24T08:00:01')]), 'FAIL progress-gap 1');
  assert.is(
    judged([accepted, sent('12:00'), sent('23:00'), sent('24T11:00'), done('24T20:00')]),
    'PASS progress-told',
  );
});

progress('that stayed away is told by how often and how long', () => {
  const events = [accepted, sent('20:05'), sent('24T09:00'), done('24T10:00')];
  assert.is(judged(events), 'FAIL progress-gap 55');
  const [verdict] = of('TT-4.3-1f', events, { profile: TT, now: '27T00:00' });
  assert.is(verdict.text.en, 'Gaps too long without a word: 2, by up to 55 min');
});

progress('of an open repair counts the last gap against now', () => {
  assert.is(judged([accepted], { now: '20:00:00' }), 'OPEN progress-due 0');
  assert.is(judged([accepted], { now: '20:00:01' }), 'FAIL progress-gap 1');
  assert.is(judged([accepted, sent('19:00')], { now: '24T06:00' }), 'OPEN progress-due 60');
  assert.is(judged([accepted, sent('21:00')], { now: '22:00' }), 'FAIL progress-gap 60');
});

progress('counts from acceptance to the end of the repair, and only what was sent', () => {
  assert.is(judged([sent('07:00'), accepted, done('20:30')]), 'FAIL progress-gap 30');
  assert.is(judged([accepted, done('20:30'), sent('20:31')]), 'FAIL progress-gap 30');
  const called = at('14:00', 'customer.contacted', { reached: true });
  assert.is(judged([accepted, called, at('14:05', 'escalated'), done('20:30')]), 'FAIL progress-gap 30');
  const rejected = [accepted, done('19:00'), at('19:05', 'trial.rejected'), done('20:30')];
  assert.is(judged(rejected), 'FAIL progress-gap 30');
});

progress('is not judged before acceptance, and unknown where that or the repair was forgotten', () => {
  assert.is(judged([]), 'OPEN not-accepted-yet');
  assert.is(judged([sent('12:00')]), 'UNKNOWN acceptance-not-recorded');
  assert.is(judged([accepted, at('24T09:00', 'signed')]), 'UNKNOWN work-done-not-recorded');
});

progress('of an order called off is owed up to then', () => {
  assert.is(judged([accepted, at('20:00:00', 'order.cancelled')]), 'NA called-off');
  assert.is(judged([accepted, at('20:00:01', 'order.cancelled')]), 'FAIL progress-gap 1');
});

progress('is unknown where a time is, unless the badge counted a gap', () => {
  assert.is(judged([accepted, up(9, 'progress.sent'), done('24T09:00')]), 'UNKNOWN clock-not-set');
  assert.is(judged([accepted, up(9, 'work.done')]), 'UNKNOWN clock-not-set');
  const counted = [up(5, 'order.accepted'), up(43205, 'progress.sent'), up(60000, 'work.done')];
  assert.is(judged(counted), 'PASS progress-told ~');
  assert.is(judged([counted[0], up(43206, 'progress.sent'), counted[2]]), 'FAIL progress-gap 1 ~');
  assert.is(judged([counted[0], up(20000, 'work.done')]), 'NA progress-not-needed');
});

progress('within the drift of the clock is an estimate', () => {
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  assert.is(judged([set, accepted, sent('20:00:20'), done('24T06:00')]), 'FAIL progress-gap 1 ~');
  assert.is(judged([set, accepted, sent('19:00'), done('24T06:00')]), 'PASS progress-told');
});

progress('is asked of repairs only', () => {
  for (const type of ['install', 'move', 'complaint', 'care', 'inspect'] as const)
    assert.is(judged([accepted], { order: { type } }), 'NA other-type');
  assert.is(judged([accepted], { settings: { progressEveryMin: null } }), 'NA no-limit');
});

progress.run();
