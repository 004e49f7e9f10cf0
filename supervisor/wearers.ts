import { isoOf } from '../shared/iso.js';
import type { Seconds, Span } from '../shared/time.js';

export interface Wearer {
  readonly name: string;
  /** The wearer's number at the station; may be empty. */
  readonly number: string;
}

/** Who wears a badge from when. */
export interface Wearing extends Wearer {
  readonly badge: string;
  readonly from: Seconds;
  /** The first second that is not theirs; null: to this day. */
  readonly to: Seconds | null;
}

/** Why a badge cannot be given to somebody, in one sentence; null: it can. Times are told at `zone`. */
export function wearingFault(known: readonly Wearing[], wanted: Wearing, zone: Span): string | null {
  if (wanted.to !== null && wanted.to <= wanted.from) return 'the wearing would end before it begins';
  const other = known.find(each => each.badge === wanted.badge && overlap(each, wanted));
  if (!other) return null;
  const until = other.to === null ? ' to this day' : ` to ${isoOf(other.to, zone)}`;
  return `badge ${wanted.badge} is worn by ${nameOf(other)} from ${isoOf(other.from, zone)}${until}`;
}

function overlap(a: Wearing, b: Wearing): boolean {
  return (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);
}

/** Who wore a badge at a time, of all who did; null: nobody that is known. */
export function wearerAt(worn: readonly Wearing[], at: Seconds): Wearing | null {
  return worn.find(each => each.from <= at && (each.to === null || at < each.to)) ?? null;
}

/** Name, and the number where there is one. */
export function nameOf({ name, number }: Wearer): string {
  return number ? `${name} (${number})` : name;
}
