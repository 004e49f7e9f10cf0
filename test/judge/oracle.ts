import type { EventRecord } from '../../shared/visit/event.js';

/**
 * J1, J2, J3 and J6 once more, as tables read from rules A2.3 and A2.4 by hand: for random days only.
 *
 * It knows numbered events of one order with a time each, and nothing of how shared/judge does it.
 */

const second = (text: unknown) => Date.parse(text as string) / 1000;
const t = (event: EventRecord) => second(event.t);

/** Events that count: not undone, and not the same press within three seconds. */
export function counted(events: readonly EventRecord[]): EventRecord[] {
  const gone = new Set<unknown>();
  for (const event of [...events].reverse())
    if (event.event === 'undone' && !gone.has(event.seq)) gone.add(event['undoes']);
  const made = events.filter(event => event.event !== 'undone' && !gone.has(event.seq));
  const content = ({ t: _, seq: __, ...fields }: EventRecord) =>
    JSON.stringify(Object.entries(fields).sort());
  const kept: EventRecord[] = [];
  for (const event of made)
    if (!kept.some(other => t(event) - t(other) <= 3 && content(other) === content(event))) kept.push(event);
  return kept;
}

const LETTER: { readonly [event: string]: string } = {
  departed: 'd',
  arrived: 'a',
  rang: 'r',
  answered: 'n',
  entered: 'e',
  'work.started': 's',
  'work.done': 'w',
  left: 'l',
  'appt.made': 'M',
  'appt.changed': 'M',
};

/** One letter an event, so that a visit is a regular expression: from a small letter up to `l`, cut before `d` or a rebooked `a`. */
export function runs(events: readonly EventRecord[]): { from: number; to: number; over: boolean }[] {
  const day = events.map(event => LETTER[event.event] ?? '.').join('');
  const found: { from: number; to: number; over: boolean }[] = [];
  const visit = /[darneswl]/g;
  for (let begin = visit.exec(day); begin; begin = visit.exec(day)) {
    const rest = day.slice(begin.index);
    const end = /^(l|.[^dlM]*(?:l|(?=d)|$)|.[^dlM]*M[^dla]*(?:l|(?=[da])|$))/.exec(rest) as RegExpExecArray;
    const to = begin.index + end[0].length;
    found.push({ from: begin.index, to, over: to < day.length || end[0].endsWith('l') });
    visit.lastIndex = to;
  }
  const tail = day.slice(found.at(-1)?.to ?? 0);
  if (!found.length || tail.includes('M')) found.push({ from: day.length, to: day.length, over: false });
  return found;
}

interface Facts {
  run: EventRecord[];
  over: boolean;
  arrived?: number;
  witness: boolean;
  start?: number;
  answered?: number;
  left?: number;
  reached: boolean;
  called: boolean;
  note?: readonly string[];
  appointment?: number;
  /** The end of its slot. */
  end?: number;
}

const WITNESS = /^(arrived|rang|answered|refused|note\.left|entered|work\..*|left)$/;

function factsOf(events: readonly EventRecord[], run: { from: number; to: number; over: boolean }): Facts {
  const own = events.slice(run.from, run.to);
  const first = (test: (event: EventRecord) => boolean) => own.find(test);
  const time = (event: EventRecord | undefined) => (event ? t(event) : undefined);
  const came = own.findIndex(event => WITNESS.test(event.event));
  const there = came < 0 ? [] : own.filter(event => t(event) >= t(own[came]));
  const answer =
    first(event => event.event === 'answered' && event['at'] !== 'guard') ??
    first(event => /^(entered|refused|work\.started|work\.done)$/.test(event.event));
  return {
    run: own,
    over: run.over,
    arrived: time(first(event => event.event === 'arrived')),
    witness: came >= 0,
    start: time(first(event => event.event === 'rang' && event['door'] !== 'shared')),
    answered: time(answer),
    left: time(own.findLast(event => event.event === 'left')),
    reached: there.some(event => event['reached'] === true || event.event === 'appt.changed'),
    called: there.some(event => event['reached'] === false),
    note: own.findLast(event => event.event === 'note.left')?.['fields'] as readonly string[] | undefined,
    appointment: appointmentUpTo(events, came < 0 ? run.to : run.from + came),
    end: endOf(events.slice(0, (came < 0 ? run.to : run.from + came) + 1).findLast(isBooking)),
  };
}

