import type { Engine } from '../../host-sim/engine.js';
import { Fixed } from '../../shared/words/ui.js';
import type { Press } from './find.js';
import { bare, isRow, Screen } from './screen.js';
import type { World } from './world.js';

/** The badge does not offer what a step wants of it. */
export class NotOffered extends Error {}

export type Key = 1 | 2 | 3 | 4;

/** A press is short, and so is the breath behind it: both longer than the badge's debounce. */
const HOLD_MS = 60;
const BREATH_MS = 60;
/** How long an undo keeps the menu's key, and some. */
const UNDO_MS = 3100;

/**
 * A wearer's hands and eyes: presses only what stands on the screen.
 *
 * The press that records something comes at its moment: `due` holds it back until then.
 */
export class Hands {
  presses = 0;
  /** When the recording press is to come, outside milliseconds; 0: at once. */
  due = 0;

  constructor(
    readonly engine: Engine,
    readonly world: World,
  ) {}

  async see(): Promise<Screen> {
    return Screen.read(this.world, await this.engine.pixels());
  }

  fixed(line: Fixed): string {
    return this.world.tables.fixed[line][this.world.language];
  }

  async press(key: number, holdMs = HOLD_MS): Promise<void> {
    // A display that is switched off takes a press to be seen, and that does nothing else.
    if (await this.engine.dark()) {
      this.presses++;
      await this.engine.press(key, HOLD_MS);
      await this.pass(BREATH_MS);
    }
    this.presses++;
    await this.engine.press(key, holdMs);
    await this.pass(BREATH_MS);
  }

  async pass(milliseconds: number): Promise<void> {
    await this.engine.advance(this.engine.now() + milliseconds);
  }

  /** Waits for the moment of the step, if it is not past. */
  async moment(): Promise<void> {
    if (this.due > this.engine.now()) await this.engine.advance(this.due);
  }

  /** Presses a key whose words stand beside it; `last` is the press that records. */
  async key(key: Key, label: string, last: boolean): Promise<void> {
    if (last) await this.moment();
    const screen = await this.see();
    if (!screen.shows(key, label))
      throw new NotOffered(`${JSON.stringify(label)} does not stand beside BTN${key}`);
    await this.press(key);
  }

  /** Opens the menu; for a moment after an event its key takes the event back. */
  async menu(): Promise<void> {
    const more = this.fixed(Fixed.More);
    const latest = this.engine.now() + UNDO_MS;
    while (!(await this.see()).shows(4, more)) {
      if (this.engine.now() >= latest) break;
      await this.pass(100);
    }
    await this.key(4, more, false);
  }

  /** Goes back to the main screen. */
  async home(): Promise<void> {
    const back = this.fixed(Fixed.Back);
    for (let i = 0; i < 3 && (await this.see()).shows(4, back); i++) await this.press(4);
  }

  /** Moves the mark of the open list to the row that fits, the shorter way to `place` where that is known. */
  async seek(what: string, fits: (row: string) => boolean, place?: number): Promise<void> {
    const seen: string[] = [];
    for (;;) {
      const screen = await this.see();
      const row = screen.marked();
      const list = screen.place();
      if (row === undefined || !list) throw new NotOffered(`no list is open to choose ${what} from`);
      if (fits(row)) return;
      seen.push(row);
      if (seen.length > list.rows) break;
      const ahead = place === undefined ? 1 : (place - list.at + list.rows) % list.rows;
      const up = ahead > list.rows / 2;
      if (ahead === 0) place = undefined;
      await this.key(up ? 1 : 2, this.fixed(up ? Fixed.Up : Fixed.Down), false);
    }
    throw new NotOffered(`the list has no row ${what}, but ${seen.slice(0, -1).join(', ')}`);
  }

  async choose(last: boolean): Promise<void> {
    await this.key(3, this.fixed(Fixed.Choose), last);
  }

  /** Does one thing of a way; `last` says that it records. */
  async follow(press: Press, last: boolean): Promise<void> {
    if ('key' in press) {
      if (press.key === 4) await this.menu();
      else await this.key(press.key, press.label, last);
    } else if ('row' in press) {
      await this.seek(press.row, row => isRow(row, press.row), press.place);
      await this.choose(last);
    } else if ('flags' in press) await this.tick(press.flags, press.all, last);
    else throw new Error('an appointment is picked by its own driver');
  }

  private async tick(flags: readonly string[], all: boolean, last: boolean): Promise<void> {
    const record = this.fixed(Fixed.Record);
    if (all) await this.seek(this.fixed(Fixed.All), row => isRow(row, this.fixed(Fixed.All)), 0);
    else {
      for (const flag of flags) {
        await this.seek(flag, row => isRow(row, flag));
        await this.choose(false);
        if (!(await this.see()).isTicked()) throw new NotOffered(`${flag} cannot be ticked`);
      }
      const rows = (await this.see()).place()?.rows ?? 0;
      await this.seek(record, row => isRow(row, record), rows - 1);
    }
    await this.choose(last);
  }

  /** Whether a question stands on the screen that goes on with these words. */
  async asks(yes: Fixed): Promise<boolean> {
    const screen = await this.see();
    return screen.marked() === undefined && screen.shows(3, this.fixed(yes));
  }

  /** Whether one of the body's rows reads so. */
  static reads(screen: Screen, row: number, text: string): boolean {
    return bare(screen.lines[row]) === bare(text);
  }
}
