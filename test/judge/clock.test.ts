import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { marksOf } from '../../shared/judge/mark.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, NINE, of, says, time, up } from './day.js';

const clock = suite('a badge clock');
const ORDER = { order: NINE };

/** The clock is set at `when`, `seconds` after the boot. */
function set(when: string, seconds: number, fields: object = {}): EventRecord {
  return {
    t: time(when),
    up: seconds,
    boot: 1,
    clock: 3,
    event: 'clock.set',
    old: null,
    new: time(when),
    ...fields,
  };
}

clock('that is set during the visit repairs the times before it', () => {
  const early = [up(100, 'arrived'), set('08:56:40', 200)]; // so the arrival was at 08:55:00
  assert.is(says('HB-B08', early, ORDER), 'PASS early 5 ~');
  const late = [up(101, 'arrived'), set('08:56:40', 200)];
  assert.is(says('HB-B08', late, ORDER), 'WARN on-time-not-early 4');
});

clock('that was carried over a reset is repaired too, and else says nothing', () => {
  const carried = { ...at('07:00', 'arrived'), up: 100, boot: 1, clock: 1 };
  assert.is(says('HB-B08', [carried], ORDER), 'UNKNOWN clock-not-set');
  assert.is(says('HB-B08', [carried, set('09:01:40', 100)], ORDER), 'FAIL late 2');
});

clock('of before any firmware was not set', () => {
  assert.is(
    says('HB-B08', [{ t: '1970-01-01T08:10:00+08:00', event: 'arrived' }], ORDER),
    'UNKNOWN clock-not-set',
  );
});

clock('that is set in another boot repairs nothing', () => {
  assert.is(
    says('HB-B08', [up(100, 'arrived'), set('08:50', 20, { boot: 2 })], ORDER),
    'UNKNOWN clock-not-set',
  );
  const unnumbered = [
    { t: null, up: 100, event: 'arrived' },
    { t: null, up: 0, event: 'boot' },
    { up: 20, event: 'clock.set', new: time('08:50') },
  ];
  assert.is(says('HB-B08', unnumbered, ORDER), 'UNKNOWN clock-not-set');
});

clock('is repaired from the supervisor rather than from whoever was first', () => {
  const events = [up(100, 'arrived'), set('07:00', 150, { clock: 2 }), set('09:03:20', 300)];
  assert.is(says('HB-B08', events, ORDER), 'WARN on-time-not-early 0 ~');
  assert.is(says('HB-B08', events.slice(0, 2), ORDER), 'PASS early 120');
});

clock('leaves the time of a record that had one as it was written', () => {
  const wrong = { ...at('08:50', 'arrived'), up: 100, boot: 1, clock: 2 };
  assert.is(says('HB-B08', [wrong, set('09:10', 200)], ORDER), 'PASS early 10');
  const unsaid = { ...at('08:50', 'arrived'), up: 100, boot: 1 };
  assert.is(says('HB-B08', [unsaid, set('09:10', 200)], ORDER), 'FAIL late 9');
});

clock('gives a time to what was recorded without one after it was set', () => {
  assert.is(says('HB-B08', [set('08:40', 100), up(400, 'arrived')], ORDER), 'PASS early 15');
});

clock('without a count of its own repairs nothing', () => {
  const bare = { t: time('08:40'), event: 'clock.set', new: time('08:40') };
  assert.is(says('HB-B08', [up(100, 'arrived'), { ...bare, boot: 1 }], ORDER), 'UNKNOWN clock-not-set');
});

clock('that drifts makes a narrow margin an estimate', () => {
  // Set 10 000 s before: 5 s of drift.
  const arrive = (seconds: number) => says('HB-B08', [set('06:08:20', 0), known(10000 + seconds)], ORDER);
  const known = (seconds: number): EventRecord => ({
    ...up(seconds, 'arrived'),
    t: isoAfter('06:08:20', seconds),
    clock: 3,
  });
  assert.is(arrive(0), 'PASS early 5 ~');
  assert.is(arrive(-4), 'PASS early 5 ~');
  assert.is(arrive(-6), 'PASS early 5');
  assert.is(arrive(4), 'WARN on-time-not-early 4 ~');
  assert.is(arrive(7), 'WARN on-time-not-early 4');
});

function isoAfter(when: string, seconds: number): string {
  return new Date(Date.parse(time(when)) + seconds * 1000).toISOString();
}

clock('that drifts is told by the wall where the badge gave no count', () => {
  const events = [{ t: time('00:00'), event: 'clock.set', new: time('00:00') }, at('09:00:10', 'arrived')];
  assert.is(says('HB-B08', events, ORDER), 'FAIL late 1 ~');
  assert.is(says('HB-B08b', events, ORDER), 'FAIL silent ~');
});

clock('that drifts makes a narrow announcement, notice or promise an estimate', () => {
  const day = { order: NINE };
  const zero = { t: time('00:00'), event: 'clock.set', new: time('00:00') };
  const told = at('08:59:50', 'delay.notified', { understood: true });
  assert.is(says('HB-B08b', [zero, told, at('09:30', 'arrived')], day), 'PASS announced ~');
  const moved = { old: time('09:00'), new: time('12:00') };
  assert.is(says('HB-B08c', [zero, at('07:00:05', 'appt.changed', moved)], day), 'FAIL short-notice 119 ~');
  const said = { ...moved, notice: time('07:00:05') };
  assert.is(says('HB-B08c', [zero, at('07:00:05', 'appt.changed', said)], day), 'FAIL short-notice 119');
  const promise = at('08:00', 'promise.made', { rule: 'HB-L16b', due: time('10:00') });
  assert.is(says('HB-L16b', [zero, promise, at('10:00:05', 'work.done')]), 'FAIL promise-late 1 ~');
  const door = [at('08:45', 'arrived'), at('08:46', 'rang'), at('08:47', 'call.tried', { reached: false })];
  assert.is(
    says('HB-B09b', [zero, ...door, at('08:59:55', 'left')], day),
    'FAIL left-before-appointment 13 ~',
  );
});

