import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseJudgeInput } from '../../shared/judge/input.js';
import { at, time, up } from './day.js';

const input = suite('what the judge is given');

function file(change: object = {}): { [name: string]: unknown } {
  return {
    profile: 'HB',
    timezone: '+08:00',
    now: time('18:00'),
    settings: { arriveEarlyMin: 5, kitList: null },
    workingDays: ['2026-11-23'],
    orders: [{ id: 'WO-1', type: 'repair' }],
    events: [at('09:00', 'arrived'), up(5, 'rang', { kind: 'bell' })],
    ...change,
  };
}
const two = [
  { id: 'A', type: 'repair' },
  { id: 'B', type: 'install' },
];
const one = (event: object) => file({ events: [at('09:00', 'arrived'), event] });

input('is read whole', () => {
  const read = parseJudgeInput(file(), undefined);
  assert.not('error' in read);
  if ('error' in read) return;
  assert.is(read.profile.id, 'HB');
  assert.is(read.zone, 28800);
  assert.is(read.now, Date.parse(time('18:00')) / 1000);
  assert.equal(read.workingDays, ['2026-11-23']);
  assert.is(read.events.length, 2);
});

input('may leave out settings and working days, and take its profile from elsewhere', () => {
  const { settings, workingDays, profile, ...rest } = file();
  const read = parseJudgeInput(rest, 'HB');
  assert.ok(!('error' in read) && read.workingDays === null);
});

const GOOD: [string, object][] = [
  [
    'an event of the badge without an order',
    file({ orders: two, events: [at('09:00', 'battery', { percent: 3 })] }),
  ],
  ['a clock that is set', one({ event: 'clock.set', new: time('09:00'), old: time('08:00') })],
  [
    'a name that an order got later',
    file({
      events: [
        at('09:00', 'rang', { order: 'W-1' }),
        at('09:01', 'order.renamed', { order: 'WO-1', was: 'W-1' }),
      ],
    }),
  ],
  ['an undoing by number', file({ events: [{ ...at('09:00', 'undone', { undoes: 77 }), seq: 80 }] })],
  ['an undoing by place', one(at('09:01', 'undone', { undoes: 0 }))],
  ['a tick of another code', one(at('09:01', 'tick', { item: 'BQ-B4', state: 'done' }))],
  [
    'every setting',
    file({
      settings: {
        dayWindow: ['08:00', '20:00'],
        noAnswerNeedsCall: false,
        hotline: '1',
        kitList: 'visit',
        maxCompanyChanges: null,
      },
    }),
  ],
  ['codes and null fields', one(at('09:01', 'note.left', { fields: ['phone'], order: 'WO-1' }))],
  ['a field that is null', one(at('09:01', 'rang', { kind: null }))],
];
for (const [title, json] of GOOD)
  input(`may hold ${title}`, () => {
    assert.not('error' in parseJudgeInput(json, undefined));
  });

