/**
 * What a day takes out of the battery: a model from the board's documented currents (espruino.md 2, costs.md 6), not a
 * measurement. What no document gives, such as the current of the NFC sense, counts as nothing.
 */

/** Milliamperes. */
const Current = {
  /** Asleep, display and radio off. */
  asleep: 0.02,
  display: 0.2,
  /** Advertising at the firmware's own interval; it falls with the interval. */
  advertising: 0.1,
  connected: 0.28,
  backlight: 5,
  running: 5,
} as const;

/** Milliseconds between two advertisements as long as the program does not say otherwise. */
const STOCK_INTERVAL = 375;

/** How long the chip is awake: for a callback of the program, about a press (budget row 6); to send a picture (costs.md 1.2). */
const CALLBACK_MS = 14;
const FLIP_MS = 10;

const HOUR_MS = 3_600_000;

/** What draws current while time passes. */
export interface Drawing {
  readonly powered: boolean;
  readonly display: boolean;
  readonly backlight: boolean;
  readonly connected: boolean;
  /** Milliseconds between advertisements; undefined: the firmware's own; null: none. */
  readonly interval: number | null | undefined;
}

/** Charge by what took it, in milliampere hours. */
export interface Energy {
  readonly asleep: number;
  readonly display: number;
  readonly radio: number;
  readonly backlight: number;
  readonly running: number;
}

export function totalOf(energy: Energy): number {
  const { asleep, display, radio, backlight, running } = energy;
  return asleep + display + radio + backlight + running;
}

/** Adds up charge as time passes. */
export class Ledger {
  private asleep = 0;
  private display = 0;
  private radio = 0;
  private backlight = 0;

  /** So many milliseconds have passed, in which nothing changed. */
  pass(milliseconds: number, drawing: Drawing): void {
    if (!drawing.powered) return;
    const hours = milliseconds / HOUR_MS;
    const { interval = STOCK_INTERVAL } = drawing;
    this.asleep += hours * Current.asleep;
    if (drawing.display) this.display += hours * Current.display;
    if (drawing.backlight) this.backlight += hours * Current.backlight;
    if (drawing.connected) this.radio += hours * Current.connected;
    else if (interval !== null) this.radio += (hours * Current.advertising * STOCK_INTERVAL) / interval;
  }

  /** All so far, with what the chip took for its callbacks and pictures. */
  sum(callbacks: number, flips: number): Energy {
    const { asleep, display, radio, backlight } = this;
    const running = ((callbacks * CALLBACK_MS + flips * FLIP_MS) / HOUR_MS) * Current.running;
    return { asleep, display, radio, backlight, running };
  }
}

/** A badge that only sleeps, for so many hours. */
export function idleFloor(hours: number): number {
  return Current.asleep * hours;
}

/** The same day with stock habits: display and stock advertising all day, a redraw a second for ten hours, twenty seconds of backlight for each of a hundred presses. */
export function stockHabits(): Energy {
  const ledger = new Ledger();
  const always = { powered: true, display: true, connected: false, interval: undefined };
  const lit = 100 * 20_000;
  ledger.pass(lit, { ...always, backlight: true });
  ledger.pass(24 * HOUR_MS - lit, { ...always, backlight: false });
  const redraws = 10 * 3600;
  return ledger.sum(redraws, redraws);
}
