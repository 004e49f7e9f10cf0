import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type BadgeReport, reportOf } from '../../../supervisor/report.js';
import { dayList, dayPicture, daysOf, NO_DAY, newestDay, onDay } from '../../../supervisor/web/day.js';
import { logOf } from '../day.js';
import { faultIn } from '../well-formed.js';

async function reportOn(day: string): Promise<BadgeReport> {
  const [report] = reportOf([(await logOf(day)).log]);
  if (!report) throw new Error('no report');
  return report;
}

/** The same report with its first visit on the day before, and an order that is only booked for the day after. */
function overDays(report: BadgeReport): BadgeReport {
  const [first] = report.orders;
  const [visit] = first?.visits ?? [];
  if (!first || !visit) throw new Error('no visit');
  const times = Object.fromEntries(
    Object.entries(visit.times).map(([step, at]) => [step, at && at - 86_400]),
  );
  const booked = {
    ...visit,
    times: {},
    known: {},
    outcome: 'planned' as const,
    appointment: '2026-11-24T09:00:00+08:00',
  };
  return {
    ...report,
    orders: [
      { ...first, visits: [{ ...visit, times }] },
      ...report.orders,
      { ...first, order: { ...first.order, id: 'WO-NEXT' }, visits: [booked] },
    ],
  };
}

const days = suite('the days of a report');

days('are those of its visits, the newest first', async () => {
  const report = overDays(await reportOn('two-customers'));
  assert.equal(daysOf(report), ['2026-11-24', '2026-11-23', '2026-11-22']);
  assert.is(newestDay(report), '2026-11-23', 'not one that is only booked');
  assert.is(
    newestDay({ ...report, orders: report.orders.slice(-1) }),
    '2026-11-24',
    'but where there is no other',
  );
  assert.is(newestDay({ ...report, orders: [] }), '');
});

days('are shown one by one: what is of no other day is not there', async () => {
  const report = overDays(await reportOn('two-customers'));
  assert.is(onDay(report, '2026-11-22').orders.length, 1);
  assert.equal(
    onDay(report, '2026-11-23').orders.map(({ order }) => order.id),
    (await reportOn('two-customers')).orders.map(({ order }) => order.id),
  );
  assert.equal(onDay(report, '2026-11-21').orders, []);
});

days('have a place for visits that nothing dates, behind all others', async () => {
  const report = overDays(await reportOn('two-customers'));
  const [first] = report.orders;
  const [visit] = first?.visits ?? [];
  if (!first || !visit) throw new Error('no visit');
  const undated = { ...first, visits: [{ ...visit, times: { arrived: null }, appointment: null }] };
  const more = { ...report, orders: [undated, ...report.orders] };
  assert.is(daysOf(more).at(-1), NO_DAY);
  assert.is(daysOf(more).length, 4);
  assert.is(onDay(more, NO_DAY).orders.length, 1);
  assert.is(newestDay(more), '2026-11-23');
});

days('end at midnight where the badge is', async () => {
  const report = await reportOn('midnight');
  const [day] = daysOf(report);
  assert.is(onDay({ ...report, zone: report.zone - 86_400 }, day as string).orders.length, 0);
});

days.run();

const views = suite('a day at a glance');

views('tells each visit in a line, in the order of their times', async () => {
  const report = await reportOn('two-customers');
  for (const lang of ['zh', 'en'] as const) {
    const { text } = dayList(report, lang, 'r');
    assert.is(faultIn(text), null);
    const times = [...text.matchAll(/class="when">(\d\d:\d\d)/g)].map(([, at]) => at);
    assert.is(times.length, report.orders.flatMap(({ visits }) => visits).length);
    assert.equal(times, [...times].sort());
  }
});

views('is a picture where a time is known, and none where none is', async () => {
  const picture = dayPicture(await reportOn('two-customers'), 'en', 'day').text;
  assert.is(faultIn(picture), null);
  assert.is([...picture.matchAll(/<g class="visit">/g)].length, 2);
  assert.is(dayPicture(await reportOn('clock-not-set'), 'en', 'day').text, '');
});

views('shows what comes from a badge as text', async () => {
  const report = await reportOn('two-customers');
  const [one] = report.orders;
  if (!one) throw new Error('no order');
  const nasty = { ...report, orders: [{ ...one, order: { ...one.order, id: '<img src=x>' } }] };
  for (const text of [dayList(nasty, 'en', 'r').text, dayPicture(nasty, 'en', 'day').text]) {
    assert.not.match(text, '<img');
    assert.match(text, '&lt;img src=x&gt;');
  }
});

views.run();
