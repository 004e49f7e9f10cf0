import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exceptionsOf, type OrderReport, reportOf } from '../../supervisor/report.js';
import { reportText } from '../../supervisor/report-text.js';
import { logOf } from './day.js';

const outcomes = (order: OrderReport | undefined): string[] => order?.visits.map(each => each.outcome) ?? [];

const reports = suite('a report');

const OUTCOMES: readonly (readonly [day: string, outcomes: readonly string[]])[] = [
  ['nobody-answers', ['nobody-opened']],
  ['refused', ['not-let-in']],
  ['left-inside', ['left-open', 'finished']],
  ['paused-and-second-visit', ['left-open', 'finished']],
  ['never-arrived', ['under-way']],
  ['all-done', ['finished']],
  ['two-visits', ['nobody-opened', 'finished']],
];

for (const [day, wanted] of OUTCOMES)
  reports(`says how each visit went: ${day}`, async () => {
    const { log } = await logOf(day);
    const [badge] = reportOf([log]);
    assert.equal(outcomes(badge?.orders[0]), wanted);
  });

reports(
  'keeps apart what one badge recorded under two profiles, whose logs each begin with record 0',
  async () => {
    const days = ['two-visits', 'bq-repair', 'fifteen-minutes'];
    const logs = await Promise.all(days.map(async day => (await logOf(day)).log));
    assert.is(new Set(logs.map(log => log.badge)).size, 1);
    const apart = reportOf(logs).map(({ profile, orders }) => [profile.id, profile.version, orders.length]);
    assert.equal(apart, [
      ['BQ', 1, 1],
      ['HB', 1, 1],
      ['HB', 101, 1],
    ]);
  },
);

reports('has every verdict once, whatever it is about', async () => {
  for (const day of ['two-visits', 'two-customers', 'clock-not-set', 'promise-late']) {
    const { log, verdicts } = await logOf(day);
    const [badge] = reportOf([log]);
    const told = badge?.orders.flatMap(order => [
      ...order.verdicts,
      ...order.visits.flatMap(visit => visit.verdicts),
    ]);
    const rules = (list: readonly { rule: string }[] | undefined): string[] =>
      (list ?? []).map(each => each.rule).sort();
    assert.equal(rules(told), rules(verdicts), day);
  }
});

reports('puts what was not kept before what was not fully kept', async () => {
  const { log } = await logOf('left-early');
  const [badge] = reportOf([log]);
  const kinds = badge ? exceptionsOf(badge).map(each => each.verdict.verdict) : [];
  assert.is(kinds.length > 0, true);
  const rank = ['FAIL', 'WARN', 'UNKNOWN'];
  assert.equal(
    kinds,
    [...kinds].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)),
  );
});

reports('has one part for each badge, in the order of their ids', async () => {
  const { log } = await logOf('nobody-answers');
  const other = { ...log, badge: '00000001' };
  assert.equal(
    reportOf([log, other]).map(each => each.badge),
    ['00000001', log.badge],
  );
});

reports('says what it does not know', async () => {
  const { log } = await logOf('clock-not-set');
  const text = reportText(reportOf([log]), 'en');
  assert.match(text, 'time unknown');
  assert.match(text, 'The clock was not set, so the time is not known');
});

reports.run();
