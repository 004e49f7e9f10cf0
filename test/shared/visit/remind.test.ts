import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CHINA, packWords } from '../../../cli/make/words/pack.js';
import { put } from '../../../shared/bytes.js';
import { secondsOf } from '../../../shared/iso.js';
import { judge } from '../../../shared/judge/judge.js';
import { fieldsOf } from '../../../shared/log/fields.js';
import { packOrderJson } from '../../../shared/order/json.js';
import { CT } from '../../../shared/profile/ct.js';
import { limitsOf } from '../../../shared/profile/limits.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { CODES } from '../../../shared/profile/profiles.js';
import { TT } from '../../../shared/profile/tt.js';
import { apply, type Badge, newBadge, packBadge, State } from '../../../shared/visit/badge.js';
import type { EventRecord, Order } from '../../../shared/visit/event.js';
import { Kind } from '../../../shared/visit/kind.js';
import { EVENT_NAMES } from '../../../shared/visit/names.js';
import { nearest, type Reminder } from '../../../shared/visit/remind.js';
import { Field, packFields } from '../../../shared/visit/visit.js';

/** A time of the scenario's day, or of the day before or after it. */
function at(clock: string, day = 23): number {
  return secondsOf(`2026-11-${day}T${clock}+08:00`) as number;
}

const iso = (time: number): string => new Date(time * 1000).toISOString();

const cellsOf = new Map<Profile, Uint16Array>();

function cells(profile: Profile): Uint16Array {
  const known = cellsOf.get(profile) ?? new Uint16Array(packWords(profile, 'en', CHINA).words.slice().buffer);
  cellsOf.set(profile, known);
  return known;
}

/** A badge whose clock is set, with events and what it reminds of. */
class Worn {
  badge: Badge = newBadge();
  /** The same for the judge. */
  readonly events: EventRecord[] = [];
  readonly orders: Order[] = [];
  /** Wall time of log time 0. */
  private readonly zero = at('00:00:00', 20);

  constructor(
    private readonly profile: Profile,
    isSet = true,
  ) {
    if (isSet) this.do(Kind.ClockSet, this.zero, 0, put(this.zero, 4) + put(0, 4) + put(11, 1));
  }

  do(kind: Kind, time: number, value = 0, bytes = ''): this {
    apply(limitsOf(this.profile.params, CHINA), this.badge, kind, value, time - this.zero, bytes);
    const event = EVENT_NAMES[kind];
    if (event && !bytes) this.events.push({ t: iso(time), event, ...fieldsOf(this.profile, kind, value) });
    return this;
  }

  order(time: number, order: Partial<Order> = {}): this {
    const packed = packOrderJson({ id: 'TT-1', type: 'repair', ...order });
    if ('error' in packed) throw new Error(packed.error);
    this.orders.push({ id: 'TT-1', type: 'repair', ...order });
    return this.do(Kind.Dispatched, time, 0, put(0, 1) + packed.bytes);
  }

  nearest(time: number, told: readonly number[] = []): Reminder {
    return nearest(cells(this.profile), this.badge, CHINA, time, told);
  }

  /** What the judge says of a rule at a time. */
  verdict(rule: string, now: number): string | undefined {
    const { profile, orders, events } = this;
    const input = { profile, zone: CHINA, now, settings: {}, workingDays: null, orders, events };
    return judge(input).find(each => each.rule === rule)?.verdict;
  }

  /** The rule that the badge reminds of at a time, or null. */
  rule(time: number, told: readonly number[] = []): string | null {
    const { code } = this.nearest(time, told);
    return code ? (this.profile.reminders[(code >> 3) - 1]?.rule ?? '?') : null;
  }

  /** What is not reminded of any more at a time, when these rules have been. */
  told(time: number, ...rules: readonly string[]): number[] {
    const [told, seen]: [number[], number[]] = [[], []];
    for (let found = this.nearest(time); found.code; found = this.nearest(time, seen)) {
      seen[found.code] = found.near;
      const rule = this.profile.reminders[(found.code >> 3) - 1]?.rule ?? '';
      if (rules.includes(rule)) told[found.code] = found.near;
    }
    return told;
  }
}