const isBooking = (event: EventRecord) => /^appt/.test(event.event);

function endOf(made: EventRecord | undefined): number | undefined {
  return made && second(made['slotEnd'] ?? made['time'] ?? made['new']);
}

function appointmentUpTo(events: readonly EventRecord[], to: number): number | undefined {
  const made = events.slice(0, to + 1).findLast(event => /^appt/.test(event.event));
  return made && second(made['time'] ?? made['new']);
}

/** J6 by its numbered list: the first row that fits. */
const J6: readonly [(facts: Facts, left: number, appointment: number) => unknown, string][] = [
  [f => f.answered === undefined && !f.over && (f.arrived ?? at(f, 'rang')) !== undefined, 'OPEN waiting'],
  [
    f => f.answered === undefined && f.left === undefined && (f.arrived ?? at(f, 'rang')) === undefined,
    'NA not-at-door',
  ],
  [f => f.answered !== undefined && f.start === undefined, 'NA no-ring'],
  [f => f.answered !== undefined && f.answered - (f.start as number) <= 600, 'PASS answered'],
  [f => f.answered !== undefined, 'NA answered-late'],
  [f => f.reached, 'EXCUSED reached-by-phone'],
  [f => f.start === undefined, 'UNKNOWN no-ring'],
  [f => f.left === undefined, 'UNKNOWN leaving-not-recorded'],
  [(f, left) => left - (f.start as number) < 600, 'FAIL left-early'],
  [(_, left, appointment) => left < appointment, 'FAIL left-before-appointment'],
  [f => !f.called, 'FAIL not-called'],
  [f => !f.note, 'FAIL no-note'],
  [
    f => !['arrival', 'leaving', 'phone', 'contact'].every(part => f.note?.includes(part)),
    'FAIL note-incomplete',
  ],
  [() => true, 'PASS in-order'],
];

const at = (facts: Facts, name: string) => facts.run.find(event => event.event === name)?.seq;

/** J1: the first row that fits. `spent` is the appointment an earlier visit used up. */
const J1: readonly [(facts: Facts, appointment: number, now: number) => unknown, string][] = [
  [f => !f.witness && f.over, 'NA set-out-again'],
  [f => f.appointment === undefined, 'NA no-appointment'],
  [f => f.witness && f.arrived === undefined, 'UNKNOWN arrival-not-recorded'],
  [(f, appointment, now) => (f.arrived ?? now) > appointment, 'FAIL late'],
  [(f, appointment, now) => (f.arrived ?? now) > appointment - 300, 'WARN on-time-not-early'],
  [f => f.arrived === undefined, 'OPEN not-arrived-yet'],
  [() => true, 'PASS early'],
];

/** J2: the first row that fits. */
const J2: readonly [(facts: Facts, end: number, now: number) => unknown, string][] = [
  ...J1.slice(0, 3),
  [(f, end, now) => (f.arrived ?? now) > end, 'FAIL late'],
  [f => f.arrived === undefined, 'OPEN not-arrived-yet'],
  [() => true, 'PASS on-time'],
];

/** J3, what was said of being late: the first row that fits. */
function said(events: readonly EventRecord[], from: number, to: number, end: number): string {
  const told = events.slice(from + 1, to + 1).filter(event => event.event === 'delay.notified');
  const before = told.filter(event => t(event) < end);
  if (before.some(event => event['understood'] === true)) return 'PASS announced';
  if (before.length) return 'WARN not-understood';
  return told.length ? 'FAIL announced-too-late' : 'FAIL silent';
}

