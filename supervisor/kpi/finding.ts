import type { Span } from '../../shared/time.js';
import type { Reason } from './reasons.js';

/** Where a case stands in a figure. */
export interface Finding {
  /** `kept` stands in numerator and denominator, `late` in the denominator alone, `out` in neither. */
  readonly is: 'kept' | 'late' | 'out';
  /** Of `out`. */
  readonly reason?: Reason;
  /** Past the outermost limit too. */
  readonly beyond?: boolean;
  /** Clock drift, or days that no table lists, could turn it. */
  readonly estimated?: boolean;
  /** Of a mean: how long it took. */
  readonly seconds?: Span;
}

export function out(reason: Reason): Finding {
  return { is: 'out', reason: reason };
}
