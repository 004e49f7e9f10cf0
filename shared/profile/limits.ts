import { MINUTE, type Span } from '../time.js';
import type { Limits } from '../visit/limits.js';
import type { Params } from './profile.js';

function spanOf(minutes: number | null | undefined): Span | null {
  return minutes === null || minutes === undefined ? null : minutes * MINUTE;
}

/** The parameters that the badge itself goes by, as it wants them. */
export function limitsOf(params: Params, zone: Span): Limits {
  return { arriveEarly: spanOf(params.arriveEarlyMin), noAnswer: spanOf(params.noAnswerMin), zone: zone };
}
