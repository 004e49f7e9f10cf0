import type { Kind, Phase } from '../visit/kind.js';

/**
 * What the badge's screens say and what its keys do, as data.
 *
 * The application draws lines, moves a cursor and records what is chosen; everything else about a screen stands in
 * tables of this shape, is packed at build time (docs/SPEC.md, "Words file") and read from flash. A profile or a
 * language therefore costs the bundle nothing.
 *
 * Keys: BTN1 top left, BTN2 top right, BTN3 bottom right, BTN4 bottom left. BTN3 always goes forward, BTN4 always
 * back (or to the menu, where there is nothing to go back to).
 */

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Text = { readonly [language in Language]: string };

/**
 * What a line can show beside its own words: `{name}` in the text of a line. The badge fills it in; always ASCII.
 * Numbers are the codes in the words file, 1 to 31.
 */
export const enum Value {
  /** Wall time now, HH:MM; --:-- while the clock is not set. */
  Clock = 1,
  /** Id of the order on the screen. */
  Order,
  /** Appointment, HH:MM, with MM-DD before it on another day. */
  Appointment,
  /** Time to the appointment: 1:05 hours or 12 min; with a minus sign once it has passed. */
  Until,
  /** Since the first ring, m:ss. */
  Waited,
  /** Left of the wait at the door, m:ss; 0:00 once it is over. */
  Remaining,
  /** '+' once the wait is over, a call found nobody, the note is whole; '-' before. */
  TimeMark,
  CallMark,
  NoteMark,
  /** From when on leaving the silent door is in order, HH:MM:SS. */
  InOrderFrom,
  /** When the wearer leaves the silent door: then, or now where that has passed, HH:MM. */
  Leaving,
  /** First arrival of this visit, HH:MM. */
  ArrivedAt,
  /** Checklist items still open. */
  Open,
  /** Minutes of lateness, or before the appointment, of the arrival. */
  Minutes,
  /** Door hint of the order. */
  Door,
  /** Today's visits ended, early arrivals, late arrivals, visits without entry: as far apart as in `State`. */
  Visits,
  Early,
  Late = Visits + 3,
  Failed,
  /** Date and time being picked, MM-DD HH:MM. */
  Picked,
  /** Battery in percent. */
  Battery,
  /** What went wrong. */
  Fault,
  /** Records that did not fit the full log. */
  Lost,
}

/** Built-in acts of the application, beside recording an event. The argument's meaning stands with each. */
export const enum Go {
  /** Opens the menu whose place is the argument. */
  Menu = 64,
  /** Opens a list of flags to choose from and then records one event with them. Argument: the flag list. */
  Flags,
  /** The open checklist items, one at a time. */
  Checklist,
  /** The known orders. */
  Orders,
  /** The wearer's own day. */
  Day,
  /** Leaves, after asking once more where something is missing. */
  Leave,
  /** Departs, after asking once more where the kit was not checked. */
  Depart,
  /**
   * Picks date and time, then a party; records `appt.changed` while a visit stands or runs, else `appt.made`.
   * A change that is not the customer's wish then asks what was said about it. Argument: the party menu.
   */
  Appointment,
  /** Picks a span and records `promise.made`. Argument: number of the promise in the profile. */
  Promise,
  /** Begins a visit without an order. Argument: number of the order type. */
  WalkIn,
  /** Gives the walk-in visit the number of an offered order. */
  Rename,
  /** Party of an appointment: part of picking one. Argument: number of the party. */
  Party,
  /** Shows phrases, and the code's tips: records nothing. Argument: the group of the ring to begin with. */
  Phrases,
  /** Reminds of a deadline that is near. No row or key does it. */
  Remind,
  /** The identity card, to be shown at the door. */
  Card,
  /** Lets a peer pair. */
  Pair,
  /** Opens the console until the next start. */
  Console,
}

/** What a key or a row of a menu does: records an event by its kind and 9-bit value, or one of `Go`. */
export interface Action {
  readonly label: Text;
  readonly does: Kind | Go;
  /** Value of the event, or argument of the act; a name of `MENUS`, `FLAGS` or the ring of phrases where it opens one. */
  readonly with?: number | string;
}

