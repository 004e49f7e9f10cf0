import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand } from 'citty';
import { picture } from '../../host-sim/picture.js';
import { CODES } from '../../shared/profile/profiles.js';
import { LANGUAGES } from '../../shared/words/ui.js';
import { bitmapsOf, differences, readGolden, writeGolden } from '../screens/golden.js';
import { indexPage } from '../screens/index-page.js';
import { screensOf, type Toured } from '../screens/tours.js';
import { Exit, finish, UserError } from '../user-error.js';

/** Writes each screen as a picture of its own, in a folder for each build, and the page with all of them. */
function writePictures(folder: string, builds: readonly Toured[]): void {
  for (const { profile, language, shots } of builds) {
    const own = join(folder, `${profile}-${language}`);
    mkdirSync(own, { recursive: true });
    for (const { name, pixels } of shots) writeFileSync(join(own, `${name}.png`), picture(pixels));
  }
  writeFileSync(join(folder, 'index.html'), indexPage(builds));
}

export default defineCommand({
  meta: { name: 'screens', description: 'Every screen as a picture, with an index page' },
  args: {
    out: { type: 'string', description: 'Folder for the pictures', valueHint: 'DIR' },
    check: { type: 'boolean', description: 'Compare with the golden screens in test/vectors' },
    golden: { type: 'boolean', description: 'Make these the golden screens: look at them first' },
    engine: {
      type: 'enum',
      options: ['node', 'espruino'],
      description: 'What runs the bundle',
      default: 'node',
    },
  },
  async run({ args }) {
    if (args.out === undefined && !args.check && !args.golden)
      throw new UserError(
        'doorstep screens needs to know where the pictures go: give --out DIR, or --check.',
      );
    // The interpreter's lane is loaded only where it is asked for.
    const all =
      args.engine === 'espruino' ? (await import('../lane/screens.js')).screensOnEspruino : screensOf;
    const builds: Toured[] = [];
    const faults: string[] = [];
    for (const { id } of CODES)
      for (const language of LANGUAGES) {
        const toured = await all(id, language);
        builds.push(toured);
        faults.push(...toured.faults);
        if (args.check)
          faults.push(...differences(`${id} ${language}`, readGolden(id, language), bitmapsOf(toured)));
        process.stdout.write(`${id} ${language}: ${toured.shots.length} screens\n`);
      }
    if (args.out !== undefined) writePictures(args.out, builds);
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    if (faults.length) return finish(Exit.NotRight);
    if (args.golden) for (const build of builds) writeGolden(build);
    if (args.out !== undefined) process.stdout.write(`${join(args.out, 'index.html')} shows all of them\n`);
  },
});
