import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CT } from '../../shared/profile/ct.js';
import type { Profile } from '../../shared/profile/profile.js';
import { TT } from '../../shared/profile/tt.js';
import { ZT } from '../../shared/profile/zt.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';
import { judged } from './day.js';
import { limitsOracle } from './limits-oracle.js';
import { counted } from './oracle.js';

/** Random lives of an order, judged twice. Replay one with SEED=<number>, more of them with RUNS=<number>. */
const seed = process.env['SEED'] ? Number(process.env['SEED']) : (Date.now() ^ (process.pid << 15)) | 0;
const runs = process.env['RUNS'] ? Number(process.env['RUNS']) : 3000;
/** These lives are the same in every run: whether all verdicts come up must not hang on luck. */
const PINNED = 1;

const iso = (at: number) => new Date(at * 1000).toISOString();
const HOUR = 3600;
/** At a limit of any rule, and a second off it. */
const GAPS = [0, 4, 60, 7200];
for (const limit of [900, 1800, 3600, 4 * HOUR, 12 * HOUR, 20 * HOUR, 24 * HOUR, 48 * HOUR])
  GAPS.push(limit - 1, limit, limit + 1);
const gap = fc.constantFrom(0, 0, 4, 60, 600, 900, 901, 3600, 3601, ...GAPS);

/** Monday 23 November 2026, or a Friday with a holiday after it, near a clock that matters. */
const begin = fc
  .tuple(
    fc.constantFrom('2026-11-23', '2026-11-27'),
    fc.constantFrom(
      '02:00:00',
      '07:59:59',
      '08:00:00',
      '08:10:00',
      '19:59:00',
      '19:59:59',
      '20:00:00',
      '23:59:59',
    ),
  )
  .map(([day, clock]) => Date.parse(`${day}T${clock}+08:00`) / 1000);
const WORKING = Array.from({ length: 200 }, (_, i) =>
  iso(Date.parse('2026-11-23') / 1000 + i * 86400).slice(0, 10),
);
const TABLE = WORKING.filter(
  day => /^2026-11-28$/.test(day) || (!/-(30|05|06|12|13)$/.test(day) && new Date(day).getUTCDay() % 6),
);

const PARTIES = ['customer', 'company', 'third', 'weather', 'unknown', undefined];
const RULES = ['CT-34b', 'CT-58b', 'CT-61b', 'CT-64b'];
const NAMES = [
  'order.accepted',
  'order.accepted',
  'order.returned',
  'order.cancelled',
  'customer.contacted',
  'customer.contacted',
  'call.tried',
  'appt.made',
  'appt.changed',
  'appt.changed',
  'appt.changed',
  'appt.changed',
  'departed',
  'arrived',
  'work.started',
  'work.done',
  'work.done',
  'trial.ok',
  'trial.rejected',
  'signed',
  'left',
  'order.replied',
  'progress.sent',
  'progress.sent',
  'escalated',
  'query.taken',
  'query.taken',
  'query.handed',
  'query.closed',
  'damage.made',
  'damage.settled',
  'promise.made',
  'promise.made',
  'promise.kept',
  'callback.done',
  'parked',
  'undone',
];

const event = fc.record({
  name: fc.constantFrom(...NAMES),
  gap,
  reached: fc.constantFrom(true, false),
  yes: fc.constantFrom(true, true, false, undefined),
  party: fc.constantFrom(...PARTIES),
  ahead: fc.constantFrom(0, 600, 7199, 7200, 7201, ...GAPS),
  slot: fc.constantFrom(0, 0, 60, HOUR, 12 * HOUR),
  told: fc.constantFrom(0, 0, 60, 7200),
  rule: fc.constantFrom(...RULES),
  back: fc.constantFrom(1, 1, 2),
});
type Step = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** What belongs together, near the limit that lies between: so that every row of every table is reached often. */
const idiom = (names: string, ...gaps: number[]): fc.Arbitrary<Step[]> =>
  fc.tuple(
    ...names
      .split(' ')
      .map(name => fc.tuple(event, fc.constantFrom(...gaps)).map(([step, gap]) => ({ ...step, name, gap }))),
  );
