import { type Chip, ticksOf } from './chip.js';
import type { Alarm } from './clock.js';
import type { Loop } from './loop.js';
import { fault, powered, type Supply } from './power.js';

const SHORTEST_MS = 0.1;
const LONGEST_MS = 3153600000000;

/** `setTimeout` and `clearTimeout`, on the chip's ticks. */
export class Timers {
  private readonly pending = new Map<number, Alarm>();
  private newest = 0;

  constructor(
    private readonly chip: Chip,
    private readonly loop: Loop,
    private readonly supply: Supply,
  ) {}

  setTimeout(act: unknown, milliseconds: number): number {
    powered(this.supply);
    if (typeof act !== 'function') throw new Error('Function or String not supplied!');
    if (milliseconds > LONGEST_MS) throw new Error('Interval is too long (>100 years)');
    const wait = Math.max(Number(milliseconds) || 0, SHORTEST_MS);
    const id = ++this.newest;
    const alarm = this.wakeAt(this.chip.ticks() + ticksOf(wait), () => {
      this.pending.delete(id);
      this.loop.run(act as () => void);
    });
    this.pending.set(id, alarm);
    return id;
  }

  clearTimeout(...ids: unknown[]): void {
    if (ids.length === 0) {
      fault(this.supply, 'clearTimeout without an id clears every timer');
      this.forget();
      return;
    }
    if (ids[0] === undefined)
      throw new Error('clearTimeout(undefined) not allowed. Use clearTimeout() instead');
    const alarm = this.pending.get(ids[0] as number);
    if (!alarm) return;
    this.pending.delete(ids[0] as number);
    this.cancel(alarm);
  }

  /** Rings at `tick` of the chip's count. */
  wakeAt(tick: number, act: () => void): Alarm {
    return this.chip.clock.at(this.chip.timeOf(tick), act);
  }

  cancel(alarm: Alarm): void {
    this.chip.clock.cancel(alarm);
  }

  /** How many are running: a leak shows here. */
  get count(): number {
    return this.pending.size;
  }

  forget(): void {
    for (const alarm of this.pending.values()) this.cancel(alarm);
    this.pending.clear();
  }
}
