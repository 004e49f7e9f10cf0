import type { Order, OrderType } from '../visit/event.js';

/**
 * A profile: one conduct code as data. Limits, checklist and titles stand here and nowhere in a rule,
 * so another code is another table (rules A1.2, A2.4, A2.5).
 */
export interface Profile {
  readonly id: string;
  /** Goes up with each change to what is recorded or judged; a log says which version it was written under. */
  readonly version: number;
  readonly title: Words;
  readonly params: Params;
  /** Every judged rule, in the order of the catalogue: the order of verdicts. */
  readonly rules: readonly string[];
  /** The T rules and the judgement that each of them is. */
  readonly timed: readonly Timed[];
  /** The C rules in the order of the catalogue, declared ticks last. The place is the number a tick has in the log. */
  readonly items: readonly Item[];
  /** The rules that a promise can be made under. */
  readonly promises: readonly PromiseRule[];
  /** The deadlines that a badge reminds of. The place is the number in a `reminded` record. */
  readonly reminders: readonly Reminder[];
  /** Hours of the local day outside which no word on progress is asked for, in their order; absent: none. */
  readonly callHours?: readonly { readonly from: string; readonly to: string }[];
  /** Codes of the kit; the place is the bit in a `kit.check` record, optional parts after the kit. */
  readonly kit: readonly string[];
  readonly kitOptional: readonly string[];
  /** A second kit for other orders (TT), of as many parts; its `kit.check` has bit 8 as well (kit.ts). */
  readonly kitAlt?: readonly string[];
  /** Contents of a visit note; the place is the bit in a `note.left` record. */
  readonly noteFields: readonly string[];
}

/** A tick is 6 bits of a log word, and its flags are the numbers 2 to 7; a promise's rule is 3 bits. */
export const MAX_ITEMS = 64;
export const MAX_FLAGS = 6;
export const MAX_PROMISES = 8;

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Limits under their names of rules A1.2, all open to `settings`. Absent or null: the code has no such rule. */
export interface Params {
  readonly arriveEarlyMin?: number | null;
  readonly noAnswerMin?: number | null;
  readonly noAnswerNeedsCall?: boolean | null;
  readonly noteFields?: readonly string[] | null;
  readonly rescheduleNoticeMin?: number | null;
  readonly maxCompanyChanges?: number | null;
  readonly contactWithinMin?: number | null;
  readonly complaintContactWithinMin?: number | null;
  readonly acceptWithinMin?: number | null;
  readonly nightAcceptBy?: string | null;
  readonly dayWindow?: readonly string[] | null;
  readonly visitWindow?: readonly string[] | null;
  readonly repairWithinMin?: number | null;
  readonly escalateAfterMin?: number | null;
  readonly progressEveryMin?: number | null;
  readonly replyWithinMin?: number | null;
  readonly installWorkingDays?: number | null;
  readonly installWorkingDaysMax?: number | null;
  readonly damageWithinMin?: number | null;
  readonly questionHandOverMin?: number | null;
  readonly callbackToleranceMin?: number | null;
  readonly kit?: readonly string[] | null;
  readonly kitOptional?: readonly string[] | null;
  readonly kitAlt?: readonly string[] | null;
  /** TT: which kit list counts; null: the one for the order's type. */
  readonly kitList?: string | null;
  readonly shoeCoversBeforeEntry?: boolean | null;
  readonly phonePolicy?: string | null;
  readonly phrasesOnly?: boolean | null;
  readonly signDoc?: string | null;
  readonly leftBehind?: readonly string[] | null;
  readonly hotline?: string | null;
}

/** A T rule: `judge` is the number n of J n in rules A2.4. */
export interface Timed {
  readonly rule: string;
  readonly judge: number;
  readonly title: Words;
  /** The order types it speaks of; absent: all. */
  readonly types?: readonly OrderType[];
  /** J18: the event that keeps the promise. */
  readonly keptBy?: string;
  /** J9: the time of the order that the limit runs from. */
  readonly from?: 'reported' | 'arrivedInDepartment';
  /** J3: a change told before the old time says that nobody comes then, so it was announced (ZT-5-2b). */
  readonly changeTells?: boolean;
}

export interface PromiseRule {
  readonly rule: string;
  /** Its number in the log: of 0 to 7 the work's end keeps 0, 1, 2, 4 and 6, a callback 5, and saying so all (J18). */
  readonly number: number;
  readonly label: Words;
}

/** What a badge reminds of: a press is still owed, and until when is known from the order or from other presses. */
export type Deed =
  | 'accept'
  | 'contact'
  | 'progress'
  | 'escalate'
  | 'repair'
  | 'reply'
  | 'hand-over'
  | 'settle'
  | 'promise';

/** A deadline that a badge can know. */
export interface Reminder {
  readonly rule: string;
  readonly deed: Deed;
  /** The order types it speaks of; absent: all. */
  readonly types?: readonly OrderType[];
  /** The limit, in minutes, that it reminds of; a promise has its own time. */
  readonly within?: keyof Params;
  /** The limit runs from this time of the order; where that is not known, from the acceptance. */
  readonly from?: 'dispatched' | 'reported';
  /** Shown so many minutes before, a multiple of 5 up to 75. */
  readonly lead: number;
}

/** When an item's time is up: an event, the entry or else leaving, or 24:00 of the day on which it opened. */
export type Deadline =
  | 'appt.made'
  | 'departed'
  | 'entered'
  | 'entered-or-left'
  | 'work.started'
  | 'work.done'
  | 'signed'
  | 'left'
  | 'end-of-day';

/** A C rule (rules A2.5). */
export interface Item {
  readonly id: string;
  readonly text: Words;
  readonly shownFrom: string;
  readonly deadline: Deadline;
  /** Done after its deadline it is not late but in the wrong order. */
  readonly precedes: boolean;
  /** Any one of these is enough. */
  readonly applies: readonly Condition[];
  /** The events that do it, besides its own tick. */
  readonly doneBy: readonly DoneBy[];
  /** Codes that must all have been recorded. */
  readonly flags: readonly string[];
  /** Further codes that are needed where the order carries a fee. */
  readonly flagsWithFee?: readonly string[];
  /** An attitude: shown and never judged. */
  readonly shownOnly?: boolean;
  /** No C rule but a statement the wearer may make: a tick is PASS, none is NA. */
  readonly declared?: boolean;
  /** An end of day after which it counts as missed (ZT-3-2). */
  readonly missedAfterDay?: boolean;
}

export type Condition =
  | { readonly when: 'always' }
  | { readonly when: 'ticked' }
  | { readonly when: 'event'; readonly event: string; readonly flag?: string; readonly unless?: FieldIs }
  | { readonly when: 'order'; readonly field: keyof Order; readonly is: readonly (string | boolean)[] }
  | { readonly when: 'order-not'; readonly field: keyof Order; readonly is: readonly (string | boolean)[] }
  | { readonly when: 'kit-list'; readonly list: string }
  | { readonly when: 'done'; readonly item: string }
  /** The door stayed silent and nothing but the note decides (J6 comes to its step 8). */
  | { readonly when: 'note-due' };

export interface FieldIs {
  readonly field: string;
  readonly is: string | boolean;
}

/** An event that does an item; `codes` names the field its flags are taken from. */
export interface DoneBy {
  readonly event: string;
  readonly flag?: string;
  readonly field?: FieldIs;
  readonly codes?: 'flags' | 'items' | 'fields';
}
