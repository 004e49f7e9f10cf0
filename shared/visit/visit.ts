import type { LogTime, Seconds } from '../time.js';
import { Phase } from './kind.js';

/**
 * One order's visit, as the badge carries it in mind: small whole numbers only, so that it copies natively,
 * fits a checkpoint and compares field by field.
 *
 * `step` never changes one: it answers with a new one.
 */
export interface Visit {
  /** The work order as it came, packed (order/order.ts); a byte string. */
  order: string;
  phase: Phase;
  /** The appointment valid now; 0: none. With a slot, its start. */
  appointment: Seconds;
  /** End of the agreed slot; 0: the appointment is a moment. */
  slotEnd: Seconds;
  /** First arrival of this visit; 0: not arrived. */
  arrivedAt: LogTime;
  /** First ring of this visit at a door of the customer's own; 0: not rung. */
  rangAt: LogTime;
  /** Bits: 1 a call found nobody, 2 a call reached the customer. */
  calls: number;
  /** Contents of the last visit note, a bit each, plus 16 for the note itself; 0: no note. */
  note: number;
  /** A bit for each `Kind` up to 31 that this visit has seen. */
  seen: number;
  /** What was agreed and said: consent flags in bits 0-7, explained 8-11, risk 12-15. */
  said: number;
  /** Checklist items ticked or marked not applicable in this visit: items 0 to 31 of the profile, then 32 to 63. */
  ticked: number;
  ticked2: number;
  /** What keeps the order open: questions in bits 0-7, damages 8-15, promises by rule 16-23, `Order` flags above. */
  open: number;
}

/** Flags of the whole order in `Visit.open`; a new visit keeps them. */
export const enum Open {
  Query = 1,
  Damage = 0x100,
  Promise = 0x10000,
  /** Any of the above. */
  Anything = 0xffffff,
  Replied = 0x1000000,
  /** Work has begun in some visit of the order. */
  Started = 0x2000000,
}

/** Bit in `Visit.note` that says a note was left, whatever it holds. */
export const NOTE_LEFT = 16;

/** The visit of an order that has just come in. */
export function offered(order: string, appointment: Seconds, slotEnd: Seconds): Visit {
  return {
    order: order,
    phase: Phase.Offered,
    appointment: appointment,
    slotEnd: slotEnd,
    arrivedAt: 0,
    rangAt: 0,
    calls: 0,
    note: 0,
    seen: 0,
    said: 0,
    ticked: 0,
    ticked2: 0,
    open: 0,
  };
}
