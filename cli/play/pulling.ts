import type { Engine } from '../../host-sim/engine.js';
import { type Air, airOf, openAccess, testAccess } from '../show/air.js';
import { wordsOfFlash } from './flash-log.js';

/** A supervisor who comes by during a scenario, and once more at its end. */
export class Supervisor {
  private readonly air: Air;

  /** `isOpen`: the badge was never enrolled, and there is no key for it. */
  constructor(
    private readonly engine: Engine,
    isOpen = false,
  ) {
    const access = isOpen ? openAccess : testAccess;
    this.air = airOf(engine, { access: access(() => engine.now()) });
  }

  /**
   * Pulls the log and checks that it is what the flash holds; the link breaks once at frame `drop` of it.
   * Answers with its words, or a sentence on what went wrong.
   */
  async pull(drop?: number): Promise<Uint32Array | string> {
    const { air, engine } = this;
    air.link.dropAt = drop === undefined ? undefined : air.link.delivered + drop;
    const pulled = await air.during(air.client.pull());
    air.link.dropAt = undefined;
    if ('error' in pulled) return pulled.error;
    const words = new Uint32Array(pulled.stream.slice().buffer);
    const flash = wordsOfFlash(await engine.flash());
    // The key in use never leaves the badge: where it lies there are zeros.
    const isWhole = words.length === flash.length && words.every((word, i) => word === flash[i] || !word);
    return isWhole ? words : 'The pulled log is not what the flash holds.';
  }

  /** Says that all records up to now are safe. */
  async acknowledge(next: number): Promise<string | null> {
    const failed = await this.air.during(this.air.client.acknowledge(next));
    return failed ? failed.error : null;
  }

  leave(): void {
    this.air.client.close();
  }
}
