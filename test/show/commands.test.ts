import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));

function run(line: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...line.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: '' },
  });
  return { status, stdout, stderr };
}

const commands = suite('a pulled day');

commands('is kept as a log and as events', () => {
  const { status, stdout, stderr } = run('pull --device sim --out day.dlog --events day.json');
  assert.equal({ status, stderr }, { status: 0, stderr: '' });
  assert.match(
    stdout,
    /^Pulled records 0 to \d+ of badge 00c0ffee: \d+ bytes in \d+ frames\.\nday\.dlog: for doorstep verify\.\nday\.json: for doorstep judge\.\n$/,
  );
  assert.equal(readdirSync(folder).sort(), ['day.dlog', 'day.json'], 'and nothing half-written');
});

commands('is the same each time', () => {
  run('pull --device sim --out again.dlog');
  assert.equal(readFileSync(join(folder, 'again.dlog')), readFileSync(join(folder, 'day.dlog')));
});

commands('that is not kept stays on the badge', () => {
  assert.match(
    run('pull --device sim').stdout,
    'Nothing was kept, so the badge keeps it: add --out FILE.dlog or --store DB.',
  );
});

commands('is found whole and authentic, by keys that everybody has', () => {
  const { status, stdout } = run('verify day.dlog');
  assert.is(status, 0);
  assert.match(
    stdout,
    /^day\.dlog: badge 00c0ffee, records 0 to \d+: all \d+ records in \d+ words on 1 page can be/,
  );
  assert.is(
    stdout.slice(stdout.indexOf('\n') + 1),
    'day.dlog: authentic: the badge sealed every record.\n' +
      'day.dlog: fresh: the badge signed its end for an archive, with a key of 2026-11-23.\n' +
      'day.dlog: its keys are the test keys of the simulator, which everybody has.\n',
  );
});

commands('that was damaged is refused, and the first bad record named', () => {
  const file = readFileSync(join(folder, 'day.dlog'));
  file[file.length - 8] = (file[file.length - 8] as number) ^ 0x10;
  writeFileSync(join(folder, 'bad.dlog'), file);
  const { status, stdout } = run('verify bad.dlog');
  assert.is(status, 1);
  assert.match(
    stdout,
    /^bad\.dlog: records? \d+ .* not sealed: .*, and the seal over .* cannot be read\.\n$/,
  );
  const report = run('report bad.dlog');
  assert.is(report.status, 2);
  assert.is(
    report.stderr,
    'bad.dlog: it is damaged, so nothing is reported from it: doorstep verify says where.\n',
  );
});

commands('gives the same verdicts to judge and to report', () => {
  const judged = JSON.parse(run('judge day.json --json').stdout).verdicts;
  const { badges } = JSON.parse(run('report day.dlog --json').stdout);
  const reported = badges[0].orders.flatMap(
    (order: { visits: { verdicts: unknown[] }[]; verdicts: unknown[] }) => [
      ...order.visits.flatMap(visit => visit.verdicts),
      ...order.verdicts,
    ],
  );
  assert.is(judged.length > 40, true);
  const sorted = (list: unknown[]): string[] => list.map(each => JSON.stringify(each)).sort();
  assert.equal(sorted(reported), sorted(judged));
});

commands('is reported with its exceptions first', () => {
  const { status, stdout } = run('report day.dlog');
  assert.is(status, 0);
  const lines = stdout.split('\n');
  assert.match(lines[0] ?? '', /^Badge 00c0ffee · .* · records 0 to \d+ · pulled 2026-11-23 10:45$/);
  assert.match(
    lines[1] ?? '',
    /^Orders: 2, visits: 2 \(nobody opened: 1; work done, left: 1\)\. Kept \d+, to look at 2, excused 0, still open 0\.$/,
  );
  assert.is(lines[2], "Times of steps: 12 measured. The badge's clock may be off by up to 4 s.");
  assert.is(lines[4], 'To look at (2)');
  assert.match(lines[5] ?? '', /^ {2}FAIL {4}WO-0012, visit 1: HB-B21b .*: Not done \[record \d+\]$/);
  assert.match(
    lines[6] ?? '',
    /^ {2}WARN {4}WO-0012, visit 1: HB-B08 .*: On time, but not early \[record \d+\]$/,
  );
  assert.is(lines[8], 'WO-0007 · repair · nobody opened');
  assert.is(
    lines[9],
    '  appointed 2026-11-23 09:00 · set out 08:33:00 · arrived 08:52:00 · rang 08:53:30 · left 09:04:10 · arrival by button',
  );
  assert.is(lines[10], '  Measured, from the times of the records');
  assert.match(stdout, '\n  Declared, from what the engineer ticked\n');
  assert.match(stdout, /The seals of the logs are not checked here: doorstep verify does that\.\n$/);
});

