import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { HB } from '../../shared/profile/hb.js';
import {
  type BadgeReport,
  type KnownTime,
  type OrderReport,
  reportOf,
  type VisitReport,
} from '../../supervisor/report.js';
import { reportHtml } from '../../supervisor/report-html.js';
import { logOf } from './day.js';
import { faultIn } from './well-formed.js';

/** 2026-11-23T09:00:00+08:00. */
const NINE = 1795395600;

/** Steps at these times, all measured. */
function at(times: { readonly [step: string]: number | null }): Pick<VisitReport, 'times' | 'known'> {
  const known = Object.entries(times).map(([step, time]): [string, KnownTime] => [
    step,
    { known: time === null ? 'unknown' : 'measured', from: time, to: time, drift: 0 },
  ]);
  return { times, known: Object.fromEntries(known) };
}

const visit: VisitReport = {
  visit: 1,
  evidence: null,
  wearer: null,
  outcome: 'finished',
  appointment: '2026-11-23T09:10:00+08:00',
  wait: { from: '2026-11-23T09:05:00+08:00', answered: null },
  ...at({ arrived: NINE, rang: NINE + 300, left: NINE + 1200 }),
  verdicts: [],
};

function reportWith(visits: readonly VisitReport[], changes: Partial<BadgeReport> = {}): BadgeReport {
  const one: OrderReport = {
    order: { id: 'WO-1', type: 'repair' },
    unverified: false,
    visits: visits,
    verdicts: [],
  };
  return {
    badge: '00c0ffee',
    profile: HB,
    zone: 8 * 3600,
    told: { profile: HB, zone: 8 * 3600, now: NINE, settings: {}, workingDays: null, orders: [], events: [] },
    wearers: [],
    said: [],
    first: 0,
    next: 42,
    pulledAt: NINE + 9 * 3600,
    damagedPages: 0,
    incidents: [],
    orders: [one],
    ...changes,
  };
}

async function dayPage(day: string, lang: 'zh' | 'en' = 'en'): Promise<string> {
  return reportHtml(reportOf([(await logOf(day)).log]), lang);
}

const count = (text: string, form: RegExp): number => [...text.matchAll(form)].length;

const pages = suite('a page of the report');

