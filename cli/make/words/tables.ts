import { NEUTRAL, type Settings } from '../../../shared/catalogue/topics.js';
import { CONSENT_FLAGS, EXPLAINED_FLAGS, RISK_FLAGS } from '../../../shared/log/fields.js';
import { wordsOf } from '../../../shared/profile/codes.js';
import type { DoneBy, Item, Profile } from '../../../shared/profile/profile.js';
import { Kind, Phase } from '../../../shared/visit/kind.js';
import { EVENT_NAMES } from '../../../shared/visit/names.js';
import { CHOICES, type Choice } from '../../../shared/words/choices.js';
import { FIXED } from '../../../shared/words/fixed.js';
import { FLAGS } from '../../../shared/words/flags.js';
import { MENUS } from '../../../shared/words/menus.js';
import type { GroupName } from '../../../shared/words/phrases.js';
import { POWER_LIMITS, POWERS } from '../../../shared/words/power.js';
import { NO_WAIT, SCREENS } from '../../../shared/words/screens.js';
import {
  type Action,
  Fixed,
  type Flags,
  Go,
  type Group,
  type Menu,
  type Prompt,
  type Screen,
  type Text,
} from '../../../shared/words/ui.js';
import { conditionOf } from './conditions.js';
import { filled, groupsOf, startOf } from './phrases.js';
import { heldSpans, type ReminderRow, reminderRows } from './reminders.js';
import { linesOf } from './wrap.js';

/** All that a badge of one profile shows: the tables of shared/words with what the profile puts into them. */
export interface Tables {
  readonly screens: readonly Screen[];
  readonly menus: { readonly [name: string]: Menu };
  readonly flags: { readonly [name: string]: Flags };
  readonly fixed: readonly Text[];
  readonly prompts: readonly Prompt[];
  /** The ring of phrases and tips. */
  readonly groups: readonly Group[];
  readonly reminders: readonly ReminderRow[];
  /** The cells of the spans that they are held over. */
  readonly held: readonly number[];
  /** How charge is spent, in the order of `POWERS`. */
  readonly power: readonly number[];
  /** What was chosen of each pair, in the order of `CHOICES`. */
  readonly choices: readonly number[];
}

const KINDS = new Map(Object.entries(EVENT_NAMES).map(([kind, name]) => [name, Number(kind)]));

function kindOf(event: string, item: Item): Kind {
  const kind = KINDS.get(event);
  if (!kind || kind > 31)
    throw new Error(`Item ${item.id} hangs on ${event}, which a visit does not remember.`);
  return kind;
}

/** Where what each of these events said begins in `Field.Said`, and its flags in the order of their bits. */
const SAID: { readonly [event: string]: { readonly from: number; readonly codes: readonly string[] } } = {
  consent: { from: 0, codes: CONSENT_FLAGS },
  explained: { from: 8, codes: EXPLAINED_FLAGS },
  'risk.flagged': { from: 12, codes: RISK_FLAGS },
};

/** The event that does an item besides its tick, as far as a visit remembers what it said. */
function doneBy(item: Item, by: DoneBy | undefined): { by?: Kind; said?: number } {
  if (!by || by.event === 'appt.changed') return {};
  const kind = kindOf(by.event, item);
  // A fee counts as explained where the order has none (device/checklist.ts).
  const own = by.flag ? [by.flag] : by.codes === 'flags' ? item.flags : [];
  const codes = [...own, ...(item.flagsWithFee ?? [])];
  const said = SAID[by.event];
  let bits = 0;
  for (const code of codes) {
    const place = said ? said.codes.indexOf(code) : -1;
    if (!said || place < 0)
      throw new Error(`Item ${item.id} asks ${by.event} for "${code}", which it cannot say.`);
    bits |= 1 << (said.from + place);
  }
  return { by: kind, said: bits };
}

/** Whether an item can stay undone without being missed: neither the record nor the order says that it applied. */
function isOptional(item: Item): boolean {
  const mustBe = item.applies.some(
    each =>
      each.when === 'always' ||
      each.when === 'order' ||
      each.when === 'order-not' ||
      each.when === 'kit-list' ||
      (each.when === 'event' && !each.flag && each.event === item.shownFrom),
  );
  return !mustBe || item.shownOnly === true || item.declared === true;
}

/** Stands for words that a badge never shows: they cost it nothing. */
const BLANK: Text = { en: '', zh: '' };

