import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Kind, Phase } from '../../../shared/visit/kind.js';
import { EVENT_NAMES, STATE_NAMES } from '../../../shared/visit/names.js';
import { Effect, phaseAt, step } from '../../../shared/visit/step.js';
import { Field, NOTE_LEFT, Open } from '../../../shared/visit/visit.js';
import { happen, newModel, ROWS, stateAt } from './oracle.js';
import { after, atDoor, LIMITS, PHASES, stateOf, stepped, visitIn } from './visits.js';

const table = suite('the table of states (rules A2.1)');

/** Kinds whose value leads elsewhere, with the values to be tried and what they mean. */
const VALUES: { readonly [kind: number]: readonly (readonly [value: number, meaning: object])[] } = {
  [Kind.Rang]: [
    [0, {}],
    [1, {}],
    [2, { door: 'own' }],
    [4, { door: 'shared' }],
    [5, { door: 'shared' }],
  ],
  [Kind.Answered]: [
    [0, {}],
    [1, {}],
    [2, { guard: true }],
    [3, { guard: true }],
  ],
  [Kind.CallTried]: [
    [0, { reached: false }],
    [1, { reached: true }],
  ],
  [Kind.NoteLeft]: [
    [15, { whole: true }],
    [14, { whole: false }],
    [0, { whole: false }],
  ],
};

/** At this time a door rung at second 1 has long been silent, one rung now has not. */
const NOW = 100_000;

for (const state of Object.keys(ROWS))
  table(`${state}: every event leads where its row or the order of the steps says`, () => {
    for (let kind = 0; kind < 64; kind++)
      for (const [value, meaning] of VALUES[kind] ?? [[0, {}]]) {
        const model = newModel(state);
        model.stay.rangAt = NOW - 10;
        happen(model, { event: EVENT_NAMES[kind] ?? '', at: NOW, promise: 'HB-L16b', ...meaning });
        const visit = visitIn(STATE_NAMES.indexOf(state), [[Field.RangAt, NOW - 10]]);
        const next = stepped(visit, [kind, NOW, value]).visit;
        assert.is(stateOf(next, NOW), stateAt(model, NOW), `${state}, ${EVENT_NAMES[kind]} (${value})`);
      }
  });

table('has every state that is in the code', () => {
  assert.equal(Object.keys(ROWS).sort(), [...STATE_NAMES].sort());
});

table('is total: any kind and any value leave a known phase, and never the visit they were given', () => {
  for (let phase = 0; phase < PHASES; phase++)
    for (let kind = 0; kind < 64; kind++)
      for (let value = 0; value < 512; value++) {
        const visit = visitIn(phase, [[Field.RangAt, 1]]);
        const before = visit.join();
        const next = step(LIMITS, visit, kind, value, 700, 0xffffffff, 1).visit;
        const reached = phaseAt(LIMITS, next, 700);
        if (!(reached < PHASES) || visit.join() !== before) assert.unreachable(`${phase} ${kind} ${value}`);
      }
});

table.run();

const door = suite('a door that nobody opens');

door('is silent from the second in which the wait ends', () => {
  assert.is(stateOf(atDoor(), 1599), 'AT_DOOR');
  assert.is(stateOf(atDoor(), 1600), 'NO_ANSWER');
});

door('is left in order with the whole note that was there before the wait was over', () => {
  const noted = after(atDoor(), [Kind.NoteLeft, 1100, 15]);
  assert.is(stateOf(noted, 1599), 'AT_DOOR');
  assert.is(stateOf(noted, 1600), 'NOTE_OK');
  assert.is(stateOf(after(atDoor(), [Kind.NoteLeft, 1100, 7]), 1600), 'NO_ANSWER');
});

door('takes a whole note, and the last one counts', () => {
  assert.is(stateOf(after(atDoor(), [Kind.NoteLeft, 1700, 15]), 1700), 'NOTE_OK');
  assert.is(stateOf(after(atDoor(), [Kind.NoteLeft, 1600, 15]), 1600), 'NOTE_OK');
  assert.is(stateOf(after(atDoor(), [Kind.NoteLeft, 1700, 13], [Kind.NoteLeft, 1701, 15]), 1701), 'NOTE_OK');
  const partLast = after(atDoor(), [Kind.NoteLeft, 1100, 15], [Kind.NoteLeft, 1200, 3]);
  assert.is(stateOf(partLast, 1700), 'NO_ANSWER');
});

door('opened in the very second of the limit has been answered', () => {
  for (const at of [1599, 1600, 1601])
    assert.is(stateOf(after(atDoor(), [Kind.Answered, at]), at), 'ANSWERED');
});

door('opened late makes the note void: leaving is then a matter of the entry', () => {
  const late = after(atDoor(), [Kind.NoteLeft, 1650, 15], [Kind.Answered, 1700]);
  assert.is(stateOf(late, 1700), 'ANSWERED');
  assert.is(stateOf(after(late, [Kind.Entered, 1710]), 1710), 'INSIDE');
});

