import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { HB } from '../../shared/profile/hb.js';
import type { Item, Profile } from '../../shared/profile/profile.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { at, NINE, of, says, tick, time, up } from './day.js';

const checklist = suite('a checklist item (rules A2.5)');

/** A whole visit; `more` goes between its steps by time. */
const visit = (...more: EventRecord[]) => [
  at('08:30', 'departed'),
  at('08:50', 'arrived'),
  at('08:51', 'rang'),
  at('08:52', 'answered'),
  at('08:55', 'entered'),
  at('09:00', 'work.started'),
  at('10:00', 'work.done'),
  at('10:20', 'left'),
  ...more,
];
const KIT = ['shoeCovers', 'padCloth', 'rag', 'serviceCard', 'surveyForm'];

const CASES: [string, string, EventRecord[], string][] = [
  ['done at its deadline is done', 'HB-B01', visit(tick('08:30', 'HB-B01')), 'PASS done'],
  ['done a second later is late', 'HB-B01', visit(tick('08:30:01', 'HB-B01')), 'WARN late'],
  ['done by the time of leaving is late', 'HB-B05', visit(tick('10:19:59', 'HB-B05')), 'WARN late'],
  ['done after leaving was missed', 'HB-B01', visit(tick('10:20:01', 'HB-B01')), 'FAIL missed'],
  ['never done was missed', 'HB-B01', visit(), 'FAIL missed'],
  [
    'that must come first may come in the same second',
    'HB-B10b',
    visit(tick('08:55:00', 'HB-B10b')),
    'PASS done',
  ],
  [
    'that must come first is in the wrong order a second later',
    'HB-B10b',
    visit(tick('08:55:01', 'HB-B10b')),
    'FAIL order',
  ],
  [
    'goes by its earliest record',
    'HB-B10b',
    visit(tick('08:54', 'HB-B10b'), tick('09:30', 'HB-B10b')),
    'PASS done',
  ],
  ['that always applies cannot be dismissed', 'HB-B18', visit(tick('10:05', 'HB-B18', 'na')), 'FAIL missed'],
  [
    'that may not apply can be dismissed',
    'HB-B07',
    visit(at('08:56', 'consent'), tick('08:57', 'HB-B07', 'na')),
    'NA ticked-na',
  ],
  [
    'of another visit’s dismissal stands',
    'HB-B19',
    visit(tick('10:25', 'HB-B19', 'na')),
    'NA not-applicable',
  ],

  ['kit is complete', 'HB-B04', visit(at('08:20', 'kit.check', { items: KIT })), 'PASS done'],
  [
    'kit with a part missing was missed',
    'HB-B04',
    visit(at('08:20', 'kit.check', { items: KIT.slice(1) })),
    'FAIL missed',
  ],
  ['kit of nothing was missed', 'HB-B04', visit(at('08:20', 'kit.check', { items: [] })), 'FAIL missed'],
  ['kit without a list was missed', 'HB-B04', visit(at('08:20', 'kit.check')), 'FAIL missed'],
  [
    'kit adds up, and its last part gives the time',
    'HB-B04',
    visit(
      at('08:20', 'kit.check', { items: KIT.slice(1) }),
      at('08:40', 'kit.check', { items: ['shoeCovers'] }),
    ),
    'WARN late',
  ],
  ['kit ticked as a whole is complete', 'HB-B04', visit(tick('08:20', 'HB-B04')), 'PASS done'],
  [
    'kit ticked by its parts lacks the others',
    'HB-B04',
    visit(at('08:20', 'tick', { item: 'HB-B04', state: 'done', flags: ['rag'] })),
    'FAIL missed',
  ],

  ['consent without codes is to the surroundings', 'HB-B07', visit(at('08:58', 'consent')), 'PASS done'],
  ['consent with no codes is too', 'HB-B07', visit(at('08:58', 'consent', { flags: [] })), 'PASS done'],
  [
    'consent to something else is not',
    'HB-B07',
    visit(at('08:58', 'consent', { flags: ['phone'] })),
    'NA not-applicable',
  ],
  [
    'consent after the work began is in the wrong order',
    'HB-B07',
    visit(at('09:01', 'consent')),
    'FAIL order',
  ],
  ['consent by tick is enough', 'HB-B07', visit(tick('08:58', 'HB-B07')), 'PASS done'],
  [
    'telephone asked for is done',
    'HB-B16b',
    visit(at('09:10', 'consent', { flags: ['phone'] })),
    'PASS done',
  ],
  [
    'telephone asked for after the work is late',
    'HB-B16b',
    visit(at('10:10', 'consent', { flags: ['phone'] })),
    'WARN late',
  ],
  ['explanation without codes was of everything', 'HB-B11', visit(at('08:58', 'explained')), 'PASS done'],
  [
    'explanation of the policy is not of the work',
    'HB-B11b',
    visit(at('08:58', 'explained', { flags: ['policy'] })),
    'FAIL missed',
  ],
  [
    'explanation after the work began is in the wrong order',
    'HB-B11b',
    visit(at('09:00:01', 'explained')),
    'FAIL order',
  ],

  [
    'moved things are asked about',
    'HB-B12b',
    visit(at('09:10', 'consent', { flags: ['move'] })),
    'FAIL missed',
  ],
  [
    'moved things are back',
    'HB-B12b',
    visit(at('09:10', 'consent', { flags: ['move'] }), tick('10:10', 'HB-B12b')),
    'PASS done',
  ],
  ['nothing was moved', 'HB-B12b', visit(), 'NA not-applicable'],

  [
    'risk without its parts was missed',
    'HB-B17',
    visit(at('08:56', 'risk.flagged', { flags: ['explained'] })),
    'FAIL missed',
  ],
  [
    'risk with all its parts is done',
    'HB-B17',
    visit(at('08:56', 'risk.flagged', { flags: ['explained', 'backup', 'consent'] })),
    'PASS done',
  ],
  [
    'risk completed after the work began is in the wrong order',
    'HB-B17',
    visit(
      at('08:56', 'risk.flagged', { flags: ['explained'] }),
      at('09:10', 'risk.flagged', { flags: ['backup', 'consent'] }),
    ),
    'FAIL order',
  ],
  ['risk that was not there does not apply', 'HB-B17', visit(), 'NA not-applicable'],

  [
    'trial before the signature is done',
    'HB-B18b',
    visit(at('10:05', 'trial.ok'), at('10:05', 'signed')),
    'PASS done',
  ],
  [
    'trial after the signature is in the wrong order',
    'HB-B18b',
    visit(at('10:06', 'trial.ok'), at('10:05', 'signed')),
    'FAIL order',
  ],
  [
    'trial goes by the last signature',
    'HB-B18b',
    visit(at('10:06', 'trial.ok'), at('10:05', 'signed'), at('10:07', 'signed')),
    'PASS done',
  ],
  ['trial without a signature goes by leaving', 'HB-B18b', visit(at('10:06', 'trial.ok')), 'PASS done'],
  ['cleaning is done by its event', 'HB-B20', visit(at('10:19:59', 'cleaned')), 'PASS done'],
  ['later check never ticked is none', 'HB-B19', visit(), 'NA not-applicable'],
  ['later check ticked is done', 'HB-B19', visit(tick('10:10', 'HB-B19')), 'PASS done'],
  ['attitude is never judged', 'HB-B03', visit(tick('08:52', 'HB-B03')), 'NA shown-only'],
  ['attitude at work is never judged', 'HB-B14', visit(), 'NA shown-only'],

  [
    'door not passed is judged when leaving',
    'HB-B09',
    [at('08:50', 'arrived'), tick('08:51', 'HB-B09'), at('09:10', 'left')],
    'PASS done',
  ],
  ['door passed is judged at the entry', 'HB-B09', visit(tick('08:56', 'HB-B09')), 'WARN late'],
  [
    'entry that was forgotten is stood in for by the work',
    'HB-B10',
    [at('08:52', 'answered'), tick('08:59', 'HB-B10'), at('09:00', 'work.started')],
    'PASS done',
  ],
  [
    'entry that was forgotten and a tick after the work began is out of order',
    'HB-B10',
    [at('08:52', 'answered'), tick('09:01', 'HB-B10'), at('09:00', 'work.started')],
    'FAIL order',
  ],
  [
    'departure that was forgotten is stood in for by the arrival',
    'HB-B01',
    [tick('08:49', 'HB-B01'), at('08:50', 'arrived')],
    'PASS done',
  ],
  [
    'end of work that was forgotten is stood in for by the signature only',
    'HB-B16b',
    [at('08:55', 'entered'), tick('09:00', 'HB-B16b'), at('09:10', 'signed')],
    'PASS done',
  ],
  [
    'end of work that never came is no deadline',
    'HB-B16b',
    [at('08:55', 'entered'), tick('09:00', 'HB-B16b'), at('09:10', 'left')],
    'NA no-deadline',
  ],
  [
    'end of work that was rejected is no deadline',
    'HB-B16b',
    [
      at('08:55', 'entered'),
      tick('09:00', 'HB-B16b'),
      at('09:05', 'work.done'),
      at('09:06', 'trial.rejected'),
      at('09:10', 'left'),
    ],
    'NA no-deadline',
  ],

  [
    'refused at the door does not apply to the entry',
    'HB-B10b',
    [at('08:51', 'rang'), at('08:52', 'answered'), at('08:53', 'refused'), at('08:54', 'left')],
    'NA no-deadline',
  ],
  [
    'silent door does not apply to the entry',
    'HB-B10b',
    [at('08:51', 'rang'), at('09:10', 'left')],
    'NA not-reached',
  ],
  [
    'guard’s answer does not apply to the entry',
    'HB-B05',
    [at('08:52', 'answered', { at: 'guard' }), at('09:10', 'left')],
    'NA not-reached',
  ],
  [
    'not entered does not apply to the completion',
    'HB-B20',
    [at('08:52', 'answered'), at('09:10', 'left')],
    'NA not-reached',
  ],
  [
    'not entered but worked applies to the completion',
    'HB-B20',
    [at('08:52', 'work.started'), at('09:10', 'left')],
    'FAIL missed',
  ],

  ['before it is shown is not asked', 'HB-B01', [], 'NA not-reached'],
  ['past its deadline is open until leaving', 'HB-B01', [at('08:30', 'departed')], 'OPEN not-done-yet'],
  [
    'done early is open until its deadline',
    'HB-B18',
    [at('08:55', 'entered'), at('09:00', 'work.done'), tick('09:01', 'HB-B18')],
    'OPEN done-so-far',
  ],
  [
    'not done in a visit that ended without leaving was missed',
    'HB-B01',
    [at('08:30', 'departed'), at('08:50', 'arrived'), at('09:30', 'departed')],
    'FAIL missed, OPEN not-done-yet',
  ],
  [
    'whose deadline is leaving is not asked where leaving was forgotten',
    'HB-B18',
    [at('08:55', 'entered'), tick('09:00', 'HB-B18'), at('09:30', 'departed')],
    'NA not-reached',
  ],
];
for (const [title, rule, events, found] of CASES)
  checklist(`${title} (${rule})`, () => {
    assert.is(says(rule, events), found);
    assert.ok(of(rule, events).every(verdict => verdict.kind === 'declared'));
  });

