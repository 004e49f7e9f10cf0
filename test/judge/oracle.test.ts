import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { HB } from '../../shared/profile/hb.js';
import { ZT } from '../../shared/profile/zt.js';
import type { EventRecord } from '../../shared/visit/event.js';
import { says } from './day.js';
import { oracle } from './oracle.js';

/** Random days, judged twice. Replay one with SEED=<number>, more of them with RUNS=<number>. */
const seed = process.env['SEED'] ? Number(process.env['SEED']) : (Date.now() ^ (process.pid << 15)) | 0;
const runs = process.env['RUNS'] ? Number(process.env['RUNS']) : 2000;
/** These days are the same in every run: whether all verdicts come up must not hang on luck. */
const PINNED = 1;

const BEGIN = Date.parse('2026-11-23T08:00:00+08:00') / 1000;
const WHOLE = ['arrival', 'leaving', 'phone', 'contact'];

const iso = (at: number) => new Date(at * 1000).toISOString();

/** What happens next, and how long after the thing before: often at a limit, and a second off it. */
const STEPS: readonly object[] = [
  { event: 'departed' },
  { event: 'arrived' },
  { event: 'arrived' },
  { event: 'rang', kind: 'bell' },
  { event: 'rang', kind: 'knock', door: 'own' },
  { event: 'rang', kind: 'bell', door: 'shared' },
  { event: 'answered', by: 'customer' },
  { event: 'answered', by: 'other', at: 'guard' },
  { event: 'refused' },
  { event: 'entered' },
  { event: 'work.started' },
  { event: 'work.done' },
  { event: 'call.tried', reached: false },
  { event: 'call.tried', reached: false },
  { event: 'call.tried', reached: true },
  { event: 'note.left', fields: WHOLE },
  { event: 'note.left', fields: WHOLE },
  { event: 'note.left', fields: ['phone'] },
  { event: 'left' },
  { event: 'left' },
  { event: 'appt.made' },
  { event: 'appt.changed', party: 'company' },
  { event: 'delay.notified' },
  { event: 'delay.notified', understood: false },
  { event: 'delay.notified', understood: true },
  { event: 'parked' },
  { event: 'undone' },
];
const step = fc.record({
  what: fc.constantFrom(...STEPS),
  gap: fc.constantFrom(0, 1, 3, 4, 60, 298, 299, 300, 301, 599, 600, 601),
  ahead: fc.constantFrom(-60, 0, 1, 299, 300, 301, 600, 3600),
  back: fc.constantFrom(1, 1, 1, 2, 3),
  slot: fc.constantFrom(0, 0, 300),
  told: fc.constantFrom(0, 0, 1, 60, 300),
});
/** A whole silent door, so that the long rows of J6 are reached often enough. */
const door = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7), fc.constantFrom(299, 300, 301), fc.constantFrom(0, 300))
  .map(([parts, wait, ahead]) => [
    { what: { event: 'arrived' }, gap: 60, ahead: 0, back: 1, slot: 0, told: 0 },
    { what: { event: 'rang', kind: 'bell' }, gap: 60, ahead, back: 1, slot: 0, told: 0 },
    ...(parts & 1
      ? [{ what: { event: 'call.tried', reached: false }, gap: 300, ahead: 0, back: 1, slot: 0, told: 0 }]
      : []),
    ...(parts & 2
      ? [{ what: { event: 'note.left', fields: WHOLE }, gap: wait, ahead: 0, back: 1, slot: 0, told: 0 }]
      : []),
    { what: { event: 'left' }, gap: parts & 4 ? 0 : wait, ahead: 0, back: 1, slot: 0, told: 0 },
  ]);
const day = fc
  .array(fc.oneof({ weight: 6, arbitrary: step.map(one => [one]) }, { weight: 1, arbitrary: door }), {
    maxLength: 24,
  })
  .map(parts => {
    let now = BEGIN;
    return parts.flat().map((one, seq): EventRecord => {
      now += one.gap;
      const event = { ...(one.what as EventRecord), t: iso(now), seq };
      const slot = one.slot ? { slotEnd: iso(now + one.ahead + one.slot) } : {};
      const notice = one.told ? { notice: iso(now - one.told) } : {};
      if (event.event === 'appt.made') return { ...event, time: iso(now + one.ahead), ...slot };
      if (event.event === 'appt.changed')
        return { ...event, old: iso(now), new: iso(now + one.ahead), ...slot, ...notice };
      return event.event === 'undone' ? { ...event, undoes: Math.max(0, seq - one.back) } : event;
    });
  });

const RULES = ['HB-B08', 'HB-B08b', 'HB-B09b', 'ZT-5-2', 'ZT-5-2b'] as const;
const random = suite('a random day');

/** Judges random days twice, and says which verdicts came up. */
function judgedAlike(seed: number, numRuns: number): Set<string> {
  const seen = new Set<string>();
  try {
    fc.assert(
      fc.property(day, fc.constantFrom(0, 299, 300, 301, 86400), (events, later) => {
        const last = events.length ? Date.parse(events[events.length - 1].t as string) / 1000 : BEGIN;
        const now = iso(last + later);
        const wanted = oracle(events, last + later);
        for (const rule of RULES) {
          const profile = rule.startsWith('ZT') ? ZT : HB;
          const got = says(rule, events, { nowIso: now, profile }).replace(/ -?\d+/g, '');
          assert.is(got, wanted[rule].join(', '), `${rule}, now ${now}`);
          for (const verdict of wanted[rule]) seen.add(verdict);
        }
      }),
      { seed, numRuns, includeErrorInReport: true },
    );
  } catch (failure) {
    console.log(`\n  replay with SEED=${seed}`);
    throw failure;
  }
  return seen;
}

random('is judged alike by the rules as a table (J1, J2, J3, J6)', () => {
  judgedAlike(seed, runs);
});

random('comes to every verdict that the table has', () => {
  const seen = judgedAlike(PINNED, 2000);
  for (const verdict of [
    'PASS early',
    'WARN on-time-not-early',
    'FAIL late',
    'PASS answered',
    'NA answered-late',
    'EXCUSED reached-by-phone',
    'FAIL left-early',
    'FAIL left-before-appointment',
    'FAIL not-called',
    'FAIL no-note',
    'PASS in-order',
    'UNKNOWN leaving-not-recorded',
    'OPEN waiting',
    'PASS on-time',
    'PASS announced',
    'PASS changed-before',
    'WARN not-understood',
    'FAIL announced-too-late',
    'FAIL silent',
    'NA not-late',
    'OPEN not-late-yet',
  ])
    assert.ok(seen.has(verdict), `no ${verdict}: the days are not random enough to say anything of it`);
});

random.run();
