import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Screen } from '../../cli/play/screen.js';
import { tap } from '../../cli/play/tap.js';
import { worldOf } from '../../cli/play/world.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';

const phrases = suite('what to say, on the badge');

/** The first and the next situations, as they are read from the screen of a visit to a customer of this kind. */
async function shownFor(customer: number): Promise<string[]> {
  const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
  const engine = new NodeEngine({ ...world.parts, seed: 1 });
  await engine.advance(1000);
  await tap(
    engine,
    Buffer.from(ndefOf(packOrder(2, 'WO-1', [0, 0, 0, 0, 0, 0, 0, 0], customer, '')), 'latin1'),
  );
  const shown: string[] = [];
  // Accepted; then the menu, its first row, and round the ring of situations.
  for (const key of [3, 4, 3, ...new Array<number>(12).fill(2)]) {
    await engine.press(key);
    // Past the time in which BTN4 takes a press back.
    await engine.advance(engine.now() + 4000);
    shown.push(Screen.read(world, await engine.pixels()).lines.join(' | '));
  }
  return shown.slice(2);
}

phrases('are those of an unknown customer where an order names a kind that there is not', async () => {
  const [unknown, home, strange] = [await shownFor(0), await shownFor(1), await shownFor(3)];
  assert.equal(strange, unknown);
  assert.not.equal(home, unknown);
  assert.ok(new Set(unknown).size > 5, 'the situations differ');
});

phrases.run();
