import { LARGEST_MTU } from '../../host-sim/radio.js';
import { currentSlot } from '../../shared/visit/badge.js';
import { type Kind, Phase } from '../../shared/visit/kind.js';
import { EVENT_NAMES, STATE_NAMES } from '../../shared/visit/names.js';
import { Field } from '../../shared/visit/visit.js';
import {
  type Action,
  Fixed,
  type Flags,
  Go,
  type Menu,
  type Screen,
  type Text,
} from '../../shared/words/ui.js';
import { changeFlags, flagsOf, menuOf, screenMenu, type Tables } from '../make/words/tables.js';
import type { Bench } from '../play/bench.js';
import { makeEvent } from '../play/event-step.js';
import type { Key } from '../play/hands.js';
import type { Step } from '../play/scenario.js';
import { bare } from '../play/screen.js';
import { type Expected, Reading, type Say } from './reading.js';

/** The parts of a catalogue of screens, in their order. */
export const GROUPS = ['main', 'menus', 'flags', 'checklist', 'phrases', 'questions', 'lists'] as const;
export type Group = (typeof GROUPS)[number];

/** One screen of a badge. */
export interface Shot {
  readonly group: Group;
  /** The same in every language and engine. */
  readonly name: string;
  /** 64 rows of 16 bytes, leftmost pixel in the highest bit. */
  readonly pixels: Uint8Array;
  readonly lines: readonly string[];
}

/** A row of a list: what it says, and the box in front of it. */
interface Row {
  readonly say: Say;
  readonly box?: string;
}

const ARRIVALS = [
  Fixed.ArrivedEarly,
  Fixed.ArrivedOnTime,
  Fixed.ArrivedLate,
  Fixed.ArrivedNoAppointment,
  Fixed.ArrivedNoClock,
];
/** Spaces count for nothing. */
const CLOCK = /(?:\d\d:\d\d|--:--)(?:[!RADM]\+?)?/;
const PLACE = /\d+\/\d+/;
/** An order's number, with the mark of the current one. */
const ORDER = /\*?[A-Z0-9-]+/;
/** Six digits, as a chip would choose them. */
const PASSKEY = '024680';
const SPAN = /\d+min(?:\d\d-\d\d)?\d\d:\d\d/;
const SPANS = 8;
const PICK_STAGES = [Fixed.PickDay, Fixed.PickHour, Fixed.PickMinute];
/** Another view than the last is reached at once; a label that waits for an undo to run out, after this. */
const UNDO_MS = 3200;

/** Walks over a badge by its keys, looks at each screen once and holds it against its words. */
export class Walker {
  readonly shots: Shot[] = [];
  readonly faults: string[] = [];
  readonly reading: Reading;
  private readonly names = new Set<string>();
  private readonly opened = new Set<unknown>();
  private readonly tables: Tables;

  constructor(readonly bench: Bench) {
    this.tables = bench.world.tables;
    this.reading = new Reading(bench.world.language);
  }

  private fixed(which: Fixed): Text {
    return this.tables.fixed[which] as Text;
  }

  async phase(): Promise<Phase> {
    return this.bench.phaseIn(await this.bench.story(), this.bench.engine.now());
  }

  private async screen(): Promise<Screen> {
    const phase = await this.phase();
    return this.tables.screens.find(each => each.phase === phase) as Screen;
  }

  /** Has the badge record an event, by whatever keys lead there, and lets the time go by in which it could be taken back. */
  async event(
    name: string,
    fields: { readonly [field: string]: unknown } = {},
    order?: string,
  ): Promise<void> {
    const kind = KINDS.get(name);
    if (kind === undefined) throw new Error(`${name} is no event`);
    await makeEvent(this.bench, NOW, { does: 'event', name, kind, with: fields, order });
  }

  /** Looks at the screen: keeps its picture, and says where it does not read as its words. */
  async look(group: Group, name: string, expected: Expected): Promise<void> {
    const { engine, hands, world } = this.bench;
    const screen = await hands.see();
    const where = `${world.profile.id} ${world.language}, ${name}`;
    for (const fault of this.reading.faults(screen, expected)) this.faults.push(`${where}: ${fault}`);
    if (this.names.has(name)) return;
    this.names.add(name);
    this.shots.push({ group, name, pixels: (await engine.pixels()).slice(), lines: screen.lines });
  }

