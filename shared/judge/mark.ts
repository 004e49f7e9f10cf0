import { secondsOf } from '../iso.js';
import type { Seconds, Span } from '../time.js';
import type { EventRecord } from '../visit/event.js';

/**
 * How a wall time is known: by a clock that was set; worked out from a later setting, or an earlier one, in the same boot;
 * only to lie between two others; not at all.
 */
export type Known = 'measured' | 'repaired' | 'bounded' | 'unknown';

/** One event as the judgements see it: its place in the record, and when it was as well as that can be known. */
export interface Mark {
  readonly name: string;
  readonly order: string | null;
  readonly fields: EventRecord;
  /** Sequence number, or index in the list where events have none; null: a time that the order brought. */
  readonly ref: number | null;
  /** The order of the records is the order in which things happened, whatever a clock said. */
  readonly place: number;
  /** Wall time, repaired where it could be; null: not known, or only between `from` and `to`. */
  readonly at: Seconds | null;
  readonly known: Known;
  /** The earliest and the latest that it can have been, drift included; null: nothing says. */
  readonly from: Seconds | null;
  readonly to: Seconds | null;
  readonly boot: number;
  readonly up: Span | null;
  /** By how much the wall time may be off: the badge's clock drifts from the moment it was set. */
  readonly drift: Span;
}

/** A length of time; where a restart without a clock lies in it, only that it was at least this. */
export interface Elapsed {
  readonly seconds: Span;
  readonly exact: boolean;
}

/** Badge clocks run on an RC oscillator: 500 parts in a million. */
export const DRIFT = 0.0005;

/** No firmware is older than this, so an earlier time is a clock that was not set. 2020-01-01. */
const EARLIEST: Seconds = 1577836800;

interface Reading {
  fields: EventRecord;
  index: number;
  boot: number;
  up: Span | null;
  at: Seconds | null;
  /** Clock quality of architecture 4; -1: the list does not say, and the time is taken as it stands. */
  clock: number;
}

/** Reads a list of events in their order. Undone ones and the undoing are left out: they were never made. */
export function marksOf(events: readonly EventRecord[]): Mark[] {
  const readings = inOrder(events.map(readingOf));
  countBoots(readings);
  const made = withoutUndone(readings);
  const marks = made.map((reading, place) => markOf(reading, place, made));
  return marks.map(mark => (mark.at === null ? boundedBy(mark, marks) : mark));
}

function readingOf(fields: EventRecord, index: number): Reading {
  let at = secondsOf(fields.t);
  if (at !== null && at < EARLIEST) at = null;
  let clock = fields.clock === undefined ? -1 : fields.clock;
  if (fields.event === 'clock.set') {
    at = secondsOf(fields['new']);
    clock = 3;
  }
  if (at === null) clock = 0;
  const up = fields.up === undefined ? null : fields.up;
  return { fields: fields, index: index, boot: -1, up: up, at: at, clock: clock };
}

/** Numbered events go by their numbers; a list written by hand goes by its times where all have one and no clock was set. */
function inOrder(readings: Reading[]): Reading[] {
  const numbered = readings.every(reading => reading.fields.seq !== undefined);
  const timed = readings.every(
    reading => reading.at !== null && reading.fields.event !== 'clock.set' && reading.fields.event !== 'boot',
  );
  if (!numbered && !timed) return readings;
  const key = (reading: Reading): number => (numbered ? reading.fields.seq : reading.at) as number;
  return readings.sort((a, b) => key(a) - key(b) || a.index - b.index);
}

function refOf(reading: Reading): number {
  return reading.fields.seq === undefined ? reading.index : reading.fields.seq;
}

function withoutUndone(readings: Reading[]): Reading[] {
  const undone: { [ref: number]: boolean } = {};
  // From the end, so that an undoing which was itself undone undoes nothing.
  for (let i = readings.length; i-- > 0; ) {
    const reading = readings[i];
    if (reading.fields.event !== 'undone' || undone[refOf(reading)]) continue;
    undone[reading.fields['undoes'] as number] = true;
  }
  return readings.filter(reading => reading.fields.event !== 'undone' && !undone[refOf(reading)]);
}

/** Gives each reading its boot; where the list does not number them, a `boot` event begins the next. */
function countBoots(readings: readonly Reading[]): void {
  let boot = 0;
  for (const reading of readings) {
    if (reading.fields.boot !== undefined) boot = reading.fields.boot;
    else if (reading.fields.event === 'boot') boot++;
    reading.boot = boot;
  }
}

