import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, NINE, of, says, time, up } from './day.js';

const door = suite('a door that nobody opens (J6, HB-B09b)');
const WHOLE = ['arrival', 'leaving', 'phone', 'contact'];
const note = (when: string, fields: string[] = WHOLE) => at(when, 'note.left', { fields });
const call = (when: string, reached = false) => at(when, 'call.tried', { reached });

/** Arrived 08:54, rang 08:55: ten minutes end at 09:05:00. */
const ARRIVED = at('08:54', 'arrived');
const RANG = at('08:55', 'rang', { kind: 'bell' });
const after = (...events: EventRecord[]) => [at('08:30', 'departed'), ARRIVED, RANG, ...events];

const CASES: [string, EventRecord[], string][] = [
  ['is not judged before anybody is there', [at('08:30', 'departed')], 'NA not-at-door'],
  ['is open once the engineer arrived', [at('08:30', 'departed'), ARRIVED], 'OPEN waiting'],
  ['is open while the bell is out', after(), 'OPEN waiting'],
  ['is open at a shared door', [at('08:50', 'rang', { door: 'shared' })], 'OPEN waiting'],
  ['is answered in time at exactly ten minutes', after(at('09:05:00', 'answered')), 'PASS answered 10'],
  ['is answered late a second later', after(at('09:05:01', 'answered')), 'NA answered-late 10'],
  [
    'is answered by another of the household',
    after(at('08:56', 'answered', { by: 'other' })),
    'PASS answered 1',
  ],
  ['is not answered by the guard', after(at('08:56', 'answered', { at: 'guard' })), 'OPEN waiting'],
  ['is answered where only the entry was recorded', after(at('08:57', 'entered')), 'PASS answered 2'],
  ['is answered where only the refusal was recorded', after(at('09:06', 'refused')), 'NA answered-late 11'],
  ['is answered where only the work was recorded', after(at('09:01', 'work.started')), 'PASS answered 6'],
  ['is answered where only the end of work was', after(at('09:30', 'work.done')), 'NA answered-late 35'],
  ['was open already', [ARRIVED, at('08:56', 'answered'), at('09:30', 'left')], 'NA no-ring'],
  [
    'makes a note void by a late answer',
    after(note('09:06'), at('09:07', 'answered')),
    'NA answered-late 12',
  ],
  [
    'excuses when the customer was reached',
    after(call('08:58', true), at('08:59', 'left')),
    'EXCUSED reached-by-phone',
  ],
  [
    'excuses a visit that was moved on the spot',
    after(at('08:58', 'appt.changed', { new: time('15:00') }), at('08:59', 'left')),
    'EXCUSED reached-by-phone',
  ],
  [
    'does not excuse by a call on the way',
    [call('08:40', true), at('08:30', 'departed'), ARRIVED, RANG, at('08:59', 'left')],
    'FAIL left-early 4',
  ],
  ['is unknown without a ring', [ARRIVED, at('09:30', 'left')], 'UNKNOWN no-ring'],
  [
    'is unknown after a shared door only',
    [ARRIVED, at('08:55', 'rang', { door: 'shared' }), at('09:30', 'left')],
    'UNKNOWN no-ring',
  ],
  [
    'is left early a second before ten minutes',
    after(call('09:00'), note('09:04'), at('09:04:59', 'left')),
    'FAIL left-early 9',
  ],
  [
    'may be left at exactly ten minutes',
    after(call('09:00'), note('09:04'), at('09:05:00', 'left')),
    'PASS in-order 10',
  ],
  ['is left without a call', after(note('09:06'), at('09:07', 'left')), 'FAIL not-called 12'],
  [
    'is left without a call on the spot',
    [call('08:40'), at('08:30', 'departed'), ARRIVED, RANG, note('09:06'), at('09:07', 'left')],
    'FAIL not-called 12',
  ],
  [
    'counts a call before the ring',
    [ARRIVED, call('08:54:30'), RANG, note('09:06'), at('09:07', 'left')],
    'PASS in-order 12',
  ],
  ['is left without a note', after(call('09:00'), at('09:07', 'left')), 'FAIL no-note 12'],
  [
    'is left with half a note',
    after(call('09:00'), note('09:06', ['arrival', 'phone']), at('09:07', 'left')),
    'FAIL note-incomplete 12',
  ],
  [
    'is left with a note of nothing',
    after(call('09:00'), at('09:06', 'note.left'), at('09:07', 'left')),
    'FAIL note-incomplete 12',
  ],
  [
    'goes by the last of several notes',
    after(call('09:00'), note('09:04', ['phone']), note('09:06'), at('09:07', 'left')),
    'PASS in-order 12',
  ],
  [
    'goes by the last note even if it is worse',
    after(call('09:00'), note('09:04'), note('09:06', ['phone']), at('09:07', 'left')),
    'FAIL note-incomplete 12',
  ],
  [
    'counts a note left before the time',
    after(call('09:00'), note('08:56'), at('09:05', 'left')),
    'PASS in-order 10',
  ],
  [
    'counts from the first ring',
    after(at('09:03', 'rang'), call('09:00'), note('09:04'), at('09:05', 'left')),
    'PASS in-order 10',
  ],
  [
    'counts from the first door of the customer only',
    [
      ARRIVED,
      at('08:54:30', 'rang', { door: 'shared' }),
      RANG,
      call('09:00'),
      note('09:03'),
      at('09:04:40', 'left'),
    ],
    'FAIL left-early 9',
  ],
  [
    'goes on through the guard',
    after(at('08:56', 'answered', { at: 'guard' }), call('09:00'), note('09:03'), at('09:05', 'left')),
    'PASS in-order 10',
  ],
  [
    'is unknown where leaving was forgotten',
    after(call('09:00'), at('09:40', 'departed')),
    'UNKNOWN leaving-not-recorded, NA not-at-door',
  ],
  [
    'is unknown where nothing but the arrival is known',
    [ARRIVED, at('09:40', 'departed')],
    'UNKNOWN no-ring, NA not-at-door',
  ],
];
for (const [title, events, found] of CASES)
  door(title, () => {
    assert.is(says('HB-B09b', events), found);
  });