/** J3, of the appointment that the change at `at` replaced; `tells`: the code takes a change for word (ZT). */
function passedBy(events: readonly EventRecord[], at: number, tells: boolean): string[] {
  const change = events[at] as EventRecord;
  const made = events.slice(0, at).findLastIndex(isBooking);
  if (events.slice(made + 1, at).some(event => WITNESS.test(event.event))) return [];
  const end = made < 0 ? second(change['old']) : (endOf(events[made]) as number);
  if (tells && (change['notice'] ? second(change['notice']) : t(change)) < end)
    return ['PASS changed-before'];
  return made >= 0 && t(change) >= end ? [said(events, made, at, end)] : [];
}

/** J3, of one visit. */
function lateness(
  events: readonly EventRecord[],
  run: { from: number; to: number; over: boolean },
  since: number,
  facts: Facts,
  now: number,
  tells: boolean,
): string[] {
  const came = facts.witness ? run.from + cameAt(facts) : run.to;
  const changes = (from: number, to: number) =>
    events.flatMap((event, i) =>
      i >= from && i < to && event.event === 'appt.changed' ? passedBy(events, i, tells) : [],
    );
  const before = changes(since, came);
  if (!facts.witness && run.over) return before.length ? before : ['NA set-out-again'];
  const made = events.slice(0, came + 1).findLastIndex(isBooking);
  const arrived = facts.run.findIndex(event => event.event === 'arrived');
  const here = (): string => {
    if (facts.appointment === undefined || facts.end === undefined) return 'NA no-appointment';
    if (facts.witness && arrived < 0) return 'UNKNOWN arrival-not-recorded';
    if (facts.witness)
      return (facts.arrived as number) <= facts.end
        ? 'NA not-late'
        : said(events, made, run.from + arrived, facts.end);
    return now <= facts.end ? 'OPEN not-late-yet' : said(events, made, run.to, facts.end);
  };
  return [...before, here(), ...changes(came, run.to)];
}

export interface Verdicts {
  'HB-B08': string[];
  'HB-B08b': string[];
  'HB-B09b': string[];
  'ZT-5-2': string[];
  'ZT-5-2b': string[];
}

/** The verdicts of the rules of a visit on a day, in short. */
export function oracle(all: readonly EventRecord[], now: number): Verdicts {
  const events = counted(all);
  const verdicts: Verdicts = { 'HB-B08': [], 'HB-B08b': [], 'HB-B09b': [], 'ZT-5-2': [], 'ZT-5-2b': [] };
  let since = 0;
  const spent = new Map<number, number>();
  for (const run of runs(events)) {
    const facts = factsOf(events, run);
    const whole = appointmentUpTo(events, run.to - 1) ?? Number.NEGATIVE_INFINITY;
    const key = events
      .slice(0, facts.witness ? run.from + 1 + cameAt(facts) : run.to)
      .findLastIndex(e => /^appt/.test(e.event));
    if (facts.appointment !== undefined && (spent.get(key) ?? Number.NEGATIVE_INFINITY) >= facts.appointment)
      facts.appointment = undefined;
    const j1 = J1.find(([fits]) => fits(facts, facts.appointment as number, now));
    const j6 = J6.find(([fits]) => fits(facts, facts.left as number, whole));
    const j2 = J2.find(([fits]) => fits(facts, facts.end as number, now));
    verdicts['HB-B08'].push(j1?.[1] ?? '');
    verdicts['HB-B09b'].push(j6?.[1] ?? '');
    verdicts['ZT-5-2'].push(j2?.[1] ?? '');
    verdicts['HB-B08b'].push(...lateness(events, run, since, facts, now, false));
    verdicts['ZT-5-2b'].push(...lateness(events, run, since, facts, now, true));
    since = run.to;
    const last = facts.run.at(-1);
    if (facts.witness && last) spent.set(key, Math.max(t(last), spent.get(key) ?? 0));
  }
  return verdicts;
}

function cameAt(facts: Facts): number {
  return facts.run.findIndex(event => WITNESS.test(event.event));
}
