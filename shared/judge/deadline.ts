import type { Deadline } from '../profile/profile.js';
import { first, last, workDone } from './case.js';
import type { Mark } from './mark.js';
import type { VisitRun } from './visits.js';

/** The steps that can stand in for a deadline that was never recorded, in their order. */
const STAND_INS = [
  'appt.made',
  'departed',
  'arrived',
  'answered',
  'entered',
  'work.started',
  'work.done',
  'signed',
];

function stepIn(name: string, visit: VisitRun): Mark | null {
  if (name === 'work.done') return workDone(visit.run);
  if (name === 'signed') return last(visit.run, name);
  if (name === 'appt.made') return last(visit.lead, name);
  return first(visit.run, name);
}

/**
 * When an item's time was up in this visit; null: not yet, or never.
 *
 * A step whose press was forgotten is stood in for by the next one recorded.
 * Leaving stands in only for the signature and for a door that was not passed.
 */
export function deadlineIn(deadline: Deadline, visit: VisitRun): Mark | null {
  if (deadline === 'left') return visit.left;
  const name = deadline === 'entered-or-left' ? 'entered' : deadline;
  for (let i = STAND_INS.indexOf(name); i < STAND_INS.length; i++) {
    const step = stepIn(STAND_INS[i], visit);
    if (step) return step;
  }
  return deadline === 'signed' || deadline === 'entered-or-left' ? visit.left : null;
}
