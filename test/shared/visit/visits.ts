import { HB } from '../../../shared/profile/hb.js';
import { limitsOf } from '../../../shared/profile/limits.js';
import { HOUR } from '../../../shared/time.js';
import { type Kind, Phase } from '../../../shared/visit/kind.js';
import { STATE_NAMES } from '../../../shared/visit/names.js';
import { phaseAt, type Step, step } from '../../../shared/visit/step.js';
import { Field, type Visit } from '../../../shared/visit/visit.js';

/** Short forms for visits in tests: home broadband, China's time zone. */
export const LIMITS = limitsOf(HB.params, 8 * HOUR);

export const PHASES = STATE_NAMES.length;

/** A visit in a phase, with fields beside it. */
export function visitIn(phase: Phase, fields: readonly (readonly [Field, number])[] = []): Visit {
  const visit = new Uint32Array(Field.Count);
  visit[Field.Phase] = phase;
  for (const [field, value] of fields) visit[field] = value;
  return visit;
}

/** An event: its kind, its log time, its value, and the hour agreed on. */
export type Happens = readonly [kind: Kind, at: number, value?: number, hour?: number];

export function stepped(visit: Visit, [kind, at, value = 0, hour = 0]: Happens): Step {
  return step(LIMITS, visit, kind, value, at, hour, 0);
}

/** The visit after all of these. */
export function after(visit: Visit, ...events: readonly Happens[]): Visit {
  return events.reduce((now, event) => stepped(now, event).visit, visit);
}

/** The name of the state a visit is in at a time. */
export function stateOf(visit: Visit, at: number): string {
  return STATE_NAMES[phaseAt(LIMITS, visit, at)];
}

/** An order that was booked for nine, with the engineer at the door since log time 1000. */
export function atDoor(): Visit {
  return visitIn(Phase.AtDoor, [
    [Field.ArrivedAt, 900],
    [Field.RangAt, 1000],
  ]);
}