function promptOf(item: Item, profile: Profile): Prompt {
  // A note that is due is asked for at the door itself: as an item it would stay open behind every door that opened.
  const isAtDoor = item.applies.some(each => each.when === 'note-due');
  return {
    item: item.id,
    lines: isAtDoor ? [BLANK, BLANK] : linesOf(item.text),
    from: isAtDoor ? Kind.None : kindOf(item.shownFrom, item),
    ...doneBy(item, item.doneBy[0]),
    optional: isOptional(item),
    condition: conditionOf(item, profile),
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A thing of the kit as a row. */
function kitRow(code: string, bit: number): Flags['rows'][number] {
  const words = wordsOf(code);
  return { label: { en: capital(words.en), zh: words.zh }, bit };
}

function named<T>(table: { readonly [name: string]: T }, name: string): T {
  const found = table[name];
  if (!found) throw new Error(`A row opens "${name}", which is not in the tables of shared/words.`);
  return found;
}

/** Whether a profile has any use for an action: one without a kit or without promises is not asked about them. */
function isOffered(action: Action, profile: Profile): boolean {
  if (action.does === Go.Flags && action.with === 'kit')
    return profile.kit.length + profile.kitOptional.length > 0;
  if (action.does === Go.Phrases && action.with === 'note') return Boolean(profile.params.noAnswerMin);
  if (action.does === Kind.PromiseKept || (action.does === Go.Menu && action.with === 'promise'))
    return profile.promises.length > 0;
  return true;
}

/** Lines that the application never chooses where a profile has no rule for them. */
function isNeverSaid(which: Fixed, profile: Profile): boolean {
  const { params, items } = profile;
  const noWait = !params.noAnswerMin;
  switch (which) {
    case Fixed.ArrivedOnTime:
      return !params.arriveEarlyMin;
    case Fixed.MissingTime:
    case Fixed.MissingAppointment:
    case Fixed.MissingCall:
    case Fixed.MissingNote:
      return noWait;
    case Fixed.Tick:
    case Fixed.NotApplicable:
    case Fixed.Later:
    case Fixed.MissingItems:
      return !items.length;
    case Fixed.LeaveAnyway:
      return noWait && !items.length;
    case Fixed.KitMissing:
    case Fixed.DepartAnyway:
      return !profile.kit.length;
    case Fixed.ReminderTitle:
    case Fixed.ReminderDue:
      return !profile.reminders.length;
    case Fixed.PickSpan:
      return !profile.promises.length;
    default:
      return false;
  }
}

/** A screen as a profile has it; where no wait is asked for at a silent door, nothing counts it or leads beyond the ring. */
function screenOf(screen: Screen, profile: Profile, key: (action: Action | null) => Action | null): Screen {
  if (!profile.params.noAnswerMin && (screen.phase === Phase.NoAnswer || screen.phase === Phase.NoteOk))
    return { ...screen, lines: [BLANK, BLANK, BLANK], keys: [null, null, null] };
  const lines = !profile.params.noAnswerMin && screen.phase === Phase.AtDoor ? NO_WAIT : screen.lines;
  const [first, second, third] = screen.keys;
  return { ...screen, lines, keys: [key(first), key(second), key(third)] };
}

export function tablesOf(profile: Profile, settings: Settings = NEUTRAL): Tables {
  const groups = groupsOf(profile.id, settings);
  /** An action of a row or key with what the profile puts into it. */
  const own = (action: Action): Action => {
    if (action.does === Go.Phrases) return { ...action, with: startOf(groups, action.with as GroupName) };
    const isKit = action.does === Go.Flags && action.with === 'kit';
    return isKit && profile.kitAlt ? { ...action, does: Go.Menu, with: 'kits' } : action;
  };
  const offered = (rows: readonly Action[]): readonly Action[] =>
    rows.filter(row => isOffered(row, profile)).map(own);
  const key = (action: Action | null): Action | null =>
    action && isOffered(action, profile) ? own(action) : null;
  const promises: Action[] = profile.promises.map(promise => ({
    label: promise.label,
    does: Go.Promise,
    with: promise.number,
  }));
  const promise = named(MENUS, 'promise');
  const kit = [...profile.kit, ...profile.kitOptional];
  const flags = { ...FLAGS };
  for (const [name, codes] of Object.entries({ kit, visitKit: kit, installKit: profile.kitAlt ?? [] }))
    flags[name] = { ...named(FLAGS, name), rows: codes.map(kitRow) };
  return withoutUnused({
    screens: SCREENS.map(screen => screenOf(screen, profile, key)),
    menus: Object.fromEntries(
      Object.entries({ ...MENUS, promise: { ...promise, rows: [...promises, ...promise.rows] } }).map(
        ([name, menu]) => [name, { ...menu, rows: offered(menu.rows) }],
      ),
    ),
    flags,
    fixed: Array.from({ length: Fixed.Count }, (_, which) =>
      isNeverSaid(which, profile) ? BLANK : filled(FIXED[which as Exclude<Fixed, Fixed.Count>], settings),
    ),
    prompts: profile.items.map(item => promptOf(item, profile)),
    groups,
    reminders: reminderRows(profile),
    held: heldSpans(profile),
    power: POWERS.map(power => settings.power?.[power] ?? POWER_LIMITS[power].usual),
    choices: Object.entries(CHOICES).map(([name, [, second]]) =>
      Number(settings.choices?.[name as Choice] === second),
    ),
  });
}

/** The tables without menus and flags that nothing opens: what no screen leads to costs no words. */
function withoutUnused(tables: Tables): Tables {
  const used = new Set<Menu | Flags>([changeFlags(tables)]);
  const use = (action: Action | null): void => {
    const opened = action && (menuOf(tables, action) ?? flagsOf(tables, action));
    if (!opened || used.has(opened)) return;
    used.add(opened);
    if (!('kind' in opened)) for (const row of opened.rows) use(row);
  };
  for (const { action } of tables.reminders) use(action);
  for (const screen of tables.screens) {
    for (const key of screen.keys) use(key);
    use({ label: { en: '', zh: '' }, does: Go.Menu, with: screen.menu });
  }
  const only = <T extends Menu | Flags>(all: { readonly [name: string]: T }) =>
    Object.fromEntries(Object.entries(all).filter(([, each]) => used.has(each)));
  return { ...tables, menus: only(tables.menus), flags: only(tables.flags) };
}

/** The menu that an action opens, at once or when a time has been picked, or null. */
export function menuOf(tables: Tables, action: Action): Menu | null {
  const opens = action.does === Go.Menu || action.does === Go.Appointment;
  return opens ? named(tables.menus, String(action.with)) : null;
}

/** The flag list that an action opens, or null. */
export function flagsOf(tables: Tables, action: Action): Flags | null {
  return action.does === Go.Flags ? named(tables.flags, String(action.with)) : null;
}

/** The flags asked for when somebody else than the customer changes an appointment. */
export function changeFlags(tables: Tables): Flags {
  return named(tables.flags, 'change');
}

export function screenMenu(tables: Tables, screen: Screen): Menu {
  return named(tables.menus, screen.menu);
}