commands('is reported in Chinese', () => {
  const { stdout } = run('report day.dlog --lang zh');
  assert.match(stdout, /^工牌 00c0ffee · .* · 记录 0-\d+ · 2026-11-23 10:45 读取\n/);
  assert.match(stdout, 'WO-0007 · 维修 · 没人开门\n  约定 2026-11-23 09:00 · 出发 08:33:00 · 到达 08:52:00');
});

commands('is reported as a table', () => {
  const { stdout } = run('report day.dlog --csv');
  const rows = stdout.split('\r\n');
  assert.is(
    rows[0],
    'badge,order,type,visit,outcome,appointment,arrived,left,arrivedKnown,leftKnown,rule,verdict,kind,estimated,why,minutes,records,reason,wearer,annotations',
  );
  assert.match(
    rows[1] ?? '',
    /^00c0ffee,WO-0012,repair,1,finished,2026-11-23T10:00:00\+08:00,2026-11-23T09:57:00\+08:00,2026-11-23T10:37:05\+08:00,measured,measured,HB-B21b,FAIL,declared,,missed,,\d+,Not done,,$/,
  );
  assert.match(rows[2] ?? '', /HB-B08,WARN,measured,,on-time-not-early,3,\d+,"On time, but not early",,$/);
  assert.is(rows.at(-1), '');
});

commands('counts once when its log is given twice', () => {
  const once = run('report day.dlog').stdout;
  assert.is(run('report day.dlog again.dlog').stdout, once);
});

commands('is reported as a page, which may replace an older one', () => {
  writeFileSync(join(folder, 'day.html'), 'old');
  const told = run('report day.dlog --html day.html');
  assert.equal(told, {
    status: 0,
    stdout: 'day.html: the report is written; open it in a browser.\n',
    stderr: '',
  });
  assert.match(readFileSync(join(folder, 'day.html'), 'utf8'), /^<!doctype html>\n<html lang="en">/);
});

commands('leaves stdout to the document that is asked for beside the page', () => {
  for (const document of ['--csv', '--json'])
    assert.is(
      run(`report day.dlog --html both.html ${document}`).stdout,
      run(`report day.dlog ${document}`).stdout,
    );
});

commands.run();

const wrong = suite('what is not built, or cannot be');

const SENTENCES: readonly (readonly [line: string, sentence: string])[] = [
  ['pull --scan 0', '--scan is "0": make it a whole number from 1 to 60.'],
  ['pull --scan 61', '--scan is "61": make it a whole number from 1 to 60.'],
  ['pull --unseen soon', '--unseen is "soon": make it a whole number from 1 to 365.'],
  ['pull --device sim --out no/where/a.dlog', 'no/where/a.dlog: its folder is not there: make it first.'],
  ['report day.dlog --html no/where/a.html', 'no/where/a.html: its folder is not there: make it first.'],
  ['report day.dlog --html=', 'doorstep report --html FILE: say which file to write.'],
  [
    'report day.dlog --html again.dlog',
    'again.dlog: a page is not written over what it is made from: name the page after --html.',
  ],
  [
    'report day.dlog day.json --html ./day.json',
    './day.json: a page is not written over what it is made from: name the page after --html.',
  ],
  ['report day.dlog --json --csv', 'doorstep report prints --json or --csv: leave one out.'],
  ['report none.dlog', 'none.dlog: there is no such file; doorstep pull --out makes one.'],
  ['verify .', '.: it is a folder; name the pulled log in it.'],
  [
    'verify day.json',
    'day.json: it is no pulled log: it does not begin with DLOG; give a file that doorstep pull wrote.',
  ],
  [
    'verify day.dlog --keys k',
    'k: there is no such file; give a keys file that doorstep enrol --export wrote.',
  ],
  ['sim', 'doorstep sim needs a terminal for its keys: use doorstep demo where there is none.'],
  ['sim --unpaired', '--unpaired is about who comes over Bluetooth: give --bluez with it.'],
  ['sim --bluez', 'doorstep sim needs a terminal for its keys: use doorstep demo where there is none.'],
];

for (const [line, sentence] of SENTENCES)
  wrong(`is said in one sentence: doorstep ${line}`, () => {
    assert.equal(run(line), { status: 2, stdout: '', stderr: `${sentence}\n` });
  });

wrong.after(() => rmSync(folder, { recursive: true }));
wrong.run();
