/**
 * The states and events of rules A2.1 once more, as tables typed from its text: names instead of codes, and nothing
 * taken from step.ts. Two people who read the same page should come to the same state.
 */

/** Every state in the order of the table, and what each row says of the events that it names. */
export const ROWS: { readonly [state: string]: { readonly [event: string]: string } } = {
  IDLE: { 'order.accepted': 'ACCEPTED' },
  OFFERED: { 'order.accepted': 'ACCEPTED' },
  ACCEPTED: { 'appt.made': 'BOOKED', 'order.returned': 'CLOSED' },
  BOOKED: { departed: 'EN_ROUTE', 'appt.changed': 'BOOKED', 'order.returned': 'CLOSED' },
  EN_ROUTE: { arrived: 'ON_SITE', 'appt.changed': 'BOOKED' },
  ON_SITE: {
    rang: 'AT_DOOR',
    answered: 'ANSWERED',
    'call.tried, reached': 'CALLED',
    'appt.changed': 'BOOKED',
    left: 'FAILED_VISIT',
  },
  AT_DOOR: {
    answered: 'ANSWERED',
    'call.tried, reached': 'CALLED',
    'appt.changed': 'BOOKED',
    left: 'FAILED_VISIT',
  },
  NO_ANSWER: {
    answered: 'ANSWERED',
    'note.left, whole': 'NOTE_OK',
    'call.tried, reached': 'CALLED',
    'appt.changed': 'BOOKED',
    left: 'FAILED_VISIT',
  },
  NOTE_OK: {
    left: 'FAILED_VISIT',
    answered: 'ANSWERED',
    'call.tried, reached': 'CALLED',
    'appt.changed': 'BOOKED',
  },
  CALLED: { answered: 'ANSWERED', 'appt.changed': 'BOOKED', rang: 'CALLED', left: 'FAILED_VISIT' },
  ANSWERED: { entered: 'INSIDE', refused: 'FAILED_VISIT', left: 'FAILED_VISIT', 'appt.changed': 'BOOKED' },
  INSIDE: { 'work.started': 'WORKING', left: 'WAITING', 'appt.changed': 'BOOKED' },
  WORKING: { 'work.paused': 'PAUSED', 'work.done': 'COMPLETING', left: 'WAITING' },
  PAUSED: { 'work.resumed': 'WORKING', left: 'WAITING' },
  COMPLETING: { left: 'LEFT', 'trial.rejected': 'WORKING' },
  WAITING: { 'appt.made': 'BOOKED', 'appt.changed': 'BOOKED', 'work.resumed': 'WORKING' },
  LEFT: {},
  FAILED_VISIT: { 'appt.made': 'BOOKED', 'appt.changed': 'BOOKED', 'order.replied': 'CLOSED' },
  CLOSED: { 'order.accepted': 'ACCEPTED' },
};

/** The steps of an order that a later event jumps to, in their order, and where each leads. */
const STEPS: readonly (readonly [event: string, leads: string])[] = [
  ['departed', 'EN_ROUTE'],
  ['arrived', 'ON_SITE'],
  ['rang', 'AT_DOOR'],
  ['answered', 'ANSWERED'],
  ['entered', 'INSIDE'],
  ['work.started', 'WORKING'],
  ['work.done', 'COMPLETING'],
  ['left', 'FAILED_VISIT'],
];

/** How many of the steps are behind a visit in each state. One that ended has those of the next visit before it. */
const BEHIND: { readonly [state: string]: number } = {
  IDLE: 0,
  OFFERED: 0,
  ACCEPTED: 0,
  BOOKED: 0,
  EN_ROUTE: 1,
  ON_SITE: 2,
  AT_DOOR: 3,
  NO_ANSWER: 3,
  NOTE_OK: 3,
  CALLED: 3,
  ANSWERED: 4,
  INSIDE: 5,
  WORKING: 6,
  PAUSED: 6,
  COMPLETING: 7,
  WAITING: 0,
  LEFT: 8,
  FAILED_VISIT: 0,
  CLOSED: 8,
};

/** Outside visits there is nobody to leave. */
const BETWEEN = ['WAITING', 'FAILED_VISIT'];

/** What belongs to one visit and is forgotten with it. */
interface Stay {
  /** The first ring at a door of the customer's own. */
  rangAt: number | null;
  wholeNote: boolean;
}