clock('of a list by hand needs no count, and the list no order', () => {
  const events = [at('08:58', 'left'), at('08:50', 'arrived'), at('08:52', 'rang')];
  assert.is(says('HB-B09b', events), 'FAIL left-early 6');
  assert.equal(of('HB-B09b', events)[0].events, [0, 2]);
});

clock('never reorders numbered records', () => {
  const events = [
    { ...at('09:10', 'left'), seq: 3 },
    { ...at('08:50', 'arrived'), seq: 1 },
    { ...at('08:52', 'rang'), seq: 2 },
  ];
  assert.is(says('HB-B09b', events), 'FAIL not-called 18');
});

clock('shows midnight as one moment among others', () => {
  const order = { appointment: time('24T00:03') };
  assert.is(says('HB-B08', [at('23:58', 'arrived')], { order, now: '24T09:00' }), 'PASS early 5');
  const night = [
    at('23:55', 'arrived'),
    at('23:56', 'rang'),
    at('23:57', 'call.tried', { reached: false }),
    at('24T00:05', 'note.left', { fields: ['arrival', 'leaving', 'phone', 'contact'] }),
    at('24T00:06', 'left'),
  ];
  assert.is(says('HB-B09b', night, { order, now: '24T09:00' }), 'PASS in-order 10');
});

clock('that was set before the first record may have drifted since the start of that boot', () => {
  const known = { ...up(10_000, 'arrived'), t: time('08:55:04'), clock: 3 };
  assert.is(says('HB-B08', [known], ORDER), 'WARN on-time-not-early 4 ~');
  assert.is(says('HB-B08', [{ ...known, up: 8000 }], ORDER), 'WARN on-time-not-early 4');
});

clock.run();

const times = suite('a wall time');

/** How the time of each event is known, and its bounds as times of the day. */
function knownOf(events: readonly EventRecord[]): string[] {
  return marksOf(events).map(({ known, at: when, from, to }) => {
    const shown = (seconds: number | null): string =>
      seconds === null ? '-' : new Date((seconds + 8 * 3600) * 1000).toISOString().slice(11, 19);
    return `${known} ${shown(when)} ${shown(from)} ${shown(to)}`;
  });
}

times('is measured by a clock that was set, and off by its drift', () => {
  const read = { ...up(4100, 'left'), t: time('09:00:00'), clock: 3 };
  assert.equal(knownOf([set('07:53:20', 100), read]), [
    'measured 07:53:20 07:53:20 07:53:20',
    'measured 09:00:00 08:59:58 09:00:02',
  ]);
});

times('without a clock is repaired from a setting in the same boot, before it or after it', () => {
  assert.equal(knownOf([up(100, 'arrived'), set('09:00', 2100), up(2400, 'left')]), [
    'repaired 08:26:40 08:26:39 08:26:41',
    'measured 09:00:00 09:00:00 09:00:00',
    'repaired 09:05:00 09:04:59 09:05:01',
  ]);
});

times('without a setting in its boot lies between those before and after it', () => {
  const lost = { ...up(600, 'arrived'), boot: 2 };
  const more = { ...up(1200, 'left'), boot: 2 };
  const events = [set('09:00', 100), lost, more, set('10:00', 60, { boot: 3 })];
  assert.equal(knownOf(events), [
    'measured 09:00:00 09:00:00 09:00:00',
    // It began at nine or later, and went on for another ten minutes before the next began.
    'bounded - 09:09:59 09:49:01',
    'bounded - 09:19:59 09:59:01',
    'measured 10:00:00 10:00:00 10:00:00',
  ]);
  assert.equal(knownOf(events.slice(0, 3)).slice(1), ['bounded - 09:09:59 -', 'bounded - 09:19:59 -']);
  assert.equal(knownOf(events.slice(1)).slice(0, 2), ['bounded - - 09:49:01', 'bounded - - 09:59:01']);
});

times('is not taken from a clock that was only carried over a reset', () => {
  const carried = { ...up(60, 'arrived'), t: time('09:01'), boot: 2, clock: 1 };
  assert.equal(knownOf([set('09:00', 100), carried])[1], 'bounded - 09:00:59 -');
});

times('is unknown where nothing says, or where what does is out of order', () => {
  assert.equal(knownOf([up(100, 'arrived')]), ['unknown - - -']);
  const back = [set('12:00', 100), { ...up(60, 'arrived'), boot: 2 }, set('09:00', 60, { boot: 3 })];
  assert.is(knownOf(back)[1], 'unknown - - -');
});

times('that is only bounded leaves its verdict unknown, however narrow the bounds', () => {
  const events = [set('08:40', 100), { ...up(1, 'arrived'), boot: 2 }, set('08:40:05', 3, { boot: 3 })];
  assert.is(says('HB-B08', events, ORDER), 'UNKNOWN clock-not-set');
});

times.run();
