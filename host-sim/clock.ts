/** Something that happens at a moment; hold on to it to call it off. */
export interface Alarm {
  readonly at: number;
  readonly act: () => void;
}

/**
 * Time outside the badge, in milliseconds, that passes only when it is told to.
 * Alarms ring in the order of their times, equal times in the order they were set,
 * and time stands at each while it rings.
 */
export class VirtualClock {
  private readonly alarms: Alarm[] = [];
  private ringing = false;
  /** Hears how many milliseconds are about to pass. */
  passing: ((milliseconds: number) => void) | undefined;

  constructor(private time = 0) {}

  now(): number {
    return this.time;
  }

  /** Rings `act` at `at`, or as soon as time moves if that is past. */
  at(at: number, act: () => void): Alarm {
    const alarm = { at, act };
    let place = this.alarms.length;
    while (place > 0 && this.alarms[place - 1].at > at) place--;
    this.alarms.splice(place, 0, alarm);
    return alarm;
  }

  cancel(alarm: Alarm): void {
    const place = this.alarms.indexOf(alarm);
    if (place >= 0) this.alarms.splice(place, 1);
  }

  /** When the next alarm rings; undefined if there is none. */
  next(): number | undefined {
    return this.alarms.length > 0 ? this.alarms[0].at : undefined;
  }

  /** Lets time pass until `to`; times in the past change nothing but ring what is due. */
  advance(to: number): void {
    if (this.ringing) throw new Error('time cannot be moved from inside an alarm');
    this.ringing = true;
    try {
      while (this.alarms.length > 0 && this.alarms[0].at <= to) {
        const alarm = this.alarms.shift() as Alarm;
        this.pass(alarm.at);
        alarm.act();
      }
      this.pass(to);
    } finally {
      this.ringing = false;
    }
  }

  private pass(to: number): void {
    if (to <= this.time) return;
    this.passing?.(to - this.time);
    this.time = to;
  }
}
