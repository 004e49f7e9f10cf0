import type { EventRecord, Order } from '../../shared/visit/event.js';

/**
 * J4, J5 and J7 to J18 once more, as tables read from rules A2.3 and A2.4 by hand: for random orders only.
 *
 * It knows numbered events of one order with a time each, in Shanghai, and nothing of how shared/judge does it.
 * A verdict ends in `~` where another event stands in for the one the rule names, or no table names the working days.
 */

type Row = readonly [unknown, string];
/** The first row that fits. */
const table = (...rows: readonly Row[]): string => (rows.find(([fits]) => fits) as Row)[1];

const second = (text: unknown) => Date.parse(text as string) / 1000;
const t = (event: EventRecord) => second(event.t);
const minutes = (n: number) => n * 60;
const hours = (n: number) => n * 3600;
/** A date whose UTC getters say the local time. */
const local = (at: number) => new Date((at + hours(8)) * 1000);
const clock = (at: number) => local(at).toISOString().slice(11, 19);
const date = (at: number) => local(at).toISOString().slice(0, 10);
const isDay = (at: number) => clock(at) >= '08:00:00' && clock(at) < '20:00:00';

export interface Life {
  readonly order: Order;
  /** Without undone ones and chatter. */
  readonly events: readonly EventRecord[];
  readonly now: number;
  readonly workingDays: readonly string[] | null;
}

function factsOf({ order, events, now }: Life) {
  const all = (name: string) => events.filter(event => event.event === name);
  const first = (name: string) => all(name).map(t)[0];
  const tag = (time: keyof Order) => (order[time] === undefined ? undefined : second(order[time]));
  const accepted = tag('accepted') ?? first('order.accepted');
  const end = events.findLast(event => /^work\.done$|^trial\.rejected$/.test(event.event));
  const done = end?.event === 'work.done' ? end : undefined;
  const after = events.slice(events.findLastIndex(event => event.event === 'trial.rejected') + 1);
  const started = events.findIndex(event => event.event === 'work.started');
  const idle = events.slice(0, started < 0 ? events.length : started);
  const again = idle.findLastIndex(event => event.event === 'order.accepted');
  const off = idle.slice(again + 1).find(event => /^order\.(returned|cancelled)$/.test(event.event));
  const backAfterStart =
    off && events.slice(started < 0 ? events.length : started).some(e => e.event === 'order.accepted');
  return {
    order,
    events,
    now,
    all,
    first,
    tag,
    accepted,
    done,
    shown: !done && after.some(event => /^(trial\.ok|signed|order\.replied)$/.test(event.event)),
    off: off && !backAfterStart ? t(off) : undefined,
    engaged: events.some(event =>
      /^(customer\.contacted|call\.tried|appt\..*|departed|arrived|entered|left|work\.(started|done)|trial\..*|signed|progress\.sent|escalated|order\.replied)$/.test(
        event.event,
      ),
    ),
    theirs: order.lineOwner === 'customer' || done?.['party'] === 'customer',
  };
}

type Facts = ReturnType<typeof factsOf>;

/** How something that is owed within a limit went. */
function term(f: Facts, start: number, limit: number, end: number | undefined, off: number | undefined) {
  const over = (end ?? off ?? f.now) - start > limit;
  return { over, done: end !== undefined, off: end === undefined && off !== undefined };
}

const rowsOf = (
  { over, done, off }: ReturnType<typeof term>,
  kept: string,
  late: string,
  undone: string,
  due: string,
  mark = '',
): string =>
  table(
    [over && done, `FAIL ${late}${mark}`],
    [over, `FAIL ${undone}${mark}`],
    [done, `PASS ${kept}${mark}`],
    [off, 'NA called-off'],
    [true, `OPEN ${due}${mark}`],
  );

const unaccepted = (f: Facts): string =>
  table(
    [f.engaged, 'UNKNOWN acceptance-not-recorded'],
    [f.off, 'NA called-off'],
    [true, 'OPEN not-accepted-yet'],
  );