door('is not left before the appointed time', () => {
  const leave = (when: string) => after(call('09:00'), note('09:06'), at(when, 'left'));
  const order = { appointment: time('09:10') };
  assert.is(says('HB-B09b', leave('09:09:59'), { order }), 'FAIL left-before-appointment 14');
  assert.is(says('HB-B09b', leave('09:10:00'), { order }), 'PASS in-order 15');
});

door('tells early leaving before the appointed hour, the call and the note', () => {
  assert.is(says('HB-B09b', after(at('08:59', 'left')), { order: NINE }), 'FAIL left-early 4');
  const order = { appointment: time('10:00') };
  assert.is(says('HB-B09b', after(at('09:30', 'left')), { order }), 'FAIL left-before-appointment 35');
  assert.is(says('HB-B09b', after(at('09:30', 'left'))), 'FAIL not-called 35');
});

door('takes an answer in the second in which the wait ends before the timer', () => {
  const events = after(call('09:00'), note('09:05:00'), at('09:05:00', 'answered'), at('09:05:00', 'left'));
  assert.is(says('HB-B09b', events), 'PASS answered 10');
});

door('names what a note lacks', () => {
  const [verdict] = of(
    'HB-B09b',
    after(call('09:00'), note('09:06', ['arrival', 'phone']), at('09:07', 'left')),
  );
  assert.equal(verdict.text, {
    zh: '留言缺:离开时间、联系人',
    en: 'The note lacks: leaving time, contact person',
  });
  assert.equal(verdict.events, [2, 3, 4, 5]);
});

door('is judged by the badge’s own count while the clock is not set', () => {
  const events = (left: number) => [
    up(100, 'arrived'),
    up(160, 'rang'),
    up(400, 'call.tried', { reached: false }),
    up(700, 'note.left', { fields: WHOLE }),
    up(left, 'left'),
  ];
  assert.is(says('HB-B09b', events(760), { order: NINE }), 'PASS in-order 10');
  assert.is(says('HB-B09b', events(759), { order: NINE }), 'FAIL left-early 9');
  assert.is(says('HB-B09b', [up(160, 'rang'), up(760, 'answered')]), 'PASS answered 10');
});

door('goes on over a restart without a clock, as far as it is known', () => {
  const over = (event: EventRecord) => [up(160, 'rang'), up(400, 'parked'), { ...event, boot: 2 }];
  // 240 s before the restart, then the uptime since it.
  assert.is(says('HB-B09b', over(up(361, 'answered'))), 'NA answered-late 10');
  assert.is(says('HB-B09b', over(up(360, 'answered'))), 'UNKNOWN wait-unknown');
  assert.is(says('HB-B09b', over(up(359, 'left'))), 'UNKNOWN wait-unknown');
  assert.is(says('HB-B09b', over(up(360, 'left'))), 'FAIL not-called 10');
});

door('goes by the clock over a restart that kept it', () => {
  const rang = { ...at('08:55', 'rang'), up: 900, boot: 1, clock: 3 };
  const answered = { ...at('09:05', 'answered'), up: 20, boot: 2, clock: 3 };
  assert.is(says('HB-B09b', [rang, answered]), 'PASS answered 10');
});

door('is unknown where there is neither count nor clock', () => {
  const events = [{ event: 'rang' }, { event: 'answered' }];
  assert.is(says('HB-B09b', events), 'UNKNOWN wait-unknown');
});

door('is not judged by a code without that rule, and needs no call where the code wants none', () => {
  assert.is(says('HB-B09b', after(at('08:56', 'left')), { settings: { noAnswerMin: null } }), 'NA no-limit');
  const events = after(note('09:06'), at('09:07', 'left'));
  assert.is(says('HB-B09b', events, { settings: { noAnswerNeedsCall: false } }), 'PASS in-order 12');
  const settings = { noteFields: null, noAnswerMin: 12 };
  const bare = after(call('09:00'), at('09:06', 'note.left'), at('09:07', 'left'));
  assert.is(says('HB-B09b', bare, { settings }), 'PASS in-order 12');
});

door('gives each visit its verdict', () => {
  const events = [
    ...after(call('09:00'), note('09:06'), at('09:07', 'left')),
    at('09:30', 'appt.made', { time: time('15:00') }),
    at('14:30', 'departed'),
    at('14:50', 'arrived'),
    at('14:51', 'rang'),
    at('14:52', 'answered'),
  ];
  assert.is(says('HB-B09b', events), 'PASS in-order 12, PASS answered 1');
});

door.run();