  /** The main screen as it stands. */
  async main(name: string, banner?: Fixed): Promise<void> {
    const screen = await this.screen();
    const idle = screen.phase === Phase.Idle;
    const arrivals = ARRIVALS.map(each => this.fixed(each));
    const body = screen.lines.map((line, row): Say => {
      if (line === 'arrival') return arrivals;
      if (idle && row === 1)
        return [Fixed.ClockLost, Fixed.NoOrders, Fixed.NextOrder].map(each => this.fixed(each));
      if (idle && row === 2) return [this.fixed(Fixed.ClockLost2), line];
      return line;
    });
    const label = (key: number): Text | null => screen.keys[key]?.label ?? null;
    await this.look('main', name, {
      keys: [label(0), label(1), label(2), [this.fixed(Fixed.More), this.fixed(Fixed.Undo)]],
      top: CLOCK,
      ...(banner === undefined ? {} : { bottom: this.fixed(banner) }),
      body: body.map(say => ({ mark: '', say })),
    });
  }

  /** Back to the main screen, when no press can be taken back any more. */
  async home(): Promise<void> {
    const { hands } = this.bench;
    await hands.home();
    if (!(await hands.see()).shows(4, hands.fixed(Fixed.More))) await hands.pass(UNDO_MS);
  }

  /** Presses keys from the main screen on. */
  async go(path: readonly Key[]): Promise<void> {
    await this.home();
    for (const key of path) await this.bench.hands.press(key);
  }

  /** The main screen, and all that its keys and its menu open and that was not seen before. */
  async all(name: string): Promise<void> {
    await this.home();
    await this.main(name);
    const screen = await this.screen();
    for (const [i, action] of screen.keys.entries())
      if (action) await this.open(action, [(i + 1) as Key], name);
    const menu = screenMenu(this.tables, screen);
    if (this.isNew(menu)) await this.menu(menu, [4], name);
    await this.home();
  }

  private isNew(what: unknown): boolean {
    if (this.opened.has(what)) return false;
    this.opened.add(what);
    return true;
  }

  /** What a key or row opens; one that would record is left alone. `path` are the keys up to it, its own among them. */
  private async open(action: Action, path: readonly Key[], from: string): Promise<void> {
    const { does } = action;
    const menu = menuOf(this.tables, action);
    const flags = flagsOf(this.tables, action);
    if (does === Go.Appointment && menu) await this.appointment(menu, path, from);
    else if (menu) {
      if (this.isNew(menu)) await this.menu(menu, path, from);
    } else if (flags) {
      if (this.isNew(flags)) await this.flags(flags, path);
    } else if (does === Go.Checklist) await this.checklist(path);
    else if (does === Go.Phrases) {
      if (this.isNew(Go.Phrases)) await this.phrases(Number(action.with), path);
    } else if (does === Go.Promise) {
      if (this.isNew(Go.Promise)) await this.promise(path);
    } else if (does === Go.Card) {
      if (this.isNew(Go.Card)) await this.card(path);
    } else if (does === Go.Pair) {
      if (this.isNew(Go.Pair)) await this.pairing(path);
    } else if (does === Go.Console) {
      const lines = [Fixed.ConsoleTitle, Fixed.ConsoleLine];
      if (this.isNew(Go.Console)) await this.question('console', path, lines, Fixed.Choose);
    } else if (does === Go.Day)
      await this.question('day', path, [Fixed.DayTitle, Fixed.DayLine, Fixed.DayLine2]);
  }

  private nameOf(table: { readonly [name: string]: unknown }, of: unknown): string {
    return Object.keys(table).find(name => table[name] === of) ?? 'change';
  }

  private async menu(menu: Menu, path: readonly Key[], from: string): Promise<void> {
    const rows = menu.rows.map(row => ({ say: row.label }));
    const name = `menu-${this.nameOf(this.tables.menus, menu)}`;
    await this.go(path);
    await this.list('menus', name, menu.title, rows);
    const screen = await this.screen();
    const changes = screen.phase > Phase.Accepted && screen.phase < Phase.Waiting;
    for (const [row, action] of menu.rows.entries()) {
      const there = [...path, ...moves(row, rows.length), 3 as Key];
      if (action.does === Go.Party) {
        const flags = changeFlags(this.tables);
        if (changes && Number(action.with) > 1 && this.isNew(flags)) await this.flags(flags, there);
      } else await this.open(action, there, from);
    }
  }

  /** A list that is open at its first row: every row of it, three to a screen. */
  async list(group: Group, name: string, title: Text, rows: readonly Row[]): Promise<void> {
    const { hands } = this.bench;
    const keys: Expected['keys'] = [
      this.fixed(Fixed.Up),
      this.fixed(Fixed.Down),
      this.fixed(Fixed.Choose),
      this.fixed(Fixed.Back),
    ];
    for (let at = 0; at < rows.length; at++) {
      const first = Math.max(0, Math.min(at - 1, rows.length - 3));
      const body = rows.slice(first, first + 3).map((row, i) => ({
        mark: (first + i === at ? '>' : ' ') + (row.box ?? ''),
        say: row.say,
      }));
      // Three rows to a screen: the middle one of the next three is marked.
      const isLast = at === rows.length - 1 && rows.length > 3 && at % 3 !== 1;
      if (at === 0 || (at > 1 && at % 3 === 1) || isLast)
        await this.look(group, `${name}-${first + 1}`, { keys, top: title, bottom: PLACE, body });
      if (at < rows.length - 1) await hands.press(2);
    }
  }

