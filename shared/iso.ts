import { DAY, type Seconds, type Span } from './time.js';

/** ISO 8601 instants at the desk: always with an offset, whole seconds. */

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Days from 1970-01-01 to a date of the Gregorian calendar; `month` 1 to 12. */
function daysOf(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}

/** Seconds of an offset such as `+08:00`, `+0800` or `Z`; null where it is none. */
export function zoneOf(text: unknown): Span | null {
  if (text === 'Z') return 0;
  const match = typeof text === 'string' ? /^([+-])(\d\d):?(\d\d)$/.exec(text) : null;
  if (!match) return null;
  const hours = +match[2];
  const minutes = +match[3];
  if (hours > 14 || minutes > 59) return null;
  return (match[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** The instant that a text names, or null where it is no ISO time with an offset or no such day exists. */
export function secondsOf(text: unknown): Seconds | null {
  const match = typeof text === 'string' ? FORM.exec(text) : null;
  if (!match) return null;
  const zone = zoneOf(match[7]);
  const month = +match[2];
  const day = +match[3];
  const hour = +match[4];
  const minute = +match[5];
  const second = +(match[6] || 0);
  if (zone === null || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return null;
  const date = daysOf(+match[1], month, day);
  const next = month === 12 ? daysOf(+match[1] + 1, 1, 1) : daysOf(+match[1], month + 1, 1);
  if (date >= next) return null;
  return date * DAY + hour * 3600 + minute * 60 + second - zone;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

/** The instant as ISO 8601 at `zone` seconds from UTC. */
export function isoOf(at: Seconds, zone: Span): string {
  const local = at + zone;
  const days = Math.floor(local / DAY);
  const time = local - days * DAY;
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const turned = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * turned + 2) / 5) + 1;
  const month = turned < 10 ? turned + 3 : turned - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const clock = `${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}`;
  const ahead = zone < 0 ? -zone : zone;
  const offset = `${zone < 0 ? '-' : '+'}${two(Math.floor(ahead / 3600))}:${two(Math.floor(ahead / 60) % 60)}`;
  return `${year}-${two(month)}-${two(day)}T${clock}${offset}`;
}
