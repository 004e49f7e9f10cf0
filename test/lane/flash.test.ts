import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askScript } from '../../cli/lane/installer.js';
import { upload } from '../../cli/lane/upload.js';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { worldOf } from '../../cli/play/world.js';
import { openAccess } from '../../cli/show/air.js';
import { done, pullSimulated } from '../../cli/show/pulling.js';
import { digest } from '../../host-sim/digest.js';
import { compare, sentence } from '../../host-sim/espruino/compare.js';
import { HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { replay } from '../../host-sim/espruino/replay.js';
import { imageOf } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { freshWear } from '../../host-sim/wear.js';
import { type Enrolled, readEnrolText } from '../../shared/enrol/text.js';
import { readQr } from '../support/qr-reader.js';
import { skip } from '../support/skip.js';

/** Where an interpreter for Linux listens with --telnet. */
const PORT = 2323;

const PORT_NAME = `tcp://127.0.0.1:${PORT}`;

/** The tool waits for ever after less than a block. */
const line = (text: string): string => `${text}print("~~done");//${'-'.repeat(600)}\n`;

/** What a build for Linux lacks of a badge's screen, keys and console. */
const STAND_INS = line(
  'var pressed;global.g=Graphics.createArrayBuffer(128,64,1,{msb:true});g.flip=function(){};global.BTN1=global.BTN2=global.BTN3=global.BTN4=1;' +
    'global.setWatch=function(f){pressed=f};global.clearWatch=function(){pressed=0};E.setConsole=function(){};global.load=function(){};',
);
const ASK_SCREEN = line(
  'for(var i=0;i<1024;i+=128)print("~~row "+btoa(E.toString(new Uint8Array(g.buffer,i,128))));',
);
const PRESS = line('pressed();');

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
  await done(await pullSimulated(engine, world, { access: openAccess(() => engine.now()) }));
  return engine.badge.image().bytes;
}

/** `doorstep flash` as its user calls it. */
async function flash(...more: string[]): Promise<{ code: number | null; out: string }> {
  const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
  const child = spawn(process.execPath, [main, 'flash', '--port', PORT_NAME, ...more]);
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
    // Nobody knows the key of a badge that was not enrolled, so nobody signs its orders.
    const steps = read.steps.map(step =>
      step.act?.does === 'tap' ? { ...step, act: { ...step.act, proof: 'none' as const } } : step,
    );
    const image = { bytes: stored(), weak: [], wear: freshWear(9) };
    let recorder: Recorder | undefined;
    const played = await play(
      { ...read, steps, badge: { ...read.badge, id, language: 'zh' } },
      {
        isOpen: true,
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
        const replacing = await flash('--lang', 'en', '--enrol', '--replace');
        assert.is(replacing.code, 2, replacing.out);
        assert.match(replacing.out, /not pulled: pull them first, for with new keys its log begins anew/);
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

  /** What the badge has on its screen. */
  const screen = async (): Promise<Uint8Array> =>
    Buffer.concat(
      (await upload(PORT_NAME, ASK_SCREEN))
        .filter(line => line.startsWith('row '))
        .map(line => Buffer.from(line.slice(4), 'base64')),
    );

  /** What the QR on it says. */
  const keysShown = async (): Promise<Enrolled> => {
    const pixels = await screen();
    const text = readQr(pixels, 'light') ?? '';
    assert.is(readQr(pixels, 'dark'), text);
    const read = readEnrolText(digest, text);
    if (typeof read === 'number') throw new Error(`the screen shows no keys but "${text}"`);
    return read;
  };

  /** The flash of a badge that was just enrolled with these. */
  const imageWith = (badge: string, { logKey, radioKey }: Enrolled): Uint8Array => {
    const { parts } = worldOf({ id: badge, profile: 'ZT', language: 'en' });
    return imageOf(parts.files ?? [], parts.flashed, { log: logKey, radio: radioKey }).bytes;
  };

  lane('has the badge make its keys, show them once, and keep them to itself', async () => {
    await board(async () => {
      await upload(PORT_NAME, STAND_INS);
      const { code, out } = await flash('--profile', 'ZT', '--lang', 'en', '--enrol');
      assert.is(code, 0, out);
      assert.match(out, new RegExp(`Badge ${id} has new keys and shows them now`));
      const enrolled = await keysShown();
      assert.is(enrolled.id.toString(16).padStart(8, '0'), id);
      const bytes = imageWith(id, enrolled);
      assert.ok(
        Buffer.from(bytes).equals(Buffer.from(stored())),
        'the flash is not that of an enrolled badge',
      );
      // Nothing that goes over the link tells a key: neither the upload nor what flash asks of a badge.
      const ring = Buffer.concat(
        (await upload(PORT_NAME, askScript()))
          .filter(line => line.startsWith('ring '))
          .map(line => Buffer.from(line.slice(5), 'base64')),
      );
      const meant = Buffer.from(bytes.slice(4096, 3 * 4096)).fill(0, 8 * 4, 15 * 4);
      assert.ok(ring.equals(meant), 'the ring as it is told, without its key');
      await upload(PORT_NAME, PRESS);
      assert.ok(
        (await screen()).every(byte => byte === 0),
        'the screen is clear after a press',
      );
    });
  });

  lane(
    'gives a badge other keys only when it is told to, and erases those before with their log',
    async () => {
      const before = stored();
      await board(async () => {
        // Each start of a build for Linux has the same chance: a draw less, and the keys are others.
        await upload(PORT_NAME, `E.hwRand();${STAND_INS}`);
        const refused = await flash('--profile', 'ZT', '--lang', 'en', '--enrol');
        assert.is(refused.code, 2, refused.out);
        assert.match(refused.out, /not enrolled: it has keys already: say --replace/);
        assert.ok(Buffer.from(before.slice(0, 3 * 4096)).equals(Buffer.from(stored().slice(0, 3 * 4096))));
        const replaced = await flash('--profile', 'ZT', '--lang', 'en', '--enrol', '--replace');
        assert.is(replaced.code, 0, replaced.out);
        assert.match(replaced.out, /begins a new log/);
        const bytes = imageWith(id, await keysShown());
        assert.ok(Buffer.from(bytes).equals(Buffer.from(stored())));
        assert.not.ok(Buffer.from(bytes).equals(Buffer.from(before)));
      });
    },
  );

  lane.run();
}