  private async flags(flags: Flags, path: readonly Key[]): Promise<void> {
    const name = `flags-${this.nameOf(this.tables.flags, flags)}`;
    const rows = (box: string): Row[] => [
      { say: this.fixed(Fixed.All) },
      ...flags.rows.map(({ label }) => ({ say: label, box })),
      { say: this.fixed(Fixed.Record) },
    ];
    await this.go(path);
    await this.list('flags', name, flags.title, rows('[ ]'));
    // From the last row up, ticking each; a last press on the second row unticks nothing.
    const { hands } = this.bench;
    for (let i = 0; i < flags.rows.length; i++) {
      await hands.press(1);
      await hands.press(3);
    }
    await hands.press(1);
    await this.list('flags', `${name}-ticked`, flags.title, rows('[x]'));
  }

  /** The open items of the checklist, as many as there are now. */
  async checklist(path: readonly Key[]): Promise<void> {
    const { hands, world } = this.bench;
    await this.go(path);
    const title = this.fixed(Fixed.ChecklistTitle);
    const keys: Expected['keys'] = [
      this.fixed(Fixed.Later),
      this.fixed(Fixed.NotApplicable),
      this.fixed(Fixed.Tick),
      this.fixed(Fixed.Back),
    ];
    for (let i = 0; i <= this.tables.prompts.length; i++) {
      const { lines } = await hands.see();
      const prompt = this.tables.prompts.find(each =>
        each.lines.every((line, row) => bare(line[world.language]) === bare(lines[row + 1] ?? '')),
      );
      if (!prompt || !(await hands.see()).shows(1, hands.fixed(Fixed.Later))) break;
      const body = prompt.lines.map(say => ({ mark: '', say }));
      await this.look('checklist', `item-${prompt.item}`, { keys, top: title, body });
      await hands.press(1);
    }
    await this.asked('checklist-done', [Fixed.ChecklistTitle, Fixed.ChecklistDone]);
    await this.home();
  }

  /** All groups of the ring, each phrase of them. */
  private async phrases(first: number, path: readonly Key[]): Promise<void> {
    const { hands } = this.bench;
    const { groups } = this.tables;
    const keys: Expected['keys'] = [
      this.fixed(Fixed.Less),
      this.fixed(Fixed.Greater),
      this.fixed(Fixed.Next),
      this.fixed(Fixed.Back),
    ];
    await this.go(path);
    for (let i = 0; i < groups.length; i++) {
      const number = (first + i) % groups.length;
      const group = groups[number];
      if (!group) throw new Error('the ring of phrases has no such group');
      for (let page = 0; page < group.pages.length; page++) {
        const at = (await hands.see()).place()?.at ?? 0;
        const lines = group.pages[at] ?? [];
        await this.look(
          'phrases',
          `phrase-${String(number + 1).padStart(2, '0')}-${String(at + 1).padStart(2, '0')}`,
          {
            keys,
            top: group.title,
            bottom: PLACE,
            body: lines.map(say => ({ mark: '', say })),
          },
        );
        await hands.press(3);
      }
      await hands.press(2);
    }
  }

  /** The identity card. Its QR, where it has one, is for other eyes. */
  private async card(path: readonly Key[]): Promise<void> {
    await this.go(path);
    await this.look('questions', 'card', {
      keys: [null, null, null, this.fixed(Fixed.Back)],
      body: [Fixed.CardCompany, Fixed.CardName, Fixed.CardNumber].map(which => ({
        mark: '',
        say: this.fixed(which),
      })),
    });
  }

  /** Before a peer asks for its passkey, and when it has. */
  private async pairing(path: readonly Key[]): Promise<void> {
    const { engine } = this.bench;
    const lines = [Fixed.PairTitle, Fixed.PairLine].map(which => ({ mark: '', say: this.fixed(which) }));
    const keys: Expected['keys'] = [null, null, null, this.fixed(Fixed.Back)];
    await this.go(path);
    await this.look('questions', 'pairing', { keys, top: CLOCK, body: lines });
    await engine.connect(LARGEST_MTU, { paired: false });
    await engine.pair(PASSKEY);
    const body = [...lines, { mark: '', say: new RegExp(PASSKEY) }];
    await this.look('questions', 'passkey', { keys, top: CLOCK, body });
    await engine.disconnect();
    await this.home();
  }

