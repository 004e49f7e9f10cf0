import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { storyOfWords, wordsOfFlash } from '../../../cli/play/flash-log.js';
import { worldOf } from '../../../cli/play/world.js';
import { type FlashImage, PAGE } from '../../../host-sim/flash.js';
import { imageOf } from '../../../host-sim/install.js';
import { NodeEngine } from '../../../host-sim/node-engine.js';
import { TEARS, type Tear } from '../../../host-sim/tear.js';
import { State } from '../../../shared/visit/badge.js';
import { PAGES, type Script, sweep, Tally, type Where } from './cuts.js';
import { MORNING } from './life.js';
import { SCENARIOS } from './scenarios.js';
import { checkSeals } from './seals.js';

/**
 * `npm run test:powercut`: the power is cut at every flash operation of every scenario, and in short ones a second time at
 * every operation of the recovery. One cut in twenty starts the whole bundle on what is left of the flash.
 *
 * What it prints of a failure, behind `--`, tries that one again: `npm run test:powercut -- "a page turn" 12 torn 3`.
 */

/** How often every cut is made, each time with other bits left. */
const SEEDS = 6;
/** Scenarios whose recovery is cut as well. */
const TWICE = /^(the first day|a full ring|the key steps at midnight|a page turn before|undo|the battery)/;
const BOOTED = 20;

/** What one thread is given: scenarios by number, and the seed. */
interface Job {
  readonly scenario: number;
  readonly seed: number;
  readonly twice: boolean;
}

interface Result {
  readonly job: Job;
  readonly cuts: number;
  readonly doubles: number;
  readonly recoveries: number;
  readonly seals: number;
  readonly boots: number;
  readonly failures: readonly string[];
}

const JOBS: readonly Job[] = SCENARIOS.flatMap((of, scenario) => [
  ...Array.from({ length: SEEDS }, (_, seed) => ({ scenario, seed, twice: false })),
  ...(TWICE.test(of.name) ? [{ scenario, seed: 0, twice: true }] : []),
]);

/** The flash of a badge whose ring is that of a cut. */
function flashWith(ring: FlashImage): FlashImage {
  const { files = [], flashed, keys } = worldOf(SPEC).parts;
  const image = imageOf(files, flashed, keys);
  image.bytes.set(ring.bytes.subarray(0, PAGES * PAGE), PAGE);
  const weak = ring.weak.map(([index, word]): FlashImage['weak'][number] => [index + PAGE / 4, word]);
  return { ...image, weak };
}

const SPEC = { id: '00c0ffee', profile: 'HB', language: 'en' } as const;

/** Starts the whole bundle on a flash that was cut, presses a key, and looks at its log. */
async function boot(ring: FlashImage): Promise<string | null> {
  const world = worldOf(SPEC);
  const engine = new NodeEngine({ ...world.parts, image: flashWith(ring), seed: 1, startMs: MORNING * 1000 });
  await engine.advance(engine.now() + 1000);
  await engine.press(3);
  await engine.advance(engine.now() + 1000);
  const flash = await engine.flash();
  const { fault } = checkSeals(new Uint32Array(flash.slice(PAGE, (1 + PAGES) * PAGE).buffer));
  if (fault) return fault;
  const { events, badge } = storyOfWords(world, wordsOfFlash(flash));
  const isStarted = events.some(
    ({ event, boot: number }) => event === 'boot' && number === badge.state[State.Boot],
  );
  return isStarted || events.some(({ event }) => event === 'loss') ? null : 'the start is not on record';
}

async function run(job: Job): Promise<Result> {
  const of = SCENARIOS[job.scenario] as Script;
  const tally = new Tally();
  const images: { where: Where; image: FlashImage }[] = [];
  const onCut = (_life: unknown, image: FlashImage, where: Where): void => {
    if (!job.twice && (where.at * 4 + where.tear.length + job.seed) % BOOTED === 0)
      images.push({ where, image });
  };
  sweep(of, tally, { twice: job.twice, seed: job.seed, onCut });
  for (const { where, image } of images) {
    const wrong = await boot(image);
    if (wrong) tally.failures.push(`${of.name}, cut ${where.at} ${where.tear}, the whole bundle: ${wrong}`);
  }
  const { cuts, doubles, recoveries, seals, failures } = tally;
  return {
    job,
    cuts: job.twice ? 0 : cuts,
    doubles,
    recoveries,
    seals,
    boots: images.length,
    failures: failures.map(each => `${each} (seed ${job.seed})`),
  };
}

/** One failure again: name of the scenario, operation, tear, seed, and those of the second cut. */
function again(args: readonly string[]): void {
  const [name, at, tear, seed = '0', second, secondTear] = args;
  const of = SCENARIOS.find(each => each.name === name);
  if (!of || !TEARS.includes(tear as Tear)) {
    process.stderr.write(`Give a scenario, an operation, one of ${TEARS.join(', ')}, and a seed.\n`);
    process.exitCode = 2;
    return;
  }
  const where: Where = { at: Number(at), tear: tear as Tear };
  const only = second ? { ...where, again: { at: Number(second), tear: secondTear as Tear } } : where;
  const tally = new Tally();
  sweep(of, tally, { only, twice: !!second, seed: Number(seed) });
  process.stdout.write(tally.failures.join('\n') || `Nothing is wrong with ${tally.cuts} cut.\n`);
  if (tally.failures.length) process.exitCode = 1;
}

/** Lets `threads` threads work off all jobs, and says what came of them. */
async function all(threads: number): Promise<void> {
  const queue = [...JOBS].sort((a, b) => Number(b.twice) - Number(a.twice));
  const results: Result[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: true });
      const next = (): void => {
        const job = queue.shift();
        if (job) worker.postMessage(job);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', (result: Result) => {
        results.push(result);
        if (process.stderr.isTTY) process.stderr.write(`\r${results.length} of ${JOBS.length}\x1b[K`);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: threads }, work));
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const sum = (of: (result: Result) => number): number =>
    results.reduce((total, each) => total + of(each), 0);
  const failures = results.flatMap(each => each.failures);
  process.stdout.write(
    `${SCENARIOS.length} scenarios, ${TEARS.length} tear models, ${SEEDS} seeds\n` +
      `${sum(each => each.cuts)} single cuts, ${sum(each => each.doubles)} double cuts\n` +
      `${sum(each => each.recoveries)} recoveries, ${sum(each => each.boots)} of them by the whole bundle\n` +
      `${sum(each => each.seals)} seals held against the key\n${failures.length} failures\n`,
  );
  for (const failure of failures.slice(0, 20)) process.stdout.write(`  ${failure}\n`);
  if (failures.length) process.exitCode = 1;
}

const [, , ...args] = process.argv;
if (!isMainThread && workerData)
  parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await run(job)));
else if (args.length) again(args);
else await all(2);