function contact(f: Facts, start: number, limit: number, mark: string): string {
  const way = (event: EventRecord) =>
    event.event === 'appt.made' ||
    (event.event === 'customer.contacted' && event['reached'] !== false) ||
    (event.event === 'call.tried' && event['reached'] === true);
  const reached = f.events.findIndex(way);
  const moved = f.events.findIndex(event => event.event === 'appt.changed');
  const at = reached < 0 ? undefined : t(f.events[reached] as EventRecord);
  const went = term(f, start, limit, at, f.off);
  const tried = f.events.some(
    event =>
      /contacted|tried/.test(event.event) &&
      event['reached'] === false &&
      t(event) >= start &&
      t(event) <= start + limit,
  );
  return table(
    [f.tag('appointment'), `PASS agreed-before${mark}`],
    [moved >= 0 && (reached < 0 || moved < reached), 'UNKNOWN contact-not-recorded'],
    [at !== undefined && at <= start, `PASS agreed-before${mark}`],
    [went.over && tried, `WARN contact-attempted${mark}`],
    [true, rowsOf(went, 'contacted', 'contact-late', 'not-contacted', 'contact-due', mark)],
  );
}

function j4(f: Facts): string[] {
  const changes = f.events.filter(event => event.event === 'appt.changed');
  if (!changes.length) return ['NA no-change'];
  return changes.map(change => {
    const valid = f.events.slice(0, f.events.indexOf(change)).findLast(event => /^appt/.test(event.event));
    const old = second(change['old'] ?? valid?.['time'] ?? valid?.['new'] ?? f.order.appointment);
    const notice = second(change['notice'] ?? change.t);
    return table(
      [change['party'] === 'customer', 'EXCUSED customer-change'],
      [Number.isNaN(old), 'UNKNOWN old-time-unknown'],
      [notice <= old - hours(2), 'PASS notice-in-time'],
      [true, 'FAIL short-notice'],
    );
  });
}

function j5(f: Facts): string {
  const parties = f.all('appt.changed').map(change => change['party'] ?? 'unknown');
  const count = (...names: string[]) => parties.filter(party => names.includes(party as string)).length;
  return table(
    [!parties.length, 'NA no-change'],
    [count('company', 'third', 'weather', 'unknown') <= 2, 'PASS changes-within-limit'],
    [count('company', 'third', 'weather') > 2, 'FAIL too-many-changes'],
    [true, 'WARN changes-of-unknown-party'],
  );
}

function j8(f: Facts): string {
  const dispatched = f.tag('dispatched');
  if (dispatched === undefined) return 'UNKNOWN dispatch-not-known';
  const half = (of: number) => second(`${date(of)}T08:30:00+08:00`);
  const morning = [dispatched, dispatched + hours(24)].map(half).find(at => at > dispatched) as number;
  const limit = isDay(dispatched) ? minutes(15) : morning - dispatched;
  const went = term(f, dispatched, limit, f.accepted, f.off);
  return table(
    [f.accepted === undefined && f.engaged, 'UNKNOWN acceptance-not-recorded'],
    [true, rowsOf(went, 'accepted-in-time', 'accepted-late', 'not-accepted', 'acceptance-due')],
  );
}

function j9(f: Facts, department: boolean): string {
  if (!department) {
    const reported = f.tag('reported');
    return reported === undefined ? 'UNKNOWN report-not-known' : contact(f, reported, minutes(30), '');
  }
  const start = f.tag('arrivedInDepartment') ?? f.tag('dispatched');
  const mark = f.tag('arrivedInDepartment') === undefined ? ' ~' : '';
  if (start === undefined) return 'UNKNOWN dispatch-not-known';
  if (isDay(start)) return contact(f, start, minutes(30), mark);
  return f.accepted === undefined ? unaccepted(f) : contact(f, f.accepted, minutes(30), mark);
}

function j10(f: Facts): string {
  const start = f.tag('dispatched') ?? f.accepted;
  if (start === undefined) return 'UNKNOWN dispatch-not-known';
  const replied = f.first('order.replied');
  if (replied === undefined && f.first('callback.done') !== undefined) return 'UNKNOWN reply-not-recorded';
  const mark = f.tag('dispatched') === undefined ? ' ~' : '';
  const went = term(f, start, hours(20), replied, f.off);
  return rowsOf(went, 'replied-in-time', 'replied-late', 'not-replied', 'reply-due', mark);
}

/** J11, J12 and J14 share where they start and when they know nothing. */
function sinceReport(f: Facts, judge: (start: number, end: number, mark: string) => string): string {
  const start = f.tag('reported') ?? f.accepted;
  if (start === undefined) return 'UNKNOWN report-not-known';
  if (f.shown) return 'UNKNOWN work-done-not-recorded';
  return judge(start, f.done ? t(f.done) : (f.off ?? f.now), f.tag('reported') === undefined ? ' ~' : '');
}

