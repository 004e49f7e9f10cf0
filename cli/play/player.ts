import type { Engine } from '../../host-sim/engine.js';
import { tap } from '../../host-sim/reader.js';
import { put } from '../../shared/bytes.js';
import { isoOf } from '../../shared/iso.js';
import type { Verdict } from '../../shared/judge/judge.js';
import type { Story } from '../../shared/log/story.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { idOf } from '../../shared/order/order.js';
import { CONTROL, Op, uuid } from '../../shared/pull/frame.js';
import type { Seconds } from '../../shared/time.js';
import { currentSlot, State } from '../../shared/visit/badge.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';
import { Kind, Phase } from '../../shared/visit/kind.js';
import { EVENT_NAMES, STATE_NAMES } from '../../shared/visit/names.js';
import { phaseAt } from '../../shared/visit/step.js';
import { drive, isOnePress } from './drivers.js';
import { hexOf, storyOfWords, wordsOfFlash } from './flash-log.js';
import { Hands, NotOffered } from './hands.js';
import { differs, type EventAct, isSame, type Meant, meantBy } from './meant.js';
import { Supervisor } from './pulling.js';
import type { Scenario, Step } from './scenario.js';
import type { Act, Expect } from './step.js';
import { verdictsOf, wrongVerdicts } from './verdicts.js';
import { engineFor, type MakeEngine, type World, worldOf } from './world.js';

/** How a scenario went: one entry of `doorstep run --json` (architecture 3). */
export interface Played {
  readonly name: string;
  readonly file: string;
  readonly ok: boolean;
  readonly failures: readonly string[];
  readonly state: string;
  readonly log: readonly EventRecord[];
  readonly logHex: string;
  readonly verdicts: readonly Verdict[];
  /** With profile, time zone, `now` and the log as events: what `doorstep judge` reads. */
  readonly profile: string;
  readonly timezone: string;
  readonly now: string;
  readonly orders: readonly Order[];
  /** The screen's text after each step. */
  readonly screens: readonly string[];
  readonly presses: number;
  readonly flash?: {
    readonly bytes: number;
    readonly wordWrites: number;
    readonly erases: number;
    readonly doubleWrites: number;
    readonly zeroed: number;
    readonly reaffirmed: number;
  };
}

export interface PlayOptions {
  readonly make?: MakeEngine;
  /** Shown after each step, with the step's number from 1. */
  readonly onScreen?: (step: number, pixels: Uint8Array) => void | Promise<void>;
  /** Stands in for the supervisor of a step with `pull`; what it throws fails the step. */
  readonly pull?: (engine: Engine, world: World, drop: number | undefined) => Promise<void>;
}

/** A step that could not be done. The scenario ends there. */
class StepFailed extends Error {}

/** The badge is switched on so long before its clock is set. */
const BOOT_MS = 2000;
/** A step comes this far into its second, when what is due on the badge in that second has been. */
const INTO_SECOND_MS = 100;
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

/** Plays a scenario on a badge of its own. */
export async function play(scenario: Scenario, options: PlayOptions = {}): Promise<Played> {
  const world = worldOf(scenario.badge);
  const make = options.make ?? engineFor('node');
  const startMs = scenario.start * 1000 - BOOT_MS;
  const engine = await make(world, scenario.seed, startMs);
  try {
    return await new Player(scenario, world, engine, startMs, options).play();
  } finally {
    await engine.close();
  }
}

class Player {
  private readonly hands: Hands;
  private readonly supervisor: Supervisor;
  private readonly failures: string[] = [];
  private readonly screens: string[] = [];
  /** The badge's clock less outside time, in seconds; null while it is not set. */
  private skew: number | null = null;
  private bootMs: number;

  constructor(
    private readonly scenario: Scenario,
    private readonly world: World,
    private readonly engine: Engine,
    startMs: number,
    private readonly options: PlayOptions,
  ) {
    this.hands = new Hands(engine, world);
    this.supervisor = new Supervisor(engine);
    this.bootMs = startMs;
  }