/** An order as the text sees it. */
export interface Model {
  state: string;
  stay: Stay;
  booked: boolean;
  workStarted: boolean;
  replied: boolean;
  questions: number;
  damages: number;
  promises: Set<string>;
}

/** What happens: an event by its catalogue name with the fields that the text speaks of. */
export interface Happening {
  readonly event: string;
  readonly at: number;
  readonly reached?: boolean;
  readonly door?: string;
  readonly guard?: boolean;
  readonly whole?: boolean;
  readonly promise?: string;
}

const nobodyThere = (): Stay => ({ rangAt: null, wholeNote: false });

export function newModel(state: string): Model {
  return {
    state,
    stay: nobodyThere(),
    booked: false,
    workStarted: false,
    replied: false,
    questions: 0,
    damages: 0,
    promises: new Set(),
  };
}

/** Promises to be done by a time are kept by the work, a callback by calling back, and any by saying so (J18). */
const BY_WORK = ['HB-L16b', 'HB-L17b', 'HB-L33b', 'CT-58b', 'CT-64b'];
const BY_CALLBACK = ['CT-61b'];

function owe(model: Model, { event, promise }: Happening): void {
  const keep = (rules: readonly string[]) => {
    for (const rule of rules) model.promises.delete(rule);
  };
  if (event === 'query.taken') model.questions++;
  if (event === 'query.handed' || event === 'query.closed')
    model.questions = Math.max(0, model.questions - 1);
  if (event === 'damage.made') model.damages++;
  if (event === 'damage.settled') model.damages = Math.max(0, model.damages - 1);
  if (event === 'promise.made') model.promises.add(promise ?? '');
  if (event === 'work.done') keep(BY_WORK);
  if (event === 'callback.done') keep(BY_CALLBACK);
  if (event === 'promise.kept') keep([...model.promises]);
}

/** The row's key for an event: its name, and its field where the row tells them apart. */
function keyOf({ event, reached, whole }: Happening): string {
  if (event === 'call.tried') return reached ? 'call.tried, reached' : 'call.tried, in vain';
  if (event === 'note.left') return whole ? 'note.left, whole' : 'note.left, part';
  return event;
}

/** The door timer: the wait, counted from the first ring, in seconds. */
export const WAIT = 600;

/** The state at a time, once the door timer has done its part. */
export function stateAt(model: Model, at: number): string {
  const { rangAt, wholeNote } = model.stay;
  if (model.state !== 'AT_DOOR' || rangAt === null || at - rangAt < WAIT) return model.state;
  return wholeNote ? 'NOTE_OK' : 'NO_ANSWER';
}

/** One event. The model is changed in place. */
export function happen(model: Model, happening: Happening): void {
  const { event, at } = happening;
  const before = stateAt(model, at);
  // A shared door and a guard's answer are no step of the visit.
  const isStep =
    !(event === 'rang' && happening.door === 'shared') && !(event === 'answered' && happening.guard);
  let next = isStep ? ROWS[before][keyOf(happening)] : before;
  if (next === undefined) {
    const step = STEPS.findIndex(([name]) => name === event);
    const jumps = step >= BEHIND[before] && !(event === 'left' && BETWEEN.includes(before));
    next = jumps ? STEPS[step][1] : before;
  }
  if (event === 'work.started') model.workStarted = true;
  if (event === 'appt.made' || event === 'appt.changed') model.booked = true;
  // Given back or called off: before any work it is over, later it stays where it is, rows of another visit included.
  if (event === 'order.returned' || event === 'order.cancelled') next = model.workStarted ? before : 'CLOSED';
  // An hour that came with the order counts as made before acceptance.
  const isNew = before === 'IDLE' || before === 'OFFERED';
  if (event === 'order.accepted' && isNew && model.booked) next = 'BOOKED';
  // What comes before a visit belongs to it; a new hour for one under way makes it another.
  const isAnother = BETWEEN.includes(before) || (next === 'BOOKED' && BEHIND[before] > 0);
  if (next !== before && isAnother) model.stay = nobodyThere();
  if (event === 'rang' && isStep && model.stay.rangAt === null) model.stay.rangAt = at;
  if (event === 'note.left') model.stay.wholeNote = happening.whole === true;
  if (event === 'order.replied') model.replied = true;
  owe(model, happening);
  const isOpen = model.questions + model.damages + model.promises.size > 0;
  if (next === 'LEFT' && model.replied && !isOpen) next = 'CLOSED';
  model.state = next;
}
