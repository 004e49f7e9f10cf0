import { ORDER_TYPES } from '../../../shared/order/json.js';
import { Time } from '../../../shared/order/order.js';
import type { Deed, Profile, Reminder } from '../../../shared/profile/profile.js';
import { Kind } from '../../../shared/visit/kind.js';
import { Over } from '../../../shared/visit/remind.js';
import { Field } from '../../../shared/visit/visit.js';
import { SOURCE_SHIFT } from '../../../shared/words/layout.js';
import { DEEDS } from '../../../shared/words/reminders.js';
import { type Action, Go } from '../../../shared/words/ui.js';

/** The deadlines of a profile as the badge has them: shared/words/layout.ts, "reminders". */

/** A reminder: what its BTN3 does, and the cells behind that. */
export interface ReminderRow {
  readonly action: Action;
  readonly cells: readonly number[];
}

/** Where each deed runs from, unless the reminder names a time of the order, and what ends it. */
const RUNS: { readonly [deed in Exclude<Deed, 'promise'>]: readonly [source: number, until: number] } = {
  accept: [Time.Dispatched, Over.Accepted],
  contact: [Field.Since, Over.Reached | Over.Done],
  progress: [Field.ProgressAt, Over.Done],
  escalate: [Field.Since, Over.Escalated | Over.Done],
  repair: [Field.Since, Over.Done],
  reply: [Field.Since, Over.Replied],
  'hand-over': [Field.QuestionAt, 0],
  settle: [Field.DamageAt, 0],
};

const FROM = { dispatched: Time.Dispatched, reported: Time.Reported } as const;

/** What is pressed to keep a promise, or the menu of promises where the end of the work keeps it. */
function promiseAction(profile: Profile, rule: string): Action {
  const keptBy = profile.timed.find(each => each.rule === rule)?.keptBy;
  const label = profile.promises.find(each => each.rule === rule)?.label;
  if (!label) throw new Error(`${rule} of ${profile.id} is reminded of and cannot be promised.`);
  if (keptBy === 'promise.kept') return { label, does: Kind.PromiseKept };
  if (keptBy === 'callback.done') return { label, does: Kind.CallbackDone };
  return { label, does: Go.Menu, with: 'promise' };
}

/** Bits of the order types that a reminder is for; none where the profile has no such limit. */
function typesOf(reminder: Reminder, hasLimit: boolean): number {
  if (!hasLimit) return 0;
  return (reminder.types ?? ORDER_TYPES).reduce((bits, type) => bits | (1 << ORDER_TYPES.indexOf(type)), 0);
}

function rowOf(profile: Profile, reminder: Reminder): ReminderRow {
  const { deed, rule, within, lead } = reminder;
  const promise = profile.promises.find(each => each.rule === rule)?.number ?? 0;
  const [source, over] = deed === 'promise' ? [Field.Due + promise, Over.Promise << promise] : RUNS[deed];
  const minutes = within ? profile.params[within] : 0;
  const hasLimit = typeof minutes === 'number';
  const from = reminder.from ? FROM[reminder.from] : source;
  return {
    action: deed === 'promise' ? promiseAction(profile, rule) : DEEDS[deed],
    cells: [typesOf(reminder, hasLimit) | (from << SOURCE_SHIFT), over, hasLimit ? minutes : 0, lead],
  };
}

const DAY_MINUTES = 1440;

/** Minutes after midnight of "HH:MM". */
function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

/** Minutes from one time of day to the next time that it is another. */
function until(from: number, to: number): number {
  return (((to - from) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
}

/** Where an order comes at night, it is to be accepted by an hour of the morning: its reminder is held until then. */
function nightOf(profile: Profile, row: number, { within, lead }: Reminder): number[] {
  const { dayWindow, nightAcceptBy } = profile.params;
  const minutes = within && profile.params[within];
  if (!dayWindow || !nightAcceptBy || typeof minutes !== 'number') return [];
  const [day, night] = dayWindow.map(minuteOf) as [number, number];
  const begins = (night + minutes - lead + DAY_MINUTES) % DAY_MINUTES;
  return [row, begins, until(night, day), until(begins, minuteOf(nightAcceptBy) - lead)];
}

/** What the badge does not ask for between the hours in which the customer may be called. */
function betweenHours(profile: Profile, row: number): number[] {
  const hours = profile.callHours ?? [];
  return hours.flatMap(({ to }, i) => {
    const next = minuteOf((hours[i + 1] ?? hours[0])?.from as string);
    return [row, minuteOf(to), until(minuteOf(to), next), until(minuteOf(to), next)];
  });
}

export function reminderRows(profile: Profile): ReminderRow[] {
  return profile.reminders.map(reminder => rowOf(profile, reminder));
}

export function heldSpans(profile: Profile): number[] {
  return profile.reminders.flatMap((reminder, row) => {
    if (reminder.deed === 'accept') return nightOf(profile, row + 1, reminder);
    return reminder.deed === 'progress' ? betweenHours(profile, row + 1) : [];
  });
}
