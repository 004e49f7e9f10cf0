/** Names of what was not run in this process. */
export const skipped: string[] = [];

/**
 * Says in one line which test is skipped, and why, in words that tell how to have it run.
 *
 *     if (!process.env.ESPRUINO) skip('scenarios on the interpreter', 'ESPRUINO names no interpreter');
 *     else lane('plays every scenario', ...);
 */
export function skip(name: string, why: string): void {
  skipped.push(name);
  process.stdout.write(`skipped: ${name}: ${why}\n`);
}
