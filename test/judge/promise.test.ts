import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CT } from '../../shared/profile/ct.js';
import { at, says, time, up } from './day.js';

const promise = suite('a promise (J18, HB-L16b, L17b, L33b)');
const made = (when: string, due: string, rule = 'HB-L17b') =>
  at(when, 'promise.made', { rule, due: time(due) });

promise('that was not made is not judged', () => {
  assert.is(says('HB-L17b', [at('10:00', 'work.done')]), 'NA no-promise');
  assert.is(says('HB-L16b', [made('09:00', '10:00'), at('09:30', 'work.done')]), 'NA no-promise');
});

promise('is kept up to its very second', () => {
  for (const rule of ['HB-L16b', 'HB-L17b', 'HB-L33b']) {
    const begun = made('09:00', '10:00', rule);
    assert.is(says(rule, [begun, at('10:00:00', 'work.done')]), 'PASS promise-kept 0');
    assert.is(says(rule, [begun, at('10:00:01', 'work.done')]), 'FAIL promise-late 1');
    assert.is(says(rule, [begun, at('09:29:30', 'work.done')]), 'PASS promise-kept 30');
  }
});

promise('runs until it is due', () => {
  assert.is(says('HB-L17b', [made('09:00', '10:00')], { now: '10:00:00' }), 'OPEN promise-running');
  assert.is(says('HB-L17b', [made('09:00', '10:00')], { now: '10:00:01' }), 'FAIL promise-late 1');
});

promise('is replaced by a later one of the same rule', () => {
  const events = [made('09:00', '10:00'), made('09:50', '11:00'), at('10:50', 'work.done')];
  assert.is(says('HB-L17b', events), 'PASS promise-kept 10');
});

promise('is not kept by work that the customer rejected, or by work before it', () => {
  const rejected = [made('09:00', '10:00'), at('09:50', 'work.done'), at('09:55', 'trial.rejected')];
  assert.is(says('HB-L17b', rejected, { now: '09:58' }), 'OPEN promise-running');
  assert.is(says('HB-L17b', [...rejected, at('10:05', 'work.done')]), 'FAIL promise-late 5');
  assert.is(
    says('HB-L17b', [at('08:50', 'work.done'), made('09:00', '10:00')], { now: '09:10' }),
    'OPEN promise-running',
  );
});

promise('is unknown where the end of the work is', () => {
  assert.is(
    says('HB-L17b', [made('09:00', '10:00'), at('09:50', 'signed')]),
    'UNKNOWN work-done-not-recorded',
  );
  const unset = [up(1, 'promise.made', { rule: 'HB-L17b', due: time('10:00') }), up(99, 'work.done')];
  assert.is(says('HB-L17b', unset), 'UNKNOWN clock-not-set');
});

promise('ends with an order that was called off before the work', () => {
  assert.is(says('HB-L17b', [made('09:00', '10:00'), at('09:10', 'order.cancelled')]), 'NA called-off');
  const begun = [at('09:05', 'work.started'), made('09:10', '10:00'), at('09:20', 'order.cancelled')];
  assert.is(says('HB-L17b', begun, { now: '10:03' }), 'FAIL promise-late 3');
});

promise('is not shown as kept by what a rejected trial took back', () => {
  const events = [made('09:00', '10:00'), at('09:50', 'trial.ok'), at('09:55', 'trial.rejected')];
  assert.is(says('HB-L17b', events, { now: '09:58' }), 'OPEN promise-running');
  assert.is(
    says('HB-L17b', [made('09:00', '10:00'), at('09:50', 'order.replied')], { now: '09:58' }),
    'OPEN promise-running',
  );
});

promise.run();

const word = suite('a promise on the telephone (J18, CT-34b, 58b, 61b, 64b)');
const ct = (rule: string, events: Parameters<typeof says>[1], day: object = {}) =>
  says(rule, events, { profile: CT, ...day });

