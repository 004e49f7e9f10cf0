import { put } from '../../../shared/bytes.js';
import { LAST_ROOM, SEAL_ROOM } from '../../../shared/log/log.js';
import { PAGE_WORDS } from '../../../shared/log/page.js';
import { Came, SLOTS } from '../../../shared/visit/badge.js';
import { ClockQuality, Kind } from '../../../shared/visit/kind.js';
import { nearlyFull, type Script, things } from './cuts.js';
import type { Life } from './life.js';

/** Stretches of a badge's life through which the power is cut. */

const HOUR = 3600;

function steps(life: Life, events: readonly (readonly [Kind, number, number])[]): void {
  for (const [kind, gap, value] of events) {
    life.pass(gap);
    life.do(kind, value);
  }
}

/** One order from its tap to its reply, an undo and a restart in it. */
function shortDay(life: Life): void {
  life.boot(false);
  life.setClock();
  life.pass(5);
  life.order('WO-26112300070', life.wall + HOUR / 2, Came.Radio, 'B2-1204');
  steps(life, [
    [Kind.Accepted, 10, 0],
    [Kind.KitCheck, 50, 31],
    [Kind.Departed, 60, 0],
    [Kind.Arrived, 1272, 3],
    [Kind.Rang, 53, 0],
    [Kind.CallTried, 300, 0],
    [Kind.NoteLeft, 20, 15],
    [Kind.Left, 400, 0],
  ]);
  life.undo();
  life.pass(7000);
  life.do(Kind.Left);
  life.boot(true);
  life.do(Kind.Replied);
}

/** A visit that is let in, works, and closes. */
function visit(life: Life, id: string): void {
  life.order(id, life.wall + HOUR);
  steps(life, [
    [Kind.Accepted, 30, 0],
    [Kind.Departed, 900, 0],
    [Kind.Arrived, 1500, 3],
    [Kind.Rang, 40, 0],
    [Kind.Answered, 12, 0],
    [Kind.Entered, 20, 0],
    [Kind.Tick, 60, 8],
    [Kind.Consent, 60, 7],
    [Kind.WorkStarted, 5, 0],
    [Kind.Tick, 1200, 16],
    [Kind.WorkDone, 600, 2],
    [Kind.TrialOk, 60, 0],
    [Kind.Cleaned, 60, 0],
    [Kind.Signed, 30, 0],
    [Kind.Left, 60, 0],
    [Kind.Replied, 120, 0],
  ]);
}

/** A badge that runs, its clock set. */
function awake(life: Life): void {
  life.boot(false);
  life.setClock();
}

/** A badge to which so many things happened by chance. */
function lived(seed: number, count: number): (life: Life) => void {
  return life => {
    awake(life);
    things(seed, count)(life);
  };
}

/** A badge that has orders in all its slots, and writes until its next checkpoint. */
function busy(life: Life): void {
  awake(life);
  for (let i = 0; i < SLOTS; i++)
    life.order(`WO-2611230007${i}`, life.wall + i * HOUR, Came.Radio, 'B2-1204');
  while (life.log.tail < life.log.due) tick(life);
}

function tick(life: Life): void {
  life.pass(7);
  life.do(Kind.Tick, life.log.tail & 511);
}

/** Words left in the page. */
function left(life: Life): number {
  return life.log.page + PAGE_WORDS - life.log.tail;
}

/** A ring of which no page is free, `words` before its last room. */
function full(words: number): (life: Life) => void {
  return life => {
    awake(life);
    while (life.log.epoch < 2 || left(life) > LAST_ROOM + SEAL_ROOM + words) tick(life);
  };
}

function several(count: number, each: (life: Life, i: number) => void): (life: Life) => void {
  return life => {
    for (let i = 0; i < count; i++) each(life, i);
  };
}

