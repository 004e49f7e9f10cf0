import { setImmediate } from 'node:timers/promises';
import { digest } from '../../host-sim/digest.js';
import type { Engine } from '../../host-sim/engine.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { Link, type LinkOptions } from '../../host-sim/link.js';
import { rngFrom } from '../../host-sim/rng.js';
import { put } from '../../shared/bytes.js';
import { dayKeyOf, Role } from '../../shared/pull/proof.js';
import { DAY } from '../../shared/time.js';
import type { BluetoothDevice, Sleep } from '../../supervisor/bluetooth.js';
import { type Access, PullClient } from '../../supervisor/pull.js';

export interface AirOptions extends LinkOptions {
  /** What the supervisor may; absent: all that the test keys of a simulated badge give on its own day. */
  readonly access?: Access;
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

/** Access to a simulated badge by its test keys, on its own day; `now` in milliseconds. */
export function testAccess(now: () => number, role = Role.Dispatch): Access {
  // Chance that can be repeated is good enough for simulated badges.
  const rng = rngFrom(1);
  return {
    keyFor: () => {
      const day = Math.floor(now() / 1000 / DAY);
      return { role, day, key: dayKeyOf(digest, TEST_KEYS.radio, role, day) };
    },
    nonce: () => put(rng.u32(), 4) + put(rng.u32(), 4),
  };
}

/** Access to a simulated badge that was never enrolled: there is no key for it. */
export function openAccess(now: () => number): Access {
  return { ...testAccess(now), keyFor: () => undefined };
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
    client: new PullClient(
      link.device as unknown as BluetoothDevice,
      sleep,
      options.access ?? testAccess(() => engine.now()),
    ),
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
