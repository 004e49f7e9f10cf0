import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const RUN = fileURLToPath(new URL('./run.js', import.meta.url));
const SKIP = new URL('./skip.js', import.meta.url);

/** What each file begins with: `test` is a suite of its own, `started` keeps the order in which files began. */
const head = (name: string): string => `
  import { appendFileSync } from 'node:fs';
  import { suite } from '${import.meta.resolve('uvu')}';
  import { skip } from '${SKIP}';
  const test = suite('${name}');
  const wait = ms => new Promise(done => setTimeout(done, ms));
  appendFileSync('started', '${name} ');`;

const PASSES = `test('passes', () => undefined); test.run();`;

const runner = suite('the runner of tests');
let folder = '';

runner.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-run-'));
  for (const each of ['test', 'out/test']) mkdirSync(join(folder, each), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

runner.after.each(() => rmSync(folder, { recursive: true }));

/** Makes a project of these files, each with its source. */
function project(files: { readonly [name: string]: string }): void {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, `test/${name}.test.ts`), '');
    writeFileSync(join(folder, `out/test/${name}.test.js`), head(name) + text);
  }
}

function run(files: { readonly [name: string]: string }, atOnce = 2): SpawnSyncReturns<string> {
  project(files);
  return spawnSync(process.execPath, [RUN, 'out/test', '\\.test\\.js$', String(atOnce)], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, SEED: '42' },
  });
}

const lastLine = (out: string): string => out.trimEnd().split('\n').at(-1) ?? '';

runner('adds up what all files counted, and shows them in the order of their names', () => {
  const { status, stdout } = run({
    a: `test('waits', () => wait(300)); test('tells its seed', () => console.log(process.env.SEED)); test.run();`,
    b: `test.skip('later', () => undefined); ${PASSES}`,
    c: `console.error('on stderr'); skip('a part', 'something is missing'); ${PASSES}`,
  });
  assert.is(status, 0);
  assert.is(
    stdout,
    [
      'a.test.js\n a  • 42\n•   (2 / 2)\n',
      'b.test.js\n b  •   (1 / 1)\n',
      'c.test.js\non stderr\nskipped: a part: something is missing\n c  •   (1 / 1)\n',
      '4 passed, 0 failed, 2 skipped\n',
    ].join('\n'),
  );
});

runner('fails where a test does, and says which', () => {
  const { status, stdout } = run({
    a: PASSES,
    b: `test('is wrong', () => { throw new Error('not so') }); test('passes', () => undefined); test.run();`,
  });
  assert.is(status, 1);
  assert.match(stdout, /FAIL {2}b {2}"is wrong"\n {4}not so/);
  assert.is(lastLine(stdout), '2 passed, 1 failed, 0 skipped');
});

runner('fails where a file does not load, or has no suite that is run', () => {
  const { status, stdout } = run({
    a: `throw new Error('broken');`,
    b: `test('is never run', () => undefined);`,
    c: `skip('all of it', 'something is missing');`,
    d: PASSES,
  });
  assert.is(status, 1);
  assert.match(stdout, /FAIL {2}a\.test\.js does not load: Error: broken\n/);
  assert.match(stdout, /FAIL {2}b\.test\.js has no suite that is run\n/);
  assert.is(lastLine(stdout), '1 passed, 2 failed, 1 skipped');
});

for (const [what, act, how] of [
  ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'SIGKILL'],
  ['leaves as if all were well', 'process.exit(0)', 'exit code 0'],
  [
    'throws where nobody catches',
    `setTimeout(() => { throw new Error('late') }); return wait(1000)`,
    'exit code 1',
  ],
  ['waits for nothing', 'return new Promise(() => undefined)', 'exit code 0'],
] as const)
  runner(`fails where the process of a file ${what}, and goes on with the next`, () => {
    const { status, stdout } = run(
      {
        a: `test('is told', () => console.log('here')); test('ends', () => { ${act} }); test.run();`,
        b: PASSES,
      },
      1,
    );
    assert.is(status, 1);
    assert.ok(stdout.startsWith('a.test.js\n a  here\n'), stdout);
    assert.ok(
      stdout.includes(`\n  FAIL  a.test.js ended before its tests did: ${how}\n\nb.test.js\n`),
      stdout,
    );
    assert.is(lastLine(stdout), '1 passed, 1 failed, 0 skipped');
  });

runner('fails where a process ends badly when its tests are done', () => {
  const { status, stdout } = run({ a: `setTimeout(() => { throw new Error('late') }, 300); ${PASSES}` });
  assert.is(status, 1);
  assert.match(stdout, /Error: late\n/);
  assert.is(lastLine(stdout), '1 passed, 1 failed, 0 skipped');
});

runner('does not mind an exit code that a test has set', () => {
  assert.is(run({ a: `process.exitCode = 1; ${PASSES}` }).status, 0);
});

runner('leaves out what is compiled from no source any more', () => {
  project({ a: PASSES, b: PASSES });
  rmSync(join(folder, 'test/b.test.ts'));
  assert.is(lastLine(run({}).stdout), '1 passed, 0 failed, 0 skipped');
});

runner('begins with new files, then with those that took longest the last time', () => {
  const times = join(folder, 'out/test-times.json');
  writeFileSync(times, JSON.stringify({ 'a.test.js': 1, 'c.test.js': 2 }));
  const { stdout } = run({ a: PASSES, b: PASSES, c: PASSES }, 1);
  assert.is(readFileSync(join(folder, 'started'), 'utf8'), 'b c a ');
  assert.match(stdout, /^a\.test\.js\n.*\n\nb\.test\.js\n.*\n\nc\.test\.js\n/);
  assert.equal(Object.keys(JSON.parse(readFileSync(times, 'utf8'))).sort(), [
    'a.test.js',
    'b.test.js',
    'c.test.js',
  ]);
});

runner('ends its processes with itself', async () => {
  project({
    a: `test('goes on', () => wait(60_000)); setInterval(() => appendFileSync('lives', '.'), 10); test.run();`,
  });
  const child = spawn(process.execPath, [RUN, 'out/test', '\\.test\\.js$'], { cwd: folder, stdio: 'ignore' });
  const lives = join(folder, 'lives');
  while (!existsSync(lives)) await setTimeout(20);
  child.kill('SIGINT');
  assert.equal(await once(child, 'exit'), [1, null]);
  await setTimeout(100);
  const { size } = statSync(lives);
  await setTimeout(200);
  assert.is(statSync(lives).size, size);
});

runner.run();
