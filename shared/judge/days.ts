import { secondsOf } from '../iso.js';
import { DAY, type Seconds, type Span } from '../time.js';

/** How many working days lie between two instants; `guessed` where no table says which days they were. */
export interface WorkingDays {
  readonly days: number;
  readonly guessed: boolean;
}

/** Days since 1970-01-01, a Thursday. */
type Day = number;

function isWeekday(day: Day): boolean {
  const sinceSunday = (((day + 4) % 7) + 7) % 7;
  return sinceSunday > 0 && sinceSunday < 6;
}

/**
 * Working days after the local date of `from`, that of `to` included.
 *
 * A table speaks for the days from its first to its last. Where it has run out, as where there is none,
 * Monday to Friday stand in, and the count is a guess.
 */
export function workingDays(
  from: Seconds,
  to: Seconds,
  zone: Span,
  table: readonly string[] | null,
): WorkingDays {
  const listed = (table || []).map(date => (secondsOf(`${date}T00:00:00Z`) as Seconds) / DAY);
  const first = listed.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const last = listed.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const works: { [day: number]: boolean } = {};
  for (const day of listed) works[day] = true;
  let days = 0;
  let guessed = !listed.length;
  for (let day = Math.floor((from + zone) / DAY) + 1; day <= Math.floor((to + zone) / DAY); day++) {
    if (day >= first && day <= last) {
      if (works[day]) days++;
    } else if (isWeekday(day)) {
      days++;
      guessed = true;
    }
  }
  return { days: days, guessed: guessed };
}
