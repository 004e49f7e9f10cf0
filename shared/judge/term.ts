import type { Span } from '../time.js';
import type { Base } from './base.js';
import { type Finding, finding, type OrderCase } from './case.js';
import type { Mark } from './mark.js';
import { type Margin, marginAt, minutesOf } from './span.js';

/** The reasons of a rule that wants one thing done within a limit. */
export interface TermWhys {
  readonly kept: string;
  readonly late: string;
  /** Not done, and the limit is over. */
  readonly undone: string;
  /** Not done, and the limit still runs. */
  readonly due: string;
}

/**
 * One thing that is owed within `limit` of `base`: done at `end`, or not yet.
 *
 * `off` is where the order was called off: from there on nobody waits for it.
 */
export function judgeTerm(
  of: OrderCase,
  base: Base,
  limit: Span,
  end: Mark | null,
  off: Mark | null,
  whys: TermWhys,
): Finding {
  const margin = marginAt(of, base.mark, limit, end || off);
  const marks = [base.mark].concat(end || off || []);
  if (!margin.known) return finding('UNKNOWN', 'clock-not-set', marks);
  if (margin.left < 0)
    return measured({ verdict: 'FAIL', why: end ? whys.late : whys.undone }, marks, margin, base);
  if (end) return measured({ verdict: 'PASS', why: whys.kept }, marks, margin, base);
  return off
    ? finding('NA', 'called-off', marks)
    : measured({ verdict: 'OPEN', why: whys.due }, marks, margin, base);
}

/** A finding with its minutes, and the mark of an estimate where it is one. */
export function measured(
  found: Pick<Finding, 'verdict' | 'why'>,
  marks: readonly Mark[],
  margin: Margin,
  base: Base,
): Finding {
  return {
    verdict: found.verdict,
    why: found.why,
    marks: marks,
    minutes: minutesOf(margin.left),
    estimated: margin.close || base.estimated,
  };
}