door('counts its wait from the first ring', () => {
  const again = after(atDoor(), [Kind.Rang, 1300, 1], [Kind.Rang, 1500, 2]);
  assert.is(again[Field.RangAt], 1000);
  assert.is(stateOf(again, 1600), 'NO_ANSWER');
});

door('that others share does not start the wait, and a guard does not end it', () => {
  const gate = after(visitIn(Phase.OnSite), [Kind.Rang, 1000, 4]);
  assert.is(gate[Field.RangAt], 0);
  assert.is(stateOf(gate, 9000), 'ON_SITE');
  const flat = after(gate, [Kind.Answered, 1010, 3], [Kind.Rang, 1200, 2], [Kind.Answered, 1300, 2]);
  assert.is(stateOf(flat, 1799), 'AT_DOOR');
  assert.is(stateOf(flat, 1800), 'NO_ANSWER');
});

door('opened by a child is open', () => {
  assert.is(stateOf(after(atDoor(), [Kind.Answered, 1100, 1]), 1100), 'ANSWERED');
});

door('whose customer is reached by phone no longer waits', () => {
  const called = after(atDoor(), [Kind.CallTried, 1500, 1]);
  assert.is(stateOf(called, 9000), 'CALLED');
  assert.is(stateOf(after(called, [Kind.Rang, 1510]), 9000), 'CALLED');
  assert.is(stateOf(after(called, [Kind.Left, 1520]), 1520), 'FAILED_VISIT');
  assert.is(stateOf(after(called, [Kind.AppointmentChanged, 1520, 0, 5]), 1520), 'BOOKED');
});

door('has no wait in a code that knows none', () => {
  assert.is(phaseAt({ arriveEarly: null, noAnswer: null, zone: 0 }, atDoor(), 1e6), Phase.AtDoor);
});

door('counts a call as tried there only from the arrival on', () => {
  for (const early of [Phase.Offered, Phase.Accepted, Phase.Booked, Phase.EnRoute])
    assert.is(after(visitIn(early), [Kind.CallTried, 5, 0])[Field.Calls], 0, STATE_NAMES[early]);
  for (const there of [Phase.OnSite, Phase.AtDoor, Phase.NoAnswer])
    assert.is(after(visitIn(there), [Kind.CallTried, 5, 0])[Field.Calls], 1, STATE_NAMES[there]);
});

door.run();

const visits = suite('the visits of an order');

visits('begin afresh: nothing of the one before counts', () => {
  const first = after(
    atDoor(),
    [Kind.CallTried, 1100, 0],
    [Kind.NoteLeft, 1200, 15],
    [Kind.Tick, 1250, 8],
    [Kind.Consent, 1260, 3],
    [Kind.Left, 1700],
  );
  assert.is(stateOf(first, 1700), 'FAILED_VISIT');
  for (const [kind, state] of [
    [Kind.AppointmentMade, 'BOOKED'],
    [Kind.AppointmentChanged, 'BOOKED'],
    [Kind.Departed, 'EN_ROUTE'],
    [Kind.Arrived, 'ON_SITE'],
  ] as const) {
    const second = after(first, [kind, 5000, 0, 9000]);
    assert.is(stateOf(second, 5000), state);
    for (const field of [Field.RangAt, Field.Calls, Field.Note, Field.Ticked, Field.Said])
      assert.is(second[field], 0, `field ${field} after ${EVENT_NAMES[kind]}`);
    assert.is(second[Field.Seen], 1 << kind);
  }
});

visits('keep what the order owes', () => {
  const first = after(visitIn(Phase.Working), [Kind.WorkStarted, 1], [Kind.QueryTaken, 2], [Kind.Left, 3]);
  assert.is(stateOf(first, 3), 'WAITING');
  const second = after(first, [Kind.AppointmentMade, 4, 0, 99]);
  assert.is(second[Field.Open], Open.Query + Open.Started);
  assert.is(second[Field.Appointment], 99);
});

visits('may go on without a new appointment', () => {
  const waiting = after(visitIn(Phase.Paused), [Kind.Left, 3]);
  assert.is(stateOf(after(waiting, [Kind.WorkResumed, 9]), 9), 'WORKING');
});

visits('are sealed when they end, by leaving or at the door', () => {
  assert.is(stepped(atDoor(), [Kind.Left, 1700]).effects, Effect.Seal);
  assert.is(stepped(visitIn(Phase.Answered), [Kind.Refused, 5]).effects, Effect.Seal);
  assert.is(stepped(visitIn(Phase.Answered), [Kind.Entered, 5]).effects, 0);
});