function markOf(reading: Reading, place: number, all: readonly Reading[]): Mark {
  const before = setBefore(reading, place, all);
  const after = reading.clock < 2 && reading.up !== null ? setAfter(reading, place, all) : null;
  const set = after || before;
  const isUnset = reading.clock === 0 || reading.clock === 1;
  const isRepaired = !!set && reading.up !== null && set.up !== null && (set === after || isUnset);
  let at = reading.at;
  let since = 0;
  if (set && reading.up !== null && set.up !== null) {
    since = reading.up - set.up;
    if (isRepaired) at = (set.at as number) + since;
  } else if (isUnset) at = null;
  else if (set) since = (reading.at as number) - (set.at as number);
  // A clock counts as set only in the boot that it was set in; when, the records before these may have said.
  else if (reading.clock > 1 && reading.up !== null) since = reading.up;
  const drift = (since < 0 ? -since : since) * DRIFT;
  return {
    name: reading.fields.event,
    order: reading.fields.order === undefined ? null : reading.fields.order,
    fields: reading.fields,
    ref: refOf(reading),
    place: place,
    at: at,
    known: at === null ? 'unknown' : isRepaired ? 'repaired' : 'measured',
    from: at === null ? null : Math.floor(at - drift),
    to: at === null ? null : Math.ceil(at + drift),
    boot: reading.boot,
    up: reading.up,
    drift: drift,
  };
}

/**
 * A mark without a time, with its bounds: what was before it, in record, ended before it, and what was after it began
 * after it; each boot in between lasted at least as long as it counted.
 */
function boundedBy(mark: Mark, all: readonly Mark[]): Mark {
  let before: Mark | null = null;
  for (let i = mark.place; i-- > 0 && !before; ) if (all[i].at !== null) before = all[i];
  const after = all.find(other => other.place > mark.place && other.at !== null) || null;
  const from = before && (before.from as number) + leastBetween(all, before, mark);
  const to = after && (after.to as number) - leastBetween(all, mark, after);
  // Where a clock was set back in between, the two say nothing.
  if ((from === null && to === null) || (from !== null && to !== null && from > to)) return mark;
  return Object.assign({}, mark, { known: 'bounded', from: from, to: to });
}

/** What surely passed between two marks, in whole seconds, were the badge's count too fast. */
function leastBetween(all: readonly Mark[], a: Mark, b: Mark): Span {
  return Math.max(0, Math.floor(elapsed(all, a, b).seconds * (1 - DRIFT)));
}

function isSetIn(boot: number, reading: Reading): boolean {
  return reading.fields.event === 'clock.set' && reading.boot === boot && reading.at !== null;
}

/** The last setting of the clock up to `place` in the same boot: drift counts from it. */
function setBefore(reading: Reading, place: number, all: readonly Reading[]): Reading | null {
  for (let i = place; i >= 0 && all[i].boot === reading.boot; i--)
    if (isSetIn(reading.boot, all[i])) return all[i];
  return null;
}

/** The setting after `place` that repairs the times before it: the supervisor's if there is one, else the next. */
function setAfter(reading: Reading, place: number, all: readonly Reading[]): Reading | null {
  let next: Reading | null = null;
  for (let i = place + 1; i < all.length && all[i].boot === reading.boot; i++) {
    if (!isSetIn(reading.boot, all[i]) || all[i].up === null) continue;
    if (all[i].fields.clock !== 2) return all[i];
    if (!next) next = all[i];
  }
  return next;
}

/** Which of two things came first: below 0 where `a` did. The badge's own count says it best, then the clock, then the record. */
export function compare(a: Mark, b: Mark): number {
  if (a.boot === b.boot && a.up !== null && b.up !== null) return a.up - b.up;
  if (a.at !== null && b.at !== null) return a.at - b.at;
  return a.place - b.place;
}

/** Time from `a` to a later `b`. `marks` are all marks of the badge: how long each boot lasted at least. */
export function elapsed(marks: readonly Mark[], a: Mark, b: Mark): Elapsed {
  if (a.boot === b.boot && a.up !== null && b.up !== null) return { seconds: b.up - a.up, exact: true };
  if (a.at !== null && b.at !== null) return { seconds: b.at - a.at, exact: true };
  if (a.up === null || b.up === null) return { seconds: 0, exact: false };
  const last: { [boot: number]: Span } = {};
  for (const mark of marks)
    if (mark.up !== null && mark.place >= a.place && mark.place <= b.place) last[mark.boot] = mark.up;
  let seconds = -a.up;
  for (const boot of Object.keys(last)) seconds += last[+boot];
  return { seconds: seconds, exact: false };
}

/** Whether the badge's drift could have carried `mark` over the limit. */
export function isClose(mark: Mark, limit: Seconds): boolean {
  const margin = (mark.at as number) - limit;
  return (margin < 0 ? -margin : margin) < mark.drift;
}
