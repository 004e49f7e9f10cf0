import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TT } from '../../shared/profile/tt.js';
import { at, NINE, of, says, time, up } from './day.js';

const changes = suite('the number of changes (J5, TT-3.2-1g)');
const DAY = { profile: TT, order: NINE };
const moved = (...parties: (string | undefined)[]) =>
  parties.map((party, i) =>
    at(`0${i + 1}:00`, 'appt.changed', { new: time('15:00'), ...(party && { party }) }),
  );

for (const [parties, found] of [
  [[], 'NA no-change'],
  [['company'], 'PASS changes-within-limit'],
  [['company', 'company'], 'PASS changes-within-limit'],
  [['company', 'company', 'company'], 'FAIL too-many-changes'],
  [['company', 'third', 'weather'], 'FAIL too-many-changes'],
  [['customer', 'customer', 'customer', 'customer'], 'PASS changes-within-limit'],
  [['customer', 'company', 'customer', 'company'], 'PASS changes-within-limit'],
  [['company', 'customer', 'company', 'company'], 'FAIL too-many-changes'],
  [['company', 'company', 'unknown'], 'WARN changes-of-unknown-party'],
  [['unknown', 'unknown', 'unknown'], 'WARN changes-of-unknown-party'],
  [['company', 'company', undefined], 'WARN changes-of-unknown-party'],
  [['company', 'company', 'third', 'unknown'], 'FAIL too-many-changes'],
  [['unknown', 'unknown'], 'PASS changes-within-limit'],
] as [(string | undefined)[], string][])
  changes(`by ${parties.map(String).join(', ') || 'nobody'} is ${found}`, () => {
    assert.is(says('TT-3.2-1g', moved(...parties), DAY), found);
  });

changes('do not count a first booking or one after a failed visit', () => {
  const events = [
    at('06:00', 'appt.made', { time: time('09:00') }),
    ...moved('company', 'company'),
    at('09:00', 'arrived'),
    at('09:20', 'left'),
    at('09:30', 'appt.made', { time: time('11:00') }),
  ];
  assert.is(says('TT-3.2-1g', events, { profile: TT }), 'PASS changes-within-limit');
});

changes('need no clock, and say how many there were', () => {
  const events = [60, 120, 180].map(seconds =>
    up(seconds, 'appt.changed', { new: time('15:00'), party: 'third' }),
  );
  assert.is(says('TT-3.2-1g', events, DAY), 'FAIL too-many-changes');
  assert.match(of('TT-3.2-1g', events, DAY)[0].text.en, /: 3, too many$/);
});

changes('pressed twice or undone count once or not at all', () => {
  const twice = [
    at('01:00:00', 'appt.changed', { new: time('15:00') }),
    at('01:00:03', 'appt.changed', { new: time('15:00') }),
  ];
  assert.is(says('TT-3.2-1g', [...twice, ...moved('company')], DAY), 'PASS changes-within-limit');
  const undone = [...moved('company', 'company', 'company'), at('04:00', 'undone', { undoes: 2 })];
  assert.is(says('TT-3.2-1g', undone, DAY), 'PASS changes-within-limit');
});

changes('are as many as a code allows', () => {
  const none = { ...DAY, settings: { maxCompanyChanges: 0 } };
  assert.is(says('TT-3.2-1g', moved('company'), none), 'FAIL too-many-changes');
  assert.is(
    says('TT-3.2-1g', moved('company'), { ...DAY, settings: { maxCompanyChanges: null } }),
    'NA no-limit',
  );
});

changes.run();