const j11 = (f: Facts) =>
  sinceReport(f, (start, end, mark) => {
    const went = term(f, start, hours(24), f.done && t(f.done), f.off);
    return table(
      [end - start > hours(24) && f.theirs, `EXCUSED customer-caused${mark}`],
      [true, rowsOf(went, 'repaired-in-time', 'repaired-late', 'not-repaired', 'repair-due', mark)],
    );
  });

const j12 = (f: Facts) =>
  sinceReport(f, (start, end, mark) =>
    table(
      [end - start > hours(4) && f.all('escalated').length, `PASS escalated${mark}`],
      [end - start > hours(4), `FAIL not-escalated${mark}`],
      [f.done, `NA escalation-not-needed${mark}`],
      [f.off !== undefined, 'NA called-off'],
      [true, `OPEN escalation-not-due${mark}`],
    ),
  );

function j13(f: Facts): string {
  const start = f.accepted;
  if (start === undefined) return unaccepted(f);
  const end = f.done ? t(f.done) : (f.off ?? f.now);
  const told = f
    .all('progress.sent')
    .map(t)
    .filter(at => at >= start && at <= (f.done || f.off !== undefined ? end : Number.POSITIVE_INFINITY));
  const times = [start, ...told, end];
  return table(
    [f.shown, 'UNKNOWN work-done-not-recorded'],
    [f.done && end - start <= hours(12), 'NA progress-not-needed'],
    [times.some((at, i) => i > 0 && at - (times[i - 1] as number) > hours(12)), 'FAIL progress-gap'],
    [f.done, 'PASS progress-told'],
    [f.off !== undefined, 'NA called-off'],
    [true, 'OPEN progress-due'],
  );
}

function j14(f: Facts, working: readonly string[] | null): string {
  return sinceReport(f, (start, end, mark) => {
    let days = 0;
    for (let at = start; date(at) < date(end); ) {
      at += hours(24);
      const weekday = local(at).getUTCDay();
      if (working ? working.includes(date(at)) : weekday >= 1 && weekday <= 5) days++;
    }
    const guessed = working ? mark : ' ~';
    return table(
      [days > 3 && f.theirs, `EXCUSED customer-caused${guessed}`],
      [days > 7, `FAIL over-all-days${guessed}`],
      [days > 3, `WARN over-normal-days${guessed}`],
      [f.done, `PASS done-in-days${guessed}`],
      [f.off !== undefined, 'NA called-off'],
      [true, `OPEN days-left${guessed}`],
    );
  });
}

/** What settles each of the things opened: as many have to be settled first as were open before it. */
function queue(f: Facts, opens: string, settles: RegExp): (readonly [EventRecord, number | undefined])[] {
  const open: EventRecord[] = [];
  const settled = new Map<EventRecord, number>();
  for (const event of f.events) {
    if (event.event === opens) open.push(event);
    const oldest = settles.test(event.event) ? open.shift() : undefined;
    if (oldest) settled.set(oldest, t(event));
  }
  return f.all(opens).map(event => [event, settled.get(event)] as const);
}

function j15(f: Facts): string[] {
  const questions = queue(f, 'query.taken', /^query\.(handed|closed)$/);
  if (!questions.length) return ['NA no-question'];
  return questions.map(([taken, settled]) => {
    const went = term(f, t(taken), minutes(15), settled, undefined);
    return table(
      [taken['departments'] !== true, 'NA one-department'],
      [true, rowsOf(went, 'handed-in-time', 'handed-late', 'not-handed', 'hand-over-due')],
    );
  });
}

function j16(f: Facts): string[] {
  const damages = queue(f, 'damage.made', /^damage\.settled$/);
  if (!damages.length) return ['NA no-damage'];
  return damages.map(([made, settled]) =>
    rowsOf(
      term(f, t(made), hours(48), settled, undefined),
      'settled-in-time',
      'settled-late',
      'not-settled',
      'settlement-due',
    ),
  );
}