  private async promise(path: readonly Key[]): Promise<void> {
    await this.go(path);
    const rows = Array.from({ length: SPANS }, () => ({ say: SPAN }));
    await this.list('lists', 'promise', this.fixed(Fixed.PickSpan), rows);
  }

  /** Day, hour and minute, and who wanted it. */
  private async appointment(menu: Menu, path: readonly Key[], from: string): Promise<void> {
    if (!this.isNew(menu)) return;
    await this.go(path);
    const keys: Expected['keys'] = [
      this.fixed(Fixed.Less),
      this.fixed(Fixed.Greater),
      this.fixed(Fixed.Next),
      this.fixed(Fixed.Back),
    ];
    for (const stage of PICK_STAGES) {
      const body = [null, this.fixed(stage)].map(say => ({ mark: '', say }));
      await this.look('lists', `pick-${stage - Fixed.PickDay + 1}`, { keys, top: CLOCK, body });
      await this.bench.hands.press(3);
    }
    await this.menu(menu, [...path, 3, 3, 3], from);
  }

  /** Whether a reminder stands on the screen. */
  async isReminded(): Promise<boolean> {
    const { hands } = this.bench;
    return (await hands.see()).reads(hands.fixed(Fixed.ReminderTitle));
  }

  /** The reminder that stands on the screen. */
  async reminder(): Promise<void> {
    const labels = this.tables.reminders.map(({ action }) => action.label);
    const { hands, world } = this.bench;
    const screen = await hands.see();
    const which = labels.findIndex(label => bare(screen.lines[1] ?? '') === bare(label[world.language]));
    await this.look('questions', `reminder-${which + 1}`, {
      keys: [this.fixed(Fixed.Later), null, this.fixed(Fixed.Choose), this.fixed(Fixed.Back)],
      top: this.fixed(Fixed.ReminderTitle),
      body: [labels, ORDER, this.fixed(Fixed.ReminderDue)].map(say => ({ mark: '', say })),
    });
  }

  /** The orders that the badge lists, by the keys that lead there. */
  async orders(name: string, path: readonly Key[], count: number): Promise<void> {
    await this.go(path);
    const { badge } = await this.bench.story();
    // Current, waiting to be accepted, or neither.
    const rows = badge.visits.flatMap((visit, slot) =>
      visit
        ? [
            {
              say: ORDER,
              box: slot === currentSlot(badge) ? '*' : visit[Field.Phase] > Phase.Offered ? ' ' : '!',
            },
          ]
        : [],
    );
    if (rows.length !== count) throw new Error(`${rows.length} orders are known, and ${count} should be`);
    await this.list('lists', name, this.fixed(Fixed.OrdersTitle), rows);
    await this.home();
  }

  /** Goes where a question or a message is, looks at it, and goes back. */
  async question(name: string, path: readonly Key[], lines: readonly Fixed[], yes?: Fixed): Promise<void> {
    await this.go(path);
    await this.asked(name, lines, yes);
    await this.home();
  }

  /** The question or message that stands on the screen. */
  async asked(name: string, lines: readonly Fixed[], yes?: Fixed, banner?: Fixed): Promise<void> {
    await this.look('questions', name, {
      keys: [null, null, yes === undefined ? null : this.fixed(yes), this.fixed(Fixed.Back)],
      top: CLOCK,
      ...(banner === undefined ? {} : { bottom: this.fixed(banner) }),
      body: lines.map(line => ({ mark: '', say: this.fixed(line) })),
    });
  }

  /** The keys from the main screen to what does this: a key of its own, else a row of the menu or of a menu in it. */
  async pathTo(does: Go): Promise<Key[]> {
    const screen = await this.screen();
    const key = screen.keys.findIndex(action => action?.does === does);
    if (key >= 0) return [(key + 1) as Key];
    const search = (menu: Menu, path: readonly Key[], depth: number): Key[] | null => {
      for (const [row, action] of menu.rows.entries()) {
        const there: Key[] = [...path, ...moves(row, menu.rows.length), 3];
        if (action.does === does) return there;
        const inner = depth && action.does === Go.Menu ? menuOf(this.tables, action) : null;
        const found = inner && search(inner, there, depth - 1);
        if (found) return found;
      }
      return null;
    };
    const found = search(screenMenu(this.tables, screen), [4], 2);
    if (!found) throw new Error(`${STATE_NAMES[screen.phase]} leads nowhere that does ${does}`);
    return found;
  }
}

/** An event at once. */
const NOW: Step = { line: 0, time: 0, timed: false, act: null, expect: null };
const KINDS = new Map(Object.entries(EVENT_NAMES).map(([kind, name]) => [name, Number(kind) as Kind]));

/** Keys from the first row of a list to another, the shorter way round. */
function moves(row: number, rows: number): Key[] {
  return row <= rows / 2 ? Array(row).fill(2) : Array(rows - row).fill(1);
}
