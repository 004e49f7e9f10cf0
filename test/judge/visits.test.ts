import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { secondsOf } from '../../shared/iso.js';
import { judge, judgeByVisit } from '../../shared/judge/judge.js';
import { marksOf } from '../../shared/judge/mark.js';
import { visitsOf, withoutChatter } from '../../shared/judge/visits.js';
import { HB } from '../../shared/profile/hb.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, judged, NINE, says, time, up } from './day.js';

const visits = suite('the visits of an order');
const split = (...events: EventRecord[]) =>
  visitsOf(marksOf(events)).map(
    visit =>
      `${visit.all.map(mark => mark.name).join(' ')}${visit.ended ? '.' : ''}${visit.tail.map(mark => ` (${mark.name})`).join('')}`,
  );

visits('end when the engineer leaves', () => {
  assert.equal(split(at('08:00', 'departed'), at('09:00', 'left'), at('10:00', 'arrived')), [
    'departed left.',
    'arrived',
  ]);
});

visits('end before the next departure where leaving was forgotten', () => {
  assert.equal(split(at('08:00', 'departed'), at('08:30', 'arrived'), at('10:00', 'departed')), [
    'departed arrived.',
    'departed',
  ]);
});

visits('end before an arrival that follows a new booking', () => {
  const moved = at('08:40', 'appt.changed', { new: time('10:00') });
  assert.equal(split(at('08:30', 'arrived'), moved, at('10:00', 'arrived')), [
    'arrived appt.changed.',
    'arrived',
  ]);
  assert.equal(split(moved, at('10:00', 'arrived'), at('10:05', 'arrived')), [
    'appt.changed arrived arrived',
  ]);
});

visits('take in what led to them', () => {
  assert.equal(split(at('08:00', 'order.accepted'), at('08:10', 'kit.check'), at('08:30', 'rang')), [
    'order.accepted kit.check rang',
  ]);
});

visits('that have not begun are there when the order is new or booked anew', () => {
  assert.equal(split(), ['']);
  assert.equal(split(at('08:00', 'order.accepted')), ['order.accepted']);
  assert.equal(split(at('08:00', 'left'), at('09:00', 'appt.made', { time: time('15:00') })), [
    'left.',
    'appt.made',
  ]);
});

visits('keep what came after the last of them', () => {
  assert.equal(split(at('08:00', 'left'), at('09:00', 'order.replied')), ['left. (order.replied)']);
});

visits('are each shown with the verdicts about them', () => {
  const input = {
    profile: HB,
    zone: 28800,
    now: secondsOf(time('18:00')) as number,
    settings: {},
    workingDays: null,
    orders: [{ id: 'A', type: 'repair' as const }],
    events: [at('08:00', 'arrived'), at('09:00', 'left'), at('10:00', 'arrived'), at('10:10', 'left')],
  };
  const doors = judgeByVisit(input).filter(one => one.verdict.rule === 'HB-B09b');
  assert.equal(
    doors.map(one => one.visit),
    [1, 2],
  );
  assert.is(judgeByVisit(input).find(one => one.verdict.rule === 'HB-B08c')?.visit, 0);
  assert.equal(
    judge(input),
    judgeByVisit(input).map(one => one.verdict),
  );
});

visits.run();

const presses = suite('presses');
const kept = (...events: EventRecord[]) => withoutChatter(marksOf(events)).map(mark => mark.ref);

presses('of one button within three seconds are one', () => {
  assert.equal(kept(at('08:00:00', 'rang'), at('08:00:03', 'rang')), [0]);
  assert.equal(kept(at('08:00:00', 'rang'), at('08:00:04', 'rang')), [0, 1]);
  assert.equal(kept(at('08:00:00', 'rang'), at('08:00:01', 'parked'), at('08:00:02', 'rang')), [0, 1]);
});

presses('with other fields or of another order are others', () => {
  assert.equal(
    kept(at('08:00:00', 'rang', { kind: 'bell' }), at('08:00:01', 'rang', { kind: 'knock' })),
    [0, 1],
  );
  assert.equal(kept(at('08:00:00', 'rang', { order: 'A' }), at('08:00:01', 'rang', { order: 'B' })), [0, 1]);
  const fields = { kind: 'bell', door: 'own' };
  assert.equal(
    kept(at('08:00:00', 'rang', fields), at('08:00:01', 'rang', { door: 'own', kind: 'bell' })),
    [0],
  );
});

