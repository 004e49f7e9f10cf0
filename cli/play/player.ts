import { totalOf } from '../../host-sim/energy.js';
import type { Engine } from '../../host-sim/engine.js';
import { isoOf } from '../../shared/iso.js';
import { Bench } from './bench.js';
import { makeEvent } from './event-step.js';
import { unmet } from './expecting.js';
import { hexOf, storyOfWords, wordsOfFlash } from './flash-log.js';
import { NotOffered } from './hands.js';
import { type Played, type PlayOptions, StepFailed } from './played.js';
import type { Scenario, Step } from './scenario.js';
import type { Act } from './step.js';
import { verdictsOf, wrongVerdicts } from './verdicts.js';
import { onNode, worldOf } from './world.js';

export type { Played, PlayOptions } from './played.js';

/** The badge is switched on so long before its clock is set. */
const BOOT_MS = 2000;

/** Plays a scenario on a badge of its own. */
export async function play(scenario: Scenario, options: PlayOptions = {}): Promise<Played> {
  const world = worldOf(scenario.badge);
  const make = options.make ?? onNode;
  const startMs = scenario.start * 1000 - BOOT_MS;
  const engine = await make(world, scenario.seed, startMs);
  try {
    return await new Player(scenario, new Bench(engine, world, startMs, options.isOpen), options).play();
  } finally {
    await engine.close();
  }
}

class Player {
  private readonly failures: string[] = [];
  private readonly screens: string[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly bench: Bench,
    private readonly options: PlayOptions,
  ) {}

  async play(): Promise<Played> {
    const { scenario, bench, failures } = this;
    const { engine, world } = bench;
    await engine.advance(scenario.start * 1000);
    if (scenario.clock !== null) await bench.setClock(scenario.clock);
    const isDone = await this.allSteps();
    const state = bench.statesIn(await bench.story())[0];
    const end = Math.max(scenario.steps[scenario.steps.length - 1].time, Math.floor(engine.now() / 1000));
    const words = await this.lastWords();
    const story = storyOfWords(world, words);
    const verdicts = story.orders.length ? verdictsOf(world, story, end) : [];
    if (isDone) failures.push(...wrongVerdicts(scenario, verdicts));
    for (const fault of await engine.faults()) failures.push(`${scenario.file}: the badge: ${fault}`);
    if (story.damaged.length) failures.push(`${scenario.file}: the log has words that cannot be read`);
    return {
      name: scenario.name,
      file: scenario.file,
      ok: failures.length === 0,
      failures,
      state,
      log: story.events,
      logHex: hexOf(words),
      verdicts,
      profile: world.profile.id,
      timezone: isoOf(0, world.zone).slice(19),
      now: isoOf(end, world.zone),
      orders: story.orders,
      screens: this.screens,
      presses: bench.hands.presses,
      ...(await flashOf(engine)),
      ...(await energyOf(engine)),
    };
  }

  private async allSteps(): Promise<boolean> {
    const { scenario, bench, failures } = this;
    for (const [i, step] of scenario.steps.entries()) {
      try {
        if (step.act) await this.act(step, step.act);
        else await bench.wait(step);
      } catch (error) {
        if (!(error instanceof StepFailed) && !(error instanceof NotOffered)) throw error;
        failures.push(`${scenario.file}:${step.line}: ${error.message}`);
        await this.shoot(i + 1);
        return false;
      }
      await this.shoot(i + 1);
      if (!step.expect) continue;
      const { line } = step.expect;
      for (const each of await unmet(bench, step.expect)) failures.push(`${scenario.file}:${line}: ${each}`);
    }
    return true;
  }

  private async shoot(step: number): Promise<void> {
    this.screens.push((await this.bench.hands.see()).toString());
    await this.options.onScreen?.(step, (await this.bench.engine.pixels()).slice());
  }

  private async act(step: Step, act: Act): Promise<void> {
    const { bench } = this;
    // These three find their own moment in the step's second.
    if (act.does === 'event') return makeEvent(bench, step, act);
    if (act.does === 'power') return bench.power(step, act.how);
    if (act.does === 'clock') return bench.clock(step, act.wall);
    await bench.wait(step);
    if (act.does === 'tap') return bench.tap(act.order.id, act.bytes, act.proof, act.drop);
    if (act.does === 'battery') return bench.engine.battery(act.percent);
    if (act.does === 'press')
      return bench.hands.press(act.button, act.hold === undefined ? undefined : act.hold * 1000);
    const { pull } = this.options;
    if (!pull) return bench.pull(act.drop);
    try {
      await pull(bench.engine, bench.world, act.drop);
    } catch (error) {
      throw new StepFailed(`the pull failed: ${(error as Error).message}`);
    }
  }

  /** The log as a supervisor gets it at the end; what a badge without power holds is read off its flash. */
  private async lastWords(): Promise<Uint32Array> {
    const { engine, supervisor } = this.bench;
    if (engine.powered()) {
      const words = await supervisor.pull();
      supervisor.leave();
      if (typeof words !== 'string') return words;
      this.failures.push(`${this.scenario.file}: the pull at the end failed: ${words}`);
    }
    return wordsOfFlash(await engine.flash());
  }
}

/** The charge that it took, where the engine has a model of it. */
async function energyOf(engine: Engine): Promise<Pick<Played, 'energy_mAh'>> {
  const energy = await engine.energy();
  return energy ? { energy_mAh: Math.round(totalOf(energy) * 1e4) / 1e4 } : {};
}

/** What the flash went through, where the engine counts it. */
async function flashOf(engine: Engine): Promise<Pick<Played, 'flash'>> {
  const wear = await engine.wear();
  if (!wear) return {};
  const { bytes, wordWrites, doubleWrites, zeroed, reaffirmed } = wear;
  const erases = wear.erases.reduce((sum, count) => sum + count, 0);
  return { flash: { bytes, wordWrites, erases, doubleWrites, zeroed, reaffirmed } };
}
