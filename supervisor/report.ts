import { isoOf } from '../shared/iso.js';
import { answerIn, startOfWait } from '../shared/judge/door.js';
import { type Judged, type JudgeInput, judgeByVisit, type Verdict } from '../shared/judge/judge.js';
import { type Mark, marksOf } from '../shared/judge/mark.js';
import { byOrder } from '../shared/judge/orders.js';
import { type VisitRun, visitsOf } from '../shared/judge/visits.js';
import { isHeader } from '../shared/log/page.js';
import { type Story, storyOf } from '../shared/log/story.js';
import { orderJson } from '../shared/order/json.js';
import { limitsOf } from '../shared/profile/limits.js';
import type { Params, Profile } from '../shared/profile/profile.js';
import type { Seconds, Span } from '../shared/time.js';
import type { EventRecord, Order } from '../shared/visit/event.js';
import { type Annotation, type Said, saidOf } from './annotations.js';
import { type Dlog, deskDigest } from './dlog.js';
import { type Incident, incidentsOf } from './incidents.js';
import { livesOf } from './lives.js';
import { needed } from './overlap.js';
import { nameOf, type Wearer, type Wearing, wearerAt } from './wearers.js';

/** What the station knows beside the logs. */
export interface Desk {
  /** Parameters that stand in for a profile's. */
  readonly settings: Params;
  /** Local dates as YYYY-MM-DD; null: no table. */
  readonly workingDays: readonly string[] | null;
  readonly wearings: readonly Wearing[];
  /** In the order in which they were made. */
  readonly annotations: readonly Annotation[];
}

/** Where there is nothing but logs. */
export const BARE_DESK: Desk = { settings: {}, workingDays: null, wearings: [], annotations: [] };

/** How a visit went. */
export type Outcome =
  | 'planned'
  | 'under-way'
  | 'finished'
  | 'left-open'
  | 'nobody-opened'
  | 'not-let-in'
  | 'not-entered'
  | 'not-closed';

/** The steps of a visit that are told with their times. */
export const TOLD_STEPS = [
  'departed',
  'arrived',
  'rang',
  'answered',
  'entered',
  'work.started',
  'work.done',
  'left',
] as const;

/** From the first ring or knock at the customer's own door, both as ISO times. */
export interface Wait {
  readonly from: string;
  /** When somebody answered, or what only follows an answer was recorded; null: nobody did. */
  readonly answered: string | null;
}

export interface Evidence {
  readonly evidence: 'fresh' | 'stored' | 'button';
  readonly key: string | null;
}

/** A wall time: how it is known, and between what it lies, the clock's drift included; null: nothing says. */
export type KnownTime = Pick<Mark, 'known' | 'from' | 'to' | 'drift'>;

export interface VisitReport {
  /** Counted from 1 in its order. */
  readonly visit: number;
  /** Who wore the badge then; null: not known. */
  readonly wearer: Wearer | null;
  readonly outcome: Outcome;
  /** The appointment that was valid on arrival; null: none. */
  readonly appointment: string | null;
  /** The wait at the customer's own door; null: none was begun, or not at a known time. */
  readonly wait: Wait | null;
  /** How the arrival was recorded, and who held the key that answered the badge's nonce; null: not said. */
  readonly evidence: Evidence | null;
  /** When each step was first recorded; a step without a known time has null. */
  readonly times: { readonly [step: string]: Seconds | null };
  /** How the time of each step is known. */
  readonly known: { readonly [step: string]: KnownTime };
  readonly verdicts: readonly Verdict[];
}

export interface OrderReport {
  readonly order: Order;
  /** Nobody proved that it is the desk's. */
  readonly unverified: boolean;
  readonly visits: readonly VisitReport[];
  /** Those about the order as a whole. */
  readonly verdicts: readonly Verdict[];
}

/** What one badge's logs say. */
export interface BadgeReport {
  readonly badge: string;
  readonly profile: Profile;
  readonly zone: Span;
  /** What it was judged from. */
  readonly told: Told;
  /** Who wore it in these visits, in their order. */
  readonly wearers: readonly Wearer[];
  /** What was said about its verdicts. */
  readonly said: readonly Said[];
  readonly first: number;
  readonly next: number;
  readonly pulledAt: Seconds;
  /** Pages with words that could not be read. */
  readonly damagedPages: number;
  /** What it told of itself that somebody may have to ask about. */
  readonly incidents: readonly Incident[];
  readonly orders: readonly OrderReport[];
}

