import { timeOf, typeOf } from '../order/order.js';
import { DAY, MINUTE, type Seconds, type Span } from '../time.js';
import { HELD_CELLS, REMINDER_CELLS, SOURCE_SHIFT, Words } from '../words/layout.js';
import { type Badge, SLOTS } from './badge.js';
import { Phase } from './kind.js';
import { Field } from './visit.js';

/** What ends a deadline, a bit each: a reminder runs while none of those that its row names is so. */
export const enum Over {
  /** Promise n is none, or was kept: bit n. */
  Promise = 1,
  Replied = 0x100,
  /** The customer was reached, or there is an appointment. */
  Reached = 0x400,
  Escalated = 0x800,
  Done = 0x1000,
  Accepted = 0x2000,
}

/** The phases in which the work is done, a bit each. */
const DONE = (1 << Phase.Completing) | (1 << Phase.Left);

/** What is so of an order, as bits of `Over`. @inline */
function overOf(open: number, phase: Phase, appointment: Seconds): number {
  return (
    ((open >>> 16) ^ 255) |
    (phase > Phase.Offered ? Over.Accepted : 0) |
    (((DONE >> phase) & 1) * Over.Done) |
    (appointment ? Over.Reached : 0)
  );
}

/** A deadline that is near. */
export interface Reminder {
  /** The value of its `reminded` record: slot of the order, and from bit 3 on the number of the row, from 1. 0: none. */
  code: number;
  /** From when on it is near, and when it is due. */
  near: Seconds;
  due: Seconds;
}

/** Place of a row of the table of reminders, by the value of its record. @inline */
export function reminderPlace(cells: ArrayLike<number>, code: number): number {
  return cells[Words.Reminders] + (code >> 3) * REMINDER_CELLS - (REMINDER_CELLS - 1);
}

/**
 * The deadline to remind of at `now`: of those that are near the one that is due first (words/layout.ts, "reminders").
 *
 * `told` has, by the value of its record, from when on each one was near that the wearer has been reminded of; one that
 * runs anew is near from another instant on. What is owed stays near, its hour passed or not, until something ends it.
 */
export function nearest(
  cells: ArrayLike<number>,
  badge: Badge,
  zone: Span,
  now: Seconds,
  told: readonly number[],
): Reminder {
  const table = cells[Words.Reminders];
  const found: Reminder = { code: 0, near: 0, due: 0 };
  for (let code = (cells[table] + 1) * SLOTS; --code >= SLOTS; ) {
    const visit = badge.visits[code & (SLOTS - 1)];
    const order = badge.orders[code & (SLOTS - 1)];
    const place = reminderPlace(cells, code);
    const runs = cells[place + 1];
    if (
      !visit ||
      !((runs >> typeOf(order)) & 1) ||
      overOf(visit[Field.Open], visit[Field.Phase], visit[Field.Appointment]) & cells[place + 2]
    )
      continue;
    // What the order does not know counts from the acceptance.
    const from = timeOf(order, runs >> SOURCE_SHIFT) || visit[Math.max(runs >> SOURCE_SHIFT, Field.Since)];
    let due = from + cells[place + 3] * MINUTE;
    let near = due - cells[place + 4] * MINUTE;
    // Held spans stand in front of the table.
    for (let hold = table - HELD_CELLS; cells[hold]; hold -= HELD_CELLS) {
      const into = (near + zone - cells[hold + 1] * MINUTE) % DAY;
      if (cells[hold] !== code >> 3 || into >= cells[hold + 2] * MINUTE) continue;
      near += cells[hold + 3] * MINUTE - into;
      due = Math.max(due, near);
    }
    if (!from || near > now || near === told[code] || (found.code && due >= found.due)) continue;
    found.code = code;
    found.near = near;
    found.due = due;
  }
  return found;
}
