import type { Engine } from '../../host-sim/engine.js';
import type { Story } from '../../shared/log/story.js';
import { idOf } from '../../shared/order/order.js';
import type { Seconds } from '../../shared/time.js';
import { currentSlot, State } from '../../shared/visit/badge.js';
import { Phase } from '../../shared/visit/kind.js';
import { STATE_NAMES } from '../../shared/visit/names.js';
import { phaseAt } from '../../shared/visit/step.js';
import { storyOfWords, wordsOfFlash } from './flash-log.js';
import { Hands } from './hands.js';
import { StepFailed } from './played.js';
import { Supervisor } from './pulling.js';
import type { Step } from './scenario.js';
import type { Proof } from './step.js';
import { setClock } from './talk.js';
import { messageOf, tap } from './tap.js';
import type { World } from './world.js';

/** A step comes this far into its second, when what is due on the badge in that second has been. */
export const INTO_SECOND_MS = 100;

/** A badge on the bench, and all that is done to it but for the wearer's presses. */
export class Bench {
  readonly hands: Hands;
  readonly supervisor: Supervisor;
  /** The badge's clock less outside time, in seconds; null while it is not set. */
  skew: number | null = null;

  constructor(
    readonly engine: Engine,
    readonly world: World,
    /** When the badge started last, outside milliseconds. */
    public bootMs: number,
    isOpen = false,
  ) {
    this.hands = new Hands(engine, world);
    this.supervisor = new Supervisor(engine, isOpen);
  }

  /** Lets time pass until the step is due, `into` milliseconds into its second. */
  async wait(step: Step, into = INTO_SECOND_MS): Promise<void> {
    const due = step.time * 1000 + into;
    if (step.timed && due > this.engine.now()) await this.engine.advance(due);
  }

  /** Power and clock change on whole seconds, so that the badge's seconds are those of the scenario. */
  private async wholeSecond(step: Step): Promise<void> {
    await this.wait(step, 0);
    await this.engine.advance(Math.ceil(this.engine.now() / 1000) * 1000);
  }

  /**
   * The desk's reader writes an order into the badge's tag, frame by frame: one signed that answers the badge's nonce, one
   * that was signed before (`stored`), or one that nobody signed (`none`). `drop`: the badge is pulled away at this frame.
   */
  async tap(order: string, bytes: string, proof: Proof, drop?: number): Promise<void> {
    const loss = drop === undefined ? undefined : ({ at: drop, what: 'field' } as const);
    const end = await tap(this.engine, messageOf(bytes, proof), { loss });
    if (loss && end === 'done') throw new StepFailed(`the tap of ${order} was over before frame ${drop}`);
    if (!loss && end !== 'done') throw new StepFailed(`the tap of ${order} ended ${end}`);
  }

  async power(step: Step, how: 'cut' | 'restore' | 'reset'): Promise<void> {
    const on = this.engine.powered();
    if (how === 'restore' ? on : !on)
      throw new StepFailed(`power ${how}: the badge is ${on ? 'on' : 'off'} already`);
    await this.wholeSecond(step);
    await this.engine.power(how);
    if (how === 'cut') return;
    this.bootMs = this.engine.now();
    if (how === 'restore') this.skew = null;
  }

  /** Sets the clock, or has the badge lose it, for which its power must go. */
  async clock(step: Step, wall: Seconds | null): Promise<void> {
    if (wall === null) {
      await this.power(step, 'cut');
      return this.power({ ...step, timed: false }, 'restore');
    }
    await this.wholeSecond(step);
    return this.setClock(wall);
  }

  /** A supervisor connects, sets the clock and goes. */
  async setClock(wall: Seconds): Promise<void> {
    if (!(await setClock(this.engine, wall))) throw new StepFailed('the badge does not take the time');
    this.skew = wall - Math.floor(this.engine.now() / 1000);
  }

  /** A supervisor connects, pulls, checks, acknowledges and goes. */
  async pull(drop: number | undefined): Promise<void> {
    const words = await this.supervisor.pull(drop);
    if (typeof words === 'string') throw new StepFailed(`the pull failed: ${words}`);
    const { badge } = storyOfWords(this.world, words);
    const failed = await this.supervisor.acknowledge(badge.state[State.Seq]);
    if (failed) throw new StepFailed(`the pull was not acknowledged: ${failed}`);
    this.supervisor.leave();
  }

  /** What the flash tells now. */
  async story(): Promise<Story> {
    return storyOfWords(this.world, wordsOfFlash(await this.engine.flash()));
  }

  /** Where the current visit stands at an outside time. */
  phaseIn(story: Story, ms: number): Phase {
    const { badge } = story;
    const slot = currentSlot(badge);
    const visit = slot < 0 ? null : badge.visits[slot];
    const at = badge.state[State.BootAt] + Math.floor((ms - this.bootMs) / 1000);
    return visit ? phaseAt(this.world.limits, visit, Math.max(at, badge.state[State.At])) : Phase.Idle;
  }

  /** The state's name first; an order that was closed leaves the badge without one, and both may be said of it. */
  statesIn(story: Story): string[] {
    const state = STATE_NAMES[this.phaseIn(story, this.engine.now())];
    if (currentSlot(story.badge) >= 0) return [state];
    const last = story.events.findLast(event => event.order !== undefined);
    const isKnown = story.badge.orders.some(order => order !== '' && idOf(order) === last?.order);
    return last && !isKnown ? [STATE_NAMES[Phase.Closed], state] : [state];
  }
}

/** Whether events belong to this order. */
export function isCurrent(story: Story, id: string): boolean {
  const slot = currentSlot(story.badge);
  return slot >= 0 && idOf(story.badge.orders[slot]) === id;
}