/** The story of a badge under one profile: what `doorstep judge` would be given for it. */
export type Told = JudgeInput;

/** The story of the logs of one badge, each record once. `logs` is not empty, and of one badge and profile (`byBadge`). */
export function toldBy(
  logs: readonly Dlog[],
  desk: Desk = BARE_DESK,
): Told & { readonly damagedPages: number } {
  const once = needed(logs);
  const newest = once[0] as Dlog;
  const limits = limitsOf(newest.profile.params, newest.zone);
  const events = new Map<number, EventRecord>();
  const orders = new Map<string, Order>();
  let damagedPages = 0;
  const storyIn = (log: Dlog): Story => storyOf(deskDigest, limits, log.profile, log.words, newest.zone);
  let stories = once.sort((a, b) => a.next - b.next).map(storyIn);
  // What cannot be read in one pull may still be whole in another.
  const isWhole = (log: Dlog, i: number): boolean =>
    isHeader(deskDigest, log.words, 0) && !(stories[i] as Story).damaged.length;
  if (once.length < logs.length && !once.every(isWhole))
    stories = [...logs].sort((a, b) => a.next - b.next).map(storyIn);
  for (const story of stories) {
    for (const event of story.events) events.set(event.seq as number, event);
    // An order whose own record is on a page that was used again still stands in the checkpoints.
    for (const bytes of story.badge.orders) {
      const order = orderJson(bytes, newest.zone);
      if (order && !orders.has(order.id)) orders.set(order.id, order);
    }
    for (const order of story.orders) orders.set(order.id, order);
    damagedPages += story.damaged.length;
  }
  return {
    profile: newest.profile,
    zone: newest.zone,
    now: newest.pulledAt,
    settings: desk.settings,
    workingDays: desk.workingDays,
    orders: [...orders.values()],
    events: [...events.values()].sort((a, b) => (a.seq as number) - (b.seq as number)),
    damagedPages: damagedPages,
  };
}

/** Logs that go on from each other: of one life of a badge under one profile, in the order of the badges' ids. */
export function byBadge(logs: readonly Dlog[]): Dlog[][] {
  const own = grouped(logs, log => `${log.badge} ${log.profile.id} ${log.profileVersion}`);
  return [...own.keys()].sort().flatMap(name => livesOf(own.get(name) as Dlog[]));
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}

/** The report on each badge; one that has changed its profile, or was erased, has one for each time between. */
export function reportOf(logs: readonly Dlog[], desk: Desk = BARE_DESK): BadgeReport[] {
  const said = grouped(saidOf(desk.annotations), each => each.badge);
  const worn = grouped(desk.wearings, each => each.badge);
  return byBadge(logs).map(own => {
    const { badge } = own[0] as Dlog;
    return badgeReport(own, desk, worn.get(badge) ?? [], said.get(badge) ?? []);
  });
}

/** `worn` and `said` are of this badge. */
function badgeReport(
  logs: readonly Dlog[],
  desk: Desk,
  worn: readonly Wearing[],
  said: readonly Said[],
): BadgeReport {
  const told = toldBy(logs, desk);
  const judged = grouped(judgeByVisit(told), one => one.verdict.order);
  const orders = byOrder(told.orders, marksOf(told.events)).map(({ order, marks }) =>
    orderReport(
      order,
      marks.some(({ name, fields }) => name === 'order.dispatched' && fields['unverified'] === true),
      told,
      visitsOf(marks),
      judged.get(order.id) ?? [],
      worn,
    ),
  );
  const wearers = new Map<string, Wearer>();
  for (const { visits } of orders)
    for (const { wearer } of visits) if (wearer) wearers.set(nameOf(wearer), wearer);
  return {
    badge: (logs[0] as Dlog).badge,
    profile: told.profile,
    zone: told.zone,
    told: told,
    wearers: [...wearers.values()],
    said: said,
    first: Math.min(...logs.map(log => log.first)),
    next: Math.max(...logs.map(log => log.next)),
    pulledAt: told.now,
    damagedPages: told.damagedPages,
    incidents: incidentsOf(told.events),
    orders: orders,
  };
}

