import { readFileSync } from 'node:fs';
import { defineCommand } from 'citty';
import { customProfile } from '../../shared/profile/custom.js';
import type { Profile, Words } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { type Cutter, openCutter } from '../make/words/glyphs.js';
import { isAscii, widest } from '../make/words/line.js';
import { wrapText } from '../make/words/wrap.js';
import { Exit, finish, UserError } from '../user-error.js';

/** Pixels of a line of a prompt. */
const LINE = 126;

function readProfile(file: string): unknown {
  const wanted = 'give a JSON file with base, version and what differs from the base';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new UserError(`${file}: ${why}; ${wanted}.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const why = (cause as Error).message.replace(/\s+/g, ' ').trim();
    throw new UserError(`${file}: it is not JSON (${why}); ${wanted}.`);
  }
}

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

/** What a custom profile has that its base has not, a line each. */
function differences(base: Profile, custom: Profile): string[] {
  const told = (value: unknown): string => (value === undefined ? 'null' : JSON.stringify(value));
  const params = Object.entries(custom.params)
    .map(([name, value]) => ({
      name,
      now: told(value),
      was: told(base.params[name as keyof Profile['params']]),
    }))
    .filter(({ now, was }) => now !== was)
    .map(({ name, now, was }) => `${name}: ${now} instead of ${was}`);
  const items = custom.items
    .filter((item, i) => item.text !== base.items[i]?.text)
    .map(item => `${item.id}: ${item.text.en} / ${item.text.zh}`);
  const titles = custom.timed
    .filter(
      (rule, i) => rule.title.zh !== base.timed[i]?.title.zh || rule.title.en !== base.timed[i]?.title.en,
    )
    .map(rule => `${rule.rule}: ${rule.title.en} / ${rule.title.zh}`);
  return [...params, ...items, ...titles];
}

export default defineCommand({
  meta: { name: 'profile check', description: 'Checks a custom profile' },
  args: { file: { type: 'positional', description: 'Profile', required: true } },
  run({ args: { file } }) {
    const custom = customProfile(readProfile(file));
    const cutter = openCutter();
    const faults =
      'faults' in custom
        ? custom.faults
        : custom.items.flatMap(({ id, text }) => lineFaults(`items.${id}`, text, cutter));
    if ('faults' in custom || faults.length) {
      process.stdout.write(faults.map(fault => `${file}: ${fault}.\n`).join(''));
      finish(Exit.NotRight);
      return;
    }
    const base = CODES.find(({ id }) => id === custom.id) as Profile;
    const lines = differences(base, custom);
    const says = lines.length ? 'it differs in' : 'it differs from it in nothing but the version';
    process.stdout.write(
      `${file}: a profile in order, ${base.id} with version ${custom.version}; ${says}` +
        `${lines.length ? `:\n${lines.map(line => `  ${line}\n`).join('')}` : '.\n'}`,
    );
  },
});
