import { spawnSync } from 'node:child_process';
import type { Recording } from '../../host-sim/espruino/job.js';
import { type ReplayOptions, replay } from '../../host-sim/espruino/replay.js';
import { measuringInterpreter } from './jsvars.js';

/** Callgrind counts instructions; it is the same to a few ten thousand from run to run, and more is noise. */
const CALLGRIND = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'];
const RUNS = 2;

/** The interpreter, or why its instructions cannot be counted. */
export function countedInterpreter(): { program: string } | { why: string } {
  const found = measuringInterpreter();
  if ('why' in found || spawnSync('valgrind', ['--version']).status === 0) return found;
  return { why: 'instructions are counted with valgrind, which is not here: install it' };
}

/** Instructions that a process takes for all lives of a recording: the fewest of a few runs. */
async function whole(recording: Recording, options: ReplayOptions): Promise<number> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    let sum = 0;
    const onPrinted = (lines: readonly string[]): void => {
      for (const line of lines) {
        const found = /Collected : (\d+)/.exec(line);
        if (found) sum += Number(found[1]);
      }
    };
    const { broke } = await replay(recording, { ...options, wrapper: CALLGRIND, onPrinted });
    if (broke) throw new Error(`nothing can be counted: ${broke.why}`);
    fewest = Math.min(fewest, sum);
  }
  return fewest;
}

/** Instructions of the jobs from `from` on, before `to`: what a run with them takes more than one without. */
export async function between(
  recording: Recording,
  from: number,
  to: number,
  options: ReplayOptions,
): Promise<number> {
  const upTo = (end: number): Promise<number> =>
    whole({ ...recording, jobs: recording.jobs.slice(0, end) }, options);
  return (await upTo(to)) - (await upTo(from));
}
