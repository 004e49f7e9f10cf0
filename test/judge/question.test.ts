import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import { at, says, time, up } from './day.js';

const question = suite('a question for several departments (J15, TT-2.5-2e)');
const judged = (events: Parameters<typeof says>[1], day: object = {}) =>
  says('TT-2.5-2e', events, { profile: TT, ...day });
const taken = (when: string, departments: boolean | undefined = true) =>
  at(when, 'query.taken', departments === undefined ? {} : { departments });
const handed = (when: string) => at(when, 'query.handed', { to: 'manager' });

question('is handed over within a quarter of an hour', () => {
  assert.is(judged([taken('09:00'), handed('09:15:00')]), 'PASS handed-in-time 0');
  assert.is(judged([taken('09:00'), handed('09:15:01')]), 'FAIL handed-late 1');
  assert.is(judged([taken('09:00'), at('09:10', 'query.closed')]), 'PASS handed-in-time 5');
  assert.is(judged([taken('09:00'), at('09:20', 'query.closed')]), 'FAIL handed-late 5');
});

question('that was not handed over is open for a quarter of an hour', () => {
  assert.is(judged([taken('09:00')], { now: '09:15:00' }), 'OPEN hand-over-due 0');
  assert.is(judged([taken('09:00')], { now: '09:15:01' }), 'FAIL not-handed 1');
  assert.is(judged([taken('09:00'), at('09:20', 'left')]), 'FAIL not-handed 525');
});

question('that needs no other department, or was never asked, is not judged', () => {
  assert.is(judged([]), 'NA no-question');
  assert.is(judged([handed('09:00')]), 'NA no-question');
  assert.is(judged([at('09:00', 'query.taken', { departments: false })]), 'NA one-department');
  assert.is(judged([at('09:00', 'query.taken')]), 'NA one-department');
});

question('is settled in the order in which it was asked', () => {
  const two = [taken('09:00'), taken('09:10'), handed('09:15:00'), handed('09:25:01')];
  assert.is(judged(two), 'PASS handed-in-time 0, FAIL handed-late 1');
  assert.is(
    judged([taken('09:00'), taken('09:10'), handed('09:12')], { now: '09:20' }),
    'PASS handed-in-time 3, OPEN hand-over-due 5',
  );
  const mixed = [at('09:00', 'query.taken'), taken('09:05'), handed('09:10'), at('09:12', 'query.closed')];
  assert.is(judged(mixed), 'NA one-department, PASS handed-in-time 8');
});

question('is counted by the badge itself while no clock is set', () => {
  const begun = up(10, 'query.taken', { departments: true });
  assert.is(judged([begun, up(910, 'query.handed')]), 'PASS handed-in-time 0');
  assert.is(judged([begun, up(911, 'query.handed')]), 'FAIL handed-late 1');
  assert.is(judged([begun, up(5, 'query.handed', { boot: 2 })]), 'UNKNOWN clock-not-set');
  assert.is(judged([begun, up(901, 'query.handed', { boot: 2 })]), 'FAIL handed-late 1');
  assert.is(judged([begun]), 'UNKNOWN clock-not-set');
});

question('is asked of every order type, by the limit that is set', () => {
  for (const type of ['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as const)
    assert.is(judged([taken('09:00'), handed('09:10')], { order: { type } }), 'PASS handed-in-time 5');
  assert.is(judged([taken('09:00')], { settings: { questionHandOverMin: null } }), 'NA no-limit');
});

question.run();

const damage = suite('damage (J16, TT-3.4-2b)');
const made = at('09:00', 'damage.made');
const settled = (when: string) => at(when, 'damage.settled');
const found = (events: Parameters<typeof says>[1], day: object = {}) =>
  says('TT-3.4-2b', events, { profile: TT, now: '28T00:00', ...day });

damage('is made good within 48 hours', () => {
  assert.is(found([made, settled('25T09:00:00')]), 'PASS settled-in-time 0');
  assert.is(found([made, settled('25T09:00:01')]), 'FAIL settled-late 1');
  assert.is(found([made], { now: '25T09:00:00' }), 'OPEN settlement-due 0');
  assert.is(found([made], { now: '25T09:00:01' }), 'FAIL not-settled 1');
  assert.is(found([]), 'NA no-damage');
});

damage('is judged one by one, the oldest settled first', () => {
  const events = [made, at('12:00', 'damage.made'), settled('24T09:00')];
  assert.is(found(events, { now: '24T12:00' }), 'PASS settled-in-time 1440, OPEN settlement-due 1440');
});

damage('within the drift of the clock is an estimate, and unknown without one', () => {
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  assert.is(found([set, made, settled('25T09:01')]), 'FAIL settled-late 1 ~');
  assert.is(found([up(5, 'damage.made'), settled('24T09:00')]), 'UNKNOWN clock-not-set');
  assert.is(found([up(5, 'damage.made'), up(172806, 'damage.settled')]), 'FAIL settled-late 1 ~');
  assert.is(found([made], { settings: { damageWithinMin: null } }), 'NA no-limit');
});

damage.run();
