/**
 * Runs the compiled tests: `node out/test/support/run.js FOLDER PATTERN [AT_ONCE]`.
 *
 * The files run in AT_ONCE processes, one more than there are cores unless said otherwise: some only wait. Those that took
 * longest the last time come first; what each prints comes whole, in the order of their names. The last line says how many
 * tests passed, failed and were skipped, for whoever reads only that. A file without a suite that runs is a failure: in uvu
 * it would pass by saying nothing. So is one whose process ends before its tests do.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import { parse } from 'uvu/parse';
import { type Counts, ENDED, type TestFile, Worker } from './worker.js';

/** Milliseconds that each file took the last time. */
const TIMES = 'out/test-times.json';

const [folder = 'out/test', pattern = '\\.test\\.js$', atOnce = availableParallelism() + 1] =
  process.argv.slice(2);
const times: { [name: string]: number } = existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, 'utf8')) : {};
const sum = { passed: 0, failed: 0, skipped: 0 };
const workers = new Set<Worker>();

/** A compiled file whose source is gone is a leftover of an earlier build. */
function isStale({ file }: TestFile): boolean {
  const source = relative(resolve('out'), file).replace(/\.js$/, '.ts');
  return !source.startsWith('..') && !existsSync(source);
}

/** A new file may be a long one. */
const took = ({ name }: TestFile): number => times[name] ?? 1e9;

const files = (await parse(folder, pattern)).suites.filter(each => !isStale(each));
const waiting = [...files].sort((a, b) => took(b) - took(a));
const outputs: (string | undefined)[] = [];
let shown = 0;

const title = (name: string): string =>
  process.stdout.isTTY ? styleText(['bold', 'underline'], name) : name;

/** Shows what a file printed, once all before it are shown. */
function show(test: TestFile, output: string): void {
  outputs[files.indexOf(test)] = output;
  for (; outputs[shown] !== undefined; shown++)
    process.stdout.write(`${shown ? '\n' : ''}${title(files[shown]?.name ?? '')}\n${outputs[shown]}`);
}

function count({ passed, failed, skipped }: Counts): void {
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}

/** Runs files until none waits. */
async function work(): Promise<void> {
  let worker = newWorker();
  for (let test = waiting.shift(); test; test = waiting.shift()) {
    if (!worker.isUp) worker = newWorker();
    const start = performance.now();
    const counts = await worker.run(test);
    times[test.name] = Math.round(performance.now() - start);
    const hasEnded = typeof counts === 'string';
    count(hasEnded ? { passed: 0, failed: 1, skipped: 0 } : counts);
    show(
      test,
      worker.printed() + (hasEnded ? `\n  FAIL  ${test.name} ended before its tests did: ${counts}\n` : ''),
    );
  }
  // A report on coverage needs what it leaves at its end.
  const how = worker.isUp ? await worker.end() : ENDED;
  if (how === ENDED) return;
  sum.failed++;
  process.stdout.write(
    `${worker.printed()}\n  FAIL  something that tests began went wrong after them: ${how}\n`,
  );
}

function newWorker(): Worker {
  const worker = new Worker();
  workers.add(worker);
  return worker;
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const worker of workers) worker.kill();
    process.exit(1);
  });

await Promise.all(Array.from({ length: Math.min(Number(atOnce), files.length) }, work));
mkdirSync('out', { recursive: true });
writeFileSync(TIMES, JSON.stringify(times));
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
process.exitCode = sum.failed ? 1 : 0;