/** A promise of each rule, and what keeps it around its time. */
const promise = fc
  .tuple(
    event,
    event,
    fc.constantFrom(-901, -900, -1, 0, 1, 900, 901),
    fc.constantFrom('callback.done', 'promise.kept', 'work.done'),
  )
  .map(([made, kept, off, name]): Step[] => {
    const rule = name === 'callback.done' ? 'CT-61b' : name === 'promise.kept' ? 'CT-34b' : made.rule;
    return [
      { ...made, name: 'promise.made', rule, ahead: HOUR },
      { ...kept, name, gap: HOUR + off },
    ];
  });
const half = 12 * HOUR;
const steps = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: event.map(one => [one]) },
      promise,
      idiom(
        'order.accepted progress.sent progress.sent work.done',
        10 * HOUR,
        half - 1,
        half,
        half,
        half + 1,
      ),
      idiom('order.accepted customer.contacted', HOUR - 1, HOUR, HOUR + 1),
      idiom('order.accepted call.tried customer.contacted', 1800, 1801, HOUR, HOUR + 1),
      idiom('appt.changed appt.changed appt.changed', 60, HOUR),
      idiom('query.taken query.handed', 899, 900, 901),
      idiom('damage.made damage.settled', 48 * HOUR - 1, 48 * HOUR, 48 * HOUR + 1),
      idiom('work.started work.done', 60, 5 * 24 * HOUR),
      idiom('work.started work.done order.replied', 60, 4 * HOUR, 20 * HOUR),
    ),
    { maxLength: 10 },
  )
  .map(parts => parts.flat());

function fieldsOf(step: Step, at: number, seq: number): object {
  const hour = { slotEnd: step.slot ? iso(at + step.ahead + step.slot) : undefined, party: step.party };
  switch (step.name) {
    case 'customer.contacted':
    case 'call.tried':
      return { reached: step.reached };
    case 'appt.made':
      return { time: iso(at + step.ahead), ...hour };
    case 'appt.changed': {
      const old = step.yes ? { old: iso(at + step.slot) } : {};
      return {
        ...old,
        new: iso(at + step.ahead),
        ...(step.told && { notice: iso(at - step.told) }),
        ...hour,
      };
    }
    case 'work.done':
      return { party: step.party };
    case 'query.taken':
      return { departments: step.yes };
    case 'promise.made':
      return { rule: step.rule, due: iso(at + step.ahead) };
    case 'undone':
      return { undoes: Math.max(0, seq - step.back) };
    default:
      return {};
  }
}

const maybe = fc.option(gap, { nil: undefined, freq: 2 });
const life = fc
  .record({
    begin,
    type: fc.constantFrom<Order['type']>(
      'repair',
      'repair',
      'complaint',
      'install',
      'install',
      'move',
      'care',
    ),
    reported: maybe,
    dispatched: maybe,
    accepted: fc.option(gap, { nil: undefined, freq: 1 }),
    arrivedInDepartment: maybe,
    appointment: fc.oneof(fc.constant(undefined), fc.constant(undefined), gap),
    lineOwner: fc.constantFrom('company' as const, 'customer' as const, undefined, undefined),
    steps,
    later: gap,
    table: fc.boolean(),
  })
  .map(({ begin, type, lineOwner, steps, later, table, ...times }) => {
    const order: Order = { id: 'WO-1', type };
    if (lineOwner) order.lineOwner = lineOwner;
    for (const [name, since] of Object.entries(times))
      if (since !== undefined) Object.assign(order, { [name]: iso(begin + since) });
    let now = begin;
    const events = steps.map((step, seq): EventRecord => {
      now += step.gap;
      const fields = Object.entries(fieldsOf(step, now, seq)).filter(([, value]) => value !== undefined);
      return { t: iso(now), seq, event: step.name, ...Object.fromEntries(fields) };
    });
    return { order, events, now: now + later, workingDays: table ? TABLE : null };
  });

