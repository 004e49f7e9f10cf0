import type { Language } from '../../shared/words/ui.js';
import { liveStory, STORIES, type Toured, together } from '../screens/tours.js';
import type { Walker } from '../screens/walker.js';
import { playBoth } from './engine.js';

/** Every screen of a build as the interpreter shows it; where it differs from Node, that is a fault of the build. */
export async function screensOnEspruino(profile: string, language: Language): Promise<Toured> {
  const walkers: Walker[] = [];
  const faults: string[] = [];
  for (let story = 0; story < STORIES; story++) {
    const { node, espruino, difference } = await playBoth(make => liveStory(story, profile, language, make));
    walkers.push(espruino ?? node);
    if (difference) faults.push(`${profile} ${language}, story ${story}: ${difference}`);
  }
  const all = together(walkers);
  return { ...all, faults: [...faults, ...all.faults] };
}