/** A menu: rows to choose from. */
export interface Menu {
  readonly title: Text;
  readonly rows: readonly Action[];
}

/** Flags to be ticked before one event is recorded with them. A first row that takes all of them is put in front. */
export interface Flags {
  readonly title: Text;
  readonly kind: Kind;
  /** Its bits are parts of the second kit. */
  readonly isSecondKit?: boolean;
  readonly rows: readonly { readonly label: Text; readonly bit: number }[];
}

/** The main screen of a phase: three lines of the body, what BTN1 to BTN3 do, and the menu behind BTN4. */
export interface Screen {
  readonly phase: Phase;
  readonly lines: readonly [Text | 'arrival', Text | 'arrival', Text | 'arrival'];
  readonly keys: readonly [Action | null, Action | null, Action | null];
  readonly menu: string;
}

/** What can be said in one situation, or what the code warns of in one phase: two lines each. */
export interface Group {
  readonly title: Text;
  readonly isTips: boolean;
  readonly pages: readonly (readonly [Text, Text])[];
  /** How many of the first are for companies only, and of the last for homes only. */
  readonly companies: number;
  readonly homes: number;
}

/** One checklist item as the badge shows it: two lines of words, when it shows, and what its tick records. */
export interface Prompt {
  /** Rule id. */
  readonly item: string;
  readonly lines: readonly [Text, Text];
  /** Kind of the event from which on it shows. */
  readonly from: Kind;
  /** The event that does it as well, and the bits of its flags (as in `Field.Said`) that it must have; else a tick alone. */
  readonly by?: Kind;
  readonly said?: number;
  /** Only the wearer knows whether it applies ("ticked" of rules A2.5): nobody misses it. */
  readonly optional: boolean;
  /** Which orders it is for: the cell of its condition (words/layout.ts). */
  readonly condition: number;
}

/** Single lines that the application chooses itself. The place in this list is the number in `Fixed`. */
export const enum Fixed {
  /** Labels of keys. */
  Back,
  More,
  Undo,
  Up,
  Down,
  Choose,
  Tick,
  NotApplicable,
  Later,
  Less,
  Greater,
  Next,
  /** First row of a flag list, and its last. */
  All,
  Record,
  /** Lines of the arrival verdict. */
  ArrivedEarly,
  ArrivedOnTime,
  ArrivedLate,
  ArrivedNoAppointment,
  ArrivedNoClock,
  /** Before leaving: what is missing. */
  MissingTime,
  MissingAppointment,
  MissingCall,
  MissingNote,
  MissingItems,
  LeaveAnyway,
  /** Before departing without a complete kit. */
  KitMissing,
  DepartAnyway,
  /** Clock not set: what is lost by that; two lines. */
  ClockLost,
  ClockLost2,
  /** Idle: nothing known, or the next appointment. */
  NoOrders,
  NextOrder,
  /** Titles of built-in screens. */
  ChecklistTitle,
  ChecklistDone,
  OrdersTitle,
  DayTitle,
  DayLine,
  DayLine2,
  PickDay,
  PickHour,
  PickMinute,
  PickSpan,
  /** Asked before another order is taken up at a door. */
  ParkFirst,
  ParkYes,
  /** Something went wrong inside; the badge goes on. */
  FaultTitle,
  FaultLine,
  /** The log is nearly full; it is full. */
  NearlyFull,
  LogFull,
  /** The ring cannot be trusted: nothing is recorded. */
  ReadOnly,
  /** No more orders fit. */
  NoRoom,
  /** A reminder's title, and until when what it asks for is due. */
  ReminderTitle,
  ReminderDue,
  /** The identity card; what settings say stands in them. */
  CardCompany,
  CardName,
  CardNumber,
  /** Why a tapped order is not taken. */
  OrderForged,
  OrderExpired,
  OrderClosed,
  /** A peer may pair; the passkey stands below. */
  PairTitle,
  PairLine,
  /** Asked before the console is opened. */
  ConsoleTitle,
  ConsoleLine,
  Count,
}
