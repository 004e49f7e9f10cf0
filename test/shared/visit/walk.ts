import { type Rng, rngFrom } from '../../../host-sim/rng.js';
import { Kind, Phase } from '../../../shared/visit/kind.js';
import { EVENT_NAMES } from '../../../shared/visit/names.js';
import { Field } from '../../../shared/visit/visit.js';
import { type Happening, happen, newModel, stateAt } from './oracle.js';
import { stateOf, stepped, visitIn } from './visits.js';

/** The promise rules by their numbers; none has 3. */
const PROMISES = ['HB-L16b', 'HB-L17b', 'HB-L33b', 'none', 'CT-58b', 'CT-61b', 'CT-64b', 'CT-34b'];

/** Events as likely as they are useful to a walk: those of the table often, the rest now and then. */
const OFTEN = [
  Kind.Accepted,
  Kind.AppointmentMade,
  Kind.AppointmentChanged,
  Kind.Departed,
  Kind.Arrived,
  Kind.Rang,
  Kind.Rang,
  Kind.Answered,
  Kind.Entered,
  Kind.Refused,
  Kind.CallTried,
  Kind.CallTried,
  Kind.NoteLeft,
  Kind.NoteLeft,
  Kind.WorkStarted,
  Kind.WorkPaused,
  Kind.WorkResumed,
  Kind.WorkDone,
  Kind.TrialRejected,
  Kind.Left,
  Kind.Left,
  Kind.Replied,
  Kind.QueryTaken,
  Kind.QueryClosed,
  Kind.QueryHanded,
  Kind.DamageMade,
  Kind.DamageSettled,
  Kind.PromiseMade,
  Kind.PromiseKept,
];

/** Gaps around the one limit that the states know. */
const GAPS = [0, 0, 1, 2, 60, 299, 300, 301, 599, 600, 601];

const pick = <T>(rng: Rng, from: readonly T[]): T => from[rng.u32() % from.length];

interface Drawn {
  readonly kind: Kind;
  readonly value: number;
  readonly happening: Happening;
}

function draw(rng: Rng, at: number): Drawn {
  const kind = rng.u32() % 8 ? pick(rng, OFTEN) : ((rng.u32() % 64) as Kind);
  const bits = rng.u32();
  const event = EVENT_NAMES[kind] ?? '';
  const of = (value: number, fields: object): Drawn => ({ kind, value, happening: { event, at, ...fields } });
  switch (kind) {
    case Kind.Rang:
      return of(bits % 6, { door: ['', 'own', 'shared'][(bits % 6) >> 1] });
    case Kind.Answered:
      return of(bits & 3, { guard: (bits & 2) !== 0 });
    case Kind.CallTried:
      return of(bits & 1, { reached: (bits & 1) !== 0 });
    case Kind.NoteLeft: {
      const fields = bits & 16 ? 15 : bits & 15;
      return of(fields, { whole: fields === 15 });
    }
    case Kind.PromiseMade:
      return of(bits % PROMISES.length, { promise: PROMISES[bits % PROMISES.length] });
    default:
      return of(bits & 511, {});
  }
}

/** Walks an order and its model side by side until it is closed; the name of the first event after which they differ. */
export function walk(seed: number, events: number, seen: Map<string, number>): string | null {
  const rng = rngFrom(seed);
  const model = newModel('OFFERED');
  let visit = visitIn(Phase.Offered);
  if (rng.u32() & 1) {
    visit[Field.Appointment] = 5000;
    model.booked = true;
  }
  let at = 1000;
  for (let i = 0; i < events; i++) {
    at += pick(rng, GAPS);
    const before = stateOf(visit, at);
    const { kind, value, happening } = draw(rng, at);
    visit = stepped(visit, [kind, at, value, 1_700_000_000 + at]).visit;
    happen(model, happening);
    for (const later of [at, at + 599, at + 600]) {
      if (stateOf(visit, later) === stateAt(model, later)) continue;
      return `event ${i + 1}, ${happening.event} (${value}) in ${before}: step says ${stateOf(visit, later)}, rules A2.1 say ${stateAt(model, later)}`;
    }
    const key = `${before} ${happening.event}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (model.state === 'CLOSED') break;
  }
  return null;
}