checklist('is open from the appointment on', () => {
  assert.is(says('HB-B01', [], { order: NINE }), 'OPEN not-done-yet');
  assert.is(says('HB-B01', [tick('08:10', 'HB-B01')], { order: NINE }), 'OPEN done-so-far');
  assert.is(says('HB-B01', [at('08:10', 'order.returned')], { order: NINE }), 'NA called-off');
});

checklist('names what is missing', () => {
  const [verdict] = of(
    'HB-B04',
    visit(at('08:20', 'kit.check', { items: ['rag', 'padCloth', 'serviceCard'] })),
  );
  assert.equal(verdict.text, {
    zh: '没做全,缺:鞋套、调查表',
    en: 'Not all done, missing: shoe covers, survey form',
  });
  assert.is(verdict.why, 'missed');
  assert.equal(of('HB-B02', visit())[0].text, { zh: '没做', en: 'Not done' });
});

checklist('gives a verdict for each visit that it is asked in', () => {
  const twice = [
    tick('08:20', 'HB-B10b'),
    at('08:50', 'arrived'),
    at('08:55', 'entered'),
    at('09:10', 'left'),
    at('10:00', 'arrived'),
    at('10:10', 'left'),
    at('11:00', 'entered'),
    at('11:10', 'left'),
  ];
  assert.is(says('HB-B10b', twice), 'PASS done, FAIL missed');
});

