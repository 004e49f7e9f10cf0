import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partsOfDay, playDay, seedOfDay } from '../../cli/lane/days.js';
import { playBoth, playOnEspruino } from '../../cli/lane/engine.js';
import { screensOnEspruino } from '../../cli/lane/screens.js';
import { readScenario } from '../../cli/play/scenario.js';
import { Talk } from '../../cli/play/talk.js';
import { worldOf } from '../../cli/play/world.js';
import { bitmapsOf, differences, readGolden } from '../../cli/screens/golden.js';
import { compare, sentence } from '../../host-sim/espruino/compare.js';
import { HOW_TO, interpreter } from '../../host-sim/espruino/interpreter.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import { replay } from '../../host-sim/espruino/replay.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { SimReader } from '../../host-sim/reader.js';
import { put } from '../../shared/bytes.js';
import { packOrder } from '../../shared/order/order.js';
import { Fault, Op, Status } from '../../shared/pull/frame.js';
import { Role } from '../../shared/pull/proof.js';
import { deliver } from '../../supervisor/deliver.js';
import { keyNumber, type Said, signOrder } from '../../supervisor/orders.js';
import { skip } from '../support/skip.js';

const program = interpreter();
/** One of each kind; `doorstep run test/days --engine espruino` plays all. */
const SCENARIOS = [
  'reference',
  'nobody-answers',
  'power-cut-in-the-wait',
  'reset-in-the-wait',
  'clock-not-set',
  'pulled-twice',
];
const DAYS = 6;
const SEED = 20261123;

const spec = { id: '00c0ffee', profile: 'HB', language: 'zh' } as const;
const scenario = (name: string): string =>
  fileURLToPath(new URL(`../../../test/days/${name}.yaml`, import.meta.url));

const lane = suite('the bundle in Node and in the interpreter');

