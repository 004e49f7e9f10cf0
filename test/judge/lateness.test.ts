import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import { ZT } from '../../shared/profile/zt.js';
import { at, NINE, says, time, up } from './day.js';

const lateness = suite('lateness (J3, HB-B08b)');
const told = (when: string, understood?: boolean) =>
  at(when, 'delay.notified', understood === undefined ? {} : { understood });
const late = at('09:10', 'arrived');

lateness('that did not happen needs no word', () => {
  assert.is(says('HB-B08b', [at('09:00:00', 'arrived')], { order: NINE }), 'NA not-late');
  assert.is(says('HB-B08b', [at('09:00:01', 'arrived')], { order: NINE }), 'FAIL silent');
  assert.is(says('HB-B08b', [at('09:10', 'arrived')]), 'NA no-appointment');
  assert.is(says('HB-B08b', []), 'NA no-appointment');
});

lateness('counts from the end of a slot', () => {
  const order = { ...NINE, slotEnd: time('10:00') };
  assert.is(says('HB-B08b', [at('10:00', 'arrived')], { order }), 'NA not-late');
  assert.is(says('HB-B08b', [told('09:59:59', true), at('10:01', 'arrived')], { order }), 'PASS announced');
  const changed = { old: time('09:00'), new: time('11:00'), slotEnd: time('12:00'), party: 'customer' };
  assert.is(
    says('HB-B08b', [at('08:00', 'appt.changed', changed), at('11:59', 'arrived')], { order }),
    'NA not-late',
  );
});

lateness('is announced strictly before the appointed time', () => {
  assert.is(says('HB-B08b', [told('08:59:59', true), late], { order: NINE }), 'PASS announced');
  assert.is(says('HB-B08b', [told('09:00:00', true), late], { order: NINE }), 'FAIL announced-too-late 0');
  assert.is(says('HB-B08b', [told('09:05:10', true), late], { order: NINE }), 'FAIL announced-too-late 5');
});

lateness('that the customer was not said to understand is a warning', () => {
  assert.is(says('HB-B08b', [told('08:30', false), late], { order: NINE }), 'WARN not-understood');
  assert.is(says('HB-B08b', [told('08:30'), late], { order: NINE }), 'WARN not-understood');
  assert.is(says('HB-B08b', [told('08:30'), told('08:40', true), late], { order: NINE }), 'PASS announced');
  assert.is(
    says('HB-B08b', [told('08:30'), told('09:05', true), late], { order: NINE }),
    'WARN not-understood',
  );
});

lateness('before anybody came is settled only when the time has passed', () => {
  const events = [at('08:30', 'departed')];
  assert.is(says('HB-B08b', events, { order: NINE, now: '09:00:00' }), 'OPEN not-late-yet');
  assert.is(says('HB-B08b', events, { order: NINE, now: '09:00:01' }), 'FAIL silent');
  assert.is(
    says('HB-B08b', [...events, told('08:40', true)], { order: NINE, now: '09:00:01' }),
    'PASS announced',
  );
  assert.is(
    says('HB-B08b', [...events, told('08:40')], { order: NINE, now: '09:01' }),
    'WARN not-understood',
  );
  assert.is(says('HB-B08b', [at('08:00', 'order.cancelled')], { order: NINE }), 'NA called-off');
  assert.is(says('HB-B08b', [at('08:30', 'departed')]), 'NA no-appointment');
});

lateness('is unknown where the arrival or its time is', () => {
  assert.is(says('HB-B08b', [at('09:10', 'rang')], { order: NINE }), 'UNKNOWN arrival-not-recorded');
  assert.is(says('HB-B08b', [up(9, 'arrived')], { order: NINE }), 'UNKNOWN clock-not-set');
});

lateness('is unknown where the time of the only announcement is', () => {
  const events = [up(9, 'delay.notified', { understood: true }), at('09:10', 'arrived')];
  assert.is(says('HB-B08b', events, { order: NINE }), 'UNKNOWN clock-not-set');
});

lateness('ignores an appointment that was changed before its time', () => {
  const events = [
    at('08:30', 'appt.changed', { old: time('09:00'), new: time('10:00') }),
    at('09:55', 'arrived'),
  ];
  assert.is(says('HB-B08b', events, { order: NINE }), 'NA not-late');
});

