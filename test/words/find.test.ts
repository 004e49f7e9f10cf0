import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findWay, patternOf, pressCount } from '../../cli/play/find.js';
import { HB } from '../../shared/profile/hb.js';
import { Kind, Phase } from '../../shared/visit/kind.js';
import { EVENT_NAMES, STATE_NAMES } from '../../shared/visit/names.js';
import { Go, LANGUAGES, type Language } from '../../shared/words/ui.js';

const find = (phase: Phase, kind: Kind, value = 0, language: Language = 'en') =>
  findWay(HB, language, phase, { kind, value });

type Values = { readonly [kind: number]: readonly number[] };

const RETURN: Values = { [Kind.Returned]: [0, 1] };
const CALL: Values = { [Kind.CallTried]: [0, 1] };
/** Parties 1 to 5; what was said goes with all that are not the customer. */
const CHANGE: Values = { [Kind.AppointmentChanged]: [1, 2, 3, 4, 5, 2 + 8 * 15, 3 + 8 * 11, 5 + 8 * 1] };
const LATE: Values = {
  [Kind.DelayNotified]: [0, 5, 10, 15, 30, 60].flatMap(minutes => [minutes * 2, minutes * 2 + 1]),
};
const LEFT: Values = { [Kind.Left]: [0] };
const DOOR: Values = {
  [Kind.Rang]: [0, 1, 2, 3, 4, 5],
  [Kind.Answered]: [0, 1, 3],
  [Kind.NoteLeft]: [15, 1, 7, 0],
  ...CALL,
  ...CHANGE,
  ...LEFT,
};
const SAID: Values = {
  [Kind.Explained]: [3, 15, 1],
  [Kind.Consent]: [1, 2, 4, 64, 255],
  [Kind.RiskFlagged]: [7, 15, 4],
};
const MATTERS: Values = {
  [Kind.QueryTaken]: [0, 1],
  [Kind.QueryHanded]: [1, 2, 3, 4],
  [Kind.QueryClosed]: [0],
  [Kind.DamageMade]: [0],
  [Kind.DamageSettled]: [0],
  [Kind.PromiseMade]: HB.promises.map((_, place) => place),
  [Kind.PromiseKept]: [0],
  [Kind.FeeCharged]: [0, 1],
};
const BOOK: Values = { [Kind.AppointmentMade]: [0, 1] };
/** Such as belong to the order and not to where its visit stands. */
const ALWAYS: Values = {
  [Kind.Tick]: [0],
  [Kind.Renamed]: [0],
  [Kind.Selected]: [0],
  [Kind.ProgressSent]: [0],
  [Kind.Escalated]: [0],
  [Kind.Replied]: [0],
  [Kind.CallbackDone]: [0],
  [Kind.PromiseKept]: [0],
  [Kind.Dispatched]: [0, 1, 2, 3, 4, 5],
};

/** The events to which rules A2.1 gives a meaning in each state, beside `ALWAYS`. */
const MEANT: { readonly [phase: number]: Values } = {
  [Phase.Accepted]: { ...BOOK, ...RETURN, ...CALL, [Kind.Contacted]: [0, 1], [Kind.Departed]: [0] },
  [Phase.Booked]: {
    ...CHANGE,
    ...RETURN,
    ...LATE,
    ...CALL,
    [Kind.KitCheck]: [31, 63, 3],
    [Kind.Departed]: [0],
  },
  [Phase.EnRoute]: { ...CHANGE, ...RETURN, ...LATE, ...CALL, [Kind.Arrived]: [3] },
  [Phase.OnSite]: DOOR,
  [Phase.AtDoor]: DOOR,
  [Phase.NoAnswer]: DOOR,
  [Phase.NoteOk]: DOOR,
  [Phase.Called]: DOOR,
  [Phase.Answered]: { ...CHANGE, ...LEFT, [Kind.Entered]: [0], [Kind.Refused]: [0], [Kind.Consent]: [1] },
  [Phase.Inside]: { ...CHANGE, ...LEFT, ...SAID, ...MATTERS, [Kind.WorkStarted]: [0] },
  [Phase.Working]: {
    ...LEFT,
    ...SAID,
    ...MATTERS,
    [Kind.WorkPaused]: [9, 18, 26, 11, 27, 36, 44, 5, 22, 46],
    [Kind.WorkDone]: [0, 1, 2, 3, 4, 5],
    [Kind.WorkHanded]: [1, 2, 3, 4],
  },
  [Phase.Paused]: { ...LEFT, ...MATTERS, [Kind.WorkResumed]: [0] },
  [Phase.Completing]: {
    ...LEFT,
    ...MATTERS,
    [Kind.TrialOk]: [0],
    [Kind.TrialRejected]: [0],
    [Kind.Cleaned]: [0],
    [Kind.Signed]: [0],
  },
  [Phase.Waiting]: { ...BOOK, ...MATTERS, [Kind.WorkResumed]: [0], [Kind.Departed]: [0] },
  [Phase.Left]: { ...BOOK, ...MATTERS },
  [Phase.FailedVisit]: { ...BOOK, ...MATTERS, [Kind.Departed]: [0] },
};

const reach = suite('every event that rules A2.1 names');

for (const [phase, values] of Object.entries(MEANT)) {
  reach(`can be recorded in ${STATE_NAMES[Number(phase)]}`, () => {
    const missing: string[] = [];
    for (const [kind, each] of Object.entries({ ...ALWAYS, ...values }))
      for (const value of each)
        if (!find(Number(phase), Number(kind), value)) missing.push(`${EVENT_NAMES[Number(kind)]} ${value}`);
    assert.equal(missing, []);
  });
}