checklist('goes by the order of the records while the clock is not set', () => {
  const shoes = (seconds: number) => [
    up(10, 'answered'),
    { t: null, boot: 2, up: 5, clock: 0, event: 'entered' },
    up(seconds, 'tick', { item: 'HB-B10b', state: 'done', boot: 2 }),
  ];
  assert.is(says('HB-B10b', shoes(5)), 'PASS done');
  assert.is(says('HB-B10b', shoes(6)), 'FAIL order');
  const bare = [
    { event: 'answered' },
    { event: 'entered' },
    { event: 'tick', item: 'HB-B10b', state: 'done' },
  ];
  assert.is(says('HB-B10b', bare), 'FAIL order');
});

checklist.run();

const change = suite('a changed appointment (HB-B08d)');
const moved = (when: string, flags: string[] | undefined, party = 'company') =>
  at(when, 'appt.changed', { old: time('09:00'), new: time('11:00'), party, ...(flags && { flags }) });
const ALL = ['reason', 'apology', 'newTime'];

change('by us is explained, apologised for and fixed anew', () => {
  const day = (...events: EventRecord[]) => [...events, at('10:30', 'departed'), at('11:30', 'left')];
  assert.is(says('HB-B08d', day(moved('08:00', ALL))), 'PASS done');
  assert.is(says('HB-B08d', day(moved('08:00', ['reason']))), 'FAIL missed');
  assert.is(says('HB-B08d', day(moved('08:00', undefined))), 'FAIL missed');
  assert.is(says('HB-B08d', day(moved('08:00', ALL.slice(1)), moved('08:10', ['reason']))), 'PASS done');
  assert.is(says('HB-B08d', day(moved('08:00', ALL, 'customer'))), 'NA not-applicable');
  assert.is(says('HB-B08d', [at('07:00', 'departed'), moved('07:20', ALL)]), 'WARN late');
  assert.is(says('HB-B08d', [moved('07:20', undefined)]), 'OPEN not-done-yet');
});

