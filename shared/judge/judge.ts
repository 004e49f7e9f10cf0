import { wordsOf } from '../profile/codes.js';
import type { Params, Profile, Words } from '../profile/profile.js';
import type { Seconds, Span } from '../time.js';
import type { EventRecord, Order } from '../visit/event.js';
import type { Finding, OrderCase, Outcome } from './case.js';
import { judgeItem } from './checklist.js';
import { type Mark, marksOf } from './mark.js';
import { byOrder, type OrderMarks } from './orders.js';
import { judgeTimed } from './timed.js';
import { visitsOf } from './visits.js';
import { DECLARED, MEASURED, sentence } from './why.js';

/** What is judged, as architecture 4 gives it: read by `parseJudgeInput`, or made by who pulled a log. */
export interface JudgeInput {
  readonly profile: Profile;
  /** Offset from UTC. */
  readonly zone: Span;
  readonly now: Seconds;
  /** Parameters that stand in for the profile's. */
  readonly settings: Params;
  /** Local dates as YYYY-MM-DD; null: no table. */
  readonly workingDays: readonly string[] | null;
  readonly orders: readonly Order[];
  /** In the order of their records. */
  readonly events: readonly EventRecord[];
}

export interface Verdict {
  readonly order: string;
  readonly rule: string;
  readonly verdict: Outcome;
  /** T rules are measured; a tick is the engineer's statement. */
  readonly kind: 'measured' | 'declared';
  /** The badge's drift could have turned it. */
  readonly estimated?: boolean;
  readonly why: string;
  readonly minutes?: number;
  /** Sequence numbers of the events it rests on, or their places in the list. */
  readonly events: readonly number[];
  readonly text: Words;
}

/**
 * The verdicts on a list of events: for each order one for each judged rule, in the order of the rules.
 * A rule of a visit gives one for each visit, and a rule judged several times one each time.
 *
 * Computed from the records whenever asked, and never stored as truth.
 */
export function judge(input: JudgeInput): Verdict[] {
  return judgeByVisit(input).map(judged => judged.verdict);
}

/** A verdict and the visit of its order that it is about, counted from 1; 0: the order as a whole. */
export interface Judged {
  readonly visit: number;
  readonly verdict: Verdict;
}

/** As `judge`, for who shows the verdicts by visit. */
export function judgeByVisit(input: JudgeInput): Judged[] {
  const badge = marksOf(input.events);
  const params = Object.assign(Object.assign({}, input.profile.params), input.settings);
  const all: Judged[] = [];
  for (const one of byOrder(input.orders, badge)) {
    const of = caseOf(input, params, one, badge);
    for (const rule of input.profile.rules) for (const judged of verdictsOf(of, rule)) all.push(judged);
  }
  return all;
}

function caseOf(input: JudgeInput, params: Params, one: OrderMarks, badge: readonly Mark[]): OrderCase {
  return {
    order: one.order,
    profile: input.profile,
    params: params,
    zone: input.zone,
    now: input.now,
    workingDays: input.workingDays,
    marks: one.marks,
    visits: visitsOf(one.marks),
    badge: badge,
  };
}

function verdictsOf(of: OrderCase, rule: string): Judged[] {
  const timed = of.profile.timed.find(row => row.rule === rule);
  if (timed) return judgeTimed(of, timed).map(found => verdictOf(of, rule, 'measured', found));
  const item = of.profile.items.find(row => row.id === rule);
  if (!item)
    throw new Error(`profile ${of.profile.id} lists ${rule} among its rules and does not describe it`);
  return judgeItem(of, item).map(found => verdictOf(of, rule, 'declared', found));
}

function verdictOf(of: OrderCase, rule: string, kind: 'measured' | 'declared', found: Finding): Judged {
  const missing = (found.missing || []).map(wordsOf);
  const list: Words = {
    zh: missing.map(word => word.zh).join('、'),
    en: missing.map(word => word.en).join(', '),
  };
  const part = kind === 'declared' && found.why === 'missed' && missing.length > 0;
  const events: number[] = [];
  for (const mark of found.marks) if (mark.ref !== null && !events.includes(mark.ref)) events.push(mark.ref);
  events.sort((a, b) => a - b);
  const table = kind === 'measured' ? MEASURED : DECLARED;
  const verdict = {
    order: of.order.id,
    rule: rule,
    verdict: found.verdict,
    kind: kind,
    why: found.why,
    events: events,
    text: sentence(table, part ? 'missed-part' : found.why, found.minutes || 0, list, found.count || 0),
  };
  if (found.minutes !== undefined) Object.assign(verdict, { minutes: found.minutes });
  if (found.estimated) Object.assign(verdict, { estimated: true });
  return { visit: found.visit || 0, verdict: verdict };
}
