import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { secondsOf, zoneOf } from '../../shared/iso.js';
import { judge, type Verdict } from '../../shared/judge/judge.js';
import type { Profile } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';

/** Checklists alone: each item of each code is asked of a visit with nothing in it, and of one with everything. */

const TYPES = ['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as const;

function at(clock: string, event: string, fields: object = {}): EventRecord {
  return { t: `2026-11-23T${clock}:00+08:00`, event, ...fields };
}

function verdicts(code: Profile, order: Partial<Order>, events: EventRecord[], now: string): Verdict[] {
  const profile = { ...code, timed: [], rules: code.items.map(item => item.id) };
  return judge({
    profile,
    zone: zoneOf('+08:00') as number,
    now: secondsOf(now) as number,
    settings: {},
    workingDays: null,
    orders: [{ id: 'WO-1', type: 'repair', ...order }],
    events,
  });
}

const BARE = [
  at('08:00', 'order.accepted'),
  at('08:10', 'appt.made', { time: '2026-11-23T09:00:00+08:00' }),
  at('08:30', 'departed'),
  at('08:50', 'arrived'),
  at('08:51', 'rang', { kind: 'bell' }),
  at('08:52', 'answered', { by: 'customer' }),
  at('08:55', 'entered'),
  at('09:10', 'work.started'),
  at('10:00', 'work.done', { party: 'company' }),
  at('10:20', 'left'),
];

/** The same visit with a record for all that the order can ask for. */
function whole(code: Profile): EventRecord[] {
  const all = (event: string): string[] => [
    ...new Set(
      code.items.flatMap(item =>
        item.doneBy.some(by => by.event === event)
          ? [...item.flags, ...(item.flagsWithFee ?? []), ...item.doneBy.flatMap(by => by.flag ?? [])]
          : [],
      ),
    ),
  ];
  const ticks = (clock: string, from: readonly string[]): EventRecord[] =>
    code.items
      .filter(item => from.includes(item.shownFrom))
      .map(item => at(clock, 'tick', { item: item.id, state: 'done' }));
  return [
    at('08:00', 'order.accepted'),
    ...ticks('08:05', ['order.accepted']),
    at('08:10', 'appt.made', { time: '2026-11-23T09:00:00+08:00' }),
    at('08:12', 'appt.changed', {
      new: '2026-11-23T09:00:00+08:00',
      party: 'company',
      flags: all('appt.changed'),
    }),
    ...ticks('08:20', ['appt.made', 'appt.changed']),
    at('08:30', 'departed'),
    at('08:50', 'arrived'),
    at('08:51', 'rang', { kind: 'bell' }),
    ...ticks('08:51', ['arrived']),
    at('08:52', 'answered', { by: 'customer' }),
    at('08:53', 'risk.flagged', { flags: all('risk.flagged') }),
    at('08:53', 'consent', { flags: all('consent') }),
    ...ticks('08:54', ['answered', 'risk.flagged']),
    at('08:55', 'entered'),
    at('08:56', 'explained'),
    ...ticks('09:00', ['entered']),
    at('09:10', 'work.started'),
    at('09:20', 'query.taken'),
    at('09:20', 'damage.made'),
    ...ticks('09:30', ['work.started', 'query.taken', 'damage.made']),
    at('09:31', 'query.closed'),
    at('10:00', 'work.done', { party: 'company' }),
    at('10:01', 'trial.ok'),
    at('10:02', 'cleaned'),
    at('10:03', 'fee.charged', { invoice: true }),
    ...ticks('10:04', ['work.done']),
    at('10:05', 'signed'),
    at('10:20', 'left'),
    ...ticks('10:30', ['left']),
    at('10:40', 'order.replied'),
  ];
}

const RICH: Partial<Order> = { fee: true, cable: true, access: 'lan', site: 'equipment-room' };
const EVENING = '2026-11-23T18:00:00+08:00';

const judged = suite('the checklist of a profile');

for (const code of CODES) {
  judged(`${code.id} gives one verdict an item, whatever the order and however little happened`, () => {
    for (const type of TYPES)
      for (const events of [[], BARE.slice(0, 2), BARE.slice(0, 5), BARE])
        for (const order of [{ type }, { type, ...RICH }]) {
          const found = verdicts(code, order, events, EVENING);
          assert.equal(
            found.map(verdict => verdict.rule),
            code.items.map(item => item.id),
          );
          for (const verdict of found) {
            assert.is(verdict.kind, 'declared');
            assert.ok(verdict.text.zh && verdict.text.en, `${verdict.rule} ${verdict.why}`);
          }
        }
  });

  judged(`${code.id} finds nothing wrong with a visit in which all was done`, () => {
    for (const type of TYPES) {
      const found = verdicts(code, { type, ...RICH }, whole(code), EVENING);
      const wrong = found.filter(verdict => !['PASS', 'NA'].includes(verdict.verdict));
      assert.equal(
        wrong.map(verdict => `${type} ${verdict.rule} ${verdict.verdict} ${verdict.why}`),
        [],
      );
    }
  });

  judged(`${code.id} passes every item that can be judged in some order`, () => {
    const orders: Partial<Order>[] = TYPES.flatMap(type => [
      { type, ...RICH },
      { type, ...RICH, access: 'adsl' as const },
    ]);
    const passed = new Set(
      orders.flatMap(order =>
        verdicts(code, order, whole(code), EVENING)
          .filter(verdict => verdict.verdict === 'PASS')
          .map(verdict => verdict.rule),
      ),
    );
    const never = code.items.filter(item => !item.shownOnly && !passed.has(item.id)).map(item => item.id);
    // A note is due at a silent door only, and this one opened.
    assert.equal(never, code.id === 'HB' ? ['HB-B09c'] : []);
  });

  judged(`${code.id} misses what always applies in a visit where nothing was ticked`, () => {
    const found = verdicts(code, { type: 'repair' }, BARE, '2026-11-24T08:00:00+08:00');
    const always = code.items.filter(
      item => !item.shownOnly && !item.declared && item.applies[0]?.when === 'always',
    );
    for (const item of always) {
      const verdict = found.find(each => each.rule === item.id);
      const isDone = item.doneBy.some(by => by.event === 'appt.made');
      const isOpen = item.deadline === 'end-of-day' && !item.missedAfterDay;
      assert.is(verdict?.verdict, isDone ? 'PASS' : isOpen ? 'OPEN' : 'FAIL', item.id);
    }
  });
}

/** The verdict on one item after this visit. */
function says(id: string, order: Partial<Order>, events: EventRecord[], now = EVENING): string {
  const code = CODES.find(each => id.startsWith(each.id)) as Profile;
  const verdict = verdicts(code, order, events, now).find(each => each.rule === id);
  return `${verdict?.verdict} ${verdict?.why}`;
}

const at0900 = (...more: EventRecord[]): EventRecord[] =>
  [...BARE, ...more].sort((a, b) => String(a.t).localeCompare(String(b.t)));

judged('asks for the fee to be explained where the order has one', () => {
  const told = at0900(at('09:00', 'explained', { flags: ['cause'] }));
  assert.is(says('BQ-B5b', {}, told), 'PASS done');
  assert.is(says('BQ-B5b', { fee: true }, told), 'FAIL missed');
  assert.is(says('BQ-B5b', { fee: true }, at0900(at('09:00', 'explained'))), 'PASS done');
  assert.is(says('BQ-B5b', {}, at0900(at('09:20', 'explained'))), 'FAIL order');
});

judged('takes the kit by the type of the order', () => {
  const visit = at0900(at('08:20', 'kit.check', { items: CODES[3]?.kit }));
  const install = at0900(at('08:20', 'kit.check', { items: CODES[3]?.kitAlt }));
  assert.is(says('TT-3.4-10', { type: 'repair' }, visit), 'PASS done');
  assert.is(says('TT-5.1-2', { type: 'repair' }, visit), 'NA not-applicable');
  assert.is(says('TT-5.1-2', { type: 'install' }, install), 'PASS done');
  assert.is(says('TT-5.1-2', { type: 'move' }, visit), 'FAIL missed');
  assert.is(says('TT-3.4-10', { type: 'install' }, install), 'NA not-applicable');
});

judged('wants an invoice, approval with an escort, and the day closed on the day', () => {
  assert.is(says('TT-3.2-5d', {}, BARE), 'NA not-applicable');
  assert.is(says('TT-3.2-5d', { fee: true }, BARE), 'FAIL missed');
  assert.is(says('TT-3.2-5d', {}, at0900(at('10:10', 'fee.charged', { invoice: false }))), 'FAIL missed');
  assert.is(says('TT-3.2-5d', {}, at0900(at('10:10', 'fee.charged', { invoice: true }))), 'PASS done');
  const consent = (...flags: string[]) => at0900(at('09:00', 'consent', { flags }));
  assert.is(says('ZT-4-4', {}, BARE), 'NA not-applicable');
  assert.is(says('ZT-4-4', {}, consent('operate', 'approval')), 'FAIL missed');
  assert.is(says('ZT-4-4', {}, consent('operate', 'approval', 'escort')), 'PASS done');
  const next = '2026-11-24T00:00:00+08:00';
  assert.is(says('ZT-3-2', {}, BARE), 'OPEN not-done-yet');
  assert.is(says('ZT-3-2', {}, BARE, next), 'FAIL missed');
  assert.is(says('BQ-A4', {}, BARE, next), 'OPEN not-done-yet');
});

judged('leaves a question for other departments to its own rule', () => {
  assert.is(says('TT-2.5-2', {}, at0900(at('09:20', 'query.taken'))), 'OPEN not-done-yet');
  const handed = at0900(at('09:20', 'query.taken', { departments: true }));
  assert.is(says('TT-2.5-2', {}, handed), 'NA not-applicable');
});

judged.run();
