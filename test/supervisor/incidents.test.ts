import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventRecord } from '../../shared/visit/event.js';
import { incidentText, timeOf } from '../../supervisor/incident-words.js';
import { incidentsOf } from '../../supervisor/incidents.js';
import { reportOf } from '../../supervisor/report.js';
import { reportHtml } from '../../supervisor/report-html.js';
import { reportJson, reportText } from '../../supervisor/report-text.js';
import { logOf } from './day.js';

const told = (...events: EventRecord[]): string[] =>
  incidentsOf(events).map(each => `${each.seq} ${incidentText(each, 'en')}`);

const BOOT = { event: 'boot', reset: 'pin', firmware: '2v29', bundle: '0000aaaa' };

const incidents = suite('incidents');

incidents('are none on a day on which nothing happened to the badge', async () => {
  const { log } = await logOf('reference');
  assert.equal(reportOf([log])[0]?.incidents, []);
});

incidents('name a start in the middle of a day, and when the record before it was made', async () => {
  const { log } = await logOf('reset-in-the-wait');
  const [badge] = reportOf([log]);
  assert.equal(
    badge?.incidents.map(each => each.what),
    ['restart'],
  );
  assert.match(reportText(reportOf([log]), 'en'), /About the badge itself \(1\)\n {2}\S+ \S+ {2}restarted: /);
});

incidents('leave out the first start of all', () => {
  assert.equal(told({ ...BOOT, seq: 0 }), []);
  assert.equal(told({ event: 'rang', seq: 0, t: '2026-11-25T10:00:00+08:00' }, { ...BOOT, seq: 1 }), [
    '1 restarted: somebody reset it; the record before it was made at 2026-11-25 10:00:00',
  ]);
});

incidents('name another program, by bundle or by firmware, and none that is the same', () => {
  const start = { ...BOOT, seq: 0 };
  const restarted = '1 restarted: somebody reset it; the record before it was made at an unknown time';
  assert.equal(told(start, { ...BOOT, seq: 1 }), [restarted]);
  assert.equal(told(start, { ...BOOT, seq: 1, bundle: '0000bbbb' }), [
    restarted,
    '1 runs another program than before: 0000bbbb (Espruino 2v29), it was 0000aaaa (Espruino 2v29)',
  ]);
  assert.is(told(start, { ...BOOT, seq: 1, firmware: '2v30' }).length, 2);
});

incidents('name a clock that was moved by more than a minute, either way', () => {
  const set = (from: string, to: string): EventRecord => ({
    event: 'clock.set',
    seq: 5,
    old: `2026-11-25T10:${from}+08:00`,
    new: `2026-11-25T10:${to}+08:00`,
    source: 'supervisor',
  });
  assert.equal(told(set('00:00', '01:00')), []);
  assert.equal(told(set('01:00', '00:00')), []);
  assert.equal(told(set('00:00', '01:01')), ['5 its clock was moved by 61 s, by a supervisor']);
  assert.equal(told(set('01:01', '00:00')), ['5 its clock was moved by -61 s, by a supervisor']);
  assert.equal(told({ ...set('00:00', '09:00'), old: null }), []);
});

incidents('name what the badge counted, each by its cause', () => {
  const causes = ['error', 'bad-order', 'doubled-order', 'console', 'left-out'];
  assert.equal(told(...causes.map((cause, seq) => ({ event: 'security', seq, cause, count: 3 }))), [
    '0 faults of the program: 3',
    '1 orders refused: 3',
    '2 orders that it had already: 3',
    '3 its console was opened',
    '4 lesser records left out while it was nearly full: 3',
  ]);
});

incidents('name records that were lost for want of room, and those that no log here holds', () => {
  const at = (seq: number): EventRecord => ({ event: 'rang', seq });
  const loss = { event: 'loss', seq: 15, count: 5, first: 10, last: 14 };
  assert.equal(told(at(9), loss, at(16)), ['15 lost for want of room: record 10-14']);
  assert.equal(told(at(8), loss, at(16)), [
    '9 in no log here, though another store may have it: record 9',
    '15 lost for want of room: record 10-14',
  ]);
  assert.equal(told(at(9), at(11)), ['10 in no log here, though another store may have it: record 10']);
  assert.equal(told(at(9), at(10)), []);
  // Where the store's logs begin is not known to be a gap.
  assert.equal(told(at(9)), []);
});

incidents('stand in every form of the report, in both languages', async () => {
  const { log } = await logOf('clock-lost-and-set-again');
  const reports = reportOf([log]);
  const list = reports[0]?.incidents ?? [];
  assert.ok(list.length > 0);
  const [badge] = (JSON.parse([...reportJson(reports)].join('')) as { badges: { incidents: unknown[] }[] })
    .badges;
  assert.is(badge?.incidents.length, list.length);
  for (const lang of ['en', 'zh'] as const)
    for (const incident of list) {
      const words = incidentText(incident, lang);
      assert.not.match(words, /[{}]|undefined/);
      assert.ok(reportText(reports, lang).includes(`${timeOf(incident, lang)}  ${words}`), words);
      assert.ok(reportHtml(reports, lang).includes(words), words);
    }
});

incidents.run();