if (program) {
  for (const name of SCENARIOS)
    lane(`plays ${name} to the same log and pixels, and as expected`, async () => {
      assert.equal((await playOnEspruino(readScenario(scenario(name)))).failures, []);
    });

  lane('shows every golden screen of a build, pixel by pixel', async () => {
    const toured = await screensOnEspruino('HB', 'zh');
    assert.equal(toured.faults, []);
    assert.equal(differences('HB zh', readGolden('HB', 'zh'), bitmapsOf(toured)), []);
  });

  for (let day = 0; day < DAYS; day++)
    lane(`lives day ${day} of seed ${SEED} alike`, async () => {
      const difference = await playDay(partsOfDay(day), seedOfDay(SEED, day), program);
      assert.is(difference && sentence(difference), null);
    });

  lane('answers a supervisor alike, at every interval and MTU', async () => {
    for (const [mtu, interval] of [
      [53, 0],
      [53, 15],
      [23, 30],
    ] as const) {
      const recorder = new Recorder({ ...worldOf(spec).parts, seed: 5 });
      const heard: number[] = [];
      const talk = new Talk(recorder);
      recorder.onNotify((_, value) => {
        heard.push(value[0] ?? 0);
        // A client that answers at once, while time passes.
        if (value[0] === Op.End) void talk.acknowledge(1);
      });
      await recorder.advance(1000);
      await recorder.connect(mtu, { interval });
      await talk.begin(0, Role.Archive, () => recorder.advance(recorder.now() + 100));
      // No more at once than the badge's radio holds until their turn.
      const size = mtu - 5;
      for (let skip = 0; !heard.includes(Op.End); skip += 4 * size) {
        await talk.pull(0, skip, 4, size);
        await recorder.advance(recorder.now() + 500);
      }
      await recorder.disconnect();
      const recording = recorder.recording();
      const replayed = await replay(recording, { program });
      const difference = compare(recording, replayed);
      assert.is(difference && sentence(difference), null);
      assert.ok(heard.includes(Op.End), 'the log came');
      assert.is(talk.answer[0], Fault.Done);
    }
  });

  lane('pairs alike, says alike how it is, and opens its console alike', async () => {
    const recorder = new Recorder({ ...worldOf(spec).parts, seed: 5 });
    const press = async (...buttons: number[]): Promise<void> => {
      for (const button of buttons) {
        await recorder.press(button);
        await recorder.advance(recorder.now() + 300);
      }
    };
    const talk = new Talk(recorder);
    await recorder.advance(1000);
    await recorder.connect(53, { paired: false });
    const refused = [await talk.send(Op.Status, put(0)), await recorder.pair('024680')];
    await press(4, 1, 1, 3);
    const isShown = await recorder.pair('024680');
    await recorder.pixels();
    const isPaired = await recorder.agree('024680');
    await talk.send(Op.Status, put(0));
    const battery = talk.answer[Status.Battery + 1];
    await press(4, 4, 1, 3, 3);
    const services = await recorder.services();
    await recorder.power('reset');
    await recorder.advance(recorder.now() + 1000);
    await recorder.services();
    const recording = recorder.recording();
    const difference = compare(recording, await replay(recording, { program }));
    assert.is(difference && sentence(difference), null);
    assert.equal([...refused, isShown, isPaired, battery, services], [false, false, true, true, 100, []]);
  });

  lane('throws off alike who proves nothing', async () => {
    const recorder = new Recorder({ ...worldOf(spec).parts, seed: 5 });
    await recorder.advance(1000);
    await recorder.connect(53, { interval: 15 });
    await recorder.advance(200_000);
    assert.is(recorder.connected(), false);
    await recorder.connect(53, { interval: 15 });
    await new Talk(recorder).begin(0, Role.Reader, () => recorder.advance(recorder.now() + 100));
    await recorder.advance(recorder.now() + 200_000);
    assert.is(recorder.connected(), true);
    const recording = recorder.recording();
    const difference = compare(recording, await replay(recording, { program }));
    assert.is(difference && sentence(difference), null);
  });

  lane('takes signed orders alike, frame by frame, and gives the same receipts', async () => {
    const { id } = spec;
    const recorder = new Recorder({ ...worldOf(spec).parts, seed: 5 });
    await recorder.advance(1000);
    for (const at of [12, 0]) {
      const reader = new SimReader(recorder, { loss: { at, what: 'field' } });
      const order = packOrder(2, `WO-${at}`, [0, 0, 0, 0, 0, 0, 0, 0], 0, 'B2-1204');
      const signing = { badge: id, radioKey: TEST_KEYS.radio, key: keyNumber('site', 0) };
      const payloadFor = ({ nonce }: Said): string => signOrder({ ...signing, salt: nonce }, order);
      const { receipt, touches } = await deliver(reader, { ...signing, payloadFor });
      assert.equal([receipt !== null, touches], [true, at ? 2 : 1]);
    }
    const recording = recorder.recording();
    const difference = compare(recording, await replay(recording, { program }));
    assert.is(difference && sentence(difference), null);
  });

  lane('takes a contact that is told the same again alike, at the edge of its debounce', async () => {
    const recorder = new Recorder({ ...worldOf(spec).parts, seed: 5, ppm: -294 });
    await recorder.advance(2876);
    for (const [down, to] of [
      [true, 2931],
      [false, 2934],
      [false, 2984],
      [true, 3056],
    ] as const) {
      await recorder.hold(4, down);
      await recorder.advance(to);
    }
    const recording = recorder.recording();
    const difference = compare(recording, await replay(recording, { program }));
    assert.is(difference && sentence(difference), null);
  });

  lane('is not taken to be equal where the interpreter runs something else', async () => {
    const recorder = new Recorder({ ...worldOf(spec).parts, seed: 5 });
    await recorder.advance(1000);
    await recorder.press(3);
    const recording = recorder.recording();
    const boots = [
      { boot: "eval(require('Storage').read('.bootcde'));g.clearRect(0,0,30,12);g.flip()", what: /screen/ },
      {
        boot: "eval(require('Storage').read('.bootcde'));require('Storage').write('dlog','x',9000)",
        what: /flash at 0x/,
      },
      { boot: "eval(require('Storage').read('.bootcde'));throw new Error('x')", what: /threw/ },
      { boot: 'var a=[];for(;;)a.push(new Uint8Array(99))', what: /stopped/ },
    ];
    for (const { boot, what } of boots) {
      const difference = compare(recording, await replay(recording, { program, boot }));
      assert.match(difference ? sentence(difference) : 'equal', what);
    }
  });

  lane('gives the looker what the interpreter showed', async () => {
    process.env['ESPRUINO'] = program;
    const { node, espruino, difference } = await playBoth(async make => {
      const engine = await make(worldOf(spec), 3, 0);
      await engine.advance(500);
      await engine.press(1);
      return [
        await engine.pixels(),
        (await engine.flash()).slice(0, 8192),
        await engine.flips(),
        engine.now(),
      ];
    });
    assert.is(difference, null);
    assert.equal(espruino, node);
  });
  lane.run();
} else skip('scenarios and random days on the interpreter', HOW_TO);
