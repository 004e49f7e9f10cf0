import { secondsOf, zoneOf } from '../../shared/iso.js';
import { type JudgeInput, judge, type Verdict } from '../../shared/judge/judge.js';
import { HB } from '../../shared/profile/hb.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';

/** Monday 23 November 2026 in Shanghai: short forms for the events of that day. */

const DATE = '2026-11-23';

/** `09:00`, `09:00:30`, or `24T07:00` for another day of the month, as an ISO time. */
export function time(text: string): string {
  const [day, clock] = text.includes('T') ? text.split('T') : [DATE.slice(8), text];
  return `${DATE.slice(0, 8)}${day}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`;
}

/** An event at a time of the day: `at('09:00', 'rang', { kind: 'bell' })`. */
export function at(when: string, event: string, fields: object = {}): EventRecord {
  return { t: time(when), event, ...fields };
}

/** An event of a badge whose clock was not set. */
export function up(seconds: number, event: string, fields: object = {}): EventRecord {
  return { t: null, up: seconds, boot: 1, clock: 0, event, ...fields };
}

export function tick(when: string, item: string, state = 'done'): EventRecord {
  return at(when, 'tick', { item, state });
}

export interface Day {
  now?: string;
  /** Now as a whole ISO time, where it is no time of the day. */
  nowIso?: string;
  order?: Partial<Order>;
  orders?: Order[];
  settings?: JudgeInput['settings'];
  profile?: Profile;
  workingDays?: string[];
}

/** An order for 09:00, which is what most days are about. */
export const NINE: Partial<Order> = { appointment: time('09:00') };

export function judged(events: EventRecord[], day: Day = {}): Verdict[] {
  return judge({
    profile: day.profile ?? HB,
    zone: zoneOf('+08:00') as number,
    now: secondsOf(day.nowIso ?? time(day.now ?? '18:00')) as number,
    settings: day.settings ?? {},
    workingDays: day.workingDays ?? null,
    orders: day.orders ?? [{ id: 'WO-1', type: 'repair', ...day.order }],
    events,
  });
}

export function of(rule: string, events: EventRecord[], day: Day = {}): Verdict[] {
  return judged(events, day).filter(verdict => verdict.rule === rule);
}

/** The verdicts of a rule in short: `FAIL late 3`, with ` ~` where it is estimated. */
export function says(rule: string, events: EventRecord[], day: Day = {}): string {
  return of(rule, events, day)
    .map(verdict => {
      const minutes = verdict.minutes === undefined ? '' : ` ${verdict.minutes}`;
      return `${verdict.verdict} ${verdict.why}${minutes}${verdict.estimated ? ' ~' : ''}`;
    })
    .join(', ');
}
