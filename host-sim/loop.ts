import { fault, type Supply } from './power.js';

type Callback = (argument?: unknown) => void;

/**
 * The idle loop: every callback of the bundle runs here, one after another, never inside another.
 * An exception costs the rest of that callback and is told to `process`; the badge goes on.
 */
export class Loop {
  /** Listeners of `process.on('uncaughtException')`. */
  readonly uncaught: Callback[] = [];
  /** Runs what promises have become due; set only where the bundle uses any. */
  jobs: (() => void) | undefined;
  /** Callbacks that ran. */
  calls = 0;
  /** Called when nothing is left to run: what waits for the end of a callback goes out then. */
  idle: (() => void) | undefined;
  private readonly waiting: { act: Callback; argument: unknown }[] = [];
  private running = false;

  constructor(private readonly supply: Supply) {}

  run(act: Callback, argument?: unknown): void {
    if (!this.supply.on) return;
    if (this.running) {
      this.waiting.push({ act, argument });
      return;
    }
    this.running = true;
    this.call(act, argument);
    while (this.waiting.length > 0) {
      const next = this.waiting.shift() as { act: Callback; argument: unknown };
      this.call(next.act, next.argument);
    }
    this.running = false;
    if (this.idle) this.idle();
  }

  /** Power is gone: what waits is gone too. */
  forget(): void {
    this.waiting.length = 0;
    this.uncaught.length = 0;
  }

  private call(act: Callback, argument: unknown): void {
    if (!this.supply.on) return;
    this.calls++;
    try {
      act(argument);
      if (this.jobs) this.jobs();
    } catch (error) {
      if (this.supply.on) this.report(error);
    }
  }

  private report(error: unknown): void {
    fault(this.supply, `the bundle threw ${describe(error)}`);
    for (const listener of [...this.uncaught]) {
      try {
        listener(error);
      } catch (again) {
        if (this.supply.on) fault(this.supply, `the bundle threw ${describe(again)} while it handled that`);
      }
    }
  }
}

function describe(error: unknown): string {
  const thrown = error as { name?: unknown; message?: unknown; stack?: unknown } | null | undefined;
  if (!thrown || typeof thrown !== 'object' || typeof thrown.message !== 'string') return String(error);
  const place = typeof thrown.stack === 'string' ? /\.bootcde:\d+:\d+/.exec(thrown.stack) : null;
  return `${String(thrown.name ?? 'Error')}: ${thrown.message}${place ? ` (${place[0]})` : ''}`;
}
