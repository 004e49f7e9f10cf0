import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Played, play } from '../../cli/play/player.js';
import { parseScenario } from '../../cli/play/scenario.js';

const HEAD = `name: a day
badge: { profile: HB, language: en }
clock: 2026-11-23T08:30:00+08:00
steps:
  - { at: "08:31:00", tap: { id: WO-1, type: repair, appointment: 2026-11-23T09:00:00+08:00 } }
`;

/** Lives a day that begins with an order tapped at 08:31. */
function live(steps: string, tail = ''): Promise<Played> {
  return play(parseScenario('day.yaml', `${HEAD}${steps}\n${tail}`));
}

async function fails(steps: string, tail = ''): Promise<string> {
  const { ok, failures } = await live(steps, tail);
  assert.is(ok, failures.length === 0);
  return failures.join('\n');
}

const ARRIVED = `  - { at: "08:31:10", event: order.accepted }
  - { at: "08:32:00", event: departed }
  - { at: "08:54:00", event: arrived }
`;

const player = suite('playing a scenario');

player('fails a step that the badge does not offer, by name, and ends there', async () => {
  const said = await fails(
    '  - { at: "08:32:00", event: trial.ok }\n  - { at: "08:33:00", event: departed }',
  );
  assert.match(
    said,
    /^day\.yaml:6: the badge does not offer trial\.ok in state OFFERED; it offers: .*Accept/,
  );
  assert.not.match(said, /departed/);
});

player('fails what no press can say', async () => {
  assert.match(
    await fails('  - { at: "08:32:00", event: delay.notified, with: { minutes: 7 } }'),
    /does not offer delay\.notified/,
  );
  assert.match(
    await fails('  - { at: "08:32:00", event: rang, with: { kind: horn } }'),
    /does not offer rang like this: kind "horn" is none of bell, knock/,
  );
  assert.match(
    await fails('  - { at: "08:32:00", event: clock.set }'),
    /does not offer clock\.set like this: use a step with clock/,
  );
  assert.match(
    await fails(`${ARRIVED}  - { at: "08:56:00", event: tick, with: { item: HB-B10, state: done } }`),
    /HB-B10 is not among the open items of the checklist/,
  );
});

player('keeps each event to the second of its step, however many presses lead to it', async () => {
  const { log, failures } = await live(
    `${ARRIVED}  - { at: "08:56:00", event: rang, with: { kind: knock, door: own } }`,
  );
  assert.equal(failures, []);
  assert.is(log[log.length - 1].t, '2026-11-23T08:56:00+08:00');
});

player('fails an event whose presses do not fit behind the step before', async () => {
  // For three seconds behind an event the key of the menu is Undo.
  const step = (at: string) => `${ARRIVED}  - { at: "${at}", event: rang, with: { kind: bell, door: own } }`;
  assert.match(
    await fails(step('08:54:02')),
    /rang was recorded at 2026-11-23T08:54:03\+08:00 and not at 2026-11-23T08:54:02\+08:00: its presses do not fit/,
  );
  assert.is(await fails(step('08:54:05')), '');
});

player('offers the undo for three seconds and no longer', async () => {
  assert.is(await fails(`${ARRIVED}  - { at: "08:54:02", event: undone, expect: { state: EN_ROUTE } }`), '');
  assert.match(
    await fails(`${ARRIVED}  - { at: "08:54:03", event: undone }`),
    /does not offer undone in state ON_SITE; it offers: .*Menu/,
  );
});

player('says what is so where an expectation is not met, and goes on', async () => {
  const said =
    await fails(`  - { at: "08:32:00", expect: { state: BOOKED, screen: [WO-1, Kit], log: [departed] } }
  - { at: "08:33:00", event: order.accepted, expect: { screen: Nothing } }`);
  const lines = said.split('\n');
  assert.is(lines.length, 4);
  assert.match(lines[0], /^day\.yaml:6: the state is OFFERED and not BOOKED$/);
  assert.match(lines[1], /the screen does not say "Kit": "Orders .* WO-1 \//);
  assert.match(lines[2], /the log does not end with {"event":"departed"} but with order\.dispatched/);
  assert.match(lines[3], /^day\.yaml:7: the screen does not say "Nothing"/);
});

player('says which verdicts did not come out', async () => {
  const said = await fails(ARRIVED, 'verdicts: { HB-B08: WARN, HB-B09b: [OPEN, NA], HB-B08b: NA not-late }');
  assert.is(
    said,
    'day.yaml:10: HB-B08 is PASS early and not WARN\nday.yaml:10: HB-B09b is OPEN waiting and not OPEN, NA',
  );
});

player('selects the order that a step names on the badge first', async () => {
  const { log, failures } = await live(`  - { at: "08:31:30", tap: { id: WO-2, type: install } }
  - { at: "08:33:00", event: order.accepted, order: WO-2, expect: { state: ACCEPTED, screen: WO-2 } }
  - { at: "08:35:00", event: order.accepted, order: WO-1, expect: { state: BOOKED, screen: WO-1 } }`);
  assert.equal(failures, []);
  assert.equal(
    log.slice(-4).map(event => [event.event, event.order]),
    [
      ['order.selected', 'WO-2'],
      ['order.accepted', 'WO-2'],
      ['order.selected', 'WO-1'],
      ['order.accepted', 'WO-1'],
    ],
  );
  assert.match(
    await fails('  - { at: "08:33:00", event: order.accepted, order: WO-9 }'),
    /the list has no row WO-9, but \*?\s*WO-1/,
  );
});

player('presses what it is told to, long or short', async () => {
  const { presses, screens } = await live(`  - { at: "08:32:00", press: BTN4 }
  - { press: BTN1, hold: 2s }
  - { at: "08:33:00", press: BTN4, expect: { screen: "New order: accept?" } }`);
  // The display was off before the first and before the last: another press switched it on.
  assert.is(presses, 5);
  assert.is(screens.length, 4);
  assert.match(screens[1], />What to say/);
});

player('cannot switch on what is on, nor press what has no power', async () => {
  assert.match(await fails('  - { power: restore }'), /the badge is on already/);
  assert.match(await fails('  - { power: cut }\n  - { power: cut }'), /the badge is off already/);
  assert.match(await fails('  - { power: cut }\n  - { event: order.accepted }'), /it has no power/);
});

player('keeps the clock over a reset and loses it with the power', async () => {
  const { log } = await live(`  - { at: "08:40:00", power: reset }
  - { at: "08:41:00", power: cut }
  - { at: "08:42:00", power: restore }`);
  const boots = log.filter(event => event.event === 'boot');
  assert.equal(
    boots.map(event => [event.t, event.clock]),
    [
      [null, 0],
      ['2026-11-23T08:40:00+08:00', 1],
      [null, 0],
    ],
  );
});

player('tells what the flash went through and what stands in it', async () => {
  const { flash, logHex } = await live(ARRIVED);
  assert.is(logHex.slice(0, 8), '444c4702', 'the first word is the magic of a page');
  assert.is(logHex.length % 8, 0);
  // The key in use stands in the flash and in no log that is shown; a key that went on was zeroed, the last word affirmed.
  const { bytes = 0, wordWrites = 0, zeroed = 0, reaffirmed = 0, doubleWrites } = flash ?? {};
  assert.is(bytes, wordWrites * 4);
  assert.is(doubleWrites, 0);
  const installed = 8 + 7;
  assert.is(wordWrites - zeroed - reaffirmed + installed, logHex.length / 8);
});

player.run();