/** Each of these is played by a badge with keys, and by one without. */
const STRETCHES: Omit<Script, 'keyed'>[] = [
  { name: 'the first day of a badge', before: () => {}, play: shortDay },
  {
    name: 'a day of visits',
    before: awake,
    play: several(4, (life, i) => {
      life.pass(1200);
      visit(life, `WO-${i}`);
    }),
  },
  { name: 'a page turn', before: nearlyFull(41, 4), play: things(42, 50) },
  { name: 'a page turn with several orders', before: nearlyFull(7, 30), play: things(8, 60) },
  { name: 'a page turn and long silences', before: nearlyFull(21, 12), play: things(22, 40) },
  {
    name: 'a page turn by a long record',
    before: nearlyFull(91, 2),
    play: several(3, (life, i) => life.order(`WO-2611230007${i}`, life.wall + HOUR, Came.Radio, 'B2-1204')),
  },
  { name: 'checkpoints one after the other', before: lived(31, 150), play: things(32, 90) },
  { name: 'a checkpoint with eight orders', before: busy, play: several(12, tick) },
  {
    name: 'a page turn with eight orders',
    before: life => {
      busy(life);
      while (left(life) > SEAL_ROOM + 2) tick(life);
      life.pulled(life.seq);
    },
    play: several(12, tick),
  },
  {
    name: 'a ring that becomes full',
    before: full(4),
    play: several(9, (life, i) => {
      tick(life);
      if (i === 4) life.do(Kind.Left);
      if (i === 6) life.note(8);
    }),
  },
  {
    name: 'starts while the ring is full',
    before: full(0),
    play: several(3, life => {
      tick(life);
      life.boot(false);
    }),
  },
  {
    name: 'a full ring that is pulled',
    before: life => {
      full(0)(life);
      for (let i = 0; i < 5; i++) tick(life);
    },
    play: life => {
      life.pulled(life.seq);
      for (let i = 0; i < 5; i++) tick(life);
    },
  },
  {
    name: 'diagnostics left out, and told later',
    before: life => {
      full(100)(life);
      life.note(8);
      life.note(8);
    },
    play: life => {
      life.note(8);
      life.pulled(life.seq);
      for (let i = 0; i < 4; i++) life.note(8);
    },
  },
  {
    name: 'pulls one after the other',
    before: lived(61, 40),
    play: several(6, life => {
      life.pass(40);
      tick(life);
      life.pulled(life.seq);
    }),
  },
  {
    name: 'orders in',
    before: awake,
    play: several(8, (life, i) => {
      life.pass(61);
      life.order(
        `WO-${'X'.repeat(i)}${i}`,
        i % 2 ? life.wall + HOUR : 0,
        i % 2 ? Came.Tap : Came.WalkIn,
        'B2-1204',
      );
    }),
  },
  {
    name: 'the key steps at midnight',
    before: life => {
      lived(71, 30)(life);
      for (let i = 0; i < 64; i++) tick(life);
    },
    // The second midnight comes so soon that the key stays.
    play: several(2, life => {
      life.pass(24 * HOUR);
      life.midnight();
      tick(life);
    }),
  },
  {
    name: 'two keys in one page, as near as they may be',
    before: lived(72, 90),
    play: life => {
      life.midnight();
      while (life.log.key && life.log.tail < life.log.keyAt + 64) tick(life);
      life.midnight();
      tick(life);
    },
  },
  {
    name: 'a page turn before its key has gone on by itself',
    before: life => {
      awake(life);
      life.midnight();
      while (life.log.epoch < 2) tick(life);
      while (left(life) > SEAL_ROOM) life.do(Kind.Left);
    },
    play: several(3, life => {
      life.pulled(life.seq);
      tick(life);
    }),
  },
  {
    name: 'undo',
    before: lived(81, 60),
    play: several(12, (life, i) => {
      visitStep(life, i);
      if (life.canUndo) life.undo();
    }),
  },
  {
    name: 'long silences',
    before: lived(11, 20),
    play: several(8, (life, i) => {
      life.pass(2047 + i * 400_000);
      life.do(Kind.Reminded, i);
      life.pass(2046);
      life.do(Kind.Snoozed, i);
    }),
  },
  {
    name: 'the clock set, forwards and back',
    before: awake,
    play: several(6, (life, i) => {
      life.pass(600);
      life.wall += i % 2 ? 86_400 : -43_200;
      life.setClock(i % 3 ? ClockQuality.Authenticated : ClockQuality.Set);
      life.do(Kind.Departed);
    }),
  },
  {
    name: 'the battery taken out, again and again',
    before: awake,
    play: several(6, (life, i) => {
      life.pass(30);
      life.boot(i % 2 === 0);
    }),
  },
  {
    name: 'appointments and promises',
    before: life => {
      awake(life);
      life.order('WO-1', life.wall + HOUR);
    },
    play: several(5, (life, i) => {
      life.pass(100);
      life.do(
        i % 2 ? Kind.AppointmentChanged : Kind.AppointmentMade,
        0,
        put(1, 1) + put(life.wall + i * HOUR, 4),
      );
      life.do(Kind.PromiseMade, 0, put(i % 3, 1) + put(life.wall + 600, 4));
    }),
  },
  {
    name: 'orders closed, parked, renamed',
    before: busy,
    play: several(SLOTS, (life, i) => {
      life.pass(3);
      life.do(Kind.Selected, i);
      if (i % 3 === 0) life.do(Kind.Renamed, 0, put((i + 1) & 7, 1));
      life.do(i % 2 ? Kind.Parked : Kind.Cancelled, i);
    }),
  },
  { name: 'anything', before: lived(1, 300), play: things(2, 120) },
];

function visitStep(life: Life, i: number): void {
  life.pass(5);
  life.do([Kind.Departed, Kind.Arrived, Kind.Rang, Kind.Left][i % 4]);
}

export const SCENARIOS: readonly Script[] = STRETCHES.flatMap(each => [
  { ...each, keyed: true },
  { ...each, name: `${each.name}, without keys`, keyed: false },
]);
