import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventRecord } from '../../../shared/visit/event.js';
import type { Annotation } from '../../../supervisor/annotations.js';
import { openStore } from '../../../supervisor/store/node-sqlite.js';
import type { Enrolment, Pull, Store } from '../../../supervisor/store/store.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const fileOf = (name: string): string => join(folder, name);

function opened(name: string, make = true): Store {
  const store = openStore(fileOf(name), { make });
  if ('error' in store) throw new Error(store.error);
  return store;
}

function refusal(name: string, make = false): string {
  const store = openStore(fileOf(name), { make });
  if ('error' in store) return store.error;
  store.close();
  return 'was opened';
}

const BADGE: Enrolment = {
  badge: '00c0ffee',
  logKey: '\x00\xff'.repeat(8),
  radioKey: '\x7f\x80'.repeat(8),
  enrolled: 1795393800,
  note: 'the first',
};
const PULL: Pull = {
  badge: '00c0ffee',
  first: 0,
  next: 2,
  pulledAt: 1795395600,
  file: Uint8Array.of(0, 1, 255),
};
const EVENTS: EventRecord[] = [
  { t: '2026-11-23T08:30:00+08:00', up: 0, boot: 1, seq: 0, clock: 3, event: 'boot', reset: 'power' },
  { t: null, up: 5, boot: 1, seq: 1, clock: 0, event: 'rang', order: 'WO-1', kind: 'bell' },
];
const SAID: Annotation = {
  badge: '00c0ffee',
  order: 'WO-1',
  rule: 'HB-B08',
  visit: 1,
  kind: 'excuse',
  party: 'weather',
  reason: '大雪, "a metre"',
  author: 'Wang',
  made: 1795395700,
};

const store = suite('a store');

store('gives back what it was given, after it was closed', () => {
  const first = opened('all.sqlite');
  first.enrol([BADGE]);
  first.wear({ badge: '00c0ffee', name: '李雷', number: '1042', from: 10, to: null });
  first.endWearing('00c0ffee', 10, 20);
  first.wear({ badge: '00c0ffee', name: 'Han', number: '', from: 20, to: null });
  assert.is(first.keep(PULL, 'HB 1', EVENTS), 2);
  first.annotate(SAID);
  first.close();
  const again = opened('all.sqlite', false);
  assert.equal(again.enrolments(), [BADGE]);
  assert.equal(again.wearings(), [
    { badge: '00c0ffee', name: '李雷', number: '1042', from: 10, to: 20 },
    { badge: '00c0ffee', name: 'Han', number: '', from: 20, to: null },
  ]);
  assert.equal(again.pulls(), [PULL]);
  assert.equal(again.pulls('00c0ffee'), [PULL]);
  assert.equal(again.pulls('00000000'), []);
  assert.equal(again.pulled(), [{ badge: '00c0ffee', pulls: 1, last: PULL.pulledAt }]);
  assert.equal(again.annotations(), [SAID]);
  again.close();
});

store('has a table of events for questions in SQL', () => {
  const db = new sqlite.Database(fileOf('all.sqlite'));
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  assert.equal(db.all('SELECT * FROM events ORDER BY seq'), [
    {
      badge: '00c0ffee',
      profile: 'HB 1',
      boot: 1,
      seq: 0,
      ts: 1795393800,
      name: 'boot',
      order_id: null,
      fields: '{"up":0,"clock":3,"reset":"power"}',
    },
    {
      badge: '00c0ffee',
      profile: 'HB 1',
      boot: 1,
      seq: 1,
      ts: null,
      name: 'rang',
      order_id: 'WO-1',
      fields: '{"up":5,"clock":0,"kind":"bell"}',
    },
  ]);
  db.close();
});

store('keeps a pull once, and counts only events that it did not have', () => {
  const own = opened('once.sqlite');
  assert.is(own.keep(PULL, 'HB 1', EVENTS), 2);
  assert.is(own.keep(PULL, 'HB 1', EVENTS), 0);
  const later = { ...PULL, next: 3, pulledAt: PULL.pulledAt + 1 };
  assert.is(own.keep(later, 'HB 1', [...EVENTS, { ...EVENTS[1], seq: 2 } as EventRecord]), 1);
  assert.is(own.pulls().length, 2);
  own.close();
});

store('never takes one log for another of the same second', () => {
  const own = opened('other.sqlite');
  own.keep(PULL, 'HB 1', []);
  assert.is(own.keep({ ...PULL, file: Uint8Array.of(0, 1, 254) }, 'HB 1', EVENTS), 'other');
  assert.equal(own.pulls(), [PULL]);
  own.close();
});

store('keeps every annotation, those of the same second too', () => {
  const own = opened('said.sqlite');
  for (const reason of ['one', 'two', 'three']) own.annotate({ ...SAID, reason });
  assert.equal(
    own.annotations().map(each => each.reason),
    ['one', 'two', 'three'],
  );
  own.close();
});

