import { readScreen } from '../../host-sim/eyes.js';
import { ROWS, WIDTH } from '../../shared/words/layout.js';
import type { World } from '../play/world.js';
import { badgeLines, type Labels, type Style } from './screen.js';

/** The badge as it looks now, with the words beside its keys as they can be read on its screen. */
export function viewOf(world: World, pixels: Uint8Array, style: Style): string[] {
  return badgeLines(pixels, style, labelsOn(world, pixels));
}

function labelsOn(world: World, pixels: Uint8Array): Labels {
  const rows = [ROWS[0] as number, ROWS[4] as number];
  const runs = readScreen(pixels, world.glyphs, rows);
  const word = (y: number, isLeft: boolean): string => {
    const own = runs.filter(run => run.y === y && run.x < WIDTH / 2 === isLeft);
    const run = isLeft ? own.find(each => each.x === 0) : own.at(-1);
    return run?.text.trim() ?? '';
  };
  const [top, bottom] = rows as [number, number];
  return [word(top, true), word(top, false), word(bottom, false), word(bottom, true)];
}
