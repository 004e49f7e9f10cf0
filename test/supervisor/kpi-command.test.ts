import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

function write(name: string, text: string | Uint8Array): void {
  writeFileSync(join(folder, name), text);
}

/** The demo's two orders, on badge 00c0ffee, and a suggestion that only the station has. */
const LIST = [
  '\uFEFForder,type,area,content,order.reported,order.accepted,ticket.created,ticket.closed',
  'WO-0007,repair,urban,"no",2026-11-22T08:00:00+08:00,2026-11-22T08:00:00+08:00,,',
  'WO-0012,,township,yes,2026-11-23T08:00:00+08:00,2026-11-23T08:10:00+08:00,,2026-11-23T11:05:00+08:00',
  'S-1,suggestion,,,,,2026-11-22T11:00:00+08:00,2026-11-23T11:00:00+08:00',
  '',
].join('\r\n');

const report = suite('a report with the list of the station');

report.before(() => {
  run('pull --device sim --out day.dlog');
  write('s.csv', LIST);
});

report('ends with the key figures', () => {
  const { status, stdout, stderr } = run('report day.dlog --station s.csv');
  assert.equal({ status, stderr }, { status: 0, stderr: '' });
  assert.match(
    stdout,
    '\n\nKey figures of the station · Community managers\n  TT-4.1-1b Callback after installing: ',
  );
  const lines = stdout.split('\n');
  const says = (id: string): string | undefined => lines.find(line => line.startsWith(`  ${id} `));
  assert.is(lines.filter(line => /^ {2}TT-/.test(line)).length, 27);
  assert.is(
    says('TT-4.3-6b'),
    '  TT-4.3-6b Customers content: 50 % (1 of 2); at least 95 % not reached; not kept: WO-0007; left out 1: not in the' +
      " station's list 1 (S-1)",
  );
  assert.is(says('TT-4.3-3'), '  TT-4.3-3  Suggestion closed: 100 % (1 of 1)');
  assert.is(
    says('TT-5.3-4'),
    "  TT-5.3-4  First response to a complaint: needs the station's list: column response.first",
  );
  assert.is(
    says('TT-4.1-4'),
    '  TT-4.1-4  Callback while leaving: not stated: the code gives no number, so nothing is counted',
  );
  assert.match(says('TT-5.3-5') ?? '', /township [\d.]+ h \(counted: 1\), limit not stated; left out 1: /);
  assert.match(stdout, /doorstep verify does that\.\n$/);
});

report('says them in Chinese', () => {
  const { stdout } = run('report day.dlog --station s.csv --lang zh');
  assert.match(stdout, '\n站点指标 · 社区经理服务手册\n');
  assert.match(
    stdout,
    '\n  TT-4.3-6b 工单满意率:50 %(1/2);标准 95 % 未达到;没做到:WO-0007;不计1:台账没有填 1 (S-1)\n',
  );
  assert.match(stdout, '\n  TT-4.3-6c 转派及时率:要在站点台账里填:hotline、passedOnInTime\n');
});

report('gives them as JSON', () => {
  const { kpis } = JSON.parse(run('report day.dlog --station s.csv --json').stdout);
  assert.is(kpis.length, 27);
  const of = (id: string): unknown => kpis.find((each: { id: string }) => each.id === id);
  assert.equal(of('TT-4.3-6b'), {
    id: 'TT-4.3-6b',
    profile: 'TT',
    state: 'counted',
    needs: [],
    unit: 'ratio',
    numerator: 1,
    denominator: 2,
    value: 0.5,
    goals: [{ name: 'min', at: 0.95, met: false }],
    areas: [],
    counted: ['WO-0007', 'WO-0012'],
    late: ['WO-0007'],
    beyond: [],
    estimated: [],
    excluded: [{ reason: 'not-listed', orders: ['S-1'] }],
    title: { zh: '工单满意率', en: 'Customers content' },
    over: { zh: '全部工单', en: 'all orders' },
  });
});

report('gives them as lines at the end of the table', () => {
  const rows = run('report day.dlog --station s.csv --csv').stdout.trimEnd().split('\r\n');
  assert.is(rows.at(-28)?.includes(',figure,'), false);
  assert.equal(
    rows.slice(-27).map(row => /^,{10}TT-[\w.-]+,,figure,,(counted|nothing|needs|not-stated),,,/.test(row)),
    Array(27).fill(true),
  );
});

report('puts them on the page', () => {
  assert.is(run('report day.dlog --station s.csv --html page.html').status, 0);
  const page = readFileSync(join(folder, 'page.html'), 'utf8');
  assert.match(page, '<h2 id="k1">Key figures of the station · Community managers</h2>');
  assert.match(page, '<li>TT-4.3-3 Suggestion closed: 100 % (1 of 1)</li>');
});

report('has none where no badge wears a code with key figures and there is no list', () => {
  assert.not.match(run('report day.dlog').stdout, 'Key figures');
  assert.equal(JSON.parse(run('report day.dlog --json').stdout).kpis, []);
});

report.run();

const wrong = suite('a list that cannot be counted');

const COLUMNS = 'is not known: take it out, or name one of order, type, area,';

const SENTENCES: readonly (readonly [name: string, text: string | Uint8Array, sentence: string | RegExp])[] =
  [
    ['empty.csv', '', 'empty.csv:1: it is empty: begin with a line of columns, such as order,content.'],
    [
      'semicolons.csv',
      'order;content\n',
      new RegExp(`^semicolons\\.csv:1: column "order;content" ${COLUMNS}`),
    ],
    [
      'quote.csv',
      'order,content\r\nWO-0007,"no\r\n',
      'quote.csv:2: a quote is not closed: end the cell with " or double the quotes in it.',
    ],
    [
      'cells.csv',
      'order,content\n\nWO-0007\n',
      'cells.csv:3: it has 1 cells where there are 2 columns: make them equal.',
    ],
    [
      'answer.csv',
      'order,content\nWO-0007,5\n',
      'answer.csv:2: content is "5": make it yes, no, or leave it empty.',
    ],
    [
      'unknown.csv',
      'order\nWO-0007\nWO-9\n',
      'unknown.csv:3: order WO-9 is in none of the logs and has no type: give one in column type.',
    ],
    [
      'type.csv',
      'order,type\nWO-0007,install\n',
      'type.csv:2: order WO-0007 is install here and repair on its badge: correct column type.',
    ],
    [
      'gbk.csv',
      Uint8Array.from([...Buffer.from('order\nWO-0007\n'), 0xc2, 0xb7, 0xd3, 0xc3]),
      'gbk.csv:3: it is not UTF-8: save it as CSV UTF-8.',
    ],
  ];

for (const [name, text, sentence] of SENTENCES)
  wrong(`is refused in one sentence: ${name}`, () => {
    write(name, text);
    const { status, stdout, stderr } = run(`report day.dlog --station ${name}`);
    assert.equal({ status, stdout }, { status: 2, stdout: '' });
    if (typeof sentence === 'string') assert.is(stderr, `${sentence}\n`);
    else assert.match(stderr, sentence);
  });

wrong('is refused where there is none', () => {
  assert.is(
    run('report day.dlog --station none.csv').stderr,
    "none.csv: there is no such file; docs/SPEC.md says what a station's list holds.\n",
  );
  assert.is(run('report day.dlog --station .').stderr, ".: it is a folder; name the station's list in it.\n");
});

wrong.after(() => rmSync(folder, { recursive: true }));
wrong.run();
