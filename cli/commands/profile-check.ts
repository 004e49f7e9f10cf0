import { defineCommand } from 'citty';
import type { Profile } from '../../shared/profile/profile.js';
import { CODES } from '../../shared/profile/profiles.js';
import { checkProfileFile } from '../profile-file.js';
import { Exit, finish } from '../user-error.js';

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
    const custom = checkProfileFile(file);
    if ('faults' in custom) {
      process.stdout.write(custom.faults.map(fault => `${file}: ${fault}.\n`).join(''));
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