presses('are told apart by the badge’s count, and never over a restart', () => {
  assert.equal(kept(up(10, 'rang'), up(13, 'rang'), up(14, 'rang')), [0, 2]);
  assert.equal(kept(up(10, 'rang'), { ...up(1, 'rang'), boot: 2 }), [0, 1]);
});

presses('that were undone were never made', () => {
  assert.equal(
    marksOf([at('08:00', 'rang'), at('08:00:01', 'undone', { undoes: 0 })]).map(mark => mark.name),
    [],
  );
  const again = [at('08:00:00', 'rang'), at('08:00:01', 'undone', { undoes: 0 }), at('08:00:02', 'rang')];
  assert.equal(kept(...again), [2]);
  const numbered = [
    { ...at('08:00', 'arrived'), seq: 40 },
    { ...at('08:01', 'rang'), seq: 41 },
    { ...at('08:01:02', 'undone', { undoes: 41 }), seq: 42 },
  ];
  assert.equal(
    marksOf(numbered).map(mark => mark.ref),
    [40],
  );
});

presses('whose undoing was undone were made', () => {
  const events = [
    at('08:00:00', 'rang'),
    at('08:00:01', 'undone', { undoes: 0 }),
    at('08:00:02', 'undone', { undoes: 1 }),
  ];
  assert.equal(
    marksOf(events).map(mark => mark.name),
    ['rang'],
  );
});

presses('that are undone change every verdict', () => {
  const events = [at('08:50', 'arrived'), at('08:51', 'rang'), at('08:52', 'answered')];
  assert.is(says('HB-B09b', events), 'PASS answered 1');
  assert.is(says('HB-B09b', [...events, at('08:52:02', 'undone', { undoes: 2 })]), 'OPEN waiting');
});

presses.run();

const orders = suite('orders');

orders('are each judged by their own events', () => {
  const day = {
    orders: [
      { id: 'A', type: 'repair' as const, ...NINE },
      { id: 'B', type: 'install' as const, appointment: time('10:00') },
    ],
  };
  const events = [
    at('08:50', 'arrived', { order: 'A' }),
    at('08:51', 'parked', { order: 'A' }),
    at('08:52', 'order.selected', { order: 'B' }),
    at('10:02', 'arrived', { order: 'B' }),
    at('10:03', 'battery', { percent: 40 }),
  ];
  assert.is(says('HB-B08', events, day), 'PASS early 10, FAIL late 2');
  assert.equal(
    judged(events, day)
      .filter(verdict => verdict.rule === 'HB-B08')
      .map(verdict => verdict.order),
    ['A', 'B'],
  );
});

orders('of a walk-in keep what was recorded before they got their number', () => {
  const events = [
    at('08:00', 'appt.made', { time: time('09:00'), order: 'W-1' }),
    at('08:50', 'arrived', { order: 'W-1' }),
    at('08:55', 'order.renamed', { order: 'WO-9', was: 'W-1' }),
    at('09:05', 'rang', { order: 'WO-9' }),
    at('09:06', 'answered', { order: 'WO-9' }),
  ];
  for (const ids of [['W-1'], ['WO-9'], ['W-1', 'WO-9']]) {
    const day = { orders: ids.map(id => ({ id, type: 'repair' as const })) };
    assert.is(says('HB-B08', events, day), 'PASS early 10');
    assert.is(judged(events, day)[0].order, 'WO-9');
  }
});

orders('whose names go in a circle end somewhere', () => {
  const events = [
    at('08:55', 'order.renamed', { order: 'A', was: 'B' }),
    at('08:56', 'order.renamed', { order: 'B', was: 'A' }),
  ];
  assert.is(judged(events, { orders: [{ id: 'A', type: 'repair' }] }).length > 0, true);
});

orders('told twice are one, with what was told last', () => {
  const day = {
    orders: [
      { id: 'A', type: 'repair' as const, ...NINE },
      { id: 'A', type: 'repair' as const, appointment: time('10:00') },
    ],
  };
  assert.is(says('HB-B08', [at('09:50', 'arrived')], day), 'PASS early 10');
});

orders('get one verdict for each rule, in the order of the rules', () => {
  const rules = judged([]).map(verdict => verdict.rule);
  assert.equal(rules, [...HB.rules]);
});

orders.run();
