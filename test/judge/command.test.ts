import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type JudgeArgs, judgeCommand } from '../../cli/commands/judge.js';
import { UserError } from '../../cli/user-error.js';
import { parseJudgeInput } from '../../shared/judge/input.js';
import { judge } from '../../shared/judge/judge.js';
import { at, time, up } from './day.js';

const folder = mkdtempSync(join(tmpdir(), 'doorstep-judge-'));
const command = suite('doorstep judge');
command.after(() => rmSync(folder, { recursive: true }));

const DAY = {
  profile: 'HB',
  timezone: '+08:00',
  now: time('18:00'),
  orders: [{ id: 'WO-1', type: 'repair', appointment: time('09:00') }],
  events: [
    at('08:54', 'arrived'),
    at('08:55', 'rang', { kind: 'bell' }),
    at('09:00', 'call.tried', { reached: false }),
    at('09:03', 'note.left', { fields: ['arrival', 'leaving', 'phone', 'contact'] }),
    at('09:06', 'left'),
  ],
};

function file(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function run(args: JudgeArgs): Promise<string> {
  let text = '';
  assert.is(
    await judgeCommand(args, part => {
      text += part;
    }),
    0,
  );
  return text;
}

async function fails(args: JudgeArgs, message: RegExp): Promise<void> {
  try {
    await judgeCommand(args, () => {});
  } catch (failure) {
    assert.instance(failure, UserError);
    assert.match((failure as Error).message, message);
    assert.not.match((failure as Error).message, /\n/);
    return;
  }
  assert.unreachable('it should have failed');
}

command('prints one JSON document and nothing else', async () => {
  const text = await run({ file: file('day.json', DAY), json: true });
  const { verdicts, ...more } = JSON.parse(text);
  assert.equal(more, {});
  const door = verdicts.find((verdict: { rule: string }) => verdict.rule === 'HB-B09b');
  assert.equal(door, {
    order: 'WO-1',
    rule: 'HB-B09b',
    verdict: 'PASS',
    kind: 'measured',
    why: 'in-order',
    events: [1, 2, 3, 4],
    text: { zh: '等了11分钟,打过电话,留言齐全', en: 'Waited 11 min, called, left a whole note' },
    minutes: 11,
  });
});

command('tells what was measured apart from what was declared', async () => {
  const text = await run({ file: file('day.json', DAY) });
  const [measured, declared] = text.split('declared,');
  assert.match(measured, /PASS {4}HB-B09b/);
  assert.match(measured, /NA {6}HB-B08b HB-B08c HB-L16b HB-L17b HB-L33b: does not apply/);
  assert.match(declared, /FAIL {4}HB-B09 {6}.*Not done/);
  assert.not.match(text, /visit 1/);
});

command('speaks Chinese where asked to', async () => {
  assert.match(
    await run({ file: file('day.json', DAY), lang: 'zh' }),
    /PASS {4}HB-B08 {6}提前5分钟到现场:比约定早6分钟到达/,
  );
});

command('shows each visit by itself, and what belongs to the order as a whole', async () => {
  const changed = { old: time('09:00'), new: time('11:00') };
  const events = [
    at('00:00', 'clock.set', { new: time('00:00') }),
    at('06:59:55', 'appt.changed', changed),
    at('08:00', 'appt.changed', { old: time('11:00'), new: time('12:00') }),
    ...DAY.events,
    at('14:00', 'arrived'),
  ];
  const text = await run({ file: file('two.json', { ...DAY, events }) });
  assert.match(text, / {2}visit 1\n {4}measured/);
  assert.match(text, / {2}visit 2\n/);
  assert.match(
    text,
    / {2}the order as a whole\n {4}measured.*\n {6}PASS {4}HB-B08c #1 .*\(within the clock's drift\)\n {6}PASS {4}HB-B08c #2/,
  );
});

command('puts a blank line between orders', async () => {
  const orders = [
    { id: 'A', type: 'repair' },
    { id: 'B', type: 'repair' },
  ];
  assert.match(await run({ file: file('orders.json', { ...DAY, orders, events: [] }) }), /\n\nB · /);
});

command('takes another profile where told to', async () => {
  assert.match(await run({ file: file('other.json', { ...DAY, profile: 'XX' }), profile: 'HB' }), /WO-1/);
  await fails({ file: file('day.json', DAY), profile: 'ZZ' }, /profile is "ZZ"; known profiles are HB/);
});

command('says in one sentence what is wrong with a file', async () => {
  await fails({ file: join(folder, 'none.json') }, /none\.json: there is no such file; give/);
  await fails({ file: folder }, /it is a folder/);
  await fails({ file: join(file('day.json', DAY), 'x') }, /it cannot be read \(ENOTDIR\)/);
  await fails({ file: file('bad.json', '{ "profile": ') }, /bad\.json: it is not JSON \(/);
  await fails(
    { file: file('bad.json', { ...DAY, events: [{ event: 'rang' }] }) },
    /bad\.json: event 1 \(rang\): it has/,
  );
});

command('takes a file with a byte order mark', async () => {
  assert.match(await run({ file: file('bom.json', `\uFEFF${JSON.stringify(DAY)}`) }), /WO-1/);
});

const seed = process.env['SEED'] ? Number(process.env['SEED']) : (Date.now() ^ (process.pid << 15)) | 0;

command('never stumbles: any file is judged or refused with a sentence', () => {
  const value = fc.oneof(
    fc.constantFrom(
      null,
      0,
      1,
      5,
      '',
      'HB-B10',
      'WO-1',
      true,
      false,
      time('09:00'),
      'done',
      'na',
      'company',
      'customer',
    ),
    fc.anything({ maxDepth: 1 }),
  );
  const names = [
    't',
    'up',
    'boot',
    'seq',
    'clock',
    'order',
    'item',
    'state',
    'flags',
    'undoes',
    'rule',
    'due',
    'new',
    'time',
  ];
  const good = fc.constantFrom<object>(
    ...DAY.events,
    up(5, 'arrived'),
    at('10:00', 'query.taken'),
    at('09:00', 'undone', { undoes: 0 }),
    at('09:00', 'clock.set', { new: time('09:00'), up: 4, boot: 1 }),
    at('09:00', 'order.renamed', { order: 'WO-1', was: 'WO-1' }),
  );
  const event = fc
    .tuple(good, fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 2 }))
    .map(([base, change]) => ({ ...base, ...change }));
  const events = fc.oneof(
    { weight: 5, arbitrary: fc.array(event, { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.anything() },
  );
  const whole = fc.record({ events }).map(part => ({ ...DAY, ...part }));
  let judged = 0;
  try {
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: whole }, { weight: 1, arbitrary: fc.anything() }),
        json => {
          const input = parseJudgeInput(json, undefined);
          if ('error' in input) {
            assert.match(input.error, /; |, which|none of|is not/);
            return;
          }
          judged++;
          for (const verdict of judge(input)) {
            assert.match(verdict.text.en, /^[^{}]+$/);
            assert.ok(verdict.minutes === undefined || Number.isInteger(verdict.minutes));
          }
        },
      ),
      { seed, numRuns: 3000 },
    );
  } catch (failure) {
    console.log(`\n  replay with SEED=${seed}`);
    throw failure;
  }
  assert.ok(judged > 300, `only ${judged} were judged, SEED=${seed}`);
});

command.run();
