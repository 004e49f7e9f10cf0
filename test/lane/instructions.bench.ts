import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measureFrames } from '../../cli/lane/frame.js';
import { measureFullScreen } from '../../cli/lane/full-screen.js';
import { countedInterpreter } from '../../cli/lane/instructions.js';
import { measurePress } from '../../cli/lane/press.js';
import { measureProof, PER_MILLISECOND } from '../../cli/lane/proving.js';
import { measureRecovery } from '../../cli/lane/recovery.js';
import { measureTap } from '../../cli/lane/tap.js';
import { skip } from '../support/skip.js';

/** Each figure stands beside its peer of the same run: instructions of the real interpreter, the stand-ins' own left out. */

const found = countedInterpreter();
const bench = suite('what the interpreter executes');

const millions = (instructions: number): string => (instructions / 1e6).toFixed(2);

if ('why' in found) skip('instructions of a press and of a start', found.why);
else {
  bench(
    'a press, beside a naive stack that keeps objects, writes JSON and draws the whole screen',
    async () => {
      const { chinese, ascii, naive } = await measurePress(found.program);
      console.log(`
  Chinese ${millions(chinese)} M, English ${millions(ascii)} M, naive ${millions(naive)} M instructions
  the naive one takes ${(naive / ascii).toFixed(2)} x ours`);
      assert.ok(chinese > 0 && ascii > 0 && naive > 0);
    },
  );

  bench(
    'a main screen full of Chinese, beside the barest program that draws as many characters',
    async () => {
      const { characters, ours, bare } = await measureFullScreen(found.program);
      console.log(`
  ${characters} characters and the clock ${millions(ours)} M, barely drawn ${millions(bare)} M instructions
  ours takes ${(ours / bare).toFixed(2)} x the bare one`);
      assert.ok(characters > 40 && ours > bare && bare > 0);
    },
  );

  bench('a start with 64 words to read, beside a walk of the whole page', async () => {
    const { boot, fresh, walk, words } = await measureRecovery(found.program);
    console.log(`
  start ${millions(boot)} M, of an empty log ${millions(fresh)} M, walk of ${words} words ${millions(walk)} M instructions
  the start takes ${(boot / walk).toFixed(2)} x the walk, its reading of the log ${((boot - fresh) / walk).toFixed(2)} x`);
    assert.ok(boot > fresh && fresh > 0 && walk > 0);
  });

  bench("a reader's frame, beside the barest handler in script", async () => {
    const { read, write } = await measureFrames(found.program);
    for (const { ours, bare } of [read, write]) {
      console.log(`  ${Math.round(ours)} instructions, the bare one ${Math.round(bare)}`);
      // 4.8 ms are all that the firmware gives; 140 000 are about 2.9 ms.
      assert.ok(ours <= 140_000 && ours <= 1.5 * bare);
    }
  });

  bench("a supervisor's proof, beside a request that needs none", async () => {
    const { hello, auth, refused } = await measureProof(found.program);
    const said = (instructions: number): string =>
      `${millions(instructions)} M instructions (${Math.round(instructions / PER_MILLISECOND)} ms)`;
    console.log(`  Hello ${said(hello)}, Auth ${said(auth)}, a request that is refused ${said(refused)}`);
    assert.ok(hello > auth && auth > refused && refused > 0);
  });

  bench('a tap, from the end of the field to the screen; 300 ms are wanted', async () => {
    for (const [what, cost] of Object.entries(await measureTap(found.program))) {
      const milliseconds = cost / PER_MILLISECOND;
      console.log(`  ${what}: ${millions(cost)} M instructions, ${milliseconds.toFixed(0)} ms modelled`);
      assert.ok(cost > 0 && milliseconds <= 650);
    }
  });

  bench.run();
}
