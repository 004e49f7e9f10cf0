import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../host-sim/engine.js';
import { Link, type LinkOptions } from '../../host-sim/link.js';
import type { BluetoothDevice, Sleep } from '../../supervisor/bluetooth.js';
import { PullClient } from '../../supervisor/pull.js';

export interface AirOptions extends LinkOptions {
  /** Waited for after each connection interval: slows the badge's time down for who watches. */
  readonly beat?: () => Promise<void>;
}

/** A supervisor beside a simulated badge: the client over the simulated link, in the badge's own time. */
export interface Air {
  readonly link: Link;
  readonly client: PullClient;
  /** Lets the badge's time run until `work` is done. */
  during<T>(work: Promise<T>): Promise<T>;
}

export function airOf(engine: Engine, options: AirOptions = {}): Air {
  const link = new Link(engine, options);
  const sleep: Sleep = async (milliseconds, stop) => {
    const end = engine.now() + milliseconds;
    while (!stop.aborted && engine.now() < end) await setImmediate();
  };
  const { beat } = options;
  return {
    link,
    client: new PullClient(link.device as unknown as BluetoothDevice, sleep),
    async during(work) {
      if (!beat) return link.during(work);
      let isDone = false;
      const settled = work.finally(() => {
        isDone = true;
      });
      settled.catch(() => undefined);
      while (!isDone) {
        await Promise.race([settled, setImmediate()]);
        if (isDone) break;
        await link.pass(link.interval);
        await beat();
      }
      return work;
    },
  };
}
