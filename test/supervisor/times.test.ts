import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { put } from '../../shared/bytes.js';
import { Kind } from '../../shared/visit/kind.js';
import { type BadgeReport, reportOf } from '../../supervisor/report.js';
import { reportHtml } from '../../supervisor/report-html.js';
import { reportCsv, reportJson, reportText } from '../../supervisor/report-text.js';
import { Life } from '../shared/log/life.js';
import { MemoryRing } from '../shared/log/rings.js';
import { logOfLife } from './lives.js';
import { enrol } from './sealed.js';

/** The times of a report on a badge that lost its clock on the way and was set again, or was not. */

const times = suite('the times of a report');

/** Set out at 08:30 by a clock that was set; arrived 24 minutes later, after the power had gone; left 10 minutes on. */
function reportWhere(isSet: 'in the visit' | 'after the next start' | 'never'): BadgeReport[] {
  const ring = new MemoryRing(2);
  enrol(ring);
  const life = new Life(ring);
  life.boot(false);
  life.setClock();
  life.order('WO-1', life.wall + 1800);
  life.do(Kind.Accepted);
  life.do(Kind.Departed);
  life.pass(600);
  life.boot(false);
  life.pass(840);
  life.do(Kind.Arrived);
  life.pass(600);
  if (isSet === 'in the visit') life.setClock();
  life.do(Kind.Left);
  life.pass(600);
  life.boot(false);
  if (isSet === 'after the next start') life.setClock();
  life.do(Kind.Security, put(1, 1).charCodeAt(0));
  return reportOf([logOfLife({ life }, false)]);
}

async function jsonOf(badges: BadgeReport[]): Promise<string> {
  return [...(reportJson(badges) as Iterable<string>)].join('');
}

times('are measured, or repaired from a setting of the clock in the same boot', async () => {
  const badges = reportWhere('in the visit');
  const said = 'set out 08:30:00 · arrived 08:54:00 (repaired) · left 09:04:00';
  const sum =
    "Times of steps: 2 measured, 1 repaired from another setting of the clock in the same boot. The badge's clock may be off by up to 1 s.";
  for (const text of [reportText(badges, 'en'), reportHtml(badges, 'en')]) {
    assert.match(text, said);
    assert.match(text, sum.replace("'", text.startsWith('<') ? '&#39;' : "'"));
  }
  assert.match(
    reportCsv(badges, 'en'),
    ',2026-11-23T08:54:00+08:00,2026-11-23T09:04:00+08:00,repaired,measured,',
  );
  const known = JSON.parse(await jsonOf(badges)).badges[0].orders[0].visits[0].known;
  assert.equal(known.arrived, {
    known: 'repaired',
    from: '2026-11-23T08:53:59+08:00',
    to: '2026-11-23T08:54:01+08:00',
  });
});

times('are bounded across boots, and nothing is judged by such a time', () => {
  const badges = reportWhere('after the next start');
  const between =
    'arrived between 2026-11-23 08:43:59 and 2026-11-23 09:04:01 · left between 2026-11-23 08:53:59 and 2026-11-23 09:14:00';
  assert.match(reportText(badges, 'en'), between);
  assert.match(reportHtml(badges, 'en'), between);
  assert.match(reportText(badges, 'zh'), '只知道范围的2个');
  assert.match(
    reportCsv(badges, 'en'),
    ',,,bounded 2026-11-23T08:43:59+08:00/2026-11-23T09:04:01+08:00,bounded 2026-11-23T08:53:59+08:00/2026-11-23T09:14:00+08:00,',
  );
  const arrival = badges[0]?.orders[0]?.visits[0]?.verdicts.find(({ rule }) => rule === 'HB-B08');
  assert.equal([arrival?.verdict, arrival?.why], ['UNKNOWN', 'clock-not-set']);
});

times('have no later bound where the clock is never set again', () => {
  assert.match(reportText(reportWhere('never'), 'en'), 'arrived not before 2026-11-23 08:43:59');
});

times.run();