change.run();

const note = suite('the contents of a visit note (HB-B09c)');
const WHOLE = ['arrival', 'leaving', 'phone', 'contact'];
const silent = (left: string, ...more: EventRecord[]) => [
  at('08:50', 'arrived'),
  at('08:51', 'rang'),
  at('08:55', 'call.tried', { reached: false }),
  ...more,
  at(left, 'left'),
];
const leave = (when: string, fields: string[]) => at(when, 'note.left', { fields });

note('are asked for when nothing but the note decides', () => {
  assert.is(says('HB-B09c', silent('09:02', leave('09:01', WHOLE))), 'PASS done');
  assert.is(says('HB-B09c', silent('09:02', leave('09:01', ['phone']))), 'FAIL missed');
  assert.is(says('HB-B09c', silent('09:02')), 'FAIL missed');
  assert.is(says('HB-B09c', silent('09:00', leave('08:59', WHOLE))), 'NA not-applicable');
  assert.is(says('HB-B09c', silent('09:02', at('08:52', 'answered'))), 'NA not-applicable');
  assert.is(
    says('HB-B09c', silent('09:02', at('08:56', 'call.tried', { reached: true }))),
    'NA not-applicable',
  );
});

note('are open while the bell is out', () => {
  assert.is(says('HB-B09c', [at('08:50', 'arrived')]), 'NA not-applicable');
  assert.is(says('HB-B09c', [at('08:50', 'arrived'), at('08:51', 'rang')]), 'OPEN not-done-yet');
});