  async play(): Promise<Played> {
    const { scenario, engine } = this;
    await engine.advance(scenario.start * 1000);
    if (scenario.clock !== null) await this.setClock(scenario.clock);
    const isDone = await this.allSteps();
    const state = this.statesIn(await this.story())[0];
    const end = Math.max(scenario.steps[scenario.steps.length - 1].time, Math.floor(engine.now() / 1000));
    const words = await this.lastWords();
    const story = storyOfWords(this.world, words);
    const verdicts = story.orders.length ? verdictsOf(this.world, story, end) : [];
    if (isDone) this.failures.push(...wrongVerdicts(scenario, verdicts));
    for (const fault of await engine.faults()) this.failures.push(`${scenario.file}: the badge: ${fault}`);
    if (story.damaged.length) this.failures.push(`${scenario.file}: the log has words that cannot be read`);
    const wear = await engine.wear();
    return {
      name: scenario.name,
      file: scenario.file,
      ok: this.failures.length === 0,
      failures: this.failures,
      state,
      log: story.events,
      logHex: hexOf(words),
      verdicts,
      profile: this.world.profile.id,
      timezone: isoOf(0, this.world.zone).slice(19),
      now: isoOf(end, this.world.zone),
      orders: story.orders,
      screens: this.screens,
      presses: this.hands.presses,
      ...(wear && {
        flash: {
          bytes: wear.bytes,
          wordWrites: wear.wordWrites,
          erases: wear.erases.reduce((sum, count) => sum + count, 0),
          doubleWrites: wear.doubleWrites,
          zeroed: wear.zeroed,
          reaffirmed: wear.reaffirmed,
        },
      }),
    };
  }

  private async allSteps(): Promise<boolean> {
    for (const [i, step] of this.scenario.steps.entries()) {
      try {
        if (step.act) await this.act(step, step.act);
        else await this.wait(step, INTO_SECOND_MS);
      } catch (error) {
        if (!(error instanceof StepFailed) && !(error instanceof NotOffered)) throw error;
        this.failures.push(`${this.scenario.file}:${step.line}: ${error.message}`);
        await this.shoot(i + 1);
        return false;
      }
      await this.shoot(i + 1);
      if (step.expect) await this.check(step.expect);
    }
    return true;
  }

  private async shoot(step: number): Promise<void> {
    const pixels = await this.engine.pixels();
    this.screens.push((await this.hands.see()).toString());
    await this.options.onScreen?.(step, pixels.slice());
  }

  /** Lets time pass until the step is due, `into` milliseconds into its second. */
  private async wait(step: Step, into: number): Promise<void> {
    const due = step.time * 1000 + into;
    if (step.timed && due > this.engine.now()) await this.engine.advance(due);
  }

  /** Power and clock change on whole seconds, so that the badge's seconds are those of the scenario. */
  private async wholeSecond(step: Step): Promise<void> {
    await this.wait(step, 0);
    await this.engine.advance(Math.ceil(this.engine.now() / 1000) * 1000);
  }

  private async act(step: Step, act: Act): Promise<void> {
    const { engine } = this;
    switch (act.does) {
      case 'event':
        return this.event(step, act);
      case 'tap': {
        await this.wait(step, INTO_SECOND_MS);
        const tapped = await tap(engine, Buffer.from(ndefOf(act.bytes), 'latin1'));
        if (tapped.end !== 'done') throw new StepFailed(`the tap of ${act.order.id} ended ${tapped.end}`);
        return;
      }
      case 'press':
        await this.wait(step, INTO_SECOND_MS);
        return this.hands.press(act.button, act.hold === undefined ? undefined : act.hold * 1000);
      case 'power':
        return this.power(step, act.how);
      case 'battery':
        await this.wait(step, INTO_SECOND_MS);
        return engine.battery(act.percent);
      case 'clock':
        if (act.wall !== null) {
          await this.wholeSecond(step);
          return this.setClock(act.wall);
        }
        // Only a loss of power makes a badge forget the time.
        await this.power(step, 'cut');
        return this.power({ ...step, timed: false }, 'restore');
      default:
        await this.wait(step, INTO_SECOND_MS);
        return this.pull(act.drop);
    }
  }

