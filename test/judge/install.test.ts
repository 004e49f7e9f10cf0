import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { workingDays } from '../../shared/judge/days.js';
import { TT } from '../../shared/profile/tt.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, of, says, time, up } from './day.js';

const install = suite('an install or move (J14, TT-4.1-1)');
/** 23 November 2026 is a Monday. */
const NOVEMBER = ['23', '24', '25', '26', '27', '30'].map(day => `2026-11-${day}`);
const TABLE = [...NOVEMBER, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
const judged = (order: object, events: EventRecord[], day: object = {}) => {
  const found = (['install', 'move'] as const).map(type =>
    says('TT-4.1-1', events, { profile: TT, order: { type, ...order }, workingDays: TABLE, ...day }),
  );
  assert.is(found[0], found[1]);
  return found[0];
};
const MONDAY = { reported: time('09:00') };
const december = (day: string, clock: string, fields: object = {}): EventRecord => ({
  t: `2026-12-${day}T${clock}:00+08:00`,
  event: 'work.done',
  ...fields,
});
const done = (when: string, fields: object = {}) => at(when, 'work.done', fields);

install('takes three working days, the day of the report not counted', () => {
  assert.is(judged(MONDAY, [done('23:59:59')]), 'PASS done-in-days');
  assert.is(judged(MONDAY, [done('26T23:59:59')]), 'PASS done-in-days');
  assert.is(judged(MONDAY, [done('27T00:00:00')]), 'WARN over-normal-days');
});

install('takes seven working days at the most', () => {
  assert.is(judged(MONDAY, [december('02', '23:59')]), 'WARN over-normal-days');
  assert.is(judged(MONDAY, [december('03', '00:00')]), 'FAIL over-all-days');
});

install('counts dates and not hours', () => {
  const late = { reported: time('23:59') };
  assert.is(judged(late, [done('26T23:59')]), 'PASS done-in-days');
  assert.is(judged(late, [done('27T00:01')]), 'WARN over-normal-days');
});

install('goes by the table: holidays do not count and a working Saturday does', () => {
  const day = (dates: string[]) => ({ workingDays: dates });
  const holiday = TABLE.filter(date => date !== '2026-11-25');
  assert.is(judged(MONDAY, [done('27T10:00')], day(holiday)), 'PASS done-in-days');
  const saturday = { reported: time('25T09:00') };
  assert.is(judged(saturday, [done('30T10:00')]), 'PASS done-in-days');
  assert.is(judged(saturday, [done('30T10:00')], day([...TABLE, '2026-11-28'])), 'WARN over-normal-days');
});

install('without a table goes by Monday to Friday and is an estimate', () => {
  const none = { workingDays: undefined };
  assert.is(judged(MONDAY, [done('26T10:00')], none), 'PASS done-in-days ~');
  assert.is(judged(MONDAY, [done('27T10:00')], none), 'WARN over-normal-days ~');
  const friday = { reported: time('27T10:00') };
  assert.is(judged(friday, [december('02', '23:00')], none), 'PASS done-in-days ~');
  assert.is(judged(friday, [december('03', '00:00')], none), 'WARN over-normal-days ~');
  assert.is(judged(MONDAY, [done('26T10:00')], { workingDays: [] }), 'PASS done-in-days ~');
});

install('beyond the end of the table goes by Monday to Friday again', () => {
  const short = { workingDays: ['2026-11-23', '2026-11-24'] };
  assert.is(judged(MONDAY, [done('24T10:00')], short), 'PASS done-in-days');
  assert.is(judged(MONDAY, [done('25T10:00')], short), 'PASS done-in-days ~');
  assert.is(judged(MONDAY, [done('27T10:00')], short), 'WARN over-normal-days ~');
});

install('is no guess where the table begins on the day after the report', () => {
  const tight = { workingDays: ['2026-11-24', '2026-11-25', '2026-11-26'] };
  assert.is(judged(MONDAY, [done('26T10:00')], tight), 'PASS done-in-days');
});

install('over the limit is excused on the customer’s line or for the customer’s reasons', () => {
  const theirs = { ...MONDAY, lineOwner: 'customer' };
  assert.is(judged(theirs, [done('26T10:00')]), 'PASS done-in-days');
  assert.is(judged(theirs, [done('27T10:00')]), 'EXCUSED customer-caused');
  assert.is(judged(theirs, [december('04', '10:00')]), 'EXCUSED customer-caused');
  assert.is(judged(MONDAY, [done('27T10:00', { party: 'customer' })]), 'EXCUSED customer-caused');
  assert.is(judged(MONDAY, [done('26T10:00', { party: 'customer' })]), 'PASS done-in-days');
  assert.is(judged(MONDAY, [done('27T10:00', { party: 'company' })]), 'WARN over-normal-days');
});

install('that is not done is open for three days, then as if it were done now', () => {
  const at = (nowIso: string) => ({ nowIso });
  assert.is(judged(MONDAY, [], at('2026-11-26T23:59:59+08:00')), 'OPEN days-left');
  assert.is(judged(MONDAY, [], at('2026-11-27T00:00:00+08:00')), 'WARN over-normal-days');
  assert.is(judged(MONDAY, [], at('2026-12-03T00:00:00+08:00')), 'FAIL over-all-days');
  assert.is(
    judged({ ...MONDAY, lineOwner: 'customer' }, [], at('2026-12-03T00:00:00+08:00')),
    'EXCUSED customer-caused',
  );
});

install('is estimated from acceptance where the report is not known', () => {
  const accepted = at('09:00', 'order.accepted');
  assert.is(judged({}, [accepted, done('26T10:00')]), 'PASS done-in-days ~');
  assert.is(judged({}, [done('26T10:00')]), 'UNKNOWN report-not-known');
});

install('whose end was forgotten, or has no time, is unknown', () => {
  assert.is(judged(MONDAY, [at('10:00', 'signed')]), 'UNKNOWN work-done-not-recorded');
  assert.is(judged(MONDAY, [up(5, 'work.done')]), 'UNKNOWN clock-not-set');
  assert.is(judged({}, [up(5, 'order.accepted'), done('24T10:00')]), 'UNKNOWN clock-not-set');
});

install('that a trial took back is not done', () => {
  const events = [done('24T10:00'), at('24T10:05', 'trial.rejected')];
  assert.is(judged(MONDAY, events, { now: '27T09:00' }), 'WARN over-normal-days');
});

install('of an order called off in time is not awaited', () => {
  const now = { now: '30T09:00' };
  assert.is(judged(MONDAY, [at('26T10:00', 'order.cancelled')], now), 'NA called-off');
  assert.is(judged(MONDAY, [at('27T10:00', 'order.cancelled')], now), 'WARN over-normal-days');
});

install('done within the clock’s drift of a midnight that matters is an estimate', () => {
  const set = { t: time('26T12:00'), event: 'clock.set', new: time('26T12:00') };
  assert.is(judged(MONDAY, [set, done('26T23:59:50')]), 'PASS done-in-days ~');
  assert.is(judged(MONDAY, [set, done('27T00:00:10')]), 'WARN over-normal-days ~');
  assert.is(judged(MONDAY, [set, done('26T23:59:20')]), 'PASS done-in-days');
});

install('says how many working days it took', () => {
  const day = { profile: TT, order: { type: 'install', ...MONDAY } as const, workingDays: TABLE };
  assert.is(of('TT-4.1-1', [done('27T10:00')], day)[0].text.en, 'Working days: 4, over the normal limit');
});

install('is asked of installs and moves only, by the limits that are set', () => {
  for (const type of ['repair', 'complaint', 'care', 'inspect'] as const)
    assert.is(says('TT-4.1-1', [], { profile: TT, order: { type } }), 'NA other-type');
  assert.is(judged(MONDAY, [], { settings: { installWorkingDays: null } }), 'NA no-limit');
  assert.is(
    judged(MONDAY, [done('27T10:00')], { settings: { installWorkingDaysMax: null } }),
    'FAIL over-all-days',
  );
});

install.run();

const days = suite('working days');

days('before the start are none, and weekends are known before 1970 as well', () => {
  assert.equal(workingDays(86400 * 10, 0, 0, null), { days: 0, guessed: true });
  assert.equal(workingDays(-86400 * 8, -86400, 0, null), { days: 5, guessed: true });
  assert.equal(workingDays(0, 86400 * 4, 0, null), { days: 2, guessed: true });
});

days.run();
