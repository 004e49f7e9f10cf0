import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { filesOf } from '../../cli/commands/run.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-run-'));
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const command = suite('doorstep run');
command.after(() => rmSync(folder, { recursive: true }));

/** The command in a folder of its own, and without an interpreter whatever the machine has. */
function run(...args: string[]) {
  const { ESPRUINO: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'run', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

const day = (name: string, state: string): string => `name: ${name}
badge: { profile: HB }
steps:
  - { at: "08:31:00", tap: { id: WO-1, type: repair }, expect: { state: ${state} } }
`;

mkdirSync(join(folder, 'days'));
writeFileSync(join(folder, 'days', 'right.yaml'), day('right', 'OFFERED'));
writeFileSync(join(folder, 'wrong.yaml'), day('wrong', 'WORKING'));
writeFileSync(join(folder, 'broken.yaml'), 'name: [');
mkdirSync(join(folder, 'none'));

command('says a line for each scenario and a sum, and exits 0', () => {
  const { status, stdout, stderr } = run('days');
  assert.is(status, 0);
  assert.is(stderr, '');
  assert.match(stdout, /^ok {4}right \(days\/right\.yaml, \d+ ms\)\n1 scenario, 1 ok, 0 failed\n$/);
});

command('exits 1 where an expectation fails, and says which', () => {
  const { status, stdout } = run('days/right.yaml', 'wrong.yaml');
  assert.is(status, 1);
  assert.match(
    stdout,
    /FAIL {2}wrong .*\n +wrong\.yaml:4: the state is OFFERED and not WORKING\n2 scenarios, 1 ok, 1 failed\n/,
  );
});

command('prints one JSON document in the shape of architecture 3', () => {
  const { status, stdout } = run('wrong.yaml', 'days', '--json');
  assert.is(status, 1);
  const { results } = JSON.parse(stdout);
  assert.is(results.length, 2);
  for (const name of ['name', 'file', 'ok', 'failures', 'state', 'log', 'logHex', 'verdicts', 'screens'])
    assert.ok(name in results[0], name);
  assert.equal(Object.keys(results[0].flash), [
    'bytes',
    'wordWrites',
    'erases',
    'doubleWrites',
    'zeroed',
    'reaffirmed',
  ]);
  assert.ok(results[0].energy_mAh > 0);
  assert.equal(
    results.map((each: { ok: boolean }) => each.ok),
    [false, true],
  );
});

command('plays nothing where one of the files is unreadable: one sentence, exit 2', () => {
  for (const [file, message] of [
    ['broken.yaml', /^broken\.yaml:\d+: this is not YAML .*\n$/],
    ['gone.yaml', /^gone\.yaml: there is no such file.*\n$/],
    ['none', /^none holds no scenario.*\n$/],
    ['z*.yaml', /^No file fits z\*\.yaml.*\n$/],
  ] as const) {
    const { status, stdout, stderr } = run('days', file);
    assert.is(status, 2);
    assert.is(stdout, '');
    assert.match(stderr, message);
  }
});

command('says how to get an interpreter where the environment names none', () => {
  const { status, stderr } = run('days', '--engine', 'espruino');
  assert.is(status, 2);
  assert.match(stderr, /^There is no interpreter: set ESPRUINO to .*\n$/);
});

command('writes a picture of the screen after each step', () => {
  assert.is(run('days', '--png', 'pictures').status, 0);
  assert.equal(readdirSync(join(folder, 'pictures')), ['right-01.png']);
  assert.is(
    readFileSync(join(folder, 'pictures', 'right-01.png'))
      .subarray(1, 4)
      .toString(),
    'PNG',
  );
});

command('takes files, folders and patterns', () => {
  assert.equal(filesOf(join(folder, 'days')), [join(folder, 'days', 'right.yaml')]);
  assert.equal(filesOf(join(folder, '*ro*.yaml')), [join(folder, 'broken.yaml'), join(folder, 'wrong.yaml')]);
  assert.throws(() => filesOf(join(folder, 'w?ong.yml')), /No file fits/);
});

command.run();