  /** A supervisor connects, pulls, checks, acknowledges and goes. */
  private async pull(drop: number | undefined): Promise<void> {
    if (this.options.pull) {
      try {
        return await this.options.pull(this.engine, this.world, drop);
      } catch (error) {
        throw new StepFailed(`the pull failed: ${(error as Error).message}`);
      }
    }
    const words = await this.supervisor.pull(drop);
    if (typeof words === 'string') throw new StepFailed(`the pull failed: ${words}`);
    const { badge } = storyOfWords(this.world, words);
    const failed = await this.supervisor.acknowledge(badge.state[State.Seq]);
    if (failed) throw new StepFailed(`the pull was not acknowledged: ${failed}`);
    this.supervisor.leave();
  }

  /** The log as a supervisor gets it at the end; what a badge without power holds is read off its flash. */
  private async lastWords(): Promise<Uint32Array> {
    if (this.engine.powered()) {
      const words = await this.supervisor.pull();
      this.supervisor.leave();
      if (typeof words !== 'string') return words;
      this.failures.push(`${this.scenario.file}: the pull at the end failed: ${words}`);
    }
    return wordsOfFlash(await this.engine.flash());
  }

  private async power(step: Step, how: 'cut' | 'restore' | 'reset'): Promise<void> {
    const on = this.engine.powered();
    if (how === 'restore' ? on : !on)
      throw new StepFailed(`power ${how}: the badge is ${on ? 'on' : 'off'} already`);
    await this.wholeSecond(step);
    await this.engine.power(how);
    if (how === 'cut') return;
    this.bootMs = this.engine.now();
    if (how === 'restore') this.skew = null;
  }

  /** A supervisor connects, sets the clock and goes. */
  private async setClock(wall: Seconds): Promise<void> {
    const request = put(Op.Time, 1) + put(0, 1) + put(wall, 4);
    const connected = await this.engine.connect(53);
    if (!connected || !(await this.engine.write(uuid(CONTROL), Buffer.from(request, 'latin1'))))
      throw new StepFailed('the badge does not take the time');
    await this.engine.disconnect();
    this.skew = wall - Math.floor(this.engine.now() / 1000);
  }

  private async story(): Promise<Story> {
    return storyOfWords(this.world, wordsOfFlash(await this.engine.flash()));
  }

  /** Where the current visit stands at an outside time. */
  private phaseIn(story: Story, ms: number): Phase {
    const { badge } = story;
    const slot = currentSlot(badge);
    const visit = slot < 0 ? null : badge.visits[slot];
    const at = badge.state[State.BootAt] + Math.floor((ms - this.bootMs) / 1000);
    return visit ? phaseAt(this.world.limits, visit, Math.max(at, badge.state[State.At])) : Phase.Idle;
  }

  /** The state's name first; an order that was closed leaves the badge without one, and both may be said of it. */
  private statesIn(story: Story): string[] {
    const state = STATE_NAMES[this.phaseIn(story, this.engine.now())];
    if (currentSlot(story.badge) >= 0) return [state];
    const last = story.events.findLast(event => event.order !== undefined);
    const isKnown = story.badge.orders.some(order => order !== '' && idOf(order) === last?.order);
    return last && !isKnown ? [STATE_NAMES[Phase.Closed], state] : [state];
  }

  private async event(step: Step, act: EventAct): Promise<void> {
    const meant = meantBy(this.world, act);
    if (typeof meant === 'string')
      throw new StepFailed(`the badge does not offer ${act.name} like this: ${meant}`);
    const before = await this.story();
    const { hands } = this;
    hands.due = 0;
    if (step.timed) {
      hands.due = step.time * 1000 + INTO_SECOND_MS;
      const selects = act.order !== undefined && !this.isCurrent(before, act.order) && meant.order === null;
      const isLong = selects || meant.time !== null;
      const begin = hands.due - (isLong ? LONG_LEAD_MS : LEAD_MS);
      const one = !selects && isOnePress(hands, this.phaseIn(before, hands.due), meant);
      const from = one ? hands.due : begin;
      if (from > this.engine.now()) await this.engine.advance(from);
    }
    if (act.order !== undefined && meant.order === null) await this.select(act.order);
    await this.drive(act, meant);
    this.compare(step, act, meant, before, await this.story());
  }

