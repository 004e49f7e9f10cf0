import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { at, NINE, of, says, time, up } from './day.js';

const arrival = suite('an arrival (J1, HB-B08)');

for (const [when, found] of [
  ['08:54:59', 'PASS early 5'],
  ['08:55:00', 'PASS early 5'],
  ['08:55:01', 'WARN on-time-not-early 4'],
  ['09:00:00', 'WARN on-time-not-early 0'],
  ['09:00:01', 'FAIL late 1'],
  ['09:01:00', 'FAIL late 1'],
  ['09:01:01', 'FAIL late 2'],
  ['06:00:00', 'PASS early 180'],
])
  arrival(`at ${when} for 09:00 is ${found}`, () => {
    assert.is(says('HB-B08', [at('05:30', 'departed'), at(when, 'arrived')], { order: NINE }), found);
  });

arrival('without an appointment is not judged, even with the clock unset', () => {
  assert.is(says('HB-B08', [at('08:30', 'departed'), at('08:50', 'arrived')]), 'NA no-appointment');
  assert.is(says('HB-B08', [up(10, 'departed'), up(90, 'arrived')]), 'NA no-appointment');
  assert.is(says('HB-B08', []), 'NA no-appointment');
});

arrival('is judged by the start of a slot', () => {
  const slot = { ...NINE, slotEnd: time('10:00') };
  assert.is(says('HB-B08', [at('09:00:01', 'arrived')], { order: slot }), 'FAIL late 1');
});

arrival('counts the first press of a visit only', () => {
  const events = [at('08:50', 'arrived'), at('09:10', 'arrived'), at('09:30', 'left')];
  assert.is(says('HB-B08', events, { order: NINE }), 'PASS early 10');
});

arrival('is judged against the last time agreed before it', () => {
  const moved = [
    at('08:00', 'appt.changed', { old: time('09:00'), new: time('10:00'), party: 'company' }),
    at('09:30', 'departed'),
    at('09:55', 'arrived'),
    at('09:58', 'appt.changed', { old: time('10:00'), new: time('09:00'), party: 'customer' }),
  ];
  assert.is(says('HB-B08', moved, { order: NINE }), 'PASS early 5');
  const made = [at('08:00', 'appt.made', { time: time('11:00') }), at('10:56', 'arrived')];
  assert.is(says('HB-B08', made, { order: NINE }), 'WARN on-time-not-early 4');
});

arrival('that has not come is judged as if it came now', () => {
  const day = (now: string) => ({ order: NINE, now });
  assert.is(says('HB-B08', [at('08:30', 'departed')], day('08:55:00')), 'OPEN not-arrived-yet');
  assert.is(says('HB-B08', [at('08:30', 'departed')], day('08:55:01')), 'WARN on-time-not-early 4');
  assert.is(says('HB-B08', [at('08:30', 'departed')], day('09:00:00')), 'WARN on-time-not-early 0');
  assert.is(says('HB-B08', [at('08:30', 'departed')], day('09:00:01')), 'FAIL late 1');
  assert.is(says('HB-B08', [], day('08:00')), 'OPEN not-arrived-yet');
});

arrival('that was forgotten is unknown', () => {
  assert.is(
    says('HB-B08', [at('08:30', 'departed'), at('08:50', 'rang')], { order: NINE }),
    'UNKNOWN arrival-not-recorded',
  );
  assert.is(says('HB-B08', [at('08:50', 'rang')]), 'NA no-appointment');
});

arrival('is unknown while the clock is not set', () => {
  assert.is(
    says('HB-B08', [up(10, 'departed'), up(90, 'arrived')], { order: NINE }),
    'UNKNOWN clock-not-set',
  );
});

arrival('of an order that was given back or cancelled is not awaited', () => {
  for (const end of ['order.returned', 'order.cancelled']) {
    assert.is(says('HB-B08', [at('08:00', end)], { order: NINE }), 'NA called-off');
    assert.is(
      says('HB-B08', [at('08:00', end), at('08:10', 'order.accepted')], { order: NINE }),
      'FAIL late 540',
    );
  }
});

arrival('is not looked for in a run that was broken off to set out again', () => {
  const events = [at('08:30', 'departed'), at('08:40', 'departed'), at('08:55', 'arrived')];
  assert.is(says('HB-B08', events, { order: NINE }), 'NA set-out-again, PASS early 5');
});

arrival('is not judged by a code without that rule', () => {
  assert.is(
    says('HB-B08', [at('09:30', 'arrived')], { order: NINE, settings: { arriveEarlyMin: null } }),
    'NA no-limit',
  );
  const day = { order: NINE, settings: { arriveEarlyMin: 15 } };
  assert.is(says('HB-B08', [at('08:46', 'arrived')], day), 'WARN on-time-not-early 14');
});

arrival('names the events it rests on', () => {
  const events = [
    { ...at('08:10', 'appt.made', { time: time('09:00') }), seq: 7 },
    { ...at('08:50', 'arrived'), seq: 9 },
  ];
  const [verdict] = of('HB-B08', events);
  assert.equal(verdict.events, [7, 9]);
  assert.equal(verdict.text, { zh: '比约定早10分钟到达', en: 'There 10 min before the appointed time' });
  assert.is(verdict.kind, 'measured');
});

arrival('on a return visit without a new appointment is not late for the old one', () => {
  const events = [
    at('08:50', 'arrived'),
    at('09:20', 'left'),
    at('11:00', 'departed'),
    at('11:30', 'arrived'),
    at('12:00', 'left'),
  ];
  assert.is(says('HB-B08', events, { order: NINE }), 'PASS early 10, NA no-appointment');
  const tooSoon = [
    at('08:30', 'arrived'),
    at('08:40', 'left'),
    at('08:50', 'departed'),
    at('08:57', 'arrived'),
  ];
  assert.is(says('HB-B08', tooSoon, { order: NINE }), 'PASS early 30, WARN on-time-not-early 3');
});

arrival('is awaited again once a visit that failed was booked anew', () => {
  const events = [
    at('08:50', 'arrived'),
    at('09:20', 'left'),
    at('09:30', 'appt.made', { time: time('14:00') }),
  ];
  assert.is(says('HB-B08', events, { order: NINE, now: '10:00' }), 'PASS early 10, OPEN not-arrived-yet');
  assert.is(says('HB-B08', events, { order: NINE, now: '14:02' }), 'PASS early 10, FAIL late 2');
});

arrival.run();
