import type { Words } from '../profile/profile.js';
import type { OrderType } from '../visit/event.js';

/**
 * The key figures of a station, as data: what is counted, out of what, against which limit, and what is left out.
 *
 * Events are those of the badge and of the order's times, and those that only the station knows (`STATION_EVENTS`).
 * Spans are minutes, so that they read as the parameters of a profile do. Null: the code does not state it.
 */
export type Kpi = Within | Ahead | OnDay | Hours | Share | Mean;

/** What a key figure is counted over: its denominator. */
export interface Population {
  readonly title: Words;
  /** Types of orders; absent: no matter which. */
  readonly types?: readonly OrderType[];
  /** A ticket of the station that is no order of a badge. */
  readonly ticket?: 'suggestion' | 'enquiry' | 'request' | 'cancellation' | 'cutover' | 'warning';
  /** Only those that the station has marked so. */
  readonly marked?: 'expert-seat' | 'hotline' | 'above-level';
}

/** What lets a case be left out of numerator and denominator. */
export type Exclusion =
  /** The line is the customer's own, or kept up by them (order field `lineOwner`). */
  | 'line-owner'
  /** The customer made it late (party of `work.done`, of a pause or of a change): leaves out what is over its limit. */
  | 'customer-delay'
  /** The customer caused the fault (party of `work.done`): leaves it out whether late or not. */
  | 'customer-fault';

/** Who knows the times that it needs: pulled logs, the station's lists, or both together. */
export type Source = 'logs' | 'station' | 'both';

interface Counted {
  readonly title: Words;
  readonly over: Population;
  readonly excludes: readonly Exclusion[];
  readonly source: Source;
  /** Whose figure it is, where the code says so. */
  readonly owner?: Owner;
}

export type Owner = 'call-centre' | 'province' | 'expert-seat' | 'branch';

/** Numerator: the cases in which the first of `to` comes no later than `minutes` after `from`. */
export interface Within extends Counted {
  readonly form: 'within';
  readonly from: string;
  readonly to: readonly string[];
  /** Null: "at once", without a number. */
  readonly minutes: number | null;
  /** The outermost limit; a day is 24 hours. */
  readonly atMost?: { readonly minutes: number } | { readonly days: number };
}

/** Numerator: the cases in which `event` comes at least `minutes` before `start`. */
export interface Ahead extends Counted {
  readonly form: 'ahead';
  readonly event: string;
  readonly start: string;
  readonly minutes: number;
}

/** Of the cases still without `until` so many days after `from`, numerator: those in which `event` comes on `onDay`. */
export interface OnDay extends Counted {
  readonly form: 'on-day';
  readonly from: string;
  readonly until: string;
  readonly afterDays: number;
  readonly event: string;
  readonly onDay: number;
}

/** Numerator: the events that lie within the hours of the day, each from and to with both ends in. */
export interface Hours extends Counted {
  readonly form: 'hours';
  readonly event: string;
  readonly windows: readonly { readonly from: string; readonly to: string }[];
}

/** A ratio with a goal: a minimum, or a baseline and a challenge. */
export interface Share extends Counted {
  readonly form: 'share';
  readonly numerator: Words;
  readonly counts: Counts;
  readonly goal: { readonly min: number } | { readonly baseline: number; readonly challenge: number };
}

/** Which cases stand in the numerator of a share. */
export type Counts =
  /** The first of `to` within the parameter of the profile after `from`. */
  | {
      readonly by: 'limit';
      readonly from: string;
      readonly to: readonly string[];
      readonly limit: 'contactWithinMin' | 'installWorkingDays' | 'repairWithinMin';
    }
  /** No rule of these, whichever fits the case, was broken: a T rule by its verdict, a K entry by its limit. */
  | { readonly by: 'rules'; readonly none: readonly string[] }
  /** The station's list says so in this column. */
  | { readonly by: 'column'; readonly column: 'content' | 'passedOnInTime' };

/** The mean span from `from` to `to`, against a limit for each area and one for all. */
export interface Mean extends Counted {
  readonly form: 'mean';
  readonly from: string;
  readonly to: string;
  readonly areas: {
    readonly urban: number | null;
    readonly township: number | null;
    readonly village: number | null;
  };
  readonly overall: number;
}

/** Moments that no badge records: the station's lists carry them. */
export const STATION_EVENTS: readonly string[] = [
  'call.first',
  'complaint.handled',
  'complaint.replied',
  'customer.cancelled',
  'cutover.announced',
  'cutover.start',
  'response.first',
  'reminder.dispatched',
  'shiftLeader.approved',
  'ticket.closed',
  'ticket.closedOnline',
  'ticket.created',
  'ticket.dispatched',
  'warning.overdue',
];
