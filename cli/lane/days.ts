/**
 * Random days in Node and in a real interpreter: `node out/cli/lane/days.js [--days 1000] [--seed N] [--jobs N]`.
 *
 * Each day has a seed of its own, made from the printed one and its number, and starts on a fresh badge of the profile
 * and language whose turn it is. Log, screens, answers and notifications must be the same to the byte; the first
 * difference ends the run with day, call and values.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { EngineOptions } from '../../host-sim/engine.js';
import { compare, type Difference, sentence } from '../../host-sim/espruino/compare.js';
import { HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { replay } from '../../host-sim/espruino/replay.js';
import { rngFrom } from '../../host-sim/rng.js';
import type { Profile } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { LANGUAGES, type Language } from '../../shared/words/ui.js';
import { worldOf } from '../play/world.js';
import { UserError } from '../user-error.js';
import { needInterpreter } from './engine.js';
import { Wearer } from './wearer.js';

const MOVES = 30;
/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;

/** Seed of a day in a run. */
export function seedOfDay(seed: number, day: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(day + 1, 0x85ebca6b)) >>> 0;
}

/** The badge that lives a day: every profile in every language comes round. */
export function partsOfDay(day: number): EngineOptions {
  const profile = CODES[day % CODES.length] as Profile;
  const language = LANGUAGES[Math.floor(day / CODES.length) % LANGUAGES.length] as Language;
  return worldOf({ id: '00c0ffee', profile: profile.id, language }).parts;
}

/** One day's first difference, or null. */
export async function playDay(
  parts: EngineOptions,
  seed: number,
  program: string,
  moves = MOVES,
): Promise<Difference | null> {
  const rng = rngFrom(seed);
  const recorder = new Recorder({ ...parts, seed, ppm: (rng.u32() % 1001) - 500 });
  await new Wearer(recorder, rng, MORNING).day(moves);
  const recording = recorder.recording();
  return compare(recording, await replay(recording, { program }));
}

export interface Days {
  readonly days: number;
  readonly seed: number;
  /** Processes at a time. */
  readonly jobs: number;
  readonly program: string;
  readonly onProgress?: (done: number) => void;
}

/** Plays many days; the earliest difference found, as text, or null. */
export async function playDays(run: Days): Promise<{ done: number; difference: string | null }> {
  let next = 0;
  let done = 0;
  const found: { day: number; text: string }[] = [];
  const work = async (): Promise<void> => {
    while (next < run.days && found.length === 0) {
      const day = next++;
      const difference = await playDay(partsOfDay(day), seedOfDay(run.seed, day), run.program);
      if (difference) found.push({ day, text: sentence(difference, `day ${day} of seed ${run.seed}, `) });
      done++;
      run.onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: run.jobs }, work));
  const [first] = found.sort((a, b) => a.day - b.day);
  return { done, difference: first?.text ?? null };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '1000' },
      seed: { type: 'string' },
      // One more than there are cores: starting a process is mostly waiting.
      jobs: { type: 'string', default: String(availableParallelism() + 1) },
    },
  });
  if (!interpreter()) {
    process.stdout.write(`skipped: random days on the interpreter: ${HOW_TO}\n`);
    return;
  }
  const program = needInterpreter();
  const numbers = [values.days, values.seed ?? String(Date.now() % 1_000_000), values.jobs].map(Number);
  if (numbers.some(each => !Number.isInteger(each) || each < 0))
    throw new UserError('--days, --seed and --jobs take whole numbers.');
  const [days = 0, seed = 0, jobs = 1] = numbers;
  process.stdout.write(`${days} random days, seed ${seed}\n`);
  const from = performance.now();
  let told = from;
  const speed = (done: number): string => `${((done * 1000) / (performance.now() - from)).toFixed(1)} days/s`;
  const { done, difference } = await playDays({
    days,
    seed,
    jobs,
    program,
    onProgress: soFar => {
      if (performance.now() - told < 5000) return;
      told = performance.now();
      process.stdout.write(`  ${soFar} days equal, ${speed(soFar)}\n`);
    },
  });
  process.stdout.write(
    difference === null
      ? `${done} days equal in log, screens, answers and notifications, ${speed(done)}\n`
      : `${difference}\n`,
  );
  if (difference !== null) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === new URL(process.argv[1], 'file:').href)
  main().catch(error => {
    process.stderr.write(`${error instanceof UserError ? error.message : error.stack}\n`);
    process.exitCode = 2;
  });
