import { spawn, spawnSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BUDGETS, rowOf } from '../../cli/budget/rows.js';

const doorstep = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['out/cli/main.js', ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

const mistakes = suite('a mistake on the command line');

const MISTAKES: readonly (readonly [string[], RegExp])[] = [
  [['bugdet'], /^There is no command 'bugdet': did you mean doorstep budget\?$/],
  [
    ['badge'],
    /^doorstep badge does nothing by itself: call doorstep badge assign or doorstep badge retire or doorstep badge list\.$/,
  ],
  [['budget', '--jsn'], /^doorstep budget has no flag --jsn: did you mean --json\?$/],
  [['budget', 'all'], /^doorstep budget takes no words after it, not 1\.$/],
  [
    ['order', 'new', '--type', 'party'],
    /^doorstep order new: invalid value for argument: --type \(party\)\. .*--help\.$/,
  ],
  [['verify', 'a.dlog', '--keys'], /^doorstep verify: --keys needs a value after it\.$/],
  [
    ['flash', '--port', 'tcp://127.0.0.1:1', '--replace'],
    /^--replace goes with --enrol: say both, or neither\.$/,
  ],
  [['verify'], /^doorstep verify: missing required positional argument: FILE; see --help\.$/],
];

for (const [words, sentence] of MISTAKES)
  mistakes(`doorstep ${words.join(' ')}: one sentence, exit 2, nothing on stdout`, () => {
    const { status, stdout, stderr } = doorstep(...words);
    assert.match(stderr.trimEnd(), sentence);
    assert.is(status, 2);
    assert.is(stdout, '');
  });

mistakes.run();

const help = suite('help');

help('lists every command and explains each', () => {
  const { status, stdout } = doorstep('--help');
  assert.is(status, 0);
  for (const name of ['demo', 'order new', 'badge retire', 'profile check', 'budget'])
    assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
  const one = doorstep('budget', '--help');
  assert.is(one.status, 0);
  assert.match(one.stdout, /^Usage: doorstep budget \[--json\]\n/);
});

help('may be read as far as one likes', async () => {
  const child = spawn(process.execPath, ['out/cli/main.js', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complaint = '';
  child.stderr.on('data', data => {
    complaint += data;
  });
  await new Promise(done => child.on('close', done));
  assert.is(complaint, '');
});

help.run();

const budget = suite('a row of the budget');

const rowOfId = (id: number, ...values: (number | null)[]) => {
  const found = BUDGETS.find(each => each.id === id);
  return rowOf(found as NonNullable<typeof found>, { values });
};

budget('is kept at its limit and broken one past it', () => {
  assert.is(rowOfId(1, 16384).ok, true);
  assert.is(rowOfId(1, 16385).ok, false);
  assert.is(rowOfId(5, 4).ok, true);
  assert.is(rowOfId(5, 3.9).ok, false);
  assert.is(rowOfId(12, 0).ok, true);
  assert.is(rowOfId(12, 1).ok, false);
});

budget('shows of several figures the one that is nearest to its limit', () => {
  const row = rowOfId(3, 500, 1701);
  assert.is(row.name, 'jsvars, bundle in Storage: peak of a day');
  assert.is(row.ok, false);
  assert.equal(
    row.figures?.map(each => each.ok),
    [true, false],
  );
  assert.is(rowOfId(11, 20_000, 150).ok, false);
});

budget('that is not measured has no verdict', () => {
  assert.is(rowOfId(4, null).value, null);
  assert.is(rowOfId(4, null).ok, null);
});

budget('are all twelve, as one JSON document', () => {
  const { rows, modules } = JSON.parse(doorstep('budget', '--json').stdout);
  assert.equal(
    rows.map((row: { id: number }) => row.id),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  for (const row of rows)
    assert.ok(row.value !== null || row.why, `row ${row.id} says neither a figure nor why`);
  assert.ok(Array.isArray(modules));
});

budget.run();