const reminder = suite('a reminder');

/** An hour that only the deadline in question is near of: the other ones have been told. */
const ALL = TT.reminders.map(({ rule }) => rule);

function others(rule: string): string[] {
  return ALL.filter(each => each !== rule);
}

interface Case {
  readonly rule: string;
  readonly of: (worn: Worn) => Worn;
  /** The first second in which it is near, and when it is due. */
  readonly near: number;
  readonly due: number;
  /** What ends it. */
  readonly ends: readonly (readonly [kind: Kind, value?: number])[];
}

const reached: Case['ends'] = [
  [Kind.Contacted, 1],
  [Kind.CallTried, 1],
  [Kind.AppointmentMade],
  [Kind.WorkDone],
];

const CASES: readonly Case[] = [
  {
    rule: 'TT-4.3-1d',
    of: worn => worn.order(at('09:01:00'), { dispatched: iso(at('09:00:00')) }),
    near: at('09:10:00'),
    due: at('09:15:00'),
    ends: [[Kind.Accepted], [Kind.Departed], [Kind.Returned]],
  },
  {
    rule: 'TT-4.3-2c',
    of: worn => worn.order(at('09:01:00'), { type: 'complaint', dispatched: iso(at('09:00:00')) }),
    near: at('09:10:00'),
    due: at('09:15:00'),
    ends: [[Kind.Accepted]],
  },
  {
    rule: 'TT-3.2-1',
    of: worn => worn.order(at('09:01:00'), { type: 'care' }).do(Kind.Accepted, at('09:20:00')),
    near: at('10:05:00'),
    due: at('10:20:00'),
    ends: reached,
  },
  {
    rule: 'TT-3.2-1',
    of: worn => worn.order(at('10:00:00'), { type: 'install', accepted: iso(at('09:20:00')) }),
    near: at('10:05:00'),
    due: at('10:20:00'),
    ends: reached,
  },
  {
    rule: 'TT-4.1-3c',
    of: worn => worn.order(at('09:01:00'), { type: 'complaint', reported: iso(at('09:00:00')) }),
    near: at('09:20:00'),
    due: at('09:30:00'),
    ends: reached,
  },
  {
    // The order does not say when it was reported: from the acceptance.
    rule: 'TT-4.1-3c',
    of: worn => worn.order(at('09:01:00'), { type: 'complaint' }).do(Kind.Accepted, at('09:05:00')),
    near: at('09:25:00'),
    due: at('09:35:00'),
    ends: reached,
  },
  {
    rule: 'TT-4.3-1f',
    of: worn => worn.order(at('07:01:00')).do(Kind.Accepted, at('07:05:00')),
    near: at('18:35:00'),
    due: at('19:05:00'),
    ends: [[Kind.WorkDone], [Kind.ProgressSent]],
  },
  {
    rule: 'TT-4.1-2c',
    of: worn =>
      worn.order(at('09:01:00'), { reported: iso(at('08:30:00')) }).do(Kind.Accepted, at('09:05:00')),
    near: at('12:15:00'),
    due: at('12:30:00'),
    ends: [[Kind.Escalated], [Kind.WorkDone]],
  },
  {
    rule: 'TT-4.1-2c',
    of: worn => worn.order(at('09:01:00')).do(Kind.Accepted, at('09:05:00')),
    near: at('12:50:00'),
    due: at('13:05:00'),
    ends: [[Kind.Escalated], [Kind.WorkDone]],
  },
  {
    rule: 'TT-4.1-2',
    of: worn =>
      worn.order(at('09:01:00'), { reported: iso(at('08:30:00')) }).do(Kind.Accepted, at('09:05:00')),
    near: at('07:30:00', 24),
    due: at('08:30:00', 24),
    ends: [[Kind.WorkDone]],
  },
  {
    rule: 'TT-3.2-8',
    of: worn =>
      worn.order(at('09:01:00'), { dispatched: iso(at('09:00:00')) }).do(Kind.Accepted, at('09:05:00')),
    near: at('04:00:00', 24),
    due: at('05:00:00', 24),
    ends: [[Kind.Replied]],
  },
  {
    rule: 'TT-2.5-2e',
    of: worn => worn.order(at('09:01:00'), { type: 'inspect' }).do(Kind.QueryTaken, at('09:30:00'), 1),
    near: at('09:40:00'),
    due: at('09:45:00'),
    ends: [[Kind.QueryHanded, 1], [Kind.QueryClosed]],
  },
  {
    rule: 'TT-3.4-2b',
    of: worn => worn.order(at('09:01:00'), { type: 'inspect' }).do(Kind.DamageMade, at('09:30:00')),
    near: at('08:30:00', 25),
    due: at('09:30:00', 25),
    ends: [[Kind.DamageSettled]],
  },
];

