import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Transcript } from '../../../shared/pull/proof.js';
import type { Refusal } from '../../../supervisor/bluetooth.js';
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

ends('says whether the badge signed it, and that a key which may only read told it nothing', () => {
  const end = (signed: boolean, acknowledged: boolean | null) => {
    const transcript = signed ? ({} as Transcript) : null;
    const kept = { ...log, transcript };
    return endOfPull(BADGE, { how: 'kept', log: kept, records: 30, acknowledged, isTorn: false }, report);
  };
  assert.match(statusText(end(true, true), 'en'), /signed that this is fresh and whole/);
  assert.match(statusText(end(false, true), 'en'), /nothing was proved/);
  const reader = end(true, null);
  assert.match(statusText(reader, 'en'), /may only read, so the badge keeps them too/);
  assert.is(reader.isBad, false);
});

ends('names what is safe, but not where nothing came', () => {
  const some = endOfPull(BADGE, { how: 'stopped', bytes: 1, records: 0, failure: { error: 'gone' } }, report);
  assert.match(statusText(some, 'en'), /^The link is gone\. 1 bytes/);
  const none = endOfPull(BADGE, { how: 'stopped', bytes: 0, records: 0, failure: { error: 'gone' } }, report);
  assert.match(statusText(none, 'en'), /^The badge could not be reached/);
  assert.is(none.detail, 'gone');
});

ends('that somebody wanted says what is safe and that the badge is free, and is no fault', () => {
  const failure = { error: 'It was stopped.', why: 'stopped' } as const;
  for (const bytes of [0, 336]) {
    const halted = endOfPull(BADGE, { how: 'stopped', bytes, records: 33, failure }, report);
    assert.match(
      statusText(halted, 'en'),
      new RegExp(
        `^Stopped\\. ${bytes} bytes \\(33 records\\) are safe here; badge 00c0ffee .* free for others\\.$`,
      ),
    );
    assert.match(statusText(halted, 'zh'), `已停止。${bytes} 字节(33 条记录)已保存,工牌 00c0ffee`);
    assert.is(halted.isBad, undefined);
  }
});

ends.run();

const others = suite('what the page says');

others('of a request that was not taken is not that it was', () => {
  const done = { line: 'orderSent', values: { badge: BADGE, order: 'WO-1' } };
  assert.is(
    statusText(takenOr(BADGE, null, done), 'en'),
    'Order WO-1 went to badge 00c0ffee: look at its screen.',
  );
  const failed = takenOr(BADGE, { error: 'nobody there' }, done);
  assert.match(statusText(failed, 'en'), /did not get it/);
  assert.equal([failed.isBad, failed.detail], [true, 'nobody there']);
});

others('of a badge that refused is what to do about it, in both languages', () => {
  const done = { line: 'orderSent', values: { badge: BADGE, order: 'WO-1' } };
  const mends: { readonly [why in Refusal]: readonly [en: RegExp, zh: RegExp] } = {
    'not-paired': [
      /has not paired with.*Menu, “Pair a phone”.*six digits/,
      /没有和.*配对:.*“配对”.*六位数字/,
    ],
    'no-key': [/is enrolled and talks only to who has a day key/, /登记过.*向值班台要/],
    'not-enrolled': [/was never enrolled, and there is a key/, /没有登记过.*重新登记/],
    'other-key': [/does not know this key/, /不认这把钥匙/],
    'not-signed': [/did not sign what came/, /签名对不上/],
    role: [/does not allow this/, /不允许这样做/],
    proof: [/does not take this proof/, /不认这次证明/],
    locked: [/talks to nobody for a while/, /暂时不理任何人/],
    seal: [/has sealed its log anew/, /又封了一次/],
    full: [/as many orders as it can.*close one/, /工单满了/],
    clock: [/do not agree on the day or time/, /对不上/],
    request: [/does not know this request/, /不懂这个请求/],
  };
  for (const [why, [en, zh]] of Object.entries(mends)) {
    const failure = { error: 'in English', why: why as Refusal };
    for (const status of [
      takenOr(BADGE, failure, done),
      endOfPull(BADGE, { how: 'stopped', bytes: 48, records: 0, failure }, report),
    ]) {
      assert.match(statusText(status, 'en'), en);
      assert.match(statusText(status, 'zh'), zh);
      assert.match(statusText(status, 'zh'), BADGE);
      assert.equal([status.isBad, status.detail], [true, 'in English']);
    }
  }
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