  private async drive(act: EventAct, meant: Meant): Promise<void> {
    if (!this.engine.powered()) throw new StepFailed(`the badge does not offer ${act.name}: it has no power`);
    await this.hands.home();
    const story = await this.story();
    const isOne = isOnePress(
      this.hands,
      this.phaseIn(story, Math.max(this.hands.due, this.engine.now())),
      meant,
    );
    if (isOne) await this.hands.moment();
    const phase = this.phaseIn(story, this.engine.now());
    const offers = (await this.hands.see()).offers();
    try {
      await drive(this.hands, phase, meant);
    } catch (error) {
      if (!(error instanceof NotOffered)) throw error;
      throw new StepFailed(
        `the badge does not offer ${act.name} in state ${STATE_NAMES[phase]}; it offers: ${offers} (${error.message})`,
      );
    }
  }

  private isCurrent(story: Story, id: string): boolean {
    const slot = currentSlot(story.badge);
    return slot >= 0 && idOf(story.badge.orders[slot]) === id;
  }

  /** Takes up an order through the badge's own list, at once. */
  private async select(id: string): Promise<void> {
    const story = await this.story();
    if (this.isCurrent(story, id)) return;
    const { hands } = this;
    const due = hands.due;
    hands.due = 0;
    const meant: Meant = { kind: Kind.Selected, value: 0, time: null, order: id, fields: {} };
    const name = `order ${id}`;
    await this.drive({ does: 'event', name, kind: Kind.Selected, with: {}, order: undefined }, meant);
    if (!this.isCurrent(await this.story(), id)) throw new StepFailed(`${name} could not be selected`);
    hands.due = due;
  }

  /** The log must have grown by exactly the event, at its second. */
  private compare(step: Step, act: EventAct, meant: Meant, before: Story, after: Story): void {
    const known = before.badge.state[State.Seq];
    const news = after.events.filter(event => Number(event.seq) >= known);
    const own = news.filter(event => event.event === act.name && !differs(meant, event));
    const event = own[own.length - 1];
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
    const wall = this.skew === null ? null : isoOf(step.time + this.skew, this.world.zone);
    const up = step.time - Math.floor(this.bootMs / 1000);
    const isInTime = wall === null ? event.up === up : event.t === wall;
    if (!isInTime)
      throw new StepFailed(
        `${act.name} was recorded at ${event.t ?? `${event.up} s after the start`} and not at ${wall ?? up}: its presses do not fit behind the step before, leave more time`,
      );
  }

  private async check(expect: Expect): Promise<void> {
    const fail = (sentence: string): void =>
      void this.failures.push(`${this.scenario.file}:${expect.line}: ${sentence}`);
    const story = await this.story();
    const screen = await this.hands.see();
    if (expect.state !== undefined) {
      const states = this.statesIn(story);
      if (!states.includes(expect.state)) fail(`the state is ${states[0]} and not ${expect.state}`);
    }
    for (const text of expect.screen)
      if (!screen.reads(text))
        fail(`the screen does not say ${JSON.stringify(text)}: ${JSON.stringify(screen.lines.join(' / '))}`);
    const newest = story.events.slice(-expect.log.length);
    for (const [i, wanted] of expect.log.entries()) {
      const event = newest[i - expect.log.length + newest.length];
      const isIt = event && Object.entries(wanted).every(([name, value]) => isSame(value, event[name]));
      if (!isIt)
        fail(
          `the log does not end with ${JSON.stringify(wanted)} but with ${newest.map(each => each.event).join(', ')}`,
        );
    }
  }
}