reach('can be recorded before and after them as well', () => {
  for (const type of [0, 1, 2, 3, 4, 5]) assert.ok(find(Phase.Idle, Kind.Dispatched, type));
  for (const value of [0, 1]) assert.ok(find(Phase.Offered, Kind.Returned, value));
  assert.ok(find(Phase.Offered, Kind.Accepted));
});

reach('leads on where an earlier press was forgotten', () => {
  const steps = [
    Kind.Departed,
    Kind.Arrived,
    Kind.Rang,
    Kind.Answered,
    Kind.Entered,
    Kind.WorkStarted,
    Kind.WorkDone,
  ];
  for (let phase = Phase.Offered; phase <= Phase.Inside; phase++)
    for (const kind of steps) assert.ok(find(phase, kind), `${EVENT_NAMES[kind]} in ${STATE_NAMES[phase]}`);
});

reach.run();

const ways = suite('the way to an event');

ways('is one press for what a visit needs next', () => {
  const next: readonly (readonly [Phase, Kind, number])[] = [
    [Phase.Offered, Kind.Accepted, 0],
    [Phase.Booked, Kind.Departed, 0],
    [Phase.EnRoute, Kind.Arrived, 3],
    [Phase.OnSite, Kind.Rang, 0],
    [Phase.OnSite, Kind.Rang, 1],
    [Phase.AtDoor, Kind.Answered, 0],
    [Phase.NoAnswer, Kind.Answered, 0],
    [Phase.NoteOk, Kind.Left, 0],
    [Phase.Answered, Kind.Entered, 0],
    [Phase.Inside, Kind.WorkStarted, 0],
    [Phase.Working, Kind.WorkDone, 0],
    [Phase.Paused, Kind.WorkResumed, 0],
    [Phase.Completing, Kind.Left, 0],
    [Phase.Left, Kind.Replied, 0],
  ];
  for (const [phase, kind, value] of next) {
    const way = find(phase, kind, value);
    assert.is(way && pressCount(way), 1, `${EVENT_NAMES[kind]} in ${STATE_NAMES[phase]}`);
  }
});

ways('is two presses for a call in vain and for a whole note', () => {
  for (const phase of [Phase.AtDoor, Phase.NoAnswer]) {
    assert.equal(find(phase, Kind.CallTried, 0)?.presses, [
      { key: 1, label: 'Call' },
      { row: 'Phoned, no answer', place: 0, rows: 2 },
    ]);
    const note = find(phase, Kind.NoteLeft, 15);
    assert.is(note && pressCount(note), 2);
  }
});

ways('names the flags to be ticked as the list reads', () => {
  assert.equal(find(Phase.NoAnswer, Kind.NoteLeft, 5)?.presses, [
    { key: 2, label: 'Note' },
    { flags: ['Came {arrivedAt}', 'Phone'], all: false },
  ]);
  assert.equal(find(Phase.NoAnswer, Kind.NoteLeft, 5, 'zh')?.presses, [
    { key: 2, label: '留言' },
    { flags: ['到 {arrivedAt}', '联系电话'], all: false },
  ]);
});

ways('to a change asks for the party and then for what was said', () => {
  assert.equal(find(Phase.Called, Kind.AppointmentChanged, 2 + 8 * 9)?.presses, [
    { key: 1, label: 'Change' },
    { pick: 'appointment' },
    { row: 'Our side', place: 1, rows: 5 },
    { flags: ['Reason', 'New time agreed'], all: false },
  ]);
  assert.equal(find(Phase.Called, Kind.AppointmentChanged, 1)?.presses, [
    { key: 1, label: 'Change' },
    { pick: 'appointment' },
    { row: 'Customer', place: 0, rows: 5 },
  ]);
});

ways('says in which built-in screen it ends', () => {
  assert.is(find(Phase.NoAnswer, Kind.Left)?.opens, Go.Leave);
  assert.is(find(Phase.Booked, Kind.Departed)?.opens, Go.Depart);
  assert.is(find(Phase.Working, Kind.Tick)?.opens, Go.Checklist);
  assert.is(find(Phase.Working, Kind.PromiseMade, 2)?.opens, Go.Promise);
  assert.is(find(Phase.EnRoute, Kind.Arrived, 3)?.opens, null);
});

ways('is null where the badge does not offer the event', () => {
  assert.is(find(Phase.Idle, Kind.WorkDone), null);
  assert.is(find(Phase.Accepted, Kind.DelayNotified, 24), null);
  assert.is(find(Phase.AtDoor, Kind.NoteLeft, 16), null);
});

ways('is the same in both languages, but for the words', () => {
  for (const phase of [Phase.AtDoor, Phase.Working, Phase.Booked]) {
    for (const kind of [Kind.Left, Kind.QueryTaken, Kind.DelayNotified, Kind.Rang]) {
      const [en, zh] = LANGUAGES.map(language => find(phase, kind, 0, language));
      assert.is(en?.presses.length, zh?.presses.length);
    }
  }
});

ways('is never longer than ten presses', () => {
  let longest = 0;
  for (const [phase, values] of Object.entries(MEANT))
    for (const [kind, each] of Object.entries(values))
      for (const value of each) {
        const way = find(Number(phase), Number(kind), value);
        if (way && !way.presses.some(press => 'flags' in press)) longest = Math.max(longest, pressCount(way));
      }
  assert.ok(longest <= 10, `${longest}`);
});

ways('can be read from the screen whatever the values say', () => {
  assert.match('Came 08:54', patternOf('Came {arrivedAt}'));
  assert.match('5 (min)?', patternOf('5 (min)?'));
  assert.not.match('Left 08:54', patternOf('Came {arrivedAt}'));
});

ways.run();
