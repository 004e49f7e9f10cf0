import type { Bench } from './bench.js';
import { isSame } from './meant.js';
import type { Expect } from './step.js';

/** What is not as a step expects it, a sentence each. */
export async function unmet(bench: Bench, expect: Expect): Promise<string[]> {
  const failures: string[] = [];
  const story = await bench.story();
  const screen = await bench.hands.see();
  const states = bench.statesIn(story);
  if (expect.state !== undefined && !states.includes(expect.state))
    failures.push(`the state is ${states[0]} and not ${expect.state}`);
  for (const text of expect.screen) {
    if (screen.reads(text)) continue;
    const shown = JSON.stringify(screen.lines.join(' / '));
    failures.push(`the screen does not say ${JSON.stringify(text)}: ${shown}`);
  }
  const newest = expect.log.length ? story.events.slice(-expect.log.length) : [];
  const told = newest.map(event => event.event).join(', ');
  for (const [i, wanted] of expect.log.entries()) {
    const event = newest[i - expect.log.length + newest.length];
    if (event && Object.entries(wanted).every(([name, value]) => isSame(value, event[name]))) continue;
    failures.push(`the log does not end with ${JSON.stringify(wanted)} but with ${told}`);
  }
  return failures;
}
