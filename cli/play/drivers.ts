import { isoOf, secondsOf } from '../../shared/iso.js';
import { DAY, HOUR, MINUTE, type Seconds, type Span } from '../../shared/time.js';
import { Kind, type Phase } from '../../shared/visit/kind.js';
import { Fixed, Go } from '../../shared/words/ui.js';
import { findWay, type Way } from './find.js';
import { Hands, NotOffered } from './hands.js';
import type { Meant } from './meant.js';

/** How each event is made on the badge: the way over its keys and menus, and what its built-in screens want. */

/** Whether one press makes the event, so that nothing needs to be opened before its second. */
export function isOnePress(hands: Hands, phase: Phase, meant: Meant): boolean {
  if (meant.kind === Kind.Undone) return true;
  const way = wayTo(hands, phase, meant);
  const opens = way?.opens ?? null;
  if (!way || way.presses.length > 1 || !('key' in way.presses[0]) || way.presses[0].key === 4) return false;
  return opens === null || opens === Go.Leave || opens === Go.Depart;
}

function wayTo(hands: Hands, phase: Phase, meant: Meant): Way | null {
  const { profile, language } = hands.world;
  // Parked and resumed come about in the same list as selected.
  const kind = meant.kind === Kind.Parked || meant.kind === Kind.Resumed ? Kind.Selected : meant.kind;
  const value = meant.kind === Kind.Tick ? 0 : meant.value;
  return findWay(profile, language, phase, { kind, value });
}

/** Makes an event from the main screen of a phase. Throws `NotOffered` where the badge does not offer it. */
export async function drive(hands: Hands, phase: Phase, meant: Meant): Promise<void> {
  if (meant.kind === Kind.Undone) return hands.key(4, hands.fixed(Fixed.Undo), true);
  const way = wayTo(hands, phase, meant);
  if (!way) throw new NotOffered('no key and no menu leads to it');
  const { presses, opens } = way;
  const records = opens === null || opens === Go.Leave || opens === Go.Depart || opens === Go.WalkIn;
  for (const [i, press] of presses.entries()) {
    const isLast = i === presses.length - 1;
    // A promise runs from the moment its list opens.
    if (opens === Go.Promise && isLast) await hands.moment();
    if ('pick' in press) await pick(hands, meant.time ?? 0);
    else await hands.follow(press, records && isLast);
  }
  if (opens === Go.Leave && (await hands.asks(Fixed.LeaveAnyway))) await hands.press(3);
  if (opens === Go.Depart && (await hands.asks(Fixed.DepartAnyway))) await hands.press(3);
  if (opens === Go.Checklist) await tick(hands, meant.value);
  if (opens === Go.Promise) await promise(hands, meant.time ?? 0);
  if (opens === Go.Orders) await order(hands, meant);
  if (opens === Go.Rename) {
    await hands.seek(String(meant.order), row => row.split(/\s/).includes(String(meant.order)));
    await hands.choose(true);
  }
  if ((opens === Go.WalkIn || opens === Go.Orders) && (await hands.asks(Fixed.ParkYes))) await hands.press(3);
}

/** Goes through the open items until the one stands there, then ticks it or says that it does not apply. */
async function tick(hands: Hands, value: number): Promise<void> {
  const { prompts } = hands.world.tables;
  const { language } = hands.world;
  const prompt = prompts[value >> 3];
  const isThere = async (): Promise<boolean> => {
    const screen = await hands.see();
    return [0, 1].every(row => Hands.reads(screen, row + 1, prompt.lines[row][language]));
  };
  for (let i = 0; !(await isThere()); i++) {
    if (i > prompts.length || !(await hands.see()).shows(1, hands.fixed(Fixed.Later)))
      throw new NotOffered(`${prompt.item} is not among the open items of the checklist`);
    await hands.press(1);
  }
  if (value & 1) await hands.key(2, hands.fixed(Fixed.NotApplicable), true);
  else await hands.key(3, hands.fixed(Fixed.Tick), true);
}

/** What stages of picking a time move by. */
const STAGES: readonly Span[] = [DAY, HOUR, 5 * MINUTE];

/** Picks day, hour and minute by what the screen says is picked. */
async function pick(hands: Hands, time: Seconds): Promise<void> {
  const year = isoOf(time, hands.world.zone).slice(0, 5);
  const picked = async (): Promise<Seconds> => {
    const found = /(\d{4}-)?(\d\d-\d\d) (\d\d:\d\d)/.exec((await hands.see()).lines.slice(1, 4).join(' '));
    const local = found && secondsOf(`${found[1] ?? year}${found[2]}T${found[3]}:00Z`);
    if (!local) throw new NotOffered('no time can be picked');
    return local - hands.world.zone;
  };
  for (const [i, step] of STAGES.entries()) {
    const away = time - (await picked());
    let presses = Math.round(away / step);
    if (i === 2 && away % step)
      throw new NotOffered(`the badge picks times in steps of ${step / MINUTE} minutes`);
    for (; presses !== 0; presses -= Math.sign(presses))
      await hands.key(presses > 0 ? 2 : 1, hands.fixed(presses > 0 ? Fixed.Greater : Fixed.Less), false);
    if (i === 2 && (await picked()) !== time) throw new NotOffered('the time cannot be picked');
    await hands.key(3, hands.fixed(Fixed.Next), false);
  }
}

/** Chooses the span that ends when the promise is due. */
async function promise(hands: Hands, due: Seconds): Promise<void> {
  const start = Math.floor(Math.max(hands.due, hands.engine.now()) / 1000);
  const minutes = (due - start) / MINUTE;
  await hands.seek(`${minutes} min`, row => row.split(/\s/)[0] === `${minutes}`);
  await hands.choose(true);
}

/** Chooses an order in the list; to park means to choose any other. */
async function order(hands: Hands, meant: Meant): Promise<void> {
  const id = String(meant.order);
  const parks = meant.kind === Kind.Parked;
  const isIt = (row: string): boolean => row === id;
  await hands.seek(parks ? `but ${id}` : id, row => isIt(row) !== parks);
  await hands.choose(true);
}
