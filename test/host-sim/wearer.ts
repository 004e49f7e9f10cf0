import { Screen } from '../../cli/play/screen.js';
import type { World } from '../../cli/play/world.js';
import type { Engine } from '../../host-sim/engine.js';

/** Keys of an idle badge that lead to the screen "Pair a phone": the menu, its second row from below. */
const TO_PAIRING = [4, 1, 1, 3];
/** Longer than the badge takes a contact for chatter. */
const BREATH_MS = 300;

/** The wearer of an idle badge lets a phone pair. */
export async function letPair(engine: Engine): Promise<void> {
  for (const button of await keysFrom(engine)) {
    await engine.press(button);
    await engine.advance(engine.now() + BREATH_MS);
  }
}

/** A key that wakes the display does nothing else. */
async function keysFrom(engine: Engine): Promise<readonly number[]> {
  return (await engine.dark()) ? [4, ...TO_PAIRING] : TO_PAIRING;
}

/** The six digits on the display; null where it shows none. */
export async function passkeyOn(engine: Engine, world: World): Promise<string | null> {
  return /\b\d{6}\b/.exec(Screen.read(world, await engine.pixels()).lines.join('\n'))?.[0] ?? null;
}

/** Other digits than these. */
export function otherThan(passkey: string | null): string {
  return passkey === '123456' ? '654321' : '123456';
}
