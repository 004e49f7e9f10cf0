import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportOf } from '../../../supervisor/report.js';
import type { LogCard } from '../../../supervisor/web/cards.js';
import { reportsOn } from '../../../supervisor/web/report-view.js';
import { endOfPull, statusText, takenOr } from '../../../supervisor/web/status.js';
import { logOf } from '../day.js';

const { log } = await logOf('left-early');
const [report] = reportOf([log]);
const BADGE = '00c0ffee';

const ends = suite('the end of a pull');

ends('says how many are to be looked at, in the language that the page has now', () => {
  const end = endOfPull(BADGE, { how: 'kept', log, records: 30, acknowledged: true, isTorn: false }, report);
  assert.is(end.isBad, false);
  assert.match(statusText(end, 'en'), /^Badge 00c0ffee: all 30 records are kept; .* To look at: [1-9]\d*\.$/);
  assert.match(statusText(end, 'zh'), /^工牌 00c0ffee:30 条记录都已保存.*需要看的:[1-9]\d* 项。$/);
  const none = endOfPull(
    BADGE,
    { how: 'kept', log, records: 30, acknowledged: true, isTorn: false },
    report && { ...report, orders: [] },
  );
  assert.match(statusText(none, 'en'), /Nothing to look at\.$/);
  const unknown = endOfPull(
    BADGE,
    { how: 'kept', log, records: 30, acknowledged: true, isTorn: false },
    undefined,
  );
  assert.not.match(statusText(unknown, 'en'), /look at/);
});

ends('says that words cannot be read, where that is all', () => {
  const torn = endOfPull(BADGE, { how: 'kept', log, records: 30, acknowledged: true, isTorn: true }, report);
  assert.match(
    statusText(torn, 'en'),
    /Some words cannot be read, as after a power loss: .* To look at: \d+\.$/,
  );
});

ends('says what the badge does not know, and what it must not let go', () => {
  const untold = endOfPull(
    BADGE,
    { how: 'kept', log, records: 30, acknowledged: false, isTorn: false },
    report,
  );
  assert.is(untold.isBad, true);
  assert.match(statusText(untold, 'en'), /could not be told: it keeps them too/);
  const wrong = endOfPull(BADGE, { how: 'not-right', log, fault: 'record 7 cannot be read' }, report);
  assert.match(statusText(wrong, 'en'), /was not told to let it go/);
  assert.is(wrong.detail, 'record 7 cannot be read');
});

ends('names what is safe, but not where nothing came', () => {
  const some = endOfPull(BADGE, { how: 'stopped', bytes: 1, records: 0, why: 'gone' }, report);
  assert.match(statusText(some, 'en'), /^The link is gone\. 1 bytes/);
  const none = endOfPull(BADGE, { how: 'stopped', bytes: 0, records: 0, why: 'gone' }, report);
  assert.match(statusText(none, 'en'), /^The badge could not be reached/);
  assert.is(none.detail, 'gone');
});

ends.run();

const others = suite('what the page says');

others('of a request that was not taken is not that it was', () => {
  const done = { line: 'orderSent', values: { badge: BADGE, order: 'WO-1' } };
  assert.is(statusText(takenOr(null, done), 'en'), 'Order WO-1 went to badge 00c0ffee: look at its screen.');
  const failed = takenOr({ error: 'nobody there' }, done);
  assert.match(statusText(failed, 'en'), /did not get it/);
  assert.equal([failed.isBad, failed.detail], [true, 'nobody there']);
});

others('of a log under a profile of its own is no verdict', () => {
  const card = {
    id: '1',
    file: new Uint8Array(),
    exported: null,
    fault: null,
    isTorn: false,
    log,
  } satisfies LogCard;
  assert.is(reportsOn([card]).length, 1);
  const own = { ...card, log: { ...log, profileVersion: log.profileVersion + 1 } };
  assert.equal(reportsOn([own]), []);
});

others.run();
