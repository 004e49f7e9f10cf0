import type { VirtualClock } from './clock.js';
import { fault, type Supply } from './power.js';

const TICKS_PER_MS = 32.768;
/** Half-way through a sum of doubles a tick may look a hair short: far more than the error, far less than a tick. */
const HAIR = 0.02;

const RESET_REASON = 0x40000400;

/** Bits of the reset reason register (nRF52832, POWER.RESETREAS); power-on sets none. */
export const Reset = { Pin: 1, Watchdog: 2, Soft: 4, Lockup: 8 } as const;

/**
 * The chip's own count, 32 768 ticks a second and off by `ppm`. It starts near zero when power comes,
 * goes on over a reset, and only `setTime` makes it jump; and the one register that tells why the chip started.
 */
export class Chip {
  private readonly rate: number;
  private startedAt = 0;
  private reasons = 0;
  /** What `setTime` added, in ticks. */
  private moved = 0;

  constructor(
    readonly clock: VirtualClock,
    private readonly supply: Supply,
    ppm: number,
  ) {
    this.rate = TICKS_PER_MS * (1 + ppm / 1e6);
    this.powerOn();
  }

  /** The count begins anew, and no reason is known. */
  powerOn(): void {
    this.startedAt = this.clock.now();
    this.reasons = 0;
    this.moved = 0;
  }

  /** Reasons add up until the bundle clears them. */
  reset(reason: number): void {
    this.reasons |= reason;
  }

  /** Ticks since power came; nothing moves them, and timers run on them. */
  ticks(): number {
    return Math.floor((this.clock.now() - this.startedAt) * this.rate + HAIR);
  }

  /** Outside time at which that many ticks have passed. */
  timeOf(tick: number): number {
    return this.startedAt + tick / this.rate;
  }

  /** `getTime()`: seconds, on whole ticks. */
  seconds(): number {
    return this.secondsOf(this.ticks());
  }

  /** The clock's seconds at `tick`. */
  secondsOf(tick: number): number {
    return (tick + this.moved) / 32768;
  }

  /** `setTime()`: the clock jumps, timers do not. */
  setTime(seconds: number): void {
    this.moved = ticksOf(seconds * 1000) - this.ticks();
  }

  peek32(address: number): number {
    if (address === RESET_REASON) return this.reasons;
    fault(this.supply, `peek32 of 0x${(address >>> 0).toString(16)}: only the reset reason is simulated`);
    return 0;
  }

  /** Writing a one clears that bit. */
  poke32(address: number, value: number): void {
    if (address === RESET_REASON) this.reasons &= ~value;
    else
      fault(this.supply, `poke32 of 0x${(address >>> 0).toString(16)}: only the reset reason is simulated`);
  }
}

/** Milliseconds as whole ticks, rounded as the firmware rounds them (jshGetTimeFromMilliseconds). */
export function ticksOf(milliseconds: number): number {
  return Math.floor(milliseconds * TICKS_PER_MS + 0.5);
}
