import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from 'citty';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../cli/user-error.js';
import { bytesOf, enrolText } from '../../shared/enrol/text.js';
import { deskDigest } from '../../supervisor/dlog.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
const before = { folder: process.cwd(), zone: process.env['TZ'], lang: process.env['LC_ALL'] };

/** Runs a command in the folder, in this process: there are many. Words with blanks in them stand between bars. */
async function run(line: string): Promise<{ status: number; stdout: string; stderr: string }> {
  const words = line.split(/ (?=(?:[^|]*\|[^|]*\|)*[^|]*$)/).map(word => word.replaceAll('|', ''));
  const name = words[0] === 'badge' ? words.splice(0, 2).join('-') : (words.shift() as string);
  const { default: command } = await import(`../../cli/commands/${name}.js`);
  const { write } = process.stdout;
  let stdout = '';
  process.stdout.write = (text: string | Uint8Array): boolean => {
    stdout += text;
    return true;
  };
  process.chdir(folder);
  Object.assign(process.env, { TZ: 'Asia/Shanghai', LC_ALL: 'en_US.UTF-8' });
  try {
    await runCommand(command, { rawArgs: words });
    return { status: 0, stdout, stderr: '' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { status: 2, stdout, stderr: `${error.message}\n` };
  } finally {
    process.stdout.write = write;
    process.chdir(before.folder);
    for (const [name, value] of [
      ['TZ', before.zone],
      ['LC_ALL', before.lang],
    ] as const)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

const textOf = (logKey: string, radioKey: string): string =>
  enrolText(deskDigest, { id: 0x00c0ffee, logKey: bytesOf(logKey), radioKey: bytesOf(radioKey) });
const A = '0a'.repeat(16);
const B = '0b'.repeat(16);
const OLD = textOf(A, B);
const NEW = textOf(B, A);

const enrol = suite('doorstep enrol');

enrol('keeps the keys of a badge, and says what is lost without them', async () => {
  assert.equal(await run(`enrol ${OLD.toLowerCase()} --note |for the van|`), {
    status: 0,
    stdout:
      'Badge 00c0ffee is enrolled in doorstep.sqlite.\n' +
      'The badge never shows its keys again: if doorstep.sqlite is lost, no log of it, old or new, can be proved any more, and it has to be enrolled anew.\n' +
      'Back it up now: doorstep enrol --export FILE, kept somewhere else.\n',
    stderr: '',
  });
  assert.is((await run(`enrol ${OLD}`)).stdout, 'Badge 00c0ffee was enrolled before in doorstep.sqlite.\n');
});

enrol('wants to be told when a badge has other keys, and keeps the old ones', async () => {
  const { status, stderr } = await run(`enrol ${NEW}`);
  assert.is(status, 2);
  assert.match(
    stderr,
    /^doorstep\.sqlite: badge 00c0ffee is enrolled already, with other keys: say --replace .*\.\n$/,
  );
  const piped = spawnSync(process.execPath, [MAIN, 'enrol', '-', '--replace'], {
    cwd: folder,
    input: `${NEW}\n`,
  });
  assert.is(piped.status, 0, 'from stdin, where no list of processes shows it');
  assert.is(
    (await run('enrol --export badges.keys')).stdout,
    'badges.keys: the keys of 1 badge; lock it away.\n',
  );
  const lines = readFileSync(join(folder, 'badges.keys'), 'utf8').split('\n');
  assert.is(lines[0], 'doorstep-keys 1');
  assert.match(lines[1] ?? '', /^# /);
  assert.match(lines[2] ?? '', `00c0ffee ${B} ${A} `);
  assert.match(lines[3] ?? '', `00c0ffee ${A} ${B} `);
  if (process.platform !== 'win32') assert.is(statSync(join(folder, 'badges.keys')).mode & 0o777, 0o600);
});

enrol('brings all keys back from a backup', async () => {
  assert.is((await run('enrol --import badges.keys --store back.sqlite')).status, 0);
  assert.is(
    (await run('enrol --import badges.keys --store back.sqlite')).stdout,
    'Badge 00c0ffee was enrolled before in back.sqlite.\n',
  );
  await run('enrol --export again.keys --store back.sqlite');
  assert.is(
    readFileSync(join(folder, 'again.keys'), 'utf8'),
    readFileSync(join(folder, 'badges.keys'), 'utf8'),
  );
});

enrol('never writes over a backup', async () => {
  const { status, stderr } = await run('enrol --export badges.keys');
  assert.is(status, 2);
  assert.is(stderr, 'badges.keys: it is there already, and no backup is written over: name another file.\n');
});

const misread = OLD.replace(/.$/, last => (last === '0' ? '1' : '0'));
const ENROL_FAULTS: readonly (readonly [line: string, sentence: string])[] = [
  [
    `enrol ${OLD.slice(1)}`,
    "The text is not what a badge shows: it has 75 characters where there must be 76; scan the badge's QR again.",
  ],
  [
    `enrol G${OLD.slice(1)}`,
    "The text is not what a badge shows: character 1 is none of 0-9 and A-F; scan the badge's QR again.",
  ],
  [
    `enrol ${misread}`,
    "The text is not what a badge shows: its check says that a character was misread; scan the badge's QR again.",
  ],
  ['enrol', 'doorstep enrol takes the text of a QR, --export FILE or --import FILE: give one.'],
  [
    `enrol ${OLD} --export x.keys`,
    'doorstep enrol takes the text of a QR, --export FILE or --import FILE: give one.',
  ],
  [
    'enrol --import none.keys',
    'none.keys: there is no such file; give a keys file that doorstep enrol --export wrote.',
  ],
  [
    'enrol --export x.keys --store none.sqlite',
    'none.sqlite: there is no such file: doorstep enrol or pull --store makes one.',
  ],
];

for (const [line, sentence] of ENROL_FAULTS)
  enrol(`says in one sentence what is wrong: ${line.slice(0, 30)}`, async () => {
    assert.equal(await run(line), { status: 2, stdout: '', stderr: `${sentence}\n` });
  });

enrol.run();

const badges = suite('doorstep badge');

badges('knows who wears a badge from when', async () => {
  assert.is(
    (await run('badge assign 00C0FFEE --wearer |Li Lei| --number 1042 --from 2026-11-01T08:00:00+08:00'))
      .stdout,
    'Li Lei (1042) wears badge 00c0ffee from 2026-11-01T08:00:00+08:00.\n',
  );
  const taken = await run('badge assign 00c0ffee --wearer Han --from 2026-11-20T08:00:00+08:00');
  assert.is(taken.status, 2);
  assert.is(
    taken.stderr,
    'doorstep.sqlite: badge 00c0ffee is worn by Li Lei (1042) from 2026-11-01T08:00:00+08:00 to this day: ' +
      'end that with doorstep badge retire 00c0ffee --at TIME, or give other times.\n',
  );
  assert.is(
    (await run('badge retire 00c0ffee --at 2026-11-20T08:00:00+08:00')).stdout,
    'Li Lei (1042) wears badge 00c0ffee no more from 2026-11-20T08:00:00+08:00.\n',
  );
  assert.is((await run('badge assign 00c0ffee --wearer Han --from 2026-11-20T08:00:00+08:00')).status, 0);
  const { stdout } = await run('badge list');
  assert.match(
    stdout,
    /^00c0ffee {2}enrolled \S+; never pulled\n {2}Li Lei \(1042\) from 2026-11-01T08:00:00\+08:00 to 2026-11-20T08:00:00\+08:00\n {2}Han from 2026-11-20T08:00:00\+08:00\n$/,
  );
});

badges('are listed without their keys', async () => {
  const { stdout } = await run('badge list --json');
  const [badge] = JSON.parse(stdout).badges;
  assert.equal(Object.keys(badge), [
    'badge',
    'enrolled',
    'note',
    'formerKeys',
    'wearers',
    'pulls',
    'pulledAt',
  ]);
  assert.is(badge.formerKeys, 1);
  assert.equal(badge.wearers[1], { name: 'Han', number: '', from: '2026-11-20T08:00:00+08:00', to: null });
  assert.not.match(stdout, A);
});

const BADGE_FAULTS: readonly (readonly [line: string, sentence: string])[] = [
  [
    'badge assign 00000001 --wearer Han',
    'doorstep.sqlite: it knows no badge 00000001: enrol it first, or correct the id.',
  ],
  [
    'badge assign 7 --wearer Han',
    '"7" is no badge id: give its 8 hex digits, as doorstep badge list shows them.',
  ],
  [
    'badge assign 00c0ffee --wearer Han --from today',
    '--from is "today": make it an ISO time with offset such as 2026-11-23T09:00:00+08:00.',
  ],
  ['badge assign 00c0ffee --wearer | |', '--wearer is empty: name who wears the badge.'],
  [
    'badge retire 00c0ffee --at 2026-11-20T08:00:00+08:00',
    'doorstep.sqlite: Han wears badge 00c0ffee only from 2026-11-20T08:00:00+08:00: give a later time.',
  ],
  [
    'badge retire 00000001',
    'doorstep.sqlite: nobody wears badge 00000001: doorstep badge list says who wears which.',
  ],
];

for (const [line, sentence] of BADGE_FAULTS)
  badges(`says in one sentence what is wrong: ${line}`, async () => {
    assert.equal(await run(line), { status: 2, stdout: '', stderr: `${sentence}\n` });
  });

badges.run();

const reports = suite('a report on a store');

reports.before(async () => {
  await run('pull --device sim --out day.dlog');
  await run('pull --device sim --store doorstep.sqlite');
});

reports('has what a report on its logs has', async () => {
  assert.is(
    (await run('pull --device sim --store doorstep.sqlite')).stdout.split('\n')[1],
    'doorstep.sqlite: the log is kept, with 0 events that were not there before.',
  );
  const bare = join(folder, 'bare.sqlite');
  await run('pull --device sim --store bare.sqlite');
  for (const form of ['', ' --json', ' --csv', ' --lang zh']) {
    const wanted = await run(`report day.dlog${form}`);
    assert.equal(await run(`report bare.sqlite${form}`), wanted);
    assert.equal(
      await run(`report bare.sqlite day.dlog bare.sqlite${form}`),
      wanted,
      'each record counts once',
    );
  }
  rmSync(bare);
});

reports('goes by what is in a file, not by its name', async () => {
  copyFileSync(join(folder, 'doorstep.sqlite'), join(folder, 'store.dlog'));
  assert.is((await run('report store.dlog')).stdout, (await run('report doorstep.sqlite')).stdout);
});

reports('names the wearer of that day', async () => {
  assert.match((await run('report doorstep.sqlite')).stdout, /^Badge 00c0ffee · Han · /);
  const [badge] = JSON.parse((await run('report doorstep.sqlite --json')).stdout).badges;
  assert.equal(badge.wearers, [{ name: 'Han', number: '' }]);
  assert.equal(badge.orders[0].visits[0].wearer, { name: 'Han', number: '' });
  assert.match((await run('report doorstep.sqlite --csv')).stdout, '"On time, but not early",Han,\r\n');
  await run('report doorstep.sqlite --html page.html');
  assert.match(readFileSync(join(folder, 'page.html'), 'utf8'), '<dt>Worn by</dt><dd><bdi>Han</bdi></dd>');
});

reports('names each wearer where there was more than one', async () => {
  await run('pull --device sim --store two.sqlite');
  await run(
    'badge assign 00c0ffee --wearer Li --to 2026-11-23T09:10:00+08:00 --from 2026-11-01T08:00:00+08:00 --store two.sqlite',
  );
  await run('badge assign 00c0ffee --wearer Han --from 2026-11-23T09:10:00+08:00 --store two.sqlite');
  const { stdout } = await run('report two.sqlite');
  assert.match(stdout, /^Badge 00c0ffee · Li, Han · /);
  assert.match(stdout, '\nWO-0007 · repair · nobody opened · worn by Li\n');
  assert.match(stdout, '\nWO-0012 · repair · work done, left · worn by Han\n');
});

reports('of a store without logs says how to get one', async () => {
  assert.is(
    (await run('report back.sqlite')).stderr,
    'back.sqlite: no log is in it yet: doorstep pull --store back.sqlite puts one there.\n',
  );
});

reports.run();

const said = suite('doorstep annotate');
const VERDICT = '--badge 00c0ffee --order WO-0012 --rule HB-B08';

said('keeps the verdict and what was said about it side by side', async () => {
  const plain = JSON.parse((await run('report doorstep.sqlite --json')).stdout);
  const kept = await run(
    `annotate doorstep.sqlite ${VERDICT} --visit 1 --excuse third --reason |The lift <b> was out| --author |Wang, F.|`,
  );
  assert.equal({ ...kept, stdout: '' }, { status: 0, stdout: '', stderr: '' });
  assert.match(kept.stdout, /^doorstep\.sqlite: kept; the verdict stays as it was judged\.\n/);
  await run(`annotate doorstep.sqlite ${VERDICT} --contest --reason |I was at the gate| --author Han`);
  await run(`annotate doorstep.sqlite ${VERDICT} --visit 1 --note |We spoke about it| --author |Wang, F.|`);
  const { stdout } = await run('report doorstep.sqlite');
  const at = stdout.split('\n').findIndex(line => line.startsWith('  WARN    WO-0012, visit 1: HB-B08 '));
  const time = '\\(Wang, F\\., \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\)';
  const lines = stdout.split('\n').slice(at + 1, at + 4);
  assert.match(
    lines[0] ?? '',
    new RegExp(
      `^ {10}Excused, the cause being a third party ${time}: The lift <b> was out \\[superseded by what`,
    ),
  );
  assert.match(lines[1] ?? '', /^ {10}Contested \(Han, .*\): I was at the gate$/);
  assert.match(lines[2] ?? '', new RegExp(`^ {10}Note ${time}: We spoke about it$`));
  assert.is(stdout.split('Contested').length, 3, 'with the exceptions and with the visit');
  const zh = (await run('report doorstep.sqlite --lang zh')).stdout;
  assert.match(zh, '免责,原因在第三方(Wang, F.,');
  assert.match(zh, ':The lift <b> was out[后来另有说明]\n          有异议(Han,');
  const json = JSON.parse((await run('report doorstep.sqlite --json')).stdout);
  const verdict = json.badges[0].exceptions.find(
    (each: { verdict: { rule: string } }) => each.verdict.rule === 'HB-B08',
  ).verdict;
  const { annotations, ...judged } = verdict;
  assert.equal(
    judged,
    plain.badges[0].exceptions.find((each: { verdict: { rule: string } }) => each.verdict.rule === 'HB-B08')
      .verdict,
  );
  assert.equal(
    annotations.map(({ kind, party, author, superseded }: { [name: string]: unknown }) => [
      kind,
      party,
      author,
      superseded,
    ]),
    [
      ['excuse', 'third', 'Wang, F.', true],
      ['contest', undefined, 'Han', false],
      ['note', undefined, 'Wang, F.', false],
    ],
  );
  const table = (await run('report doorstep.sqlite --csv')).stdout;
  assert.match(
    table,
    /,HB-B08,WARN,.*,Han,"Excused, the cause being a third party .*\nContested .*\nNote .*We spoke about it"\r\n/,
  );
  await run('report doorstep.sqlite --html page.html');
  const page = readFileSync(join(folder, 'page.html'), 'utf8');
  assert.match(
    page,
    /<p class="said"><bdi>Excused, the cause being a third party [^<]*: The lift &lt;b&gt; was out/,
  );
});

said('about a rule that does not apply is shown all the same', async () => {
  await run(
    'annotate doorstep.sqlite --badge 00c0ffee --order WO-0007 --rule HB-B12 --contest --reason |It did apply| --author Han',
  );
  assert.match(
    (await run('report doorstep.sqlite')).stdout,
    /\n {4}NA {6}HB-B12 .*\n {12}Contested .*It did apply\n/,
  );
});

said('lists all that was ever said', async () => {
  const { stdout } = await run('annotate doorstep.sqlite');
  assert.is(stdout.trimEnd().split('\n').length, 4);
  assert.match(
    stdout,
    /order WO-0012, visit 1, HB-B08: excuse \(third\) by Wang, F\., \S+: The lift <b> was out \[superseded\]\n/,
  );
  assert.is((await run('annotate doorstep.sqlite --order WO-0007')).stdout.trimEnd().split('\n').length, 1);
  const { annotations } = JSON.parse((await run('annotate doorstep.sqlite --rule HB-B08 --json')).stdout);
  assert.equal(
    annotations.map(({ kind, superseded }: { [name: string]: unknown }) => [kind, superseded]),
    [
      ['excuse', true],
      ['contest', false],
      ['note', false],
    ],
  );
});

said('changes no key figure', async () => {
  writeFileSync(join(folder, 's.csv'), 'order,content\nWO-0007,yes\n');
  const figures = async (store: string) =>
    JSON.parse((await run(`report ${store} --station s.csv --json`)).stdout).kpis;
  assert.equal(await figures('doorstep.sqlite'), await figures('day.dlog'));
});

const SAID_FAULTS: readonly (readonly [line: string, sentence: string])[] = [
  [
    `${VERDICT} --note a --contest`,
    'doorstep annotate takes --note, --excuse or --contest: give one of them.',
  ],
  [`${VERDICT} --contest --author Han`, 'doorstep annotate needs --reason: say why.'],
  [`${VERDICT} --contest --reason x`, 'doorstep annotate needs --author: say who says so.'],
  [
    '--order WO-0012 --rule HB-B08 --note x --author Han',
    'doorstep annotate needs --badge: say whose verdict it is.',
  ],
  [
    `${VERDICT} --excuse me --reason x --author Han`,
    '--excuse is "me": make it customer, company, third, weather, unknown, whose cause it was.',
  ],
  [
    `${VERDICT} --visit 0 --note x --author Han`,
    '--visit is "0": make it 1 for the first visit of the order, 2 for the second.',
  ],
  [
    `${VERDICT} --visit 2 --note x --author Han`,
    'doorstep.sqlite: rule HB-B08 was not judged for visit 2 of order WO-0012; doorstep report doorstep.sqlite shows all.',
  ],
  [
    '--badge 00000001 --order WO-0012 --rule HB-B08 --note x --author Han',
    'doorstep.sqlite: there is no log of badge 00000001; doorstep report doorstep.sqlite shows all.',
  ],
  [
    '--badge 00c0ffee --order WO-1 --rule HB-B08 --note x --author Han',
    'doorstep.sqlite: badge 00c0ffee has no verdict on an order WO-1; doorstep report doorstep.sqlite shows all.',
  ],
  [
    '--badge 00c0ffee --order WO-0012 --rule HB-B99 --note x --author Han',
    'doorstep.sqlite: order WO-0012 has no verdict of a rule HB-B99; doorstep report doorstep.sqlite shows all.',
  ],
  ['--reason x', 'doorstep annotate --reason: say what with --note, --excuse or --contest.'],
];

for (const [line, sentence] of SAID_FAULTS)
  said(`says in one sentence what is wrong: ${line}`, async () => {
    assert.equal(await run(`annotate doorstep.sqlite ${line}`), {
      status: 2,
      stdout: '',
      stderr: `${sentence}\n`,
    });
  });

said.run();

const settings = suite("the station's settings");

const write = (name: string, json: unknown): void =>
  writeFileSync(join(folder, name), typeof json === 'string' ? json : JSON.stringify(json));

settings('stand in for the limits of the profile, and the report says so', async () => {
  write('set.json', { settings: { arriveEarlyMin: 3 }, workingDays: ['2026-11-24', '2026-11-23'] });
  const { stdout } = await run('report day.dlog --settings set.json');
  assert.match(
    stdout,
    "\nJudged by the station's own settings: arriveEarlyMin 3, working days from 2026-11-23 to 2026-11-24.\n",
  );
  assert.match(stdout, /\n {4}PASS {4}HB-B08 .*: There 3 min before the appointed time/);
  write('tight.json', { settings: { arriveEarlyMin: 4 } });
  assert.match((await run('report day.dlog --settings tight.json')).stdout, /\n {4}WARN {4}HB-B08 /);
  const json = JSON.parse((await run('report day.dlog --settings set.json --json')).stdout);
  assert.equal(json.settings, { arriveEarlyMin: 3 });
  assert.equal(json.workingDays, ['2026-11-24', '2026-11-23']);
  assert.match(
    (await run('report day.dlog --settings set.json --lang zh')).stdout,
    '\n按站点自己的设置判断:arriveEarlyMin 3, 工作日表(2026-11-23至2026-11-24)。\n',
  );
});

settings('may have the working days in a file of their own', async () => {
  write('days.json', ['2026-11-23']);
  const json = JSON.parse((await run('report day.dlog --working-days days.json --json')).stdout);
  assert.equal([json.settings, json.workingDays], [{}, ['2026-11-23']]);
});

const SETTINGS_FAULTS: readonly (readonly [json: unknown, sentence: string | RegExp])[] = [
  [[], /^bad\.json: it is no JSON object; give a JSON file such as/],
  ['{', /^bad\.json: it is not JSON \(.*\); give a JSON file such as/],
  [{ arriveEarlyMin: 3 }, /^bad\.json: there is no arriveEarlyMin in such a file; give a JSON file such as/],
  [{ settings: 3 }, /^bad\.json: settings is no JSON object; give/],
  [
    { settings: { arriveEarly: 3 } },
    /^bad\.json: settings: there is no arriveEarly; known are arriveEarlyMin, /,
  ],
  [
    { settings: { arriveEarlyMin: '3' } },
    'bad.json: settings: arriveEarlyMin is "3"; make it a whole number of 0 or more, or null for no such rule.\n',
  ],
  [
    { workingDays: ['2026-02-29'] },
    'bad.json: workingDays: date 1 is "2026-02-29"; make it a date such as 2026-11-23.\n',
  ],
];

for (const [json, sentence] of SETTINGS_FAULTS)
  settings(`that are not right are refused in one sentence: ${JSON.stringify(json)}`, async () => {
    write('bad.json', json);
    const { status, stdout, stderr } = await run('report day.dlog --settings bad.json');
    assert.equal({ status, stdout }, { status: 2, stdout: '' });
    if (typeof sentence === 'string') assert.is(stderr, sentence);
    else assert.match(stderr, sentence);
  });

settings('do not say the working days twice', async () => {
  assert.is(
    (await run('report day.dlog --settings set.json --working-days days.json')).stderr,
    'set.json: it has working days, and days.json has others: give one of them.\n',
  );
  write('bad.json', { days: 1 });
  assert.match((await run('report day.dlog --working-days bad.json')).stderr, /^bad\.json: workingDays is /);
});

settings.after(() => {
  assert.not.ok(existsSync(join(folder, 'doorstep.sqlite.lock')), 'every store was closed');
  rmSync(folder, { recursive: true });
});
settings.run();