store('is for the eyes of its owner, and so is what lies beside it', () => {
  if (process.platform === 'win32') return;
  const own = opened('private.sqlite');
  own.enrol([BADGE]);
  const files = readdirSync(folder).filter(
    name => name.startsWith('private.sqlite') && !name.endsWith('.lock'),
  );
  assert.equal(files.sort(), ['private.sqlite', 'private.sqlite-wal']);
  for (const name of files) assert.is(statSync(fileOf(name)).mode & 0o777, 0o600, name);
  own.close();
  assert.not.ok(existsSync(fileOf('private.sqlite-wal')));
});

store('is for one at a time', () => {
  const own = opened('busy.sqlite');
  assert.match(
    refusal('busy.sqlite'),
    /^another doorstep is using it: wait .*, so remove the folder .*busy\.sqlite\.lock$/,
  );
  own.close();
  assert.is(refusal('busy.sqlite'), 'was opened');
});

store('that is none is refused, and left as it is', () => {
  assert.match(refusal('none.sqlite'), /^there is no such file/);
  assert.not.ok(existsSync(fileOf('none.sqlite')));
  assert.match(refusal('no/where.sqlite', true), /^it cannot be opened: is its folder there/);
  writeFileSync(fileOf('text.sqlite'), 'no store at all, but long enough for the head of one. '.repeat(20));
  assert.match(refusal('text.sqlite', true), /^it is no store/);
  assert.match(refusal('.', true), /^it cannot be opened/);
  const db = new sqlite.Database(fileOf('foreign.sqlite'));
  db.exec('CREATE TABLE t (a)');
  db.close();
  assert.match(refusal('foreign.sqlite', true), /^it is a database of something else/);
});

store('of a newer version is refused', () => {
  opened('newer.sqlite').close();
  const db = new sqlite.Database(fileOf('newer.sqlite'));
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 3');
  db.close();
  assert.is(
    refusal('newer.sqlite'),
    'it is a store of version 3, and this doorstep knows version 2: use a newer one',
  );
});

store('of an older version becomes one of this, with all that it had', () => {
  const before = opened('older.sqlite');
  before.enrol([BADGE]);
  before.keep(PULL, 'HB 1', EVENTS);
  before.close();
  const db = new sqlite.Database(fileOf('older.sqlite'));
  db.exec('PRAGMA locking_mode = EXCLUSIVE; DROP TABLE heard; PRAGMA user_version = 1');
  db.close();
  for (let round = 0; round < 2; round++) {
    const after = opened('older.sqlite', false);
    assert.equal([after.enrolments(), after.pulls()], [[BADGE], [PULL]]);
    after.hear('00c0ffee', 7);
    assert.equal(after.heard(), [{ badge: '00c0ffee', at: 7, left: null }]);
    after.close();
  }
});

store('keeps when a badge was heard last, and how it was left', () => {
  const own = opened('heard.sqlite');
  assert.equal(own.heard(), []);
  const heard = (): unknown => own.heard()[0];
  own.hear('00c0ffee', 100);
  own.hear('00c0ffee', 100);
  assert.equal(own.heard(), [{ badge: '00c0ffee', at: 100, left: null }]);
  own.hear('00c0ffee', 200, 42);
  own.hear('00c0ffee', 199);
  assert.equal(heard(), { badge: '00c0ffee', at: 200, left: 42 });
  // A badge that was erased counts from 0 again.
  own.hear('00c0ffee', 201, 3);
  assert.equal(heard(), { badge: '00c0ffee', at: 201, left: 3 });
  own.close();
});

/** Keeps a log that is larger than SQLite's cache, and is killed before the last of its events. */
const KILLED = `
  const { openStore } = await import(process.argv[1]);
  const store = openStore(process.argv[2], { make: true });
  const events = [{ boot: 1, seq: 0, event: 'boot' }, { boot: 1, seq: 1, get event() { process.kill(process.pid, 'SIGKILL'); for (;;); } }];
  store.keep({ badge: '00000002', first: 0, next: 2, pulledAt: 5, file: new Uint8Array(8 << 20) }, 'HB 1', events);
`;

store('has all of a change or nothing of it when the power goes', () => {
  const before = opened('cut.sqlite');
  before.keep(PULL, 'HB 1', EVENTS);
  before.close();
  const module = new URL('../../../supervisor/store/node-sqlite.js', import.meta.url).href;
  const { signal } = spawnSync(process.execPath, [
    '--input-type=module',
    '-e',
    KILLED,
    module,
    fileOf('cut.sqlite'),
  ]);
  assert.is(signal, 'SIGKILL');
  assert.ok(statSync(fileOf('cut.sqlite-wal')).size > 4 << 20, 'half of it was on disk');
  assert.match(refusal('cut.sqlite'), 'if none is running, one was cut off, so remove the folder');
  rmdirSync(`${fileOf('cut.sqlite')}.lock`);
  const after = opened('cut.sqlite');
  assert.equal(after.pulls(), [PULL]);
  assert.is(after.keep(PULL, 'HB 1', EVENTS), 0);
  after.close();
});

store.after(() => rmSync(folder, { recursive: true }));
store.run();
