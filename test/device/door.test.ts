import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Screen } from '../../cli/play/screen.js';
import { worldOf } from '../../cli/play/world.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { tap } from '../../host-sim/reader.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packBareOrder } from '../../shared/order/order.js';

/** The wait at a silent door, as the wearer sees it. */

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });

/** A badge that has rung just now, and the screen so many seconds later. */
async function atDoor() {
  const engine = new NodeEngine(world.parts);
  await engine.advance(60_000);
  await tap(engine, Buffer.from(ndefOf(packBareOrder(2, 'WO-1')), 'latin1'));
  // Accepted; departed, and once more as the kit was not checked; arrived; rang, early in a second.
  for (let press = 1; press <= 5; press++) {
    await engine.advance(62_000 + press * 1000);
    await engine.press(3);
  }
  const rang = 67_000;
  const at = async (seconds: number): Promise<readonly string[]> => {
    await engine.advance(rang + seconds * 1000 + 500);
    return (await see()).map(line => line.replace(/ +/g, ' ').trim());
  };
  const see = async (): Promise<readonly string[]> => Screen.read(world, await engine.pixels()).lines;
  return { engine, at };
}

/** Lines and columns of the pixels between two columns, as far as there is ink. */
function inkIn(pixels: Uint8Array, fromX: number, toX: number, fromY: number, toY: number) {
  const ink: { x: number; y: number }[] = [];
  for (let y = fromY; y < toY; y++)
    for (let x = fromX; x < toX; x++)
      if ((pixels[y * 16 + (x >> 3)] as number) & (0x80 >> (x & 7))) ink.push({ x, y });
  const [xs, ys] = [ink.map(({ x }) => x), ink.map(({ y }) => y)];
  return { width: Math.max(...xs) - Math.min(...xs) + 1, height: Math.max(...ys) - Math.min(...ys) + 1 };
}

const door = suite('the wait at the door');

door('counts down in large digits: what is left, what was waited, what is missing', async () => {
  const { at } = await atDoor();
  assert.equal((await at(0)).slice(1, 4), ['10:00 -0:00', '-Call', 'Go at --:-- -Note']);
  assert.equal((await at(1)).slice(1, 3), ['9:59 -0:01', '-Call']);
  assert.equal((await at(599)).slice(1, 3), ['0:01 -9:59', '-Call']);
  assert.equal((await at(600)).slice(1, 4), ['No answer +10:00', 'Call, note, -Call', 'then go -Note']);
});

door('has digits of 24 pixels with strokes of three, and no more of one that was there before', async () => {
  const { engine, at } = await atDoor();
  await at(0);
  const ten = (await engine.pixels()).slice();
  assert.equal(inkIn(ten, 0, 18, 13, 39), { width: 15, height: 24 });
  assert.equal(inkIn(ten, 72, 90, 13, 39), { width: 15, height: 24 });
  await at(1);
  const pixels = await engine.pixels();
  assert.is(inkIn(pixels, 72, 90, 13, 39).height, -Infinity, 'the fifth digit is gone');
  // Each pixel of the font is a square: the stroke at the left of the 9 is three wide.
  assert.is(inkIn(pixels, 0, 4, 20, 21).width, 3);
});

door('keeps its digits whole where a call is taken back', async () => {
  const { engine, at } = await atDoor();
  await at(20);
  // The call, and that nobody answered; then BTN4 takes it back, within the same second.
  for (const key of [1, 3]) await engine.press(key);
  assert.equal((await at(20)).slice(1, 3), ['9:40 -0:20', '+Call']);
  await engine.press(4);
  assert.equal((await at(20)).slice(1, 3), ['9:40 -0:20', '-Call']);
});

door('leaves nothing of its digits on the next screen', async () => {
  const { engine, at } = await atDoor();
  await at(5);
  await engine.press(4);
  const [, ...rows] = await at(5);
  assert.equal(rows.slice(0, 3), ['>What to say', 'My card', 'Ring or knock']);
});

door.run();
