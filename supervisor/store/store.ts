import type { Seconds } from '../../shared/time.js';
import type { EventRecord } from '../../shared/visit/event.js';
import type { Annotation } from '../annotations.js';
import type { BadgeKeys } from '../keys.js';
import type { Wearing } from '../wearers.js';

/** A badge with its keys, as it was enrolled once. */
export interface Enrolment extends BadgeKeys {
  readonly enrolled: Seconds;
  readonly note: string;
}

/** A pulled log as it came. Badge, numbers and time are its key: the same pull is kept once. */
export interface Pull {
  readonly badge: string;
  readonly first: number;
  readonly next: number;
  readonly pulledAt: Seconds;
  /** Every byte of the `.dlog`, so that it can be verified again years later. */
  readonly file: Uint8Array;
}

/** What was pulled from one badge. */
export interface Pulled {
  readonly badge: string;
  readonly pulls: number;
  readonly last: Seconds;
}

/** When a badge was heard last, on the air or by a connection. */
export interface Heard {
  readonly badge: string;
  readonly at: Seconds;
  /** Number that its next record had when it was pulled last and left; null: it was not, or not all was right. */
  readonly left: number | null;
}

/** How many events of a log a store did not have yet; `other`: it has another log of the very same pull. */
export type Kept = number | 'other';

/**
 * What a station keeps. It stores and finds; what may be stored is decided by who calls.
 *
 * Nothing is ever deleted, and what is written is on disk when a call returns. Whoever opened it has it alone until
 * `close`, so what was read is still true when something is written.
 */
export interface Store {
  /** Oldest first. */
  enrolments(): Enrolment[];
  enrol(badges: readonly Enrolment[]): void;
  /** By badge and time. */
  wearings(): Wearing[];
  wear(wearing: Wearing): void;
  /** Ends the wearing that began at `from`. */
  endWearing(badge: string, from: Seconds, to: Seconds): void;
  /** Of one badge, or of all, in the order in which they were pulled. */
  pulls(badge?: string): Pull[];
  /** How many there are of each badge. */
  pulled(): Pulled[];
  heard(): Heard[];
  /** A badge was heard; what was heard later stays. `left`: what its next record is now that it is left; absent: as before. */
  hear(badge: string, at: Seconds, left?: number): void;
  /** Keeps a log and the events that it tells, recorded under `profile`. */
  keep(pull: Pull, profile: string, events: readonly EventRecord[]): Kept;
  /** In the order in which they were made. */
  annotations(): Annotation[];
  annotate(annotation: Annotation): void;
  close(): void;
}
