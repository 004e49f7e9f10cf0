import type { Engine } from '../../host-sim/engine.js';
import { Role } from '../../shared/pull/proof.js';
import type { Failure } from '../../supervisor/bluetooth.js';
import { type Dlog, dlogOf, readDlog } from '../../supervisor/dlog.js';
import type { Pulled } from '../../supervisor/pull.js';
import type { World } from '../play/world.js';
import { UserError } from '../user-error.js';
import { type Air, type AirOptions, airOf, testAccess } from './air.js';

/** A log that was pulled from a simulated badge, not acknowledged yet. */
export interface Evening {
  readonly air: Air;
  readonly pulled: Pulled;
  readonly file: Uint8Array;
  readonly log: Dlog;
}

/** Pulls the log of a simulated badge. Once it is kept, say so with `done`. */
export async function pullSimulated(
  engine: Engine,
  world: World,
  options: AirOptions & { readonly onProgress?: (bytes: number, frames: number) => void } = {},
): Promise<Evening> {
  const access = testAccess(() => engine.now(), Role.Archive);
  const air = airOf(engine, { access, ...options });
  const pulled = right(
    await air.during(
      air.client.pull({ onProgress: ({ bytes, frames }) => options.onProgress?.(bytes, frames) }),
    ),
  );
  const pulledAt = Math.floor(engine.now() / 1000);
  const file = right(dlogOf({ ...pulled, pulledAt, zone: world.zone }));
  return { air, pulled, file, log: { ...right(readDlog(file)), profile: world.profile } };
}

/** Tells the badge that its records are safe, and goes. */
export async function done({ air, pulled }: Evening): Promise<void> {
  right((await air.during(air.client.acknowledge(pulled.next))) ?? {});
  air.client.close();
}

function right<T extends object>(made: T | Failure): T {
  if ('error' in made) throw new UserError(String(made.error));
  return made;
}