note.run();

const question = suite('a question taken (HB-B06)');
const taken = at('10:00', 'query.taken');

question('is followed up on the same day', () => {
  assert.is(says('HB-B06', visit()), 'NA not-applicable');
  assert.is(says('HB-B06', visit(taken)), 'OPEN not-done-yet');
  assert.is(says('HB-B06', visit(taken), { now: '30T09:00' }), 'OPEN not-done-yet');
  assert.is(says('HB-B06', visit(taken, at('23:59:59', 'query.closed'))), 'PASS done');
  assert.is(says('HB-B06', visit(taken, at('24T00:00:00', 'query.closed'))), 'WARN late');
  assert.is(says('HB-B06', visit(taken, at('10:05', 'query.handed'))), 'PASS done');
  assert.is(says('HB-B06', visit(taken, tick('17:00', 'HB-B06'))), 'PASS done');
  assert.is(says('HB-B06', visit(taken, tick('17:00', 'HB-B06', 'na'))), 'NA ticked-na');
});

question('may be taken after the visit', () => {
  assert.is(says('HB-B06', visit(at('17:00', 'query.taken'))), 'OPEN not-done-yet');
});

question('is not settled by what came before it', () => {
  assert.is(says('HB-B06', visit(at('09:50', 'query.closed'), taken)), 'OPEN not-done-yet');
});

question('of an unknown day is unknown', () => {
  assert.is(says('HB-B06', [up(5, 'query.taken'), up(9, 'query.closed')]), 'UNKNOWN clock-not-set');
  assert.is(says('HB-B06', [taken, up(9, 'query.closed')]), 'UNKNOWN clock-not-set');
});

question.run();

const alcohol = suite('the statement about alcohol (HB-B08e)');

alcohol('is declared by a tick and never missed', () => {
  assert.is(says('HB-B08e', visit(tick('08:20', 'HB-B08e'))), 'PASS done');
  assert.is(says('HB-B08e', visit()), 'NA not-ticked');
  assert.is(says('HB-B08e', visit(tick('08:20', 'HB-B08e', 'na'))), 'NA not-ticked');
  assert.is(of('HB-B08e', visit())[0].kind, 'declared');
});

alcohol.run();

/** The mechanism as the other codes of A2.5 will use it. */
const general = suite('an item of another code');
const BASE: Item = HB.items[0];
function profileWith(item: Partial<Item>): Profile {
  return { ...HB, rules: ['X-1'], items: [{ ...BASE, id: 'X-1', ...item } as Item] };
}

general('applies by order, kit list or event', () => {
  const says1 = (item: Partial<Item>, events: EventRecord[], order: object = {}, settings: object = {}) =>
    says('X-1', events, { profile: profileWith(item), order, settings });
  const cable: Partial<Item> = { applies: [{ when: 'order', field: 'cable', is: [true] }] };
  assert.is(says1(cable, visit(), { cable: true }), 'FAIL missed');
  assert.is(says1(cable, visit()), 'NA not-applicable');
  const notCare: Partial<Item> = { applies: [{ when: 'order-not', field: 'type', is: ['care'] }] };
  assert.is(says1(notCare, visit()), 'FAIL missed');
  assert.is(says1(notCare, visit(), { type: 'care' }), 'NA not-applicable');
  const kit: Partial<Item> = { applies: [{ when: 'kit-list', list: '12345' }] };
  assert.is(says1(kit, visit()), 'NA not-applicable');
  assert.is(says1(kit, visit(), { type: 'install' }), 'FAIL missed');
  assert.is(says1(kit, visit(), { type: 'move' }), 'FAIL missed');
  assert.is(says1(kit, visit(), {}, { kitList: '12345' }), 'FAIL missed');
  const unknown: Partial<Item> = { applies: [{ when: 'done', item: 'X-9' }] };
  assert.is(says1(unknown, visit()), 'NA not-applicable');
});