const BAD: [unknown, string][] = [
  [[], 'the file is no JSON object; give profile, timezone, now, orders and events'],
  [null, 'the file is no JSON object; give profile, timezone, now, orders and events'],
  [file({ profile: 'XX' }), 'profile is "XX"; known profiles are HB, BQ, CT, TT, ZT'],
  [file({ profile: undefined }), 'profile is missing; known profiles are HB, BQ, CT, TT, ZT'],
  [file({ timezone: 'Asia/Shanghai' }), 'timezone is "Asia/Shanghai"; make it an offset such as "+08:00"'],
  [
    file({ now: '18:00' }),
    'now is "18:00"; make it an ISO time with offset such as 2026-11-23T09:00:00+08:00',
  ],
  [file({ settings: [] }), 'settings is []; make it an object, or leave it out'],
  [
    file({ settings: { noAnswerMin: '10' } }),
    'settings: noAnswerMin is "10"; make it a whole number of 0 or more, or null for no such rule',
  ],
  [
    file({ settings: { noAnswerMin: -1 } }),
    'settings: noAnswerMin is -1; make it a whole number of 0 or more, or null for no such rule',
  ],
  [
    file({ settings: { noAnswerMin: 1.5 } }),
    'settings: noAnswerMin is 1.5; make it a whole number of 0 or more, or null for no such rule',
  ],
  [
    file({ settings: { noAnswerNeedsCall: 1 } }),
    'settings: noAnswerNeedsCall is 1; make it true or false, or null for no such rule',
  ],
  [file({ settings: { hotline: 1 } }), 'settings: hotline is 1; make it a text, or null for no such rule'],
  ...['8:30', '24:01', '08:60', 830].map((time): [object, string] => [
    file({ settings: { nightAcceptBy: time } }),
    `settings: nightAcceptBy is ${JSON.stringify(time)}; make it a clock time such as "08:30", or null for no such rule`,
  ]),
  ...[['08:00'], ['20:00', '08:00'], ['08:00', '08:00'], ['08:00', 'x'], ['x', '08:00'], '08:00'].map(
    (window): [object, string] => [
      file({ settings: { dayWindow: window } }),
      `settings: dayWindow is ${JSON.stringify(window)}; make it two clock times such as ["08:00", "20:00"], the earlier one first, or null for no such rule`,
    ],
  ),
  [
    file({ settings: { kit: 'rag' } }),
    'settings: kit is "rag"; make it a list of texts, or null for no such rule',
  ],
  [
    file({ settings: { kit: [1] } }),
    'settings: kit is [1]; make it a list of texts, or null for no such rule',
  ],
  [
    file({ settings: { kitList: '54321' } }),
    'settings: kitList is "54321"; make it "visit", "12345" or null',
  ],
  [file({ workingDays: '2026' }), 'workingDays is "2026"; make it a list of dates, or leave it out'],
  [
    file({ workingDays: ['2026-11-23', '2026-11-31'] }),
    'workingDays: date 2 is "2026-11-31"; make it a date such as 2026-11-23',
  ],
  [file({ workingDays: [5] }), 'workingDays: date 1 is 5; make it a date such as 2026-11-23'],
  [file({ orders: undefined }), 'orders is missing; give a list of at least one order with id and type'],
  [file({ orders: [] }), 'orders is []; give a list of at least one order with id and type'],
  [file({ orders: [7] }), 'order 1 is 7; make it an object with id and type'],
  [file({ events: {} }), 'events is {}; give a list of events, which may be empty'],
  [file({ events: ['rang'] }), 'event 1 is "rang"; make it an object with t and event'],
  [one(at('09:00', 'rung')), 'event 2: event is "rung", which is no event; rules A2.2 lists the names'],
  [
    one(at('09:00', 'constructor')),
    'event 2: event is "constructor", which is no event; rules A2.2 lists the names',
  ],
  [one({ t: time('09:00') }), 'event 2: event is missing, which is no event; rules A2.2 lists the names'],
  [
    one({ t: '2026-11-23T09:00:00', event: 'rang' }),
    'event 2 (rang): t is "2026-11-23T09:00:00"; make it an ISO time with offset such as 2026-11-23T09:00:00+08:00',
  ],
  [
    one({ t: 5, event: 'rang' }),
    'event 2 (rang): t is 5; make it an ISO time with offset such as 2026-11-23T09:00:00+08:00',
  ],
  [
    one({ event: 'rang' }),
    'event 2 (rang): it has neither t nor up; give an ISO time with offset such as 2026-11-23T09:00:00+08:00, or up and boot where the clock was not set',
  ],
  [
    one({ ...at('09:00', 'rang'), up: '5' }),
    'event 2 (rang): up is "5"; make it a number of 0 or more, or leave it out',
  ],
  [
    one({ ...at('09:00', 'rang'), boot: -1 }),
    'event 2 (rang): boot is -1; make it a number of 0 or more, or leave it out',
  ],
  [one({ ...at('09:00', 'rang'), clock: 4 }), 'event 2 (rang): clock is 4; make it 0, 1, 2 or 3'],
  [
    one(at('09:00', 'rang', { order: 'WO-2' })),
    'event 2 (rang): order is "WO-2", which is not among orders; add it there or correct the id',
  ],
  [file({ orders: two }), 'event 1 (arrived): order is missing; say which of the 2 orders it belongs to'],
  [
    one(at('09:00', 'order.renamed', { was: 'W-1' })),
    'event 2 (order.renamed): order is missing; make it a text',
  ],
  [one(at('09:00', 'rang', { kind: 'horn' })), 'event 2 (rang): kind is "horn"; make it one of bell, knock'],
  [one(at('09:00', 'call.tried')), 'event 2 (call.tried): reached is missing; make it true or false'],
  [
    one(at('09:00', 'appt.changed', { new: '10:00' })),
    'event 2 (appt.changed): new is "10:00"; make it an ISO time with offset such as 2026-11-23T09:00:00+08:00',
  ],
  [
    one(at('09:00', 'delay.notified', { minutes: 'ten' })),
    'event 2 (delay.notified): minutes is "ten"; make it a number',
  ],
  [
    one(at('09:00', 'note.left', { fields: 'phone' })),
    'event 2 (note.left): fields is "phone"; make it a list of codes',
  ],
  [
    one(at('09:00', 'note.left', { fields: [1] })),
    'event 2 (note.left): fields is [1]; make it a list of codes',
  ],
  [one(at('09:00', 'tick', { item: 5, state: 'done' })), 'event 2 (tick): item is 5; make it a text'],
  [
    one(at('09:00', 'tick', { item: 'HB-B99', state: 'done' })),
    'event 2 (tick): item is "HB-B99", which is no checklist item of HB',
  ],
  [
    one(at('09:00', 'promise.made', { rule: 'HB-L99', due: time('10:00') })),
    'event 2 (promise.made): rule is "HB-L99"; promises of HB are HB-L16b, HB-L17b, HB-L33b',
  ],
  [
    one(at('09:00', 'undone', { undoes: 9 })),
    'event 2 (undone): undoes is 9, which is no event of the list; count from 0, or number all events by seq',
  ],
];
for (const [json, error] of BAD)
  input(`is refused: ${error}`, () => {
    assert.equal(parseJudgeInput(json, undefined), { error });
  });

input('is refused with a setting that is misspelt', () => {
  for (const name of ['noAnswerMins', 'toString']) {
    const read = parseJudgeInput(file({ settings: { [name]: 10 } }), undefined);
    assert.ok(
      'error' in read && read.error.startsWith(`settings: there is no ${name}; known are arriveEarlyMin, `),
    );
  }
});

input('is refused with the order that is wrong', () => {
  const read = parseJudgeInput(file({ orders: [{ id: 'WO-1', type: 'repare' }] }), undefined);
  assert.ok('error' in read && read.error.startsWith('orders[0]: ') && read.error.includes('repare'));
});

input.run();