word('to finish is kept by the end of the work', () => {
  for (const rule of ['CT-58b', 'CT-64b']) {
    const begun = made('09:00', '10:00', rule);
    assert.is(ct(rule, [begun, at('10:00:00', 'work.done')]), 'PASS promise-kept 0');
    assert.is(ct(rule, [begun, at('10:00:01', 'work.done')]), 'FAIL promise-late 1');
    assert.is(ct(rule, [begun, at('09:30', 'promise.kept')]), 'FAIL promise-late 480');
  }
});

word('to answer is kept by saying so', () => {
  const begun = made('09:00', '09:10', 'CT-34b');
  assert.is(ct('CT-34b', [begun, at('09:10:00', 'promise.kept')]), 'PASS promise-kept 0');
  assert.is(ct('CT-34b', [begun, at('09:10:01', 'promise.kept')]), 'FAIL promise-late 1');
  assert.is(ct('CT-34b', [begun, at('09:05', 'work.done')], { now: '09:10:00' }), 'OPEN promise-running');
  assert.is(ct('CT-34b', [at('08:59', 'promise.kept'), begun], { now: '09:10:01' }), 'FAIL promise-late 1');
  const longer = made('09:08', '09:30', 'CT-34b');
  assert.is(ct('CT-34b', [begun, longer, at('09:30', 'promise.kept')]), 'PASS promise-kept 0');
  assert.is(ct('CT-34b', []), 'NA no-promise');
  assert.is(
    ct('CT-34b', [up(1, 'promise.made', { rule: 'CT-34b', due: time('10:00') }), up(2, 'promise.kept')]),
    'UNKNOWN clock-not-set',
  );
});

word('to call back is kept within a quarter of an hour on either side', () => {
  const begun = made('09:00', '12:00', 'CT-61b');
  const called = (when: string) => ct('CT-61b', [begun, at(when, 'callback.done')]);
  assert.is(called('11:44:59'), 'WARN called-back-early 16');
  assert.is(called('11:45:00'), 'PASS called-back');
  assert.is(called('12:00:00'), 'PASS called-back');
  assert.is(called('12:15:00'), 'PASS called-back');
  assert.is(called('12:15:01'), 'FAIL promise-late 16');
});

word('to call back is open to the end of its tolerance', () => {
  const begun = made('09:00', '12:00', 'CT-61b');
  assert.is(ct('CT-61b', [begun], { now: '12:15:00' }), 'OPEN promise-running');
  assert.is(ct('CT-61b', [begun], { now: '12:15:01' }), 'FAIL promise-late 16');
  assert.is(ct('CT-61b', [begun, at('09:10', 'order.cancelled')]), 'NA called-off');
  assert.is(ct('CT-61b', [begun, up(9, 'callback.done')]), 'UNKNOWN clock-not-set');
});

word('to call back is kept by a call at the time, whatever calls there were besides', () => {
  const begun = made('09:00', '12:00', 'CT-61b');
  const calls = (...when: string[]) => ct('CT-61b', [begun, ...when.map(one => at(one, 'callback.done'))]);
  assert.is(calls('10:00', '12:05'), 'PASS called-back');
  assert.is(calls('10:00', '13:00'), 'WARN called-back-early 120');
  assert.is(ct('CT-61b', [at('08:59', 'callback.done'), begun], { now: '12:00' }), 'OPEN promise-running');
});

word('to call back has the tolerance that is set', () => {
  const begun = made('09:00', '12:00', 'CT-61b');
  const within = (callbackToleranceMin: number | null, when: string) =>
    ct('CT-61b', [begun, at(when, 'callback.done')], { settings: { callbackToleranceMin } });
  assert.is(within(30, '12:30'), 'PASS called-back');
  assert.is(within(0, '12:00:00'), 'PASS called-back');
  assert.is(within(0, '12:00:01'), 'FAIL promise-late 1');
  assert.is(within(null, '11:59:59'), 'WARN called-back-early 1');
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  assert.is(ct('CT-61b', [set, begun, at('12:15:10', 'callback.done')]), 'FAIL promise-late 16 ~');
  assert.is(ct('CT-61b', [set, begun, at('11:45:10', 'callback.done')]), 'PASS called-back ~');
});

word.run();
