import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Screen } from '../../cli/play/screen.js';
import { setClock } from '../../cli/play/talk.js';
import { tap } from '../../cli/play/tap.js';
import { worldOf } from '../../cli/play/world.js';
import { readScreen } from '../../host-sim/eyes.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packBareOrder } from '../../shared/order/order.js';

/** The wait at a silent door, as the wearer sees it. */

const english = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
/** 2026-11-23T09:00:00+08:00. */
const NINE = 1_795_395_600;
const folder = mkdtempSync(join(tmpdir(), 'doorstep-'));

/** A badge that has rung just now, and the screen so many seconds later. */
async function atDoor(world = english) {
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
  return { engine, at, of: world };
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
door.after(() => rmSync(folder, { recursive: true, force: true }));

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
  assert.equal(rows.slice(0, 3), ['>What to say', 'My card', 'Write the note']);
});

/** Down the menu of the door to the note, and on to one of its contents. */
async function notePage(language: 'en' | 'zh', settings: object, page: number, seconds: number) {
  const file = join(folder, `${language}-${JSON.stringify(settings).length}.json`);
  writeFileSync(file, JSON.stringify(settings));
  const { engine, at, of } = await atDoor(
    worldOf({ id: '00c0ffee', profile: 'HB', language, settings: file }),
  );
  assert.ok(await setClock(engine, NINE));
  // For three seconds the first key would take the ring back.
  await engine.advance(engine.now() + 3000);
  for (const key of [4, 2, 2, 3, 3, 3, 3].slice(0, 3 + page)) {
    await engine.advance(engine.now() + 1000);
    await engine.press(key);
  }
  const [, label, content] = await at(seconds);
  const large = readScreen(await engine.pixels(), of.glyphs, [26])[0];
  return { label, content, scale: large?.scale ?? 1 };
}

door('has the note to copy at twice the size, with its times and what settings say', async () => {
  const own = { hotline: '66616567', name: { zh: '欧阳小王', en: 'Wang Wei' } };
  const says = async (page: number, seconds = 30) => notePage('zh', own, page, seconds);
  assert.equal(await says(1), { label: '已到', content: '08:59', scale: 2 });
  assert.equal(await says(2), { label: '已离开', content: '09:10', scale: 2 }, 'when the wait is over');
  assert.equal((await says(2, 700)).content, '09:11', 'or now, when it is');
  assert.equal(await says(3), { label: '联系电话', content: '66616567', scale: 2 });
  assert.equal(await says(4), { label: '联系人', content: '欧阳小王', scale: 2 });
});

door('has a telephone of ten digits at twice the size, and one of eleven as small as a row', async () => {
  const says = async (hotline: string) => (await notePage('en', { hotline }, 3, 30)).scale;
  assert.is(await says('1234567890'), 2);
  assert.is(await says('12345678901'), 1);
});

door.run();
