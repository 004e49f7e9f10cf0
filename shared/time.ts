/** An instant: seconds since 1970-01-01T00:00:00Z, 0 to 4 294 967 295. */
export type Seconds = number;

/** A length of time in seconds. */
export type Span = number;

/**
 * Log time: seconds on this badge's own count, which only ever rises.
 *
 * It goes on over a restart by the gap that is known, or by nothing where the clock was lost,
 * so a difference of two log times is never more than the time that really passed.
 * Waits are counted in it, and a clock that is set never moves them.
 */
export type LogTime = number;

export const MINUTE: Span = 60;
export const HOUR: Span = 3600;
export const DAY: Span = 86400;

/** Half an open interval of local clock time within a day, both ends in seconds after midnight. */
export interface DayWindow {
  readonly from: Span;
  readonly to: Span;
}

/** Seconds after local midnight; `zone` is the offset from UTC in seconds (+08:00 is 28 800). */
export function timeOfDay(at: Seconds, zone: Span): Span {
  return (((at + zone) % DAY) + DAY) % DAY;
}

/** The local midnight that begins the day of `at`. */
export function startOfDay(at: Seconds, zone: Span): Seconds {
  return at - timeOfDay(at, zone);
}
