import { customProfile } from '../shared/profile/custom.js';
import type { Profile, Words } from '../shared/profile/profile.js';
import { type Cutter, openCutter } from './make/words/glyphs.js';
import { isAscii, widest } from './make/words/line.js';
import { wrapText } from './make/words/wrap.js';
import { readJson } from './read-file.js';
import { UserError } from './user-error.js';

/** An operator's own profile in a file: what it is, and whether a badge can show it. */

/** Pixels of a line of a prompt. */
const LINE = 126;

/** Whether the name of a profile is that of a file. */
export function isProfileFile(name: string): boolean {
  return /\.json$/i.test(name);
}

const GIVE = '; give a JSON file with base, version and what differs from the base.';

/** Why a prompt cannot be shown on the badge: its lines, or a character that the font lacks. */
function lineFaults(path: string, words: Words, cutter: Cutter): string[] {
  return (['zh', 'en'] as const).flatMap(language => {
    const text = words[language];
    const lost = [...text].find(char => !isAscii(char) && !cutter(char));
    if (lost) return [`${path}.${language}: the font of the badge has no "${lost}"; put another word`];
    if (wrapText(text).every(line => widest(line) <= LINE)) return [];
    return [`${path}.${language}: "${text}" does not break into two lines of the badge; make it shorter`];
  });
}

/** The profile in a file, or all that is wrong with it. A file that cannot be read, or is no JSON, is a UserError. */
export function checkProfileFile(file: string): Profile | { readonly faults: readonly string[] } {
  const custom = customProfile(readJson(file, GIVE, GIVE));
  if ('faults' in custom) return custom;
  const cutter = openCutter();
  const faults = custom.items.flatMap(({ id, text }) => lineFaults(`items.${id}`, text, cutter));
  return faults.length ? { faults } : custom;
}

/** The profile in a file; the first thing that is wrong with it is a UserError. */
export function readProfileFile(file: string): Profile {
  const custom = checkProfileFile(file);
  if (!('faults' in custom)) return custom;
  const more = custom.faults.length > 1 ? `; doorstep profile check ${file} tells all` : '';
  throw new UserError(`${file}: ${custom.faults[0]}${more}.`);
}
