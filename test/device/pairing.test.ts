import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { Screen } from '../../cli/play/screen.js';
import { worldOf } from '../../cli/play/world.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { put } from '../../shared/bytes.js';
import { CONTROL, EVENT, INFO, Op, uuid } from '../../shared/pull/frame.js';
import { MORNING } from '../supervisor/badge.js';

/** Who may pair and when, and the wearer's way to the console. */

const world = worldOf({ id: '00c0ffee', profile: 'HB', language: 'en' });
const PASSKEY = '024680';
const STATUS = Buffer.from(put(Op.Status, 1) + put(1, 1) + put(0), 'latin1');

/** Rows of the idle badge's menu, from below. */
const PAIR = 2;
const CONSOLE = 1;

/** A badge that its wearer holds, and a peer at it that has never paired. */
class Held {
  readonly engine = new NodeEngine({ ...world.parts, seed: 1, startMs: MORNING * 1000 });
  heard = 0;

  static async by(paired: boolean): Promise<Held> {
    const held = new Held();
    held.engine.onNotify(() => held.heard++);
    await held.waits(1);
    await held.engine.connect(53, { paired });
    return held;
  }

  async waits(seconds: number): Promise<void> {
    await this.engine.advance(this.engine.now() + seconds * 1000);
  }

  async press(...buttons: number[]): Promise<void> {
    for (const button of buttons) {
      await this.engine.press(button);
      await this.engine.advance(this.engine.now() + 300);
    }
  }

  /** From the main screen into a row of its menu. */
  async choose(fromBelow: number): Promise<void> {
    await this.press(4, ...Array.from({ length: fromBelow }, () => 1), 3);
  }

  async reads(text: string): Promise<boolean> {
    return Screen.read(world, await this.engine.pixels()).reads(text);
  }

  /** What the log says of consoles that were opened. */
  get opened(): number {
    const { events } = storyOfWords(world, wordsOfFlash(this.engine.badge.nor.bytes));
    return events.filter(({ event, cause }) => event === 'security' && cause === 'console').length;
  }
}

const peers = suite('a peer that has not paired');

peers('reads which badge it is, and nothing else; what it writes is not heard', async () => {
  const { engine } = await Held.by(false);
  assert.is((await engine.read(uuid(INFO)))?.length, 5);
  assert.is(await engine.read(uuid(EVENT)), undefined);
  assert.is(await engine.write(uuid(CONTROL), STATUS), false);
  assert.is(await engine.write(uuid(EVENT), STATUS), false);
  assert.is(await engine.write(uuid(INFO), STATUS), false);
});

peers('may do what any other may once it has', async () => {
  const held = await Held.by(true);
  assert.is(await held.engine.write(uuid(CONTROL), STATUS), true);
  assert.is(held.heard, 1);
});

peers('pairs by the digits on the display, while the wearer looks at the screen for it', async () => {
  const held = await Held.by(false);
  const { engine } = held;
  assert.is(await engine.pair(PASSKEY), false, 'nobody has asked for it');
  await held.choose(PAIR);
  assert.ok(await held.reads('Pair a phone'));
  assert.not.ok(await held.reads(PASSKEY));
  assert.is(await engine.pair(PASSKEY), true);
  assert.ok(await held.reads(PASSKEY));
  assert.is(await engine.agree(PASSKEY), true);
  assert.is(await engine.write(uuid(CONTROL), STATUS), true);
  assert.equal(await engine.faults(), []);
});

peers('does not pair by other digits, nor by a passkey that was used', async () => {
  const held = await Held.by(false);
  await held.choose(PAIR);
  assert.is(await held.engine.pair(PASSKEY), true);
  assert.is(await held.engine.agree('024681'), false);
  assert.is(await held.engine.agree(PASSKEY), false);
  assert.is(await held.engine.write(uuid(CONTROL), STATUS), false);
});

peers('is refused again as soon as the wearer leaves the screen', async () => {
  const held = await Held.by(false);
  await held.choose(PAIR);
  await held.press(4);
  assert.is(await held.engine.pair(PASSKEY), false);
  assert.not.ok(await held.reads(PASSKEY));
});

peers('is let in for a minute, and for another from the moment its passkey is shown', async () => {
  for (const isAsked of [false, true]) {
    const held = await Held.by(false);
    await held.choose(PAIR);
    await held.waits(30);
    if (isAsked) assert.is(await held.engine.pair(PASSKEY), true);
    await held.waits(isAsked ? 59 : 29);
    assert.is(held.engine.badge.radio.security?.pair, true);
    await held.waits(2);
    assert.is(held.engine.badge.radio.security?.pair, false);
    assert.is(await held.engine.dark(), true);
  }
});

peers('is not let in by a start, whatever was on the screen before', async () => {
  const held = await Held.by(false);
  await held.choose(PAIR);
  await held.engine.power('reset');
  await held.waits(1);
  await held.engine.connect(53, { paired: false });
  assert.is(await held.engine.pair(PASSKEY), false);
});

peers.run();

const consoles = suite('the console');

consoles('is opened by the wearer, who says so twice, and it is on record', async () => {
  const held = await Held.by(true);
  const { badge } = held.engine;
  await held.choose(CONSOLE);
  assert.ok(await held.reads('Open console'));
  assert.equal([held.opened, badge.radio.hasUart, badge.lights.console], [0, false, false]);
  await held.press(3);
  assert.equal([held.opened, badge.radio.hasUart, badge.lights.console], [1, true, true]);
  // The radio starts anew: nobody is connected, and the badge's own service is away.
  assert.is(held.engine.connected(), false);
  assert.equal(await held.engine.services(), []);
  assert.is(badge.radio.security?.mitm, true, 'who is at it has paired');
  assert.equal(await held.engine.faults(), []);
});

consoles('is not opened by who only looks, or does not press OK', async () => {
  for (const button of [1, 2, 4]) {
    const held = await Held.by(true);
    await held.choose(CONSOLE);
    await held.press(button);
    assert.equal([held.opened, held.engine.badge.radio.hasUart], [0, false]);
  }
});

consoles('is closed again by a start, and the day goes on meanwhile', async () => {
  const held = await Held.by(true);
  const { badge } = held.engine;
  await held.choose(CONSOLE);
  await held.press(3);
  await held.choose(CONSOLE);
  assert.ok(await held.reads('Open console'), 'the badge works as before');
  await held.engine.power('reset');
  await held.waits(1);
  assert.equal([held.opened, badge.radio.hasUart, badge.lights.console], [1, false, false]);
  assert.is((await held.engine.services()).length, 3);
  assert.equal(await held.engine.faults(), []);
});

consoles.run();