const random = suite('a random life of an order');

/** Judges random lives twice, and says which verdicts came up. */
function judgedAlike(seed: number, numRuns: number): Set<string> {
  const seen = new Set<string>();
  try {
    fc.assert(
      fc.property(life, ({ order, events, now, workingDays }) => {
        const wanted = limitsOracle({ order, events: counted(events), now, workingDays });
        const got: { [rule: string]: string[] } = {};
        for (const profile of [TT, CT, ZT] as Profile[])
          for (const one of judged(events, {
            profile,
            orders: [order],
            nowIso: iso(now),
            ...(workingDays && { workingDays }),
          })) {
            const verdict = `${one.verdict} ${one.why}${one.estimated ? ' ~' : ''}`;
            got[one.rule] = [...(got[one.rule] ?? []), verdict];
            seen.add(`${one.verdict} ${one.why}`);
          }
        for (const rule of Object.keys(wanted))
          assert.is(got[rule]?.join(', '), wanted[rule], `${rule}, now ${iso(now)}`);
      }),
      { seed, numRuns, includeErrorInReport: true },
    );
  } catch (failure) {
    console.log(`\n  replay with SEED=${seed}`);
    throw failure;
  }
  return seen;
}

random('is judged alike by the rules as tables (J4, J5, J7 to J19)', () => {
  judgedAlike(seed, runs);
});

random('comes to every verdict that the tables have', () => {
  const seen = judgedAlike(PINNED, 3000);
  for (const verdict of EVERY)
    assert.ok(seen.has(verdict), `no ${verdict}: the lives are not random enough to say anything of it`);
});

const EVERY = [
  'EXCUSED customer-change',
  'PASS notice-in-time',
  'FAIL short-notice',
  'UNKNOWN old-time-unknown',
  'NA no-change',
  'PASS changes-within-limit',
  'FAIL too-many-changes',
  'WARN changes-of-unknown-party',
  'PASS contacted',
  'PASS agreed-before',
  'WARN contact-attempted',
  'FAIL contact-late',
  'FAIL not-contacted',
  'OPEN contact-due',
  'UNKNOWN contact-not-recorded',
  'UNKNOWN acceptance-not-recorded',
  'OPEN not-accepted-yet',
  'PASS accepted-in-time',
  'FAIL accepted-late',
  'FAIL not-accepted',
  'OPEN acceptance-due',
  'NA called-off',
  'UNKNOWN dispatch-not-known',
  'UNKNOWN report-not-known',
  'UNKNOWN reply-not-recorded',
  'PASS replied-in-time',
  'FAIL replied-late',
  'FAIL not-replied',
  'OPEN reply-due',
  'PASS repaired-in-time',
  'FAIL repaired-late',
  'FAIL not-repaired',
  'OPEN repair-due',
  'EXCUSED customer-caused',
  'UNKNOWN work-done-not-recorded',
  'PASS escalated',
  'FAIL not-escalated',
  'NA escalation-not-needed',
  'OPEN escalation-not-due',
  'PASS progress-told',
  'FAIL progress-gap',
  'OPEN progress-due',
  'NA progress-not-needed',
  'PASS done-in-days',
  'WARN over-normal-days',
  'FAIL over-all-days',
  'OPEN days-left',
  'PASS handed-in-time',
  'FAIL handed-late',
  'FAIL not-handed',
  'OPEN hand-over-due',
  'NA one-department',
  'NA no-question',
  'PASS settled-in-time',
  'FAIL settled-late',
  'FAIL not-settled',
  'OPEN settlement-due',
  'NA no-damage',
  'PASS in-window',
  'PASS in-window-within-a-day',
  'FAIL outside-window',
  'WARN outside-by-customer',
  'NA no-appointment',
  'PASS promise-kept',
  'FAIL promise-late',
  'OPEN promise-running',
  'NA no-promise',
  'PASS called-back',
  'WARN called-back-early',
  'NA other-type',
  'NA not-observable',
];

random.run();
