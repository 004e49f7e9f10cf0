import type { Profile } from '../../shared/profile/profile.js';
import { Kind, Phase } from '../../shared/visit/kind.js';
import { SECOND_KIT } from '../../shared/words/layout.js';
import { type Action, Fixed, type Flags, Go, type Language, type Menu } from '../../shared/words/ui.js';
import { changeFlags, flagsOf, menuOf, screenMenu, type Tables, tablesOf } from '../make/words/tables.js';

/**
 * Finds how the badge's own screens lead to an event, so that a scenario can press what a wearer would press.
 *
 * Only the tables are looked at: what stands on the screen in the end is for the player to read.
 */

/** One thing to do. Texts are as the tables have them; `patternOf` says how they may read. */
export type Press =
  /** Presses the key with this label; BTN4 opens the menu. */
  | { readonly key: 1 | 2 | 3 | 4; readonly label: string }
  /** Moves to the row of the open list and chooses it. */
  | { readonly row: string; readonly place: number; readonly rows: number }
  /** Ticks these rows of the open flag list, then chooses its last row; `all` stands on the first, which records at once. */
  | { readonly flags: readonly string[]; readonly all: boolean }
  /** Picks date and time; the list that follows is a party menu. */
  | { readonly pick: 'appointment' };

export interface Way {
  readonly presses: readonly Press[];
  /** The built-in screen that the way ends in and that takes further presses, or null: the event is recorded. */
  readonly opens: Go | null;
}

/**
 * The 9 bits of its value tell one event of a kind from another (log/fields.ts). Of an appointment they are the first
 * byte of its record: party in bits 0-2, what was said in bits 3-6.
 */
export interface Wanted {
  readonly kind: Kind;
  readonly value: number;
}

/** Events that come about in a built-in screen, and whether the argument is their value. */
const BUILT_IN: readonly { readonly go: Go; readonly kinds: readonly Kind[]; readonly byValue: boolean }[] = [
  { go: Go.Depart, kinds: [Kind.Departed], byValue: false },
  { go: Go.Leave, kinds: [Kind.Left], byValue: false },
  { go: Go.Checklist, kinds: [Kind.Tick], byValue: false },
  { go: Go.Orders, kinds: [Kind.Selected, Kind.Parked, Kind.Resumed], byValue: false },
  { go: Go.Rename, kinds: [Kind.Renamed], byValue: false },
  { go: Go.Promise, kinds: [Kind.PromiseMade], byValue: true },
  { go: Go.WalkIn, kinds: [Kind.Dispatched], byValue: true },
];

/** Party of an appointment that was the customer's wish. */
const CUSTOMER = 1;

/** Presses that one step takes, with the cursor on the first row of a list. */
function costOf(press: Press): number {
  if ('row' in press) return Math.min(press.place, press.rows - press.place) + 1;
  if ('flags' in press) return press.all ? 1 : 2 * press.flags.length + 2;
  return 1;
}

/** Presses that a way takes, what a built-in screen takes not counted. */
export function pressCount(way: Way): number {
  return way.presses.reduce((sum, press) => sum + costOf(press), 0);
}

class Finder {
  private readonly found: Way[] = [];

  constructor(
    private readonly tables: Tables,
    private readonly language: Language,
    private readonly phase: Phase,
    private readonly wanted: Wanted,
  ) {}

  shortest(): Way | null {
    const screen = this.tables.screens.find(each => each.phase === this.phase);
    if (!screen) return null;
    screen.keys.forEach((action, i) => {
      if (action) this.try(action, [{ key: (i + 1) as 1 | 2 | 3, label: action.label[this.language] }]);
    });
    const more = this.tables.fixed[Fixed.More]?.[this.language] ?? '';
    this.tryRows(screenMenu(this.tables, screen), [{ key: 4, label: more }]);
    return this.found.sort((a, b) => pressCount(a) - pressCount(b))[0] ?? null;
  }

  private tryRows(menu: Menu, presses: readonly Press[]): void {
    menu.rows.forEach((row, place) => {
      this.try(row, [...presses, { row: row.label[this.language], place, rows: menu.rows.length }]);
    });
  }

  private try(action: Action, presses: readonly Press[]): void {
    const { kind, value } = this.wanted;
    const menu = menuOf(this.tables, action);
    const flags = flagsOf(this.tables, action);
    if (menu && action.does === Go.Appointment) {
      if (kind === this.appointmentKind()) this.tryRows(menu, [...presses, { pick: 'appointment' }]);
    } else if (menu) this.tryRows(menu, presses);
    else if (flags) this.tryFlags(flags, value, presses);
    else if (action.does === Go.Party) this.tryParty(Number(action.with), presses);
    else if (action.does < Go.Menu) {
      // The badge itself says what its arrival rests on.
      if (action.does === kind && (kind === Kind.Arrived || Number(action.with ?? 0) === value))
        this.found.push({ presses, opens: null });
    } else {
      const builtIn = BUILT_IN.find(each => each.go === action.does);
      if (builtIn?.kinds.includes(kind) && (!builtIn.byValue || action.with === value))
        this.found.push({ presses, opens: action.does as Go });
    }
  }

  /** What picking an appointment records in this phase (device/act.ts). */
  private appointmentKind(): Kind {
    const stands = this.phase > Phase.Accepted && this.phase < Phase.Waiting;
    return stands ? Kind.AppointmentChanged : Kind.AppointmentMade;
  }

  private tryParty(party: number, presses: readonly Press[]): void {
    if (party !== (this.wanted.value & 7)) return;
    const said = this.wanted.value >> 3;
    const asks = this.appointmentKind() === Kind.AppointmentChanged && party > CUSTOMER;
    if (asks) this.tryFlags(changeFlags(this.tables), said, presses);
    else if (!said) this.found.push({ presses, opens: null });
  }

  private tryFlags(list: Flags, value: number, presses: readonly Press[]): void {
    if (list.kind !== this.wanted.kind) return;
    let left = list.isSecondKit ? value - SECOND_KIT : value;
    const ticked = list.rows.filter(row => (left >> row.bit) & 1);
    for (const row of ticked) left -= 1 << row.bit;
    if (left !== 0) return;
    const flags = ticked.map(row => row.label[this.language]);
    const all = ticked.length === list.rows.length;
    this.found.push({ presses: [...presses, { flags, all }], opens: null });
  }
}

const made = new WeakMap<Profile, Tables>();

/** The tables of a profile, made once: a player asks for them at each event. */
function knownTables(profile: Profile): Tables {
  const tables = made.get(profile) ?? tablesOf(profile);
  made.set(profile, tables);
  return tables;
}

/** The shortest way from the main screen of a phase to an event, or null where the badge does not offer it. */
export function findWay(profile: Profile, language: Language, phase: Phase, wanted: Wanted): Way | null {
  return new Finder(knownTables(profile), language, phase, wanted).shortest();
}

/** How a text of the tables may read on the screen: its values stand for anything. */
export function patternOf(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map(part => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(parts.join('.*'));
}
