import { fileURLToPath } from 'node:url';
import type { Engine } from '../../host-sim/engine.js';
import type { Language } from '../../shared/words/ui.js';
import { type Played, play } from '../play/player.js';
import { readScenario, type Scenario } from '../play/scenario.js';
import type { World } from '../play/world.js';

/** The demo day; `out/cli/demo` is three folders from the root. */
const DAY = fileURLToPath(new URL('../../../cli/demo/day.yaml', import.meta.url));

export function demoDay(language: Language): Scenario {
  const day = readScenario(DAY);
  return { ...day, badge: { ...day.badge, language } };
}

export interface Watching {
  /** Sees the screen after each step, with the step's number from 1. */
  readonly onScreen?: (step: number, pixels: Uint8Array) => void | Promise<void>;
  /** A supervisor, when the day is over. */
  readonly onEvening: (engine: Engine, world: World) => Promise<void>;
}

/** Lives the demo day on a fresh simulated badge. What goes wrong in `onEvening` is thrown here. */
export async function liveDay(language: Language, watching: Watching): Promise<Played> {
  let failed: unknown;
  const played = await play(demoDay(language), {
    ...(watching.onScreen && { onScreen: watching.onScreen }),
    pull: async (engine, world) => {
      try {
        await watching.onEvening(engine, world);
      } catch (error) {
        failed = error;
      }
    },
  });
  if (failed) throw failed;
  return played;
}