for (const day of ['all-done', 'left-early', 'two-visits', 'clock-not-set', 'promise-late', 'never-arrived'])
  pages(`is well formed, in both languages: ${day}`, async () => {
    for (const lang of ['zh', 'en'] as const) {
      const page = await dayPage(day, lang);
      assert.is(faultIn(page), null, lang);
      assert.match(page, `<html lang="${lang === 'zh' ? 'zh-Hans' : 'en'}">`);
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      assert.is(new Set(ids).size, ids.length, 'an id stands for one thing');
      for (const [, to] of page.matchAll(/(?:href="#|labelledby=")([^" ]+)/g))
        assert.ok(ids.includes(to), to);
    }
  });

pages('needs nothing but itself, and runs nothing', async () => {
  const page = await dayPage('two-visits');
  assert.not.match(page, /<(script|link|img|iframe|object|embed|base|form)\b/);
  assert.not.match(page, /\son\w+=|url\(|@import|\ssrc=/);
  assert.not.match(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', ''), /https?:/);
  assert.match(page, "default-src 'none'".replaceAll("'", '&#39;'));
});

pages('says what is known about the log', () => {
  const page = reportHtml([reportWith([visit])], 'en');
  assert.match(page, '<h2 id="b1">Badge 00c0ffee</h2>');
  assert.match(page, '<dd>0 to 41</dd>');
  assert.match(page, '2026-11-23 18:00:00+08:00</time>');
  assert.match(page, 'The seals of the logs are not checked here: doorstep verify does that.');
  assert.match(page, 'None: every record could be read.');
  const damaged = reportHtml([reportWith([visit], { damagedPages: 2 })], 'en');
  assert.match(damaged, 'Pages with words that could not be read: 2');
  assert.match(reportHtml([reportWith([], { first: 0, next: 0 })], 'en'), 'no records');
});

pages('has what somebody must look at before the orders, the worst first', async () => {
  const page = await dayPage('left-early');
  const first = page.slice(page.indexOf('<caption>To look at'), page.indexOf('<section class="order"'));
  const kinds = [...first.matchAll(/<b>([A-Z]+)<\/b>/g)].map(([, kind]) => kind);
  assert.ok(kinds.length > 0);
  assert.is(kinds[0], 'FAIL');
  assert.match(first, 'HB-B09b');
});

pages('names what was excused, and what the drift of the clock could have turned', () => {
  const verdict = (rule: string, kind: 'EXCUSED' | 'PASS', estimated: boolean) => ({
    order: 'WO-1',
    rule: rule,
    verdict: kind,
    kind: 'measured' as const,
    estimated: estimated,
    why: 'x',
    events: [7, 9],
    text: { zh: '理由', en: 'The reason' },
  });
  const verdicts = [
    verdict('HB-B08', 'PASS', true),
    verdict('HB-B09b', 'EXCUSED', false),
    verdict('HB-B01', 'PASS', false),
  ];
  const page = reportHtml([reportWith([{ ...visit, verdicts: verdicts }])], 'en');
  assert.match(page, 'Nothing to look at');
  assert.match(page, 'within the clock&#39;s drift (2)');
  const table = page.slice(page.indexOf('drift (2)'), page.indexOf('<section class="order"'));
  assert.equal(
    [...table.matchAll(/<th scope="row">([^<]+)/g)].map(([, rule]) => rule),
    ['HB-B08', 'HB-B09b'],
  );
  assert.match(table, '<td>The reason (within the clock&#39;s drift)</td>');
  assert.match(table, '<td class="records">7, 9</td>');
});

pages('keeps what was measured and what was declared apart, in real tables', async () => {
  const page = await dayPage('all-done');
  assert.is(count(page, /<caption>Measured, /g), 1);
  assert.is(count(page, /<caption>Declared, /g), 1);
  assert.is(count(page, /<table>/g), count(page, /<caption>/g));
  assert.is(count(page, /<th>/g), 0, 'each heading says what it heads');
  for (const [table] of page.matchAll(/<table>.*?<\/table>/gs)) {
    const rows = count(table, /<tr>/g) - 1;
    assert.is(count(table, /scope="row"/g), rows);
    assert.is(count(table, /<td/g), rows * (count(table, /scope="col"/g) - 1));
  }
});

pages('is in Chinese for who asks for it', async () => {
  const page = await dayPage('left-early', 'zh');
  assert.match(page, '<h1>上门报告</h1>');
  assert.match(page, '<b>FAIL</b> 没做到');
  assert.match(page, '<title id="b1-o1-v1-title">工单 ');
  assert.not.match(page, /Measured|Declared|appointed/);
});

const pictures = suite("a visit's picture");

pictures('has its steps, the appointment and the spans that the profile measures', () => {
  const page = reportHtml([reportWith([visit])], 'en');
  for (const text of ['arrived 09:00:00', 'rang 09:05:00', 'left 09:20:00', 'appointed 09:10'])
    assert.match(page, `${text}</text>`);
  assert.match(page, 'the 5 min before the appointment');
  assert.match(page, 'door wait of 10 min: 09:05:00 to 09:15:00');
});

pictures('takes the spans from the profile, and has none where it measures none', () => {
  const params = { ...HB.params, arriveEarlyMin: 7, noAnswerMin: 15 };
  const other = reportHtml([reportWith([visit], { profile: { ...HB, params: params } })], 'en');
  assert.match(other, 'the 7 min before the appointment');
  assert.match(other, 'door wait of 15 min: 09:05:00 to 09:20:00');
  const none = { ...HB.params, arriveEarlyMin: null, noAnswerMin: null };
  const bare = reportHtml([reportWith([visit], { profile: { ...HB, params: none } })], 'en');
  assert.not.match(bare, /<rect/);
});

pictures('ends the door wait when somebody answers', () => {
  const answered = { from: '2026-11-23T09:05:00+08:00', answered: '2026-11-23T09:06:30+08:00' };
  const page = reportHtml([reportWith([{ ...visit, wait: answered }])], 'en');
  assert.match(page, 'door wait, 10 min at most: somebody answered at 09:06:30');
});

pictures("starts the wait at the customer's own door alone", async () => {
  const waits = async (day: string) =>
    reportOf([(await logOf(day)).log])[0]?.orders[0]?.visits.map(each => each.wait);
  assert.equal(await waits('shared-door-only'), [null]);
  const [guard] = (await waits('guard-answers')) ?? [];
  assert.match(guard?.from ?? '', /^2026-11-23T\d\d:\d\d:\d\d\+08:00$/);
  assert.is(guard?.answered, null, 'a guard is not the customer');
});

pictures('lists what it cannot draw', () => {
  const times = { departed: null, arrived: NINE, left: null };
  const page = reportHtml([reportWith([{ ...visit, ...at(times) }])], 'en');
  assert.match(page, 'Not drawn: set out (time unknown) · left (time unknown)');
  const far = { ...visit, appointment: '2026-11-25T09:10:00+08:00' };
  assert.match(reportHtml([reportWith([far])], 'en'), 'Not drawn: appointed 2026-11-25 09:10');
});

pictures('is left out where no step has a known time', async () => {
  const times = { departed: null, arrived: null };
  const page = reportHtml([reportWith([{ ...visit, wait: null, ...at(times) }])], 'en');
  assert.not.match(page, '<svg');
  assert.match(page, 'set out time unknown · arrived time unknown');
  assert.is(faultIn(page), null);
});

pictures('of a visit over midnight names both days', () => {
  const late = NINE + 14 * 3600;
  const times = { arrived: late, left: late + 2 * 3600 };
  const page = reportHtml([reportWith([{ ...visit, appointment: null, wait: null, times: times }])], 'en');
  assert.match(page, '>2026-11-23</text>');
  assert.match(page, '>2026-11-24</text>');
});

pictures('of a single step is a picture', () => {
  const page = reportHtml(
    [reportWith([{ ...visit, appointment: null, wait: null, times: { arrived: NINE } }])],
    'en',
  );
  assert.is(count(page, /<circle/g), 1);
  assert.not.match(page, 'NaN');
});

const outside = suite('text from outside');

const NASTY = `<script>alert("1")</script>'"&\u202e\u0000`;

outside('never becomes part of the page', () => {
  const words = { zh: NASTY, en: NASTY };
  const profile = {
    ...HB,
    title: words,
    timed: HB.timed.map(row => ({ ...row, title: words })),
    items: HB.items.map(item => ({ ...item, text: words })),
  };
  const verdict = {
    order: NASTY,
    rule: 'HB-B08',
    verdict: 'FAIL' as const,
    kind: 'measured' as const,
    why: 'x',
    events: [1],
    text: words,
  };
  const silent = { ...verdict, rule: NASTY, verdict: 'NA' as const };
  const one: OrderReport = {
    order: { id: NASTY, type: 'repair', door: NASTY },
    unverified: false,
    visits: [{ ...visit, appointment: NASTY, verdicts: [verdict, silent] }],
    verdicts: [verdict],
  };
  for (const lang of ['zh', 'en'] as const) {
    const page = reportHtml([reportWith([], { badge: NASTY, profile: profile, orders: [one] })], lang);
    assert.not.match(page, '<script');
    assert.not.match(page, '\u202e');
    assert.not.match(page, '\u0000');
    assert.is(faultIn(page), null);
    assert.ok(count(page, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&#39;&quot;&amp;/g) > 8);
  }
});

outside('is not taken for a place in a sentence', () => {
  const one: OrderReport = {
    order: { id: '{n}', type: 'repair', door: '$& {door}' },
    unverified: false,
    visits: [visit],
    verdicts: [],
  };
  const page = reportHtml([reportWith([], { orders: [one] })], 'en');
  assert.match(page, 'Door: $&amp; {door}');
  assert.match(page, 'Timeline of order {n}, visit 1');
});

const same = suite('the same reports');

same('give the same page, to the byte', async () => {
  assert.is(await dayPage('two-visits'), await dayPage('two-visits'));
});

pages.run();
pictures.run();
outside.run();
same.run();
