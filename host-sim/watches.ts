import { type Chip, ticksOf } from './chip.js';
import type { Alarm } from './clock.js';
import type { Loop } from './loop.js';
import { powered, type Supply } from './power.js';
import type { Timers } from './timers.js';

/** A pin as the bundle sees it. `level` is the host's side. */
export class Pin {
  level = false;

  constructor(readonly name: string) {}
}

/** What a watch hands to its callback. */
export interface Edge {
  readonly state: boolean;
  /** When it happened, seconds on the chip's clock. */
  readonly time: number;
  /** The pin as the bundle named it. */
  readonly pin: unknown;
}

interface Watch {
  readonly pin: Pin;
  /** The same as the bundle named it. */
  readonly named: unknown;
  readonly act: (edge: Edge) => void;
  readonly repeat: boolean;
  /** 1 rising, -1 falling, 0 both. */
  readonly edge: number;
  /** In ticks. */
  readonly debounce: number;
  /** The level told last. */
  state: boolean;
  /** Runs while the contact may still bounce. */
  settling: Alarm | undefined;
}

const EDGES: { [name: string]: number | undefined } = { rising: 1, falling: -1, both: 0 };

/**
 * `setWatch`, with the debounce of src/jsinteractive.c: each edge starts the wait anew, and only a level
 * that differs from the last one told counts. The time told is that of the last edge, not of the callback.
 */
export class Watches {
  private readonly all: Watch[] = [];
  private made = 0;

  constructor(
    private readonly chip: Chip,
    private readonly timers: Timers,
    private readonly loop: Loop,
    private readonly supply: Supply,
    /** The bundle's name for a pin. */
    private readonly pins: Map<unknown, Pin>,
  ) {}

  setWatch(
    act: unknown,
    pin: unknown,
    how?: { repeat?: boolean; edge?: unknown; debounce?: number },
  ): number {
    powered(this.supply);
    const watched = this.pins.get(pin);
    if (!watched) throw new Error('Invalid pin');
    const edge = how?.edge === undefined ? 1 : EDGES[how.edge as string];
    if (edge === undefined)
      throw new TypeError("'edge' in setWatch should be 1, -1, 0, 'rising', 'falling' or 'both'");
    if (typeof act !== 'function') throw new Error('Function or String not supplied!');
    const debounce = how?.debounce ?? 25;
    this.all.push({
      pin: watched,
      named: pin,
      act: act as Watch['act'],
      repeat: how?.repeat === true,
      edge,
      debounce: debounce > 0 ? ticksOf(debounce) : 0,
      state: watched.level,
      settling: undefined,
    });
    return ++this.made;
  }

  /** The level of `pin` changed, now. */
  changed(pin: Pin, level: boolean): void {
    if (pin.level === level) return;
    pin.level = level;
    if (!this.supply.on) return;
    const tick = this.chip.ticks();
    for (const watch of this.all.filter(each => each.pin === pin)) {
      if (watch.debounce === 0) this.tell(watch, level, tick);
      else this.bounce(watch, level, tick);
    }
  }

  forget(): void {
    for (const watch of this.all) if (watch.settling) this.timers.cancel(watch.settling);
    this.all.length = 0;
  }

  private bounce(watch: Watch, level: boolean, tick: number): void {
    if (watch.settling) this.timers.cancel(watch.settling);
    else if (level === watch.state) return;
    watch.settling = this.timers.wakeAt(tick + watch.debounce, () => {
      watch.settling = undefined;
      if (level !== watch.state) this.tell(watch, level, tick);
    });
  }

  private tell(watch: Watch, state: boolean, tick: number): void {
    watch.state = state;
    if (watch.edge !== 0 && watch.edge > 0 !== state) return;
    if (!watch.repeat) this.all.splice(this.all.indexOf(watch), 1);
    this.loop.run(watch.act as () => void, {
      state,
      time: this.chip.secondsOf(tick),
      pin: watch.named,
    });
  }
}
