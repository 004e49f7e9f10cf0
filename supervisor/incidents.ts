import { secondsOf } from '../shared/iso.js';
import { MINUTE, type Span } from '../shared/time.js';
import type { EventRecord } from '../shared/visit/event.js';
import type { Told } from './report.js';

/**
 * What a badge told of itself, and not of a visit, that somebody may have to ask the wearer about: a start in the middle of
 * a day, another program, a clock that was moved, refused orders and faults, records that there is no more room for or that
 * no log here holds. None of it is a verdict, and none proves anything by itself.
 */
export interface Incident {
  /** Number of its record; of records that are missing, of the first. */
  readonly seq: number;
  /** When, as an ISO time; null: not known. */
  readonly at: string | null;
  readonly what: What;
  /** What its text names. */
  readonly values: { readonly [name: string]: string | number };
}

export type What =
  | 'restart'
  | 'program'
  | 'clock'
  | 'fault'
  | 'refused'
  | 'doubled'
  | 'console'
  | 'leftOut'
  | 'lost'
  | 'missing';

/** A clock that is set by no more than this was only put right. */
const PUT_RIGHT: Span = MINUTE;

/** Causes of a `security` record (shared/log/fields.ts). */
const SECURITY: { readonly [cause: string]: What } = {
  error: 'fault',
  'bad-order': 'refused',
  'doubled-order': 'doubled',
  console: 'console',
  'left-out': 'leftOut',
};

/** The incidents in what a badge told, in the order of their records. */
export function incidentsOf(events: Told['events']): Incident[] {
  const found: Incident[] = [];
  let before: EventRecord | undefined;
  let boot: EventRecord | undefined;
  for (const event of events) {
    const add = (what: What, values: Incident['values']): void => {
      found.push({ seq: event.seq as number, at: event.t ?? null, what, values });
    };
    const missing = missingBetween(before, event);
    if (missing) found.push({ ...missing, at: null, what: 'missing' });
    if (event.event === 'boot') {
      // The first start of all is the day that it was flashed.
      if (event.seq) add('restart', { reset: String(event['reset']), since: before?.t ?? 'unknown' });
      const was = boot && programOf(boot);
      const is = programOf(event);
      if (was && was !== is) add('program', { was, is });
      boot = event;
    } else if (event.event === 'clock.set') {
      const seconds = movedBy(event);
      if (Math.abs(seconds) > PUT_RIGHT)
        add('clock', { seconds, source: String(event['source'] ?? 'unknown') });
    } else if (event.event === 'security') {
      const what = SECURITY[String(event['cause'])];
      if (what) add(what, { count: Number(event['count'] ?? 1) });
    } else if (event.event === 'loss') {
      add('lost', { list: range(Number(event['first']), Number(event['last'])) });
    }
    before = event;
  }
  return found;
}

/** Bundle and firmware of a start. */
function programOf(boot: EventRecord): string {
  return `${boot['bundle']} (Espruino ${boot['firmware'] || '?'})`;
}

/** By how many seconds a setting moved the clock; 0 where it was not set before. */
function movedBy(event: EventRecord): Span {
  const old = secondsOf(event['old']);
  const now = secondsOf(event['new']);
  return old === null || now === null ? 0 : now - old;
}

/** Records that neither stand between two records nor were told as lost by the second; null: none. */
function missingBetween(
  before: EventRecord | undefined,
  event: EventRecord,
): Pick<Incident, 'seq' | 'values'> | null {
  if (!before) return null;
  const first = (before.seq as number) + 1;
  const last = (event.event === 'loss' ? Number(event['first']) : (event.seq as number)) - 1;
  return last < first ? null : { seq: first, values: { list: range(first, last) } };
}

/** Record numbers from one to another. */
function range(first: number, last: number): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