for (const { rule, of, near, due, ends } of CASES)
  reminder(`of ${rule} comes at its moment, ${iso(near + CHINA).slice(11, 19)}, and ends`, () => {
    const worn = of(new Worn(TT));
    const told = worn.told(near, ...others(rule));
    assert.is(worn.rule(near - 1, told), null, 'a second before');
    assert.is(worn.rule(near, told), rule);
    assert.is(worn.nearest(near, told).due, due);
    // The judge has the same hour, where the order says what it runs from.
    if (worn.verdict(rule, due) !== 'UNKNOWN') {
      assert.is(worn.verdict(rule, due), 'OPEN');
      assert.is(worn.verdict(rule, due + 1), 'FAIL');
    } else assert.is(rule, 'TT-4.1-3c');
    assert.is(
      worn.rule(due + 86_400, worn.told(due + 86_400, ...others(rule))),
      rule,
      'a day too late it is still owed',
    );
    for (const [kind, value] of ends) {
      const done = of(new Worn(TT));
      const hour = kind === Kind.AppointmentMade ? put(0, 1) + put(near + 7200, 4) : '';
      done.do(kind, near - 60, value, hour);
      assert.is(done.rule(near, done.told(near, ...others(rule))), null, `after event ${kind}`);
    }
  });

reminder('to accept a night order comes before half past eight (J8)', () => {
  const cases: [dispatched: number, near: number][] = [
    [at('19:59:00', 22), at('20:09:00', 22)],
    [at('20:00:00', 22), at('08:25:00')],
    [at('02:00:00'), at('08:25:00')],
    [at('07:59:00'), at('08:25:00')],
    [at('08:00:00'), at('08:10:00')],
    [at('08:10:00'), at('08:20:00')],
  ];
  for (const [dispatched, near] of cases) {
    const worn = new Worn(TT).order(dispatched, { dispatched: iso(dispatched) });
    assert.is(worn.rule(near - 1), null, iso(dispatched));
    assert.is(worn.rule(near), 'TT-4.3-1d', iso(dispatched));
  }
});

reminder('of progress waits for the hours in which one may call', () => {
  /** Acceptance, half a day less half an hour before what would be its moment. */
  const moments: [moment: number, near: number][] = [
    [at('08:29:59'), at('08:30:00')],
    [at('08:30:00'), at('08:30:00')],
    [at('11:59:59'), at('11:59:59')],
    [at('12:00:00'), at('14:30:00')],
    [at('14:29:59'), at('14:30:00')],
    [at('14:30:00'), at('14:30:00')],
    [at('20:29:59'), at('20:29:59')],
    [at('20:30:00'), at('08:30:00', 24)],
    [at('03:00:00', 24), at('08:30:00', 24)],
  ];
  for (const [moment, near] of moments) {
    const accepted = moment - 11.5 * 3600;
    const worn = new Worn(TT).order(accepted - 60).do(Kind.Accepted, accepted);
    const told = worn.told(near, ...others('TT-4.3-1f'));
    assert.is(worn.rule(near - 1, told), null, iso(moment));
    assert.is(worn.rule(near, told), 'TT-4.3-1f', iso(moment));
    assert.is(
      worn.nearest(near, told).due,
      Math.max(accepted + 12 * 3600, near),
      'late, but not later than now',
    );
  }
});

