import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { demoDay } from '../../cli/demo/day.js';
import { GIF_HEIGHT, GIF_WIDTH } from '../../cli/demo/gif.js';
import { TELLING } from '../../cli/demo/telling.js';
import { widthOf } from '../../cli/show/screen.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

function run(...args: string[]) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr, seconds: (performance.now() - began) / 1000 };
}

const demo = suite('the demo');

for (const lang of ['en', 'zh'] as const)
  demo(`tells the day to its end in ${lang}, without a terminal, in time`, () => {
    const { status, stdout, stderr, seconds } = run('demo', '--lang', lang);
    assert.is(stderr, '');
    assert.is(status, 0);
    assert.is(seconds < 20, true, `${seconds} s`);
    const flat = stdout.replace(/\s/g, '');
    for (const { what, why } of Object.values(TELLING)) {
      assert.is(flat.includes(what[lang].replace(/\s/g, '')), true, what[lang]);
      assert.is(flat.includes(why[lang].replace(/\s/g, '')), true, why[lang]);
    }
    assert.is(stdout.includes('\x1b'), false, 'no escape sequences');
    const ending = stdout.slice(stdout.indexOf(lang === 'zh' ? '记录怎么说' : 'What the record says'));
    for (const rule of ['HB-B08', 'HB-B09b', 'HB-B21b']) assert.is(ending.includes(rule), true, rule);
    assert.is(ending.includes(lang === 'zh' ? '工牌的封印' : 'sealed every record'), true);
    // The story itself fits 80 columns.
    for (const line of stdout.slice(0, stdout.length - ending.length).split('\n'))
      assert.is(widthOf(line) <= 80, true, line);
  });

demo('has a text for steps that are there, and none for the pull', () => {
  const steps = demoDay('en').steps.length;
  for (const step of Object.keys(TELLING)) assert.is(Number(step) < steps, true, `step ${step}`);
});

demo('has a screenful for every told step: at most two lines of what and two of why', () => {
  for (const { what, why } of Object.values(TELLING))
    for (const lang of ['en', 'zh'] as const)
      for (const text of [what[lang], why[lang]]) assert.is(widthOf(text) <= 2 * 74, true, text);
});

demo('writes its screens as an animation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  try {
    const file = join(folder, 'day.gif');
    const { status, stdout } = run('demo', '--lang', 'zh', '--gif', file);
    assert.is(status, 0);
    const gif = readFileSync(file);
    assert.is(gif.toString('latin1', 0, 6), 'GIF89a');
    assert.equal([gif.readUInt16LE(6), gif.readUInt16LE(8)], [GIF_WIDTH, GIF_HEIGHT]);
    const pictures = demoDay('zh').steps.length - 1;
    assert.match(stdout, `${file}: ${pictures} pictures\n`);
    assert.is(gif.at(-1), 0x3b);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

demo('says in one sentence where a GIF cannot go', () => {
  const { status, stderr } = run('demo', '--gif', 'no/such/folder/day.gif');
  assert.is(status, 2);
  assert.is(stderr, 'no/such/folder/day.gif: its folder is not there: make it first.\n');
});

demo.run();
