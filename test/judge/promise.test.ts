import { suite } from 'uvu';
import * as assert from 'uvu/assert';
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

promise.run();