reminder('of progress runs anew from each word', () => {
  const worn = new Worn(TT).order(at('07:01:00')).do(Kind.Accepted, at('07:05:00'));
  const near = at('18:35:00');
  const told = worn.told(near, ...ALL);
  assert.is(worn.rule(near, told), null);
  worn.do(Kind.ProgressSent, at('19:00:00'));
  assert.is(worn.rule(at('08:29:59', 24), worn.told(at('08:29:59', 24), ...ALL)), null);
  const morning = worn.told(at('08:30:00', 24), ...others('TT-4.3-1f'));
  assert.is(worn.rule(at('08:30:00', 24), morning), 'TT-4.3-1f');
});

reminder('is for the types of order that its rule speaks of', () => {
  const types = ['install', 'move', 'repair', 'complaint', 'care', 'inspect'] as const;
  const rules = types.map(type => {
    const worn = new Worn(TT).order(at('07:00:00'), { type, dispatched: iso(at('07:00:00')) });
    worn.do(Kind.Accepted, at('07:01:00'));
    const later = at('09:00:00', 26);
    const told: number[] = [];
    const found: string[] = [];
    for (let rule = worn.rule(later, told); rule; rule = worn.rule(later, told)) {
      const { code, near } = worn.nearest(later, told);
      told[code] = near;
      found.push(rule);
    }
    return found.sort();
  });
  const [install, move, repair, complaint, care, inspect] = rules;
  assert.equal(install, ['TT-3.2-1']);
  for (const other of [move, care, inspect]) assert.equal(other, install);
  assert.equal(repair, ['TT-3.2-1', 'TT-3.2-8', 'TT-4.1-2', 'TT-4.1-2c', 'TT-4.3-1f']);
  assert.equal(complaint, ['TT-3.2-1', 'TT-3.2-8', 'TT-4.1-3c']);
});

reminder(
  'that shows is the one that is due first, of all orders; the next one follows when it was told',
  () => {
    const worn = new Worn(TT)
      .order(at('09:00:00'), { id: 'TT-1', dispatched: iso(at('09:00:00')) })
      .order(at('09:01:00'), { id: 'TT-2', dispatched: iso(at('08:59:00')) })
      .order(at('09:02:00'), { id: 'TT-3', type: 'care', accepted: iso(at('08:16:00')) });
    const now = at('09:10:00');
    const told: number[] = [];
    const slots: number[] = [];
    for (let found = worn.nearest(now, told); found.code; found = worn.nearest(now, told)) {
      slots.push(found.code & 7);
      told[found.code] = found.near;
    }
    assert.equal(slots, [1, 0, 2], 'due at 09:14, 09:15 and 09:16');
  },
);

reminder('needs the clock: what happened without it, and what the order says, is not reminded of', () => {
  const worn = new Worn(TT, false).order(at('09:00:00'), { dispatched: iso(at('09:00:00')) });
  worn.do(Kind.Accepted, at('09:01:00')).do(Kind.QueryTaken, at('09:02:00'), 1);
  assert.is(worn.badge.state[State.Quality], 0);
  for (const field of [Field.Since, Field.ProgressAt, Field.QuestionAt])
    assert.is(worn.badge.visits[0]?.[field], 0, `field ${field}`);
});

reminder('of a promise comes five minutes before, and ends by what keeps it (J18)', () => {
  const due = at('10:00:00');
  const kept: [rule: string, by: Kind][] = [
    ['CT-34b', Kind.PromiseKept],
    ['CT-58b', Kind.WorkDone],
    ['CT-61b', Kind.CallbackDone],
    ['CT-64b', Kind.WorkDone],
  ];
  for (const [rule, by] of kept) {
    const number = CT.promises.find(each => each.rule === rule)?.number as number;
    const promised = () =>
      new Worn(CT)
        .order(at('09:00:00'))
        .do(Kind.Accepted, at('09:01:00'))
        .do(Kind.PromiseMade, at('09:30:00'), 0, put(number, 1) + put(due, 4));
    assert.is(promised().rule(at('09:54:59')), null, rule);
    assert.is(promised().rule(at('09:55:00')), rule);
    assert.is(promised().nearest(at('09:55:00')).due, due);
    for (const kind of [Kind.PromiseKept, Kind.WorkDone, Kind.CallbackDone]) {
      const left = promised().do(kind, at('09:40:00')).rule(at('09:55:00'));
      assert.is(left, kind === by || kind === Kind.PromiseKept ? null : rule, `${rule} after ${kind}`);
    }
    const again = promised().do(Kind.PromiseMade, at('09:50:00'), 0, put(number, 1) + put(due + 600, 4));
    assert.is(again.rule(at('10:04:59')), null, 'a new promise takes the place of the old');
    assert.is(again.rule(at('10:05:00')), rule);
  }
});

