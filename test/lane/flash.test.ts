import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { worldOf } from '../../cli/play/world.js';
import { done, pullSimulated } from '../../cli/show/pulling.js';
import { compare, sentence } from '../../host-sim/espruino/compare.js';
import { HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { replay } from '../../host-sim/espruino/replay.js';
import { imageOf } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { freshWear } from '../../host-sim/wear.js';
import { skip } from '../support/skip.js';

/** Where an interpreter for Linux listens with --telnet. */
const PORT = 2323;

const opens = (): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(PORT, '127.0.0.1');
    socket.on('connect', () => socket.destroy()).on('error', () => resolve(false));
    socket.on('close', failed => !failed && resolve(true));
  });

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Ends a process that may not listen to a polite word. */
async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise(resolve => child.on('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** The flash of badge `id` after a supervisor has pulled all its records. */
async function pulled(bytes: Uint8Array, id: string): Promise<Uint8Array> {
  const world = worldOf({ id, profile: 'HB', language: 'en' });
  const image = { bytes, weak: [], wear: freshWear(9) };
  const engine = new NodeEngine({ ...world.parts, image, seed: 1 });
  await done(await pullSimulated(engine, world));
  return engine.badge.image().bytes;
}

/** `doorstep flash` as its user calls it. */
async function flash(...more: string[]): Promise<{ code: number | null; out: string }> {
  const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
  const child = spawn(process.execPath, [main, 'flash', '--port', `tcp://127.0.0.1:${PORT}`, ...more]);
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (out += data));
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  return { code, out };
}

const lane = suite('doorstep flash, to an interpreter over TCP');
const program = interpreter();

if (!program) skip('doorstep flash to the interpreter', HOW_TO);
else if (await opens()) skip('doorstep flash to the interpreter', `port ${PORT} is taken by something else`);
else {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));
  const file = join(folder, 'espruino.flash');
  const board = async (act: () => Promise<void>): Promise<void> => {
    const child = spawn(program, ['--telnet'], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
    try {
      for (let tries = 0; !(await opens()); tries++) {
        assert.ok(tries < 50, 'the interpreter does not listen');
        await pause(100);
      }
      await act();
    } finally {
      await end(child);
    }
  };
  const stored = (): Uint8Array => new Uint8Array(readFileSync(file));
  let id = '';

  lane.after(() => rmSync(folder, { recursive: true, force: true }));

  lane('installs what the simulator installs, byte for byte', async () => {
    await board(async () => {
      const { code, out } = await flash('--lang', 'zh');
      assert.is(code, 0, out);
      id = /badge ([0-9a-f]{8})/.exec(out)?.[1] ?? '';
    });
    const { parts } = worldOf({ id, profile: 'HB', language: 'zh' });
    const { bytes } = imageOf(parts.files ?? [], parts.flashed);
    assert.ok(Buffer.from(bytes).equals(Buffer.from(stored())));
  });

  lane('leaves a badge that plays the reference visit', async () => {
    const read = readScenario(fileURLToPath(new URL('../../../test/days/reference.yaml', import.meta.url)));
    const image = { bytes: stored(), weak: [], wear: freshWear(9) };
    let recorder: Recorder | undefined;
    const played = await play(
      { ...read, badge: { ...read.badge, id, language: 'zh' } },
      {
        make: async (world, seed, startMs) => {
          recorder = new Recorder({ ...world.parts, image, seed, startMs });
          return recorder;
        },
      },
    );
    assert.equal(played.failures, []);
    const recording = (recorder as Recorder).recording();
    const replayed = await replay(recording, { program });
    const difference = compare(recording, replayed);
    assert.is(difference && sentence(difference), null);
    writeFileSync(file, replayed.after);
  });

  lane(
    'refuses to write while records were not pulled, and keeps the log when it is told to write',
    async () => {
      const before = stored();
      await board(async () => {
        const refused = await flash('--lang', 'en');
        assert.is(refused.code, 2, refused.out);
        assert.match(refused.out, /\d+ records on the badge were not pulled/);
        assert.ok(Buffer.from(before).equals(Buffer.from(stored())), 'something was written');
        const forced = await flash('--lang', 'en', '--force');
        assert.is(forced.code, 0, forced.out);
      });
      const log = 3 * 4096;
      assert.ok(Buffer.from(before.slice(0, log)).equals(Buffer.from(stored().slice(0, log))), 'the log');
      const { parts } = worldOf({ id, profile: 'HB', language: 'en' });
      const { bytes } = imageOf(parts.files ?? [], parts.flashed);
      assert.ok(Buffer.from(bytes.slice(log)).equals(Buffer.from(stored().slice(log))), 'the rest');
    },
  );

  lane('never mixes profiles in one log: another one waits for a pull, and then begins anew', async () => {
    const before = stored();
    await board(async () => {
      const refused = await flash('--profile', 'ZT', '--lang', 'en', '--force');
      assert.is(refused.code, 2, refused.out);
      assert.match(
        refused.out,
        /not pulled: pull them first, for under another profile or glyph set its log begins anew\./,
      );
      assert.ok(Buffer.from(before).equals(Buffer.from(stored())), 'something was written');
    });
    writeFileSync(file, await pulled(before, id));
    await board(async () => {
      const { code, out } = await flash('--profile', 'ZT', '--lang', 'en');
      assert.is(code, 0, out);
      assert.match(out, new RegExp(`Badge ${id} begins a new log`));
    });
    const { parts } = worldOf({ id, profile: 'ZT', language: 'en' });
    const { bytes } = imageOf(parts.files ?? [], parts.flashed);
    assert.ok(Buffer.from(bytes).equals(Buffer.from(stored())));
  });
  lane.run();
}
