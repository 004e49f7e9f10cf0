import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { onNode, worldOf } from '../../cli/play/world.js';
import { pullSimulated } from '../../cli/show/pulling.js';
import type { Engine } from '../../host-sim/engine.js';

/** A profile of an operator's own, from its file over the badge to the verdicts. */

const here = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const PROFILE = here('test/days/fifteen-minutes.json');
const folder = mkdtempSync(join(tmpdir(), 'doorstep-own-'));

function doorstep(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: '' },
  });
  return { status, stdout, stderr };
}

function judged(...profile: string[]): string {
  const verdicts = JSON.parse(doorstep('judge', 'events.json', '--json', ...profile).stdout).verdicts;
  return verdicts.find((each: { rule: string }) => each.rule === 'HB-B09b').verdict;
}

const own = suite("an operator's own profile");

own.after(() => rmSync(folder, { recursive: true, force: true }));

own('is judged by: the same visit keeps one limit and breaks the other', () => {
  const at = (time: string, event: string, more: object = {}) => ({
    t: `2026-11-23T${time}+08:00`,
    event,
    ...more,
  });
  const left = (time: string) =>
    writeFileSync(
      join(folder, 'events.json'),
      JSON.stringify({
        profile: 'HB',
        timezone: '+08:00',
        now: '2026-11-23T12:00:00+08:00',
        orders: [{ id: 'WO-1', type: 'repair', appointment: '2026-11-23T09:00:00+08:00' }],
        events: [
          at('08:45:00', 'arrived'),
          at('09:00:00', 'rang', { kind: 'bell' }),
          at('09:05:00', 'call.tried', { reached: false }),
          at('09:06:00', 'note.left', { fields: ['arrival', 'leaving', 'phone', 'contact'] }),
          at(time, 'left'),
        ],
      }),
    );
  left('09:14:59');
  assert.equal([judged(), judged('--profile', PROFILE)], ['PASS', 'FAIL']);
  left('09:15:00');
  assert.equal([judged(), judged('--profile', PROFILE)], ['PASS', 'PASS']);
});

own('is named by the logs of its badges, and a report wants it', async () => {
  let engine: Engine | undefined;
  const scenario = readScenario(here('test/days/fifteen-minutes.yaml'));
  const played = await play(scenario, {
    make: async (world, seed, startMs) => {
      engine = await onNode(world, seed, startMs);
      // The badge stays on when the day has been played.
      engine.close = async () => {};
      return engine;
    },
  });
  assert.ok(played.ok && engine);
  const { log, file } = await pullSimulated(engine as Engine, worldOf(scenario.badge));
  assert.equal([log.profileVersion, log.profile.params.noAnswerMin], [101, 15]);
  writeFileSync(join(folder, 'own.dlog'), file);

  const told = doorstep('report', 'own.dlog', '--profile', PROFILE);
  assert.is(told.status, 0);
  assert.match(told.stdout, /PASS {4}HB-B09b Silent door: 15 minutes, then a note/);

  const without = doorstep('report', 'own.dlog');
  assert.equal([without.status, without.stdout], [2, '']);
  assert.match(without.stderr, /own\.dlog: it was written under version 101 of HB, .* with --profile\.\n$/);

  writeFileSync(join(folder, 'other.json'), '{"base":"HB","version":102,"params":{"noAnswerMin":15}}');
  assert.is(doorstep('report', 'own.dlog', '--profile', 'other.json').status, 2);
});

own('leaves the logs of the code itself as they are', () => {
  doorstep('pull', '--device', 'sim', '--out', 'day.dlog');
  const [plain, with_] = [
    doorstep('report', 'day.dlog'),
    doorstep('report', 'day.dlog', '--profile', PROFILE),
  ];
  assert.equal([plain.status, with_.stdout], [0, plain.stdout]);
});

own('that is wrong stops what wants it, with its first fault and where to read on', () => {
  writeFileSync(join(folder, 'bad.json'), '{"base":"HB","version":1,"params":{"noAnswerMin":"15"}}');
  const { status, stdout, stderr } = doorstep('judge', 'events.json', '--profile', 'bad.json');
  assert.equal([status, stdout], [2, '']);
  assert.match(stderr, /^bad\.json: version is 1; .*; doorstep profile check bad\.json tells all\.\n$/);
});

own('can be built for a badge of every code', () => {
  writeFileSync(join(folder, 'tt.json'), '{"base":"TT","version":101}');
  const { profile } = worldOf({ id: '00c0ffee', profile: join(folder, 'tt.json'), language: 'en' });
  assert.equal([profile.id, profile.version], ['TT', 101]);
  assert.throws(
    () => worldOf({ id: '00c0ffee', profile: 'XX', language: 'en' }),
    /No badge is built for profile XX: use HB or BQ or CT or TT or ZT\./,
  );
});

own.run();