reminder('of several promises comes for each', () => {
  const worn = new Worn(CT).order(at('09:00:00')).do(Kind.Accepted, at('09:01:00'));
  CT.promises.forEach(({ number }, i) => {
    worn.do(Kind.PromiseMade, at('09:30:00'), 0, put(number, 1) + put(at('10:00:00') + i, 4));
  });
  const told: number[] = [];
  const rules: (string | null)[] = [];
  for (let i = 0; i < 5; i++) {
    const { code, near } = worn.nearest(at('10:00:00'), told);
    rules.push(worn.rule(at('10:00:00'), told));
    told[code] = near;
  }
  assert.equal(rules, [...CT.promises.map(({ rule }) => rule), null]);
});

reminder('comes back with what an undo takes back', () => {
  const worn = new Worn(TT).order(at('09:01:00'), { dispatched: iso(at('09:00:00')) });
  worn.do(Kind.Accepted, at('09:12:00'));
  assert.is(worn.rule(at('09:12:01')), null);
  worn.do(Kind.Undone, at('09:12:02'), 1);
  assert.is(worn.rule(at('09:12:02')), 'TT-4.3-1d');
});

reminder('is the same from a checkpoint', () => {
  for (const { of, near } of CASES) {
    const worn = of(new Worn(TT));
    const again = new Worn(TT);
    const records = packBadge(worn.badge);
    records.forEach((bytes, i) => {
      again.do(i < records.length - 1 ? Kind.Slot : Kind.Checkpoint, near - 60, 0, bytes);
    });
    assert.equal(again.badge.visits[0], worn.badge.visits[0]);
    assert.equal(again.nearest(near), worn.nearest(near));
  }
});

reminder('of an order out of an older checkpoint, with 12 of 16 fields, comes from what is known', () => {
  const worn = new Worn(TT).order(at('09:00:00'), { dispatched: iso(at('09:00:00')) });
  const old = new Uint32Array(16);
  old.set((worn.badge.visits[0] as Uint32Array).subarray(0, Field.Since));
  const bytes = put(0, 1) + packFields(old) + worn.badge.orders[0];
  assert.is(packFields(old).length, 3, 'a mask of two bytes');
  const again = new Worn(TT).do(Kind.Slot, at('09:05:00'), 0, bytes);
  assert.equal(again.badge.visits[0], old);
  assert.is(again.badge.orders[0], worn.badge.orders[0]);
  assert.is(again.rule(at('09:10:00')), 'TT-4.3-1d');
  again.do(Kind.Selected, at('09:10:30')).do(Kind.Accepted, at('09:11:00'));
  assert.is(again.rule(at('09:55:59')), null);
  assert.is(again.rule(at('09:56:00')), 'TT-3.2-1');
  // A checkpoint of its own keeps it as it is.
  const next = new Worn(TT).do(Kind.Slot, at('09:12:00'), 0, packBadge(again.badge)[0]);
  assert.equal(next.badge.visits[0], again.badge.visits[0]);
});

reminder('stands in the table of the code whose rule it is, five minutes ahead at least', () => {
  for (const { id, reminders, timed, promises } of CODES) {
    assert.ok(reminders.length < 32, id);
    for (const { rule, lead, deed } of reminders) {
      assert.ok(
        timed.some(each => each.rule === rule),
        rule,
      );
      assert.ok(lead >= 5, `${rule}: what is put off for three minutes must not come too late`);
      assert.is(
        promises.some(promise => promise.rule === rule),
        deed === 'promise',
        rule,
      );
    }
    assert.equal(
      promises.map(({ rule }) => rule).filter(rule => !reminders.some(each => each.rule === rule)),
      [],
      `${id}: every promise is reminded of`,
    );
  }
});

reminder.run();
