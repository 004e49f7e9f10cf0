import { MINUTE, type Span } from '../time.js';
import type { OrderCase } from './case.js';
import { DRIFT, type Elapsed, elapsed, type Mark } from './mark.js';

/** How much of a limit was left when something happened. */
export interface Margin {
  /** Below 0 the limit was passed; 0 is still inside. */
  readonly left: Span;
  /** False where a restart without a clock hides whether the limit was kept. A limit surely passed is known. */
  readonly known: boolean;
  /** The badge's drift could have carried it over the limit. */
  readonly close: boolean;
}

/** What was left of `limit`, counted from `start`, when `end` came; null: it has not come, and now stands for it. */
export function marginAt(of: OrderCase, start: Mark, limit: Span, end: Mark | null): Margin {
  const took = end ? elapsed(of.badge, start, end) : untilNow(of, start);
  const left = limit - took.seconds;
  const size = left < 0 ? -left : left;
  return {
    left: left,
    known: took.exact || left < 0,
    close: took.exact && size < driftBetween(start, end),
  };
}

/** Minutes to spare, or how many minutes too late: a minute begun counts as late. */
export function minutesOf(left: Span): number {
  return left < 0 ? Math.ceil(-left / MINUTE) : Math.floor(left / MINUTE);
}

function untilNow(of: OrderCase, start: Mark): Elapsed {
  if (start.at !== null) return { seconds: of.now - start.at, exact: true };
  return { seconds: elapsed(of.badge, start, of.badge[of.badge.length - 1]).seconds, exact: false };
}

/** A count within one boot drifts by its own length only, and by no whole second in half an hour. */
function driftBetween(start: Mark, end: Mark | null): Span {
  if (!end) return start.drift;
  if (start.boot !== end.boot || start.up === null || end.up === null) return start.drift + end.drift;
  return Math.floor((end.up - start.up) * DRIFT);
}