function orderReport(
  order: Order,
  unverified: boolean,
  { zone, now }: Told,
  runs: readonly VisitRun[],
  judged: readonly Judged[],
  worn: readonly Wearing[],
): OrderReport {
  const verdictsOf = (visit: number): Verdict[] =>
    judged.filter(one => one.visit === visit).map(one => one.verdict);
  // With one visit, what is about the order as a whole is about that visit.
  const whole = verdictsOf(0);
  const isOne = runs.length === 1;
  let appointment: string | null = null;
  const visits = runs.map((run, i) => {
    for (const mark of run.all) {
      if (mark.name === 'appt.made') appointment = mark.fields['time'] as string;
      if (mark.name === 'appt.changed' && !run.run.includes(mark)) appointment = mark.fields['new'] as string;
    }
    const at = run.run.length ? run.run.find(mark => mark.at !== null)?.at : now;
    const wearer = typeof at === 'number' ? wearerAt(worn, at) : null;
    return {
      visit: i + 1,
      wearer: wearer && { name: wearer.name, number: wearer.number },
      outcome: outcomeOf(run),
      appointment: appointment,
      wait: waitOf(run, zone),
      evidence: evidenceOf(firstOf(run, 'arrived')),
      times: stepsOf(run, ({ at }) => at),
      known: stepsOf(run, ({ known, from, to, drift }) => ({ known, from, to, drift })),
      verdicts: isOne ? [...verdictsOf(1), ...whole] : verdictsOf(i + 1),
    };
  });
  return { order: order, unverified: unverified, visits: visits, verdicts: isOne ? [] : whole };
}

function firstOf(run: VisitRun, name: string): Mark | undefined {
  return run.run.find(mark => mark.name === name);
}

function evidenceOf(arrival: Mark | undefined): Evidence | null {
  const { evidence, key = null } = (arrival?.fields ?? {}) as Partial<Evidence>;
  return evidence ? { evidence, key } : null;
}

/** What the first mark of each told step says. */
function stepsOf<T>(run: VisitRun, says: (mark: Mark) => T): { [step: string]: T } {
  const steps: { [step: string]: T } = {};
  for (const step of TOLD_STEPS) {
    const mark = firstOf(run, step);
    if (mark) steps[step] = says(mark);
  }
  return steps;
}

/** The wait as the judge counts it, on the clock. */
function waitOf(run: VisitRun, zone: Span): Wait | null {
  const start = startOfWait(run.run);
  const answer = answerIn(run.run);
  if (!start || start.at === null || (answer && (answer.at === null || answer.at < start.at))) return null;
  return {
    from: isoOf(start.at, zone),
    answered: answer && answer.at !== null ? isoOf(answer.at, zone) : null,
  };
}

function outcomeOf(run: VisitRun): Outcome {
  const has = (name: string): boolean => firstOf(run, name) !== undefined;
  const isInside = has('entered') || has('work.started') || has('work.done');
  if (!run.run.length) return 'planned';
  // Whoever is refused has nothing to leave.
  if (has('refused') && !isInside) return 'not-let-in';
  if (!run.ended) return 'under-way';
  if (has('work.done')) return 'finished';
  if (isInside) return run.left ? 'left-open' : 'not-closed';
  if (has('rang') && !has('answered')) return 'nobody-opened';
  return run.left ? 'not-entered' : 'not-closed';
}

/** Verdicts that somebody has to look at, the worst first. */
const EXCEPTIONS = ['FAIL', 'WARN', 'UNKNOWN'];

/** A verdict and where it belongs. */
export interface Exception {
  readonly order: string;
  /** 0: the order as a whole. */
  readonly visit: number;
  readonly verdict: Verdict;
}

/** All verdicts of a badge, order by order. */
export function allVerdicts(report: BadgeReport): Exception[] {
  return report.orders.flatMap(({ order, visits, verdicts }) => [
    ...visits.flatMap(({ visit, verdicts: own }) =>
      own.map(verdict => ({ order: order.id, visit: visit, verdict: verdict })),
    ),
    ...verdicts.map(verdict => ({ order: order.id, visit: 0, verdict: verdict })),
  ]);
}

/** All exceptions of a badge: what was not kept, before what was not fully kept, before what nobody can know. */
export function exceptionsOf(report: BadgeReport): Exception[] {
  const all = allVerdicts(report);
  return EXCEPTIONS.flatMap(kind => all.filter(one => one.verdict.verdict === kind));
}
