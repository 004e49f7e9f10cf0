import { existsSync } from 'node:fs';
import { compare, sentence } from '../../host-sim/espruino/compare.js';
import { EspruinoEngine } from '../../host-sim/espruino/engine.js';
import { HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { replay } from '../../host-sim/espruino/replay.js';
import { type Played, type PlayOptions, play } from '../play/player.js';
import type { Scenario } from '../play/scenario.js';
import type { MakeEngine } from '../play/world.js';
import { UserError } from '../user-error.js';

/** The interpreter, or a sentence on how to get one. */
export function needInterpreter(): string {
  const program = interpreter();
  if (!program) throw new UserError(`There is no interpreter: ${HOW_TO}.`);
  if (!existsSync(program))
    throw new UserError(`ESPRUINO names ${program}, and there is no such file: ${HOW_TO}.`);
  return program;
}

export interface Both<T> {
  readonly node: T;
  /** What came of it on the interpreter; null where it could not be played to its end there. */
  readonly espruino: T | null;
  /** The first difference, or why it ended; null where both did the same. */
  readonly difference: string | null;
}

/**
 * Plays something on a badge in Node first, then the same calls on the bundle in a real interpreter, then once more
 * with the interpreter's answers: so what is expected is looked for in what the interpreter showed.
 */
export async function playBoth<T>(act: (make: MakeEngine, isFirst: boolean) => Promise<T>): Promise<Both<T>> {
  const program = needInterpreter();
  let recorder: Recorder | undefined;
  const node = await act(async (world, seed, startMs) => {
    recorder = new Recorder({ ...world.parts, seed, startMs });
    return recorder;
  }, true);
  if (!recorder) throw new Error('nothing was played');
  const recording = recorder.recording();
  const replayed = await replay(recording, { program });
  const difference = compare(recording, replayed);
  const told = difference && sentence(difference);
  try {
    const espruino = await act(async () => new EspruinoEngine(recording, replayed), false);
    return { node, espruino, difference: told };
  } catch (error) {
    return { node, espruino: null, difference: told ?? (error as Error).message };
  }
}

/** Plays a scenario on the interpreter; a difference to Node is a failure of its own. */
export async function playOnEspruino(scenario: Scenario, options: PlayOptions = {}): Promise<Played> {
  const { node, espruino, difference } = await playBoth((make, isFirst) =>
    // Both must ask the badge for the same: the first time its screens are looked at and not shown.
    play(scenario, {
      ...options,
      make,
      onScreen: options.onScreen && isFirst ? () => undefined : options.onScreen,
    }),
  );
  const played = espruino ?? node;
  if (difference === null) return played;
  const failures = [...played.failures, `${scenario.file}: Node and the interpreter differ: ${difference}`];
  return { ...played, failures, ok: false };
}