general('needs a further code where the order carries a fee', () => {
  const fee: Partial<Item> = {
    deadline: 'work.started',
    doneBy: [{ event: 'explained', codes: 'flags' }],
    flags: ['cause'],
    flagsWithFee: ['fee'],
  };
  const day = (order: object) => ({ profile: profileWith(fee), order });
  const events = visit(at('08:58', 'explained', { flags: ['cause'] }));
  assert.is(says('X-1', events, day({})), 'PASS done');
  assert.is(says('X-1', events, day({ fee: true })), 'FAIL missed');
});

general('can ask for a field of the event', () => {
  const invoice: Partial<Item> = {
    deadline: 'left',
    doneBy: [{ event: 'fee.charged', field: { field: 'invoice', is: true } }],
  };
  const day = { profile: profileWith(invoice) };
  assert.is(says('X-1', visit(at('10:10', 'fee.charged', { invoice: true })), day), 'PASS done');
  assert.is(says('X-1', visit(at('10:10', 'fee.charged', { invoice: false })), day), 'FAIL missed');
});

general('can be due when the appointment is made, shown from the acceptance', () => {
  const day = { profile: profileWith({ shownFrom: 'order.accepted', deadline: 'appt.made' }) };
  const accepted = at('07:00', 'order.accepted');
  const made = at('08:00', 'appt.made', { time: time('09:00') });
  assert.is(says('X-1', [accepted], day), 'OPEN not-done-yet');
  assert.is(says('X-1', [accepted, tick('08:00', 'X-1'), made], day), 'PASS done');
  assert.is(says('X-1', [accepted, made, tick('08:01', 'X-1')], day), 'WARN late');
  const order = { accepted: time('07:00') };
  assert.is(says('X-1', [], { ...day, order }), 'OPEN not-done-yet');
});

general('can be missed at the end of the day', () => {
  const day = { profile: profileWith({ shownFrom: 'left', deadline: 'end-of-day', missedAfterDay: true }) };
  assert.is(says('X-1', [at('08:50', 'arrived')], day), 'NA not-reached');
  assert.is(says('X-1', visit(), { ...day, now: '23:59:59' }), 'OPEN not-done-yet');
  assert.is(says('X-1', visit(), { ...day, now: '24T00:00:00' }), 'FAIL missed');
  assert.is(says('X-1', visit(tick('20:00', 'X-1')), day), 'PASS done');
  assert.is(says('X-1', visit(tick('24T07:00', 'X-1')), { ...day, now: '24T09:00' }), 'FAIL missed');
});

general('that is listed and not described is an error of ours', () => {
  assert.throws(() => says('X-2', [], { profile: { ...HB, rules: ['X-2'] } }), /X-2/);
});

general('is not judged for other types of order', () => {
  const timed = [{ ...HB.timed[0], types: ['install' as const] }];
  const profile = { ...HB, timed, rules: ['HB-B08'] };
  assert.is(says('HB-B08', [at('09:01', 'arrived')], { profile, order: NINE }), 'NA other-type');
  assert.is(
    says('HB-B08', [at('09:01', 'arrived')], { profile, order: { ...NINE, type: 'install' } }),
    'FAIL late 1',
  );
});

general('can be a promise that another event keeps', () => {
  const timed = [{ ...HB.timed[6], keptBy: 'promise.kept' }];
  const profile = { ...HB, timed, rules: ['HB-L33b'] };
  const made = at('09:00', 'promise.made', { rule: 'HB-L33b', due: time('10:00') });
  assert.is(says('HB-L33b', [made, at('09:50', 'promise.kept')], { profile }), 'PASS promise-kept 10');
  assert.is(
    says('HB-L33b', [made, at('09:50', 'signed')], { profile, now: '09:55' }),
    'OPEN promise-running',
  );
});

general.run();
