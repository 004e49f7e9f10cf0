import { isoOf } from '../../shared/iso.js';
import type { Story } from '../../shared/log/story.js';
import { State } from '../../shared/visit/badge.js';
import { Kind } from '../../shared/visit/kind.js';
import { EVENT_NAMES, STATE_NAMES } from '../../shared/visit/names.js';
import { type Bench, INTO_SECOND_MS, isCurrent } from './bench.js';
import { drive, isOnePress } from './drivers.js';
import { NotOffered } from './hands.js';
import { differs, type EventAct, type Meant, meantBy } from './meant.js';
import { StepFailed } from './played.js';
import type { Step } from './scenario.js';

/** How long before its second an event's presses begin, where it takes several. */
const LEAD_MS = 4000;
const LONG_LEAD_MS = 9000;

/** Records that may come with the one that a step is about. */
const COMPANIONS = [
  Kind.Selected,
  Kind.Parked,
  Kind.Resumed,
  Kind.LeftConfirmed,
  Kind.Reminded,
  Kind.Battery,
].map(kind => EVENT_NAMES[kind]);

/** Makes the event of a step on the badge; the press that records it falls into the step's second. */
export async function makeEvent(bench: Bench, step: Step, act: EventAct): Promise<void> {
  const { engine, hands, world } = bench;
  const meant = meantBy(world, act);
  if (typeof meant === 'string')
    throw new StepFailed(`the badge does not offer ${act.name} like this: ${meant}`);
  const before = await bench.story();
  const order = meant.order === null ? act.order : undefined;
  hands.due = 0;
  if (step.timed) {
    hands.due = step.time * 1000 + INTO_SECOND_MS;
    const selects = order !== undefined && !isCurrent(before, order);
    const isOne = !selects && isOnePress(hands, bench.phaseIn(before, hands.due), meant);
    const lead = isOne ? 0 : selects || meant.time !== null ? LONG_LEAD_MS : LEAD_MS;
    if (hands.due - lead > engine.now()) await engine.advance(hands.due - lead);
  }
  if (order !== undefined) await select(bench, order);
  await press(bench, act.name, meant);
  compare(bench, step, act, meant, before, await bench.story());
}

/** Goes to the main screen, and from there by what stands on the screens. */
async function press(bench: Bench, name: string, meant: Meant): Promise<void> {
  const { engine, hands } = bench;
  if (!engine.powered()) throw new StepFailed(`the badge does not offer ${name}: it has no power`);
  await hands.home();
  const story = await bench.story();
  if (isOnePress(hands, bench.phaseIn(story, Math.max(hands.due, engine.now())), meant)) await hands.moment();
  const phase = bench.phaseIn(story, engine.now());
  const offers = (await hands.see()).offers();
  try {
    await drive(hands, phase, meant);
  } catch (error) {
    if (!(error instanceof NotOffered)) throw error;
    throw new StepFailed(
      `the badge does not offer ${name} in state ${STATE_NAMES[phase]}; it offers: ${offers} (${error.message})`,
    );
  }
}

/** Takes up an order through the badge's own list, at once. */
async function select(bench: Bench, id: string): Promise<void> {
  if (isCurrent(await bench.story(), id)) return;
  const { hands } = bench;
  const { due } = hands;
  hands.due = 0;
  await press(bench, `order ${id}`, { kind: Kind.Selected, value: 0, time: null, order: id, fields: {} });
  if (!isCurrent(await bench.story(), id)) throw new StepFailed(`order ${id} could not be selected`);
  hands.due = due;
}

/** The log must have grown by exactly the event, at its second. */
function compare(bench: Bench, step: Step, act: EventAct, meant: Meant, before: Story, after: Story): void {
  const known = before.badge.state[State.Seq];
  const news = after.events.filter(event => Number(event.seq) >= known);
  const event = news.findLast(each => each.event === act.name && !differs(meant, each));
  if (!event) {
    const near = news.find(each => each.event === act.name);
    const told = near
      ? `${act.name}, whose ${differs(meant, near)}`
      : news.map(each => each.event).join(', ') || 'nothing';
    throw new StepFailed(`${act.name} was pressed, and the badge recorded ${told}`);
  }
  const other = news.find(each => each !== event && !COMPANIONS.includes(each.event));
  if (other) throw new StepFailed(`with ${act.name} the badge also recorded ${other.event}`);
  if (act.order !== undefined && event.order !== act.order && meant.kind !== Kind.Renamed)
    throw new StepFailed(`${act.name} was recorded for order ${event.order} and not ${act.order}`);
  if (!step.timed) return;
  const wall = bench.skew === null ? null : isoOf(step.time + bench.skew, bench.world.zone);
  const up = step.time - Math.floor(bench.bootMs / 1000);
  if (wall === null ? event.up === up : event.t === wall) return;
  const when = event.t ?? `${event.up} s after the start`;
  throw new StepFailed(
    `${act.name} was recorded at ${when} and not at ${wall ?? up}: its presses do not fit behind the step before, leave more time`,
  );
}
