import { elapsed, type Mark } from './mark.js';

/** One run to the customer: from setting out, or the first later thing recorded, up to leaving (rules A2.1). */
export interface VisitRun {
  /** What led to it: all since the visit before. */
  readonly lead: readonly Mark[];
  readonly run: readonly Mark[];
  /** `lead` and `run`. */
  readonly all: readonly Mark[];
  /** What came after the last visit and leads to no other. */
  readonly tail: readonly Mark[];
  readonly left: Mark | null;
  /** Left, or another visit has begun: nothing more can come. */
  readonly ended: boolean;
}

/** The steps of a visit in their order: the first of them begins one. */
export const STEPS = [
  'departed',
  'arrived',
  'rang',
  'answered',
  'entered',
  'work.started',
  'work.done',
  'left',
];

function isRebooking(mark: Mark): boolean {
  return mark.name === 'appt.made' || mark.name === 'appt.changed';
}

/**
 * The visits among the marks of one order.
 *
 * An order that nobody has set out for has one visit, which has not begun;
 * so has an order that was booked anew after its last visit.
 */
export function visitsOf(marks: readonly Mark[]): VisitRun[] {
  const visits: VisitRun[] = [];
  let lead: Mark[] = [];
  let run: Mark[] = [];
  let rebooked = false;
  const close = (left: Mark | null, ended: boolean): void => {
    visits.push({ lead: lead, run: run, all: lead.concat(run), tail: [], left: left, ended: ended });
    lead = [];
    run = [];
    rebooked = false;
  };
  for (const mark of marks) {
    const again = mark.name === 'departed' || (mark.name === 'arrived' && rebooked);
    if (run.length && again) close(null, true);
    if (!run.length && !STEPS.includes(mark.name)) {
      lead.push(mark);
      continue;
    }
    run.push(mark);
    if (isRebooking(mark)) rebooked = true;
    if (mark.name === 'left') close(mark, true);
  }
  if (run.length || !visits.length || lead.some(isRebooking)) close(null, false);
  else visits.push(Object.assign(visits.pop() as VisitRun, { tail: lead }));
  return visits;
}

/** Presses of the same button within this many seconds are one press. */
const CHATTER = 3;

/** The fields of an event as one text, whatever order they stand in. */
function contentOf(mark: Mark): string {
  const keys = Object.keys(mark.fields).filter(
    key => !['t', 'up', 'boot', 'seq', 'clock', 'order'].includes(key),
  );
  keys.sort((a, b) => (a < b ? -1 : 1));
  return `${mark.order}\n${keys.map(key => JSON.stringify([key, mark.fields[key]])).join('\n')}`;
}

/** The marks without those that repeat one of the last three seconds. */
export function withoutChatter(marks: readonly Mark[]): Mark[] {
  const kept: Mark[] = [];
  const contents: string[] = [];
  for (const mark of marks) {
    const content = contentOf(mark);
    let repeats = false;
    for (let i = kept.length; i-- > 0 && !repeats; ) {
      const since = elapsed(marks, kept[i], mark);
      if (!since.exact || since.seconds > CHATTER) break;
      repeats = since.seconds >= 0 && content === contents[i];
    }
    if (repeats) continue;
    kept.push(mark);
    contents.push(content);
  }
  return kept;
}
