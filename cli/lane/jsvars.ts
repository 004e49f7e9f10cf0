import { fileURLToPath } from 'node:url';
import type { Engine } from '../../host-sim/engine.js';
import { compare } from '../../host-sim/espruino/compare.js';
import { Bench, interpreter } from '../../host-sim/espruino/interpreter.js';
import type { Recording } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { type ReplayOptions, replay } from '../../host-sim/espruino/replay.js';
import { DATA_BYTES, MOST_FRAMES } from '../../shared/pull/frame.js';
import { Role } from '../../shared/pull/proof.js';
import { play } from '../play/player.js';
import { readScenario } from '../play/scenario.js';
import { Talk } from '../play/talk.js';

/** JsVars of a badge: the firmware's own with the display's buffer, and what the bundle adds to them. */
export interface JsVars {
  readonly empty: number;
  readonly afterBoot: number;
  readonly peak: number;
}

export const METHOD =
  'in use on an empty interpreter with the display buffer, plus what the bundle adds: after boot, usage with the ' +
  'bundle less usage of the same stand-ins without it; peak, how many variables fewer can be taken away before the ' +
  'reference visit and a pull no longer play to the same log and pixels than with the stand-ins alone';

/** A supervisor pulls the whole log, as many frames at a time as a badge sends. */
async function pull(badge: Engine): Promise<void> {
  const talk = new Talk(badge);
  await badge.connect(53, { interval: 15 });
  await talk.begin(badge.now() / 1000, Role.Reader, () => badge.advance(badge.now() + 700));
  for (let skip = 0; !talk.isWhole; skip += MOST_FRAMES * DATA_BYTES) {
    await talk.pull(0, skip, MOST_FRAMES);
    await badge.advance(badge.now() + 700);
  }
  await badge.disconnect();
}

/** The reference visit (test/days/reference.yaml) as it was played in Node, and a pull at its end. */
export async function recordReference(language?: 'en' | 'zh'): Promise<Recording> {
  const file = fileURLToPath(new URL('../../../test/days/reference.yaml', import.meta.url));
  const read = readScenario(file);
  const scenario = language ? { ...read, badge: { ...read.badge, language } } : read;
  let recorder: Recorder | undefined;
  const played = await play(scenario, {
    make: async (world, seed, startMs) => {
      recorder = new Recorder({ ...world.parts, seed, startMs });
      return recorder;
    },
    onScreen: async step => {
      if (recorder && step === scenario.steps.length) await pull(recorder);
    },
  });
  if (!recorder || !played.ok)
    throw new Error(`the reference visit does not play in Node: ${played.failures.join('; ')}`);
  return recorder.recording();
}

/** What an interpreter uses that has done nothing, the buffer of the display in. */
async function emptyUsage(program: string): Promise<number> {
  const bench = await Bench.open(program);
  try {
    const { lines } = await bench.run(
      'global.g=Graphics.createArrayBuffer(128,64,1,{msb:true});setTimeout("print(\'used \'+process.memory().usage)",1)',
      undefined,
    );
    const line = lines.find(each => each.includes('used '));
    return Number(line?.split('used ')[1]);
  } finally {
    bench.close();
  }
}

/** Usage right after boot. */
async function bootUsage(recording: Recording, options: ReplayOptions): Promise<number> {
  const [first] = recording.jobs;
  if (!first) throw new Error('nothing was recorded');
  const { seen } = await replay(
    { ...recording, jobs: [first] },
    { ...options, after: '$say("~! used "+$mem().usage)' },
  );
  const said = seen[0]?.threw.find(each => each.startsWith('used '));
  if (!said) throw new Error('the interpreter does not boot');
  return Number(said.slice(5));
}

/** The most variables that can be taken away, with `works` true for fewer. */
async function most(limit: number, works: (ballast: number) => Promise<boolean>): Promise<number> {
  let low = 0;
  let high = limit;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await works(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Only the display is sent, as every program does. */
const NO_PROGRAM = 'g.flip()';
const ALL = 2950;

export async function measureJsVars(program: string, recording: Recording): Promise<JsVars> {
  const empty = await emptyUsage(program);
  const afterBoot =
    (await bootUsage(recording, { program })) - (await bootUsage(recording, { program, boot: NO_PROGRAM }));
  const withBundle = await most(ALL, async ballast => {
    const replayed = await replay(recording, { program, ballast });
    return compare(recording, replayed) === null;
  });
  const without = await most(ALL, async ballast => {
    const { broke, seen } = await replay(recording, { program, ballast, boot: NO_PROGRAM });
    return !broke && seen.every(each => each.threw.length === 0);
  });
  return { empty, afterBoot: empty + afterBoot, peak: empty + without - withBundle };
}

/** The interpreter, or why nothing can be measured. */
export function measuringInterpreter(): { program: string } | { why: string } {
  const program = interpreter();
  return program
    ? { program }
    : { why: 'set ESPRUINO to an interpreter (doorstep run --engine espruino says how to get one)' };
}
