/**
 * Runs the compiled tests: `node out/test/support/run.js FOLDER PATTERN`.
 *
 * It is uvu, and two things more. The last line says how many passed, failed and were skipped, for whoever reads only
 * that. A file without a suite that runs is a failure: in uvu it would pass by saying nothing.
 */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parse } from 'uvu/parse';
import { skipped } from './skip.js';

type Suite = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;
type Queue = (string | Suite)[][];

/** What uvu keeps on the global object. */
const uvuState = globalThis as unknown as { UVU_DEFER: number; UVU_INDEX: number; UVU_QUEUE: Queue };

/** A compiled file whose source is gone is a leftover of an earlier build. */
function isStale(file: string): boolean {
  const source = relative(resolve('out'), file).replace(/\.js$/, '.ts');
  return !source.startsWith('..') && !existsSync(source);
}

const [folder = 'out/test', pattern = '\\.test\\.js$'] = process.argv.slice(2);
uvuState.UVU_DEFER = 1;
const { exec } = await import('uvu');
const counts = { passed: 0, failed: 0, skipped: 0 };

function fail(what: string): void {
  counts.failed++;
  process.stdout.write(`\n  FAIL  ${what}\n`);
}

/** A suite as uvu runs it, with its counts kept. */
const counted =
  (suite: Suite): Suite =>
  async () => {
    const result = await suite();
    counts.passed += result[1];
    counts.skipped += result[2];
    counts.failed += result[3] - result[1];
    return result;
  };

const { suites } = await parse(folder, pattern);
for (const { name, file } of suites.filter(each => !isStale(each.file))) {
  const skippedBefore = skipped.length;
  uvuState.UVU_INDEX = uvuState.UVU_QUEUE.push([name]) - 1;
  try {
    await import(`file://${file}`);
  } catch (error) {
    fail(`${name} does not load: ${error instanceof Error ? error.stack : error}`);
    continue;
  }
  const queue = uvuState.UVU_QUEUE[uvuState.UVU_INDEX] ?? [];
  if (queue.length === 1 && skipped.length === skippedBefore) fail(`${name} has no suite that is run`);
  for (const [index, each] of queue.entries()) if (typeof each === 'function') queue[index] = counted(each);
}

process.on('exit', () => {
  // uvu has already said so where the tests ended early.
  if (process.exitCode && !counts.failed) counts.failed = 1;
  if (counts.failed) process.exitCode = 1;
  const { passed, failed } = counts;
  process.stdout.write(`${passed} passed, ${failed} failed, ${counts.skipped + skipped.length} skipped\n`);
});
await exec();