lateness('judges an appointment that was let pass and only then changed', () => {
  const moved = (when: string) => at(when, 'appt.changed', { old: time('09:00'), new: time('10:00') });
  assert.is(says('HB-B08b', [moved('08:59:59'), at('09:55', 'arrived')], { order: NINE }), 'NA not-late');
  assert.is(
    says('HB-B08b', [moved('09:00:00'), at('09:55', 'arrived')], { order: NINE }),
    'FAIL silent, NA not-late',
  );
  assert.is(
    says('HB-B08b', [told('08:40', true), moved('09:20'), at('09:55', 'arrived')], { order: NINE }),
    'PASS announced, NA not-late',
  );
  assert.is(
    says(
      'HB-B08b',
      [at('08:40', 'departed'), moved('09:20'), at('09:30', 'departed'), at('10:10', 'arrived')],
      {
        order: NINE,
      },
    ),
    'FAIL silent, FAIL silent',
  );
  assert.is(
    says(
      'HB-B08b',
      [at('08:40', 'departed'), moved('08:45'), at('09:30', 'departed'), at('10:00', 'arrived')],
      {
        order: NINE,
      },
    ),
    'NA set-out-again, NA not-late',
  );
  assert.is(
    says(
      'HB-B08b',
      [up(5, 'appt.changed', { old: time('09:00'), new: time('10:00') }), at('09:50', 'arrived')],
      {
        order: NINE,
      },
    ),
    'UNKNOWN clock-not-set, NA not-late',
  );
  assert.is(says('HB-B08b', [moved('09:20'), at('09:55', 'arrived')]), 'NA not-late');
});

lateness('judges an appointment made on site and let pass as one of its own', () => {
  const events = [
    at('08:50', 'arrived'),
    at('08:55', 'appt.changed', { old: time('09:00'), new: time('10:00') }),
    at('10:30', 'appt.changed', { old: time('10:00'), new: time('11:00') }),
  ];
  assert.is(says('HB-B08b', events, { order: NINE }), 'NA not-late, FAIL silent');
});

lateness('of an announcement for another appointment does not count', () => {
  const events = [
    told('08:20', true),
    at('08:30', 'appt.changed', { old: time('09:00'), new: time('10:00') }),
    at('10:05', 'arrived'),
  ];
  assert.is(says('HB-B08b', events, { order: NINE }), 'FAIL silent');
});

lateness(
  'by a code without a length of notice is announced by a change told before the time (ZT-5-2b)',
  () => {
    const zt = (...events: Parameters<typeof says>[1]) =>
      says('ZT-5-2b', events, { profile: ZT, order: NINE });
    const moved = (when: string, fields: object = {}) =>
      at(when, 'appt.changed', { old: time('09:00'), new: time('10:00'), ...fields });
    const there = at('10:00', 'arrived');
    assert.is(zt(moved('08:59:59'), there), 'PASS changed-before, NA not-late');
    assert.is(zt(moved('09:00:00'), there), 'FAIL silent, NA not-late');
    assert.is(zt(moved('09:20', { notice: time('08:59:59') }), there), 'PASS changed-before, NA not-late');
    assert.is(zt(moved('09:20', { notice: time('09:00:00') }), there), 'FAIL silent, NA not-late');
    assert.is(zt(moved('08:50', { notice: time('09:00:00') }), there), 'NA not-late');
    assert.is(zt(told('08:40', true), moved('09:20'), there), 'PASS announced, NA not-late');
    assert.is(zt(moved('08:30'), at('10:00:01', 'arrived')), 'PASS changed-before, FAIL silent');
    assert.is(
      zt(moved('08:30'), moved('09:30', { old: time('10:00'), new: time('11:00') }), there),
      'PASS changed-before, PASS changed-before, NA not-late',
    );
    assert.is(zt(at('08:50', 'arrived'), moved('08:55')), 'NA not-late');
    const said = up(5, 'appt.changed', { new: time('10:00'), notice: time('08:00') });
    assert.is(zt(said, there), 'PASS changed-before, NA not-late');
    assert.is(zt(up(5, 'appt.changed', { new: time('10:00') }), there), 'UNKNOWN clock-not-set, NA not-late');
  },
);

lateness('by such a code counts from a slot’s end, and from the old time a change names', () => {
  const day = { profile: ZT, order: { ...NINE, slotEnd: time('11:00') } };
  const moved = at('10:59:59', 'appt.changed', { new: time('14:00') });
  assert.is(says('ZT-5-2b', [moved, at('13:00', 'arrived')], day), 'PASS changed-before, NA not-late');
  const unbooked = at('08:30', 'appt.changed', { old: time('09:00'), new: time('14:00') });
  assert.is(
    says('ZT-5-2b', [unbooked, at('13:00', 'arrived')], { profile: ZT }),
    'PASS changed-before, NA not-late',
  );
  const set = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  const close = [set, at('08:59:50', 'appt.changed', { old: time('09:00'), new: time('14:00') })];
  assert.is(
    says('ZT-5-2b', close, { profile: ZT, order: NINE, now: '10:00' }),
    'PASS changed-before ~, OPEN not-late-yet',
  );
});

