import { DAY, type DayWindow, HOUR, MINUTE, type Span } from '../time.js';

/** Clock times of a profile, such as `08:30`, as seconds after midnight. `24:00` ends a day; null: no such time. */
export function clockOf(text: unknown): Span | null {
  const match = typeof text === 'string' ? /^(\d\d):(\d\d)$/.exec(text) : null;
  if (!match || +match[2] > 59) return null;
  const clock = +match[1] * HOUR + +match[2] * MINUTE;
  return clock <= DAY ? clock : null;
}

/** A window such as `["08:00", "20:00"]`; its end is no part of it. Null: no window. */
export function windowOf(list: unknown): DayWindow | null {
  if (!Array.isArray(list) || list.length !== 2) return null;
  const from = clockOf(list[0]);
  const to = clockOf(list[1]);
  return from === null || to === null || from >= to ? null : { from: from, to: to };
}
