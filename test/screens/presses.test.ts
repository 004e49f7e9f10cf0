import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Bench } from '../../cli/play/bench.js';
import { play } from '../../cli/play/player.js';
import { readScenario } from '../../cli/play/scenario.js';
import { onNode, worldOf } from '../../cli/play/world.js';
import { Walker } from '../../cli/screens/walker.js';
import { packOrderJson } from '../../shared/order/json.js';
import { Fixed, LANGUAGES } from '../../shared/words/ui.js';

/** Presses that the flow of a visit takes, counted on the running badge. */

/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;

/** A badge with an order that was accepted, an hour before its time. */
async function atWork(language: 'en' | 'zh'): Promise<Walker> {
  const world = worldOf({ id: '00c0ffee', profile: 'HB', language });
  const startMs = MORNING * 1000;
  const walker = new Walker(new Bench(await onNode(world, 1, startMs), world, startMs));
  await walker.bench.setClock(MORNING);
  const packed = packOrderJson({ id: 'WO-1', type: 'repair', appointment: '2026-11-23T09:00:00+08:00' });
  if ('error' in packed) throw new Error(packed.error);
  await walker.bench.tap('WO-1', packed.bytes, 'stored');
  return walker;
}

for (const language of LANGUAGES) {
  const presses = suite(`presses, ${language}`);

  presses('are as few as the flow of a visit allows', async () => {
    const walker = await atWork(language);
    const { hands, engine } = walker.bench;
    const counted = async (act: () => Promise<void>): Promise<number> => {
      await walker.home();
      const before = hands.presses;
      await act();
      return hands.presses - before;
    };
    const of = (event: string, fields = {}): Promise<number> => counted(() => walker.event(event, fields));

    assert.is(await of('order.accepted'), 1);
    assert.is(await of('departed'), 2, 'and a question, as the kit was not checked');
    assert.is(await of('arrived'), 1);
    assert.is(await of('rang', { kind: 'bell' }), 1);
    assert.is(await of('call.tried', { reached: false }), 2);
    await engine.advance(engine.now() + 600_000);
    assert.is(await of('note.left', { fields: ['arrival', 'leaving', 'phone', 'contact'] }), 2);
    assert.is(await of('answered', { by: 'customer' }), 1);
    await walker.event('entered');
    await walker.event('work.started');

    // The checklist stays open: behind the press that opens it, a tick is one press.
    const ticks = async (): Promise<number> =>
      (await walker.bench.story()).events.filter(({ event }) => event === 'tick').length;
    await walker.go([1]);
    for (let done = 1; done <= 3; done++) {
      await hands.press(3);
      assert.is(await ticks(), done);
    }

    // Words for the situation are two presses away, the next ones another.
    await walker.go([4, 3]);
    const { groups } = walker.bench.world.tables;
    const first = (await hands.see()).lines;
    const group = groups.find(({ title }) => first[0]?.includes(title[language]));
    assert.ok(group && !group.isTips, first.join('\n'));
    await walker.home();
  });

  presses('bring the own day from idle with one', async () => {
    const world = worldOf({ id: '00c0ffee', profile: 'HB', language });
    const walker = new Walker(new Bench(await onNode(world, 1, 0), world, 0));
    await walker.bench.engine.advance(1000);
    await walker.bench.hands.press(2);
    await walker.asked('day', [Fixed.DayTitle, Fixed.DayLine, Fixed.DayLine2]);
    assert.equal(walker.faults, []);
    assert.is(walker.bench.hands.presses, 1);
  });

  presses.run();
}

const told = suite('run --json');

told('counts every press of a button', async () => {
  const file = fileURLToPath(new URL('../../../test/days/reference.yaml', import.meta.url));
  let pressed = 0;
  const played = await play(readScenario(file), {
    make: async (world, seed, startMs) => {
      const engine = await onNode(world, seed, startMs);
      const press = engine.press.bind(engine);
      engine.press = (button, hold) => {
        pressed++;
        return press(button, hold);
      };
      return engine;
    },
  });
  assert.is(played.presses, pressed);
  assert.ok(pressed >= 25, '25 events, and none without a press');
});

told.run();
