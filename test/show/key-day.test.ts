import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TEST_KEYS } from '../../host-sim/install.js';
import { type DayKeys, readDayKeys } from '../../shared/pull/day-key-text.js';
import { dayKeyOf, Role } from '../../shared/pull/proof.js';
import { dateOf, dayAt, dayOfDate } from '../../supervisor/day-keys.js';
import { deskDigest } from '../../supervisor/dlog.js';
import { openStore } from '../../supervisor/store/node-sqlite.js';
import { readBlocks } from '../support/qr-reader.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'doorstep-day-'));
const SHANGHAI = 28_800;
const OTHER = 'TEST KEY, newer.';

/** A store with so many badges enrolled, one of them twice, and one that is worn but was never enrolled. */
function storeOf(name: string, badges: number): string {
  const file = join(folder, name);
  const store = openStore(file, { make: true });
  if ('error' in store) throw new Error(store.error);
  const enrolments = Array.from({ length: badges }, (_, i) => ({
    badge: (0xc0ffee + i).toString(16).padStart(8, '0'),
    logKey: TEST_KEYS.log,
    radioKey: TEST_KEYS.radio,
    enrolled: 1 + i,
    note: '',
  }));
  const [first] = enrolments;
  store.enrol(first ? [...enrolments, { ...first, radioKey: OTHER, enrolled: 99 }] : []);
  store.wear({ badge: 'deadbeef', name: 'Li Lei', number: '', from: 1, to: null });
  store.close();
  return file;
}

const store = storeOf('few.sqlite', 2);

/** The command, at a desk in Shanghai. */
function keyDay(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, 'key', 'day', '--store', store, ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Asia/Shanghai' },
  });
}

/** Works on one day; where midnight came between, again on the next. */
function onOneDay(work: (today: number) => void): void {
  const today = (): number => dayAt(Date.now() / 1000, SHANGHAI);
  for (let before = -1; before !== today(); ) {
    before = today();
    try {
      work(before);
    } catch (error) {
      if (before === today()) throw error;
    }
  }
}

const command = suite('doorstep key day');

command('gives the keys of all badges for today, by their newest enrolment', () =>
  onOneDay(today => {
    const { status, stdout } = keyDay('--json');
    assert.is(status, 0);
    const { role, day, until, texts } = JSON.parse(stdout);
    assert.equal([role, day], ['dispatch', dateOf(today)]);
    assert.is(until, `${dateOf(today + 1)}T00:00:00+08:00`);
    assert.is(texts.length, 1);
    assert.equal(texts[0].badges, ['00c0ffee', '00c0ffef']);
    const key = (radio: string): string => dayKeyOf(deskDigest, radio, Role.Dispatch, today);
    assert.equal(readDayKeys(deskDigest, texts[0].text), [
      {
        role: Role.Dispatch,
        day: today,
        keys: [
          { badge: '00c0ffee', key: key(OTHER) },
          { badge: '00c0ffef', key: key(TEST_KEYS.radio) },
        ],
      },
    ]);
  }),
);

command('gives those that are named, for a role and a day up to a week ahead', () =>
  onOneDay(today => {
    const date = dateOf(today + 7);
    const { stdout } = keyDay('--json', '--badge', '00C0FFEF,00c0ffef', '--role', 'reader', '--day', date);
    const { role, day, texts } = JSON.parse(stdout);
    assert.equal([role, day, texts.length], ['reader', date, 1]);
    const [said] = readDayKeys(deskDigest, texts[0].text) as DayKeys[];
    assert.equal([said?.role, said?.day, said?.keys.length], [Role.Reader, dayOfDate(date), 1]);
  }),
);

command('says who may do what with it until when, under a QR that fits a terminal', () =>
  onOneDay(today => {
    const { status, stdout } = keyDay();
    assert.is(status, 0);
    assert.match(stdout, `Day key of ${dateOf(today)}, role dispatch, for badges 00c0ffee, 00c0ffef\nDK1`);
    assert.match(
      stdout,
      /Who has it may read the log, say which records are safe, set the clock and send work orders/,
    );
    assert.match(stdout, `forgets it at ${dateOf(today + 1)}T00:00:00+08:00`);
    assert.match(keyDay('--role', 'archive').stdout, /may read the log and say which records are safe, on /);
  }),
);

command('gives twelve badges in a text, and more in several', () => {
  const many = (badges: number): string => keyDay('--store', storeOf(`${badges}.sqlite`, badges)).stdout;
  const badgesOf = (said: string): number[] =>
    [...said.matchAll(/for badges? (.*)/g)].map(([, list]) => list?.split(', ').length as number);
  assert.equal(badgesOf(many(12)), [12]);
  const stdout = many(13);
  assert.equal(badgesOf(stdout), [12, 1]);
  assert.match(stdout, /^Day key \(1 of 2\) of /);
  const shown = [...stdout.matchAll(/^(DK1\w+)\n((?:[ █▀▄]+\n)+)/gm)];
  assert.is(shown.length, 2);
  for (const [, text, blocks = ''] of shown) {
    const lines = blocks.trimEnd().split('\n');
    assert.ok(lines.every(line => line.length <= 80));
    assert.is(readBlocks(lines), text, 'a phone reads the QR that stands under it');
  }
});

command('says in one sentence what is wrong, and how to mend it', () =>
  onOneDay(today => {
    const range = `give a date from ${dateOf(today)} to ${dateOf(today + 7)}.`;
    const wrong: [string[], string | RegExp][] = [
      [['--day', dateOf(today - 1)], `which is over: ${range}`],
      [['--day', dateOf(today + 8)], `which is more than 7 days ahead: ${range}`],
      [['--day', '2026-02-30'], `--day is "2026-02-30", which is no date: ${range}`],
      [['--day', 'tomorrow'], `which is no date: ${range}`],
      [['--role', 'king'], /Expected one of: reader, archive, dispatch, admin; see --help\.$/],
      [['--badge', 'c0ffee'], /^"c0ffee" is no badge id: give its 8 hex digits/],
      [['--badge', '00c0ffee,'], /^"" is no badge id/],
      [['--badge', '00000001'], /it knows no badge 00000001: doorstep badge list shows/],
      [['--badge', '00c0ffee,deadbeef'], /badge deadbeef was never enrolled in it, .*: enrol it first/],
      [['--store', storeOf('none.sqlite', 0)], /no badge is enrolled in it: enrol one first/],
      [['--store', join(folder, 'nowhere.sqlite')], /nowhere\.sqlite: /],
    ];
    for (const [args, sentence] of wrong) {
      const { status, stdout, stderr } = keyDay(...args);
      assert.is(status, 2, args.join(' '));
      assert.is(stdout, '');
      assert.match(stderr.trim(), sentence);
      assert.is(stderr.trim().split('\n').length, 1);
    }
  }),
);

command.after(() => rmSync(folder, { recursive: true }));

command.run();