visits('a change of the hour at the door begins the next one', () => {
  const changed = after(atDoor(), [Kind.NoteLeft, 1100, 15], [Kind.AppointmentChanged, 1200, 0, 7200]);
  assert.is(stateOf(changed, 9000), 'BOOKED');
  assert.is(changed[Field.RangAt] + changed[Field.Note] + changed[Field.ArrivedAt], 0);
  assert.is(changed[Field.Appointment], 7200);
});

visits.run();

const order = suite('an order');

order('returned before work is closed, from wherever it stood; after work it stays', () => {
  for (let phase = Phase.Offered; phase < Phase.Closed; phase++) {
    for (const kind of [Kind.Returned, Kind.Cancelled]) {
      const back = stepped(visitIn(phase), [kind, 5]);
      assert.is(stateOf(back.visit, 5), 'CLOSED', STATE_NAMES[phase]);
      assert.ok(back.effects & Effect.Close);
      const begun = visitIn(phase, [[Field.Open, Open.Started]]);
      assert.is(stateOf(stepped(begun, [kind, 5]).visit, 5), STATE_NAMES[phase]);
    }
  }
});

order('is closed by its reply once nothing is open, else by the last thing that was', () => {
  const left = visitIn(Phase.Left);
  assert.is(stateOf(after(left, [Kind.Replied, 5]), 5), 'CLOSED');
  const owing = after(
    left,
    [Kind.QueryTaken, 1],
    [Kind.QueryTaken, 2],
    [Kind.DamageMade, 3],
    [Kind.PromiseMade, 4, 0],
    [Kind.Replied, 5],
  );
  assert.is(stateOf(owing, 5), 'LEFT');
  const nearly = after(owing, [Kind.QueryClosed, 6], [Kind.QueryHanded, 7, 1], [Kind.DamageSettled, 8]);
  assert.is(stateOf(nearly, 8), 'LEFT');
  const last = stepped(nearly, [Kind.PromiseKept, 9]);
  assert.is(stateOf(last.visit, 9), 'CLOSED');
  assert.is(last.effects, Effect.Close);
});

order('owes nothing less than nothing, and counts up to 255', () => {
  const settled = after(visitIn(Phase.Left), [Kind.QueryClosed, 1], [Kind.DamageSettled, 2]);
  assert.is(settled[Field.Open], 0);
  let asked = visitIn(Phase.Left);
  for (let i = 0; i < 300; i++) asked = after(asked, [Kind.QueryTaken, 1], [Kind.DamageMade, 1]);
  assert.is(asked[Field.Open], 0xffff);
});

order('keeps a promise by the event that its rule names (J18), or by saying so', () => {
  const promised = (rule: number) => after(visitIn(Phase.Working), [Kind.PromiseMade, 1, rule]);
  const kept = (rule: number, kind: Kind) => after(promised(rule), [kind, 2])[Field.Open] === 0;
  for (const rule of [0, 1, 2, 4, 6]) assert.ok(kept(rule, Kind.WorkDone), `rule ${rule}`);
  for (const rule of [3, 5]) assert.not.ok(kept(rule, Kind.WorkDone), `rule ${rule}`);
  assert.ok(kept(5, Kind.CallbackDone));
  for (let rule = 0; rule < 8; rule++) assert.ok(kept(rule, Kind.PromiseKept), `rule ${rule}`);
});

order('that came with its hour is booked by accepting it', () => {
  const told = visitIn(Phase.Offered, [[Field.Appointment, 9000]]);
  assert.is(stateOf(after(told, [Kind.Accepted, 5]), 5), 'BOOKED');
  assert.is(stateOf(after(visitIn(Phase.Offered), [Kind.Accepted, 5]), 5), 'ACCEPTED');
});

order('that was closed is taken up again by accepting it', () => {
  assert.is(stateOf(after(visitIn(Phase.Closed), [Kind.Accepted, 5]), 5), 'ACCEPTED');
});

order('remembers what was said and ticked, a bit each', () => {
  const visit = after(
    visitIn(Phase.Inside),
    [Kind.Explained, 1, 3],
    [Kind.Explained, 2, 0],
    [Kind.Consent, 3, 0],
    [Kind.Consent, 4, 0x82],
    [Kind.RiskFlagged, 5, 8],
    [Kind.KitCheck, 6, 0x1ff],
    [Kind.Tick, 7, 5 * 8],
    [Kind.Tick, 8, 31 * 8 + 1],
    [Kind.Tick, 9, 32 * 8 + 7],
    [Kind.Tick, 10, 63 * 8],
    [Kind.NoteLeft, 11, 9],
  );
  assert.is(visit[Field.Said], 0x1ff8f83);
  assert.is(visit[Field.Ticked], 0x80000020);
  assert.is(visit[Field.Ticked2], 0x80000001);
  assert.is(visit[Field.Note], NOTE_LEFT + 9);
});

order.run();
