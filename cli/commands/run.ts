import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineCommand } from 'citty';
import { picture } from '../../host-sim/picture.js';
import { type Played, play } from '../play/player.js';
import { readScenario, type Scenario } from '../play/scenario.js';
import { Exit, finish, UserError } from '../user-error.js';

const IS_SCENARIO = /\.ya?ml$/;

/** Scenario files in a folder and the folders in it, by name. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => IS_SCENARIO.test(name))
    .sort()
    .map(name => join(folder, name));
}

/** The files that a word means: itself, a folder's, or those that fit its `*` and `?`. */
export function filesOf(word: string): string[] {
  if (existsSync(word)) {
    if (!statSync(word).isDirectory()) return [word];
    const files = filesIn(word);
    if (!files.length) throw new UserError(`${word} holds no scenario: name a folder with .yaml files.`);
    return files;
  }
  const name = basename(word);
  const folder = dirname(word);
  if (!/[*?]/.test(name) || !existsSync(folder))
    throw new UserError(`${word}: there is no such file: name a scenario file or a folder of them.`);
  const source = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const files = readdirSync(folder)
    .filter(each => new RegExp(`^${source}$`).test(each))
    .sort();
  if (!files.length) throw new UserError(`No file fits ${word}: name a scenario file or a folder of them.`);
  return files.map(each => join(folder, each));
}

/** Name of a step's picture: the scenario's file and the step's number. */
function pictureName(scenario: Scenario, step: number): string {
  return `${basename(scenario.file).replace(IS_SCENARIO, '')}-${String(step).padStart(2, '0')}.png`;
}

/** One line for a scenario, and one for each thing that was not as expected. */
function lineOf(played: Played, milliseconds: number): string {
  const failures = played.failures.map(failure => `        ${failure}\n`).join('');
  return `${played.ok ? 'ok  ' : 'FAIL'}  ${played.name} (${played.file}, ${milliseconds} ms)\n${failures}`;
}

export default defineCommand({
  meta: { name: 'run', description: 'Plays scenarios; exit 1 if an expectation fails' },
  args: {
    file: { type: 'positional', description: 'Scenarios (YAML), or folders of them', valueHint: '...' },
    json: { type: 'boolean', description: 'Print one JSON document' },
    board: { type: 'enum', options: ['pixljs'], description: 'Board', default: 'pixljs' },
    engine: {
      type: 'enum',
      options: ['node', 'espruino'],
      description: 'What runs the bundle',
      default: 'node',
    },
    png: { type: 'string', description: 'Write the screen after each step as a PNG', valueHint: 'DIR' },
  },
  async run({ args }) {
    // The interpreter's lane is loaded only where it is asked for.
    const one = args.engine === 'espruino' ? (await import('../lane/engine.js')).playOnEspruino : play;
    const scenarios = args._.flatMap(filesOf).map(readScenario);
    const folder = args.png;
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    const results: Played[] = [];
    for (const scenario of scenarios) {
      const from = performance.now();
      const played = await one(scenario, {
        onScreen: (step, pixels) => {
          if (folder !== undefined) writeFileSync(join(folder, pictureName(scenario, step)), picture(pixels));
        },
      });
      results.push(played);
      if (!args.json) process.stdout.write(lineOf(played, Math.round(performance.now() - from)));
    }
    const failed = results.filter(played => !played.ok).length;
    if (args.json) process.stdout.write(`${JSON.stringify({ results }, null, 2)}\n`);
    else
      process.stdout.write(
        `${results.length} scenario${results.length === 1 ? '' : 's'}, ${results.length - failed} ok, ${failed} failed\n`,
      );
    if (failed) finish(Exit.NotRight);
  },
});
