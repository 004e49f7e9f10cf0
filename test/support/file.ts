/**
 * Runs compiled files of tests, for worker.ts, one after the other as they are named. Each prints as in uvu; what it
 * counted goes to the parent.
 */
import { pathToFileURL } from 'node:url';
import { skipped } from './skip.js';
import type { Counts, TestFile } from './worker.js';

type Suite = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;

async function run({ name, file }: TestFile): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const fail = (what: string): void => {
    counts.failed++;
    process.stdout.write(`\n  FAIL  ${what}\n`);
  };
  // What uvu keeps on the global object: a suite that is run puts itself in the queue, and waits there.
  const suites: Suite[] = [];
  Object.assign(globalThis, { UVU_DEFER: 1, UVU_INDEX: 0, UVU_QUEUE: [suites] });
  skipped.length = 0;
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    fail(`${name} does not load: ${error instanceof Error ? error.stack : error}`);
    return counts;
  }
  if (!suites.length && !skipped.length) fail(`${name} has no suite that is run`);
  for (const suite of suites) {
    const [errors, passed, left, total] = await suite();
    counts.passed += passed;
    counts.failed += total - passed;
    counts.skipped += left;
    if (errors !== true) process.stdout.write(`\n${errors}\n`);
  }
  counts.skipped += skipped.length;
  return counts;
}

process.stdout.isTTY = process.argv[2] === 'true';
process.on('message', async (test: TestFile) => {
  // Only its tests keep the process alive, so that one that waits for nothing ends it.
  process.channel?.unref();
  const counts = await run(test);
  process.channel?.ref();
  // The tests may have called what sets it.
  process.exitCode = 0;
  process.send?.(counts);
});