function j17(f: Facts): string {
  const made = f.events.findLast(event => /^appt/.test(event.event));
  const time = made ? second(made['time'] ?? made['new']) : f.tag('appointment');
  const slot = made ? made['slotEnd'] : f.order.slotEnd;
  if (time === undefined) return 'NA no-appointment';
  const inside =
    isDay(time) &&
    (slot === undefined || (date(second(slot)) === date(time) && clock(second(slot)) <= '20:00:00'));
  return table(
    [!inside && made?.['party'] === 'customer', 'WARN outside-by-customer'],
    [!inside, 'FAIL outside-window'],
    [
      f.order.type !== 'repair' && f.accepted !== undefined && time - f.accepted < hours(24),
      'PASS in-window-within-a-day',
    ],
    [true, 'PASS in-window'],
  );
}

function j18(f: Facts, rule: string, keptBy: string): string {
  const made = f.all('promise.made').findLast(event => event['rule'] === rule);
  if (!made) return 'NA no-promise';
  const due = second(made['due']);
  const since = { ...f, events: f.events.filter(event => t(event) >= t(made)) };
  const times = since.events.filter(event => event.event === keptBy).map(t);
  if (keptBy === 'callback.done') {
    const called = times.find(at => Math.abs(at - due) <= minutes(15)) ?? times[0];
    return table(
      [called === undefined && f.off !== undefined, 'NA called-off'],
      [(called ?? f.now) > due + minutes(15), 'FAIL promise-late'],
      [called === undefined, 'OPEN promise-running'],
      [(called as number) < due - minutes(15), 'WARN called-back-early'],
      [true, 'PASS called-back'],
    );
  }
  const end = since.events.findLast(event => /^work\.done$|^trial\.rejected$/.test(event.event));
  const done = keptBy !== 'work.done' ? times[0] : end?.event === 'work.done' ? t(end) : undefined;
  const rejected = since.events.findLastIndex(event => event.event === 'trial.rejected');
  const shown = since.events.slice(rejected + 1).some(event => /^(trial\.ok|signed)$/.test(event.event));
  return table(
    [done === undefined && keptBy === 'work.done' && shown, 'UNKNOWN work-done-not-recorded'],
    [done === undefined && f.off !== undefined, 'NA called-off'],
    [(done ?? f.now) > due, 'FAIL promise-late'],
    [done === undefined, 'OPEN promise-running'],
    [true, 'PASS promise-kept'],
  );
}

/** The verdicts of every rule of TT, CT and ZT but those of a visit, in short. */
export function limitsOracle(life: Life): { [rule: string]: string } {
  const f = factsOf(life);
  const is = (...types: string[]) => types.includes(life.order.type);
  const only = (types: string[], judge: () => string) => (is(...types) ? judge() : 'NA other-type');
  const j7 = () => {
    if (f.accepted !== undefined) return contact(f, f.accepted, hours(1), '');
    return f.tag('appointment') === undefined ? unaccepted(f) : 'PASS agreed-before';
  };
  return {
    'TT-2.5-2e': j15(f).join(', '),
    'TT-3.2-1': j7(),
    'TT-3.2-1e': j4(f).join(', '),
    'TT-3.2-1g': j5(f),
    'TT-3.2-8': only(['repair', 'complaint'], () => j10(f)),
    'TT-3.4-2b': j16(f).join(', '),
    'TT-4.1-1': only(['install', 'move'], () => j14(f, life.workingDays)),
    'TT-4.1-2': only(['repair'], () => j11(f)),
    'TT-4.1-2c': only(['repair'], () => j12(f)),
    'TT-4.1-3c': only(['complaint'], () => j9(f, false)),
    'TT-4.3-1d': only(['repair'], () => j8(f)),
    'TT-4.3-1e': only(['repair'], j7),
    'TT-4.3-1f': only(['repair'], () => j13(f)),
    'TT-4.3-1g': only(['repair'], () => j10(f)),
    'TT-4.3-2c': only(['complaint'], () => j8(f)),
    'TT-4.3-2d': only(['complaint'], () => j9(f, true)),
    'TT-4.3-2g': only(['complaint'], () => j10(f)),
    'TT-5.1-3b': only(['install', 'move', 'repair'], j7),
    'TT-5.3-2b': only(['install', 'move'], () => j17(f)),
    'TT-5.3-5b': only(['repair'], () => j17(f)),
    'CT-34b': j18(f, 'CT-34b', 'promise.kept'),
    'CT-58b': j18(f, 'CT-58b', 'work.done'),
    'CT-61b': j18(f, 'CT-61b', 'callback.done'),
    'CT-64b': j18(f, 'CT-64b', 'work.done'),
    'ZT-6-1': 'NA not-observable',
  };
}