lateness('is announced strictly before the time by such a code as well', () => {
  const day = { profile: ZT, order: NINE };
  assert.is(says('ZT-5-2b', [told('08:59:59', true), late], day), 'PASS announced');
  assert.is(says('ZT-5-2b', [told('09:00:00', true), late], day), 'FAIL announced-too-late 0');
  assert.is(says('ZT-5-2b', [late], day), 'FAIL silent');
});

lateness.run();

const notice = suite('notice of a change (J4, HB-B08c)');
const change = (when: string, fields: object = {}) =>
  at(when, 'appt.changed', { old: time('09:00'), new: time('15:00'), party: 'company', ...fields });

notice('is in time up to two hours ahead', () => {
  assert.is(says('HB-B08c', [change('07:00:00')], { order: NINE }), 'PASS notice-in-time 120');
  assert.is(says('HB-B08c', [change('07:00:01')], { order: NINE }), 'FAIL short-notice 119');
  assert.is(says('HB-B08c', [change('09:30')], { order: NINE }), 'FAIL short-notice -30');
});

notice('counts from when the customer was told, across midnight as well', () => {
  assert.is(
    says('HB-B08c', [change('08:00', { notice: time('06:59') })], { order: NINE }),
    'PASS notice-in-time 121',
  );
  const early = { old: time('24T01:00'), notice: time('23:00') };
  assert.is(says('HB-B08c', [change('24T00:10', early)]), 'PASS notice-in-time 120');
  assert.is(says('HB-B08c', [change('24T00:10', { old: time('24T01:00') })]), 'FAIL short-notice 50');
});

notice('is excused where the customer asked, whatever the notice', () => {
  assert.is(says('HB-B08c', [change('08:59', { party: 'customer' })]), 'EXCUSED customer-change');
  assert.is(says('HB-B08c', [change('05:00', { party: 'customer' })]), 'EXCUSED customer-change');
  assert.is(
    says('HB-B08c', [up(3, 'appt.changed', { new: time('15:00'), party: 'customer' })]),
    'EXCUSED customer-change',
  );
  for (const party of ['third', 'weather', 'unknown'])
    assert.is(says('HB-B08c', [change('08:00', { party })]), 'FAIL short-notice 60');
});

notice('is judged for each change against the time valid before it', () => {
  const events = [
    at('06:00', 'appt.changed', { new: time('11:00') }),
    at('10:00', 'appt.changed', { old: time('11:00'), new: time('12:00') }),
  ];
  assert.is(says('HB-B08c', events, { order: NINE }), 'PASS notice-in-time 180, FAIL short-notice 60');
});

notice('is not judged where nothing changed, and unknown where a time is', () => {
  assert.is(says('HB-B08c', [], { order: NINE }), 'NA no-change');
  assert.is(
    says('HB-B08c', [at('06:00', 'appt.changed', { new: time('11:00') })]),
    'UNKNOWN old-time-unknown',
  );
  assert.is(
    says('HB-B08c', [up(3, 'appt.changed', { new: time('11:00') })], { order: NINE }),
    'UNKNOWN clock-not-set',
  );
  const said = up(3, 'appt.changed', { new: time('11:00'), notice: time('07:00') });
  assert.is(says('HB-B08c', [said], { order: NINE }), 'PASS notice-in-time 120');
  assert.is(says('HB-B08c', [change('08:00')], { settings: { rescheduleNoticeMin: null } }), 'NA no-limit');
});

notice('is two hours for TT-3.2-1e as well', () => {
  const day = { profile: TT, order: NINE };
  assert.is(says('TT-3.2-1e', [change('07:00:00')], day), 'PASS notice-in-time 120');
  assert.is(says('TT-3.2-1e', [change('07:00:01')], day), 'FAIL short-notice 119');
});

notice('of no length is given before the time, not at it', () => {
  const day = { order: NINE, settings: { rescheduleNoticeMin: 0 } };
  assert.is(says('HB-B08c', [change('08:59:59')], day), 'PASS notice-in-time 0');
  assert.is(says('HB-B08c', [change('09:00:00')], day), 'FAIL short-notice 0');
  const one = { order: NINE, settings: { rescheduleNoticeMin: 1 } };
  assert.is(says('HB-B08c', [change('08:59:00')], one), 'PASS notice-in-time 1');
  assert.is(says('HB-B08c', [change('08:59:01')], one), 'FAIL short-notice 0');
});

notice.run();
