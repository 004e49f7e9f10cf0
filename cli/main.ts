#!/usr/bin/env node
/**
 * The `doorstep` command: finds the command that is meant, checks how it is called, runs it, and turns what goes
 * wrong into one sentence.
 *
 * How to add a command: put `cli/commands/<name>.ts` (`order new` is `order-new.ts`), with
 *
 *     export default defineCommand({ meta: { name, description }, args: { ... }, run: async ({ args }) => { ... } });
 *
 * from citty. `run` prints on stdout and returns nothing; it calls `finish(Exit.NotRight)` when the thing checked is
 * not right, and throws `UserError` for all that the user can mend. Files are loaded only when their command runs, so
 * a heavy package is imported by the one command that needs it. A name that is new goes into COMMANDS as well.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, defineCommand, runCommand } from 'citty';
import { COMMANDS, notBuilt, type Promised } from './commands/not-built.js';
import { Exit, finish, UserError } from './user-error.js';

const isDebug = process.env['DOORSTEP_DEBUG'] === '1';

/** Where a command is, once it is built. */
const fileOf = (name: string): URL => new URL(`./commands/${name.replace(' ', '-')}.js`, import.meta.url);

/** All commands, one a line. */
function listOfCommands(): string {
  const wide = Math.max(...Object.keys(COMMANDS).map(name => name.length));
  const lines = Object.entries(COMMANDS).map(
    ([name, { says }]) =>
      `  ${name.padEnd(wide)}  ${says}${existsSync(fileOf(name)) ? '' : ' (not built yet)'}`,
  );
  return `Usage: doorstep COMMAND ...\n\n${lines.join('\n')}\n\ndoorstep COMMAND --help says more.\n`;
}

/** What `--help` prints for one command. */
function helpOf(name: string, says: string, args: ArgsDef): string {
  const usage = ['Usage: doorstep', name];
  const rows: [string, string][] = [];
  for (const [
    arg,
    { type, description = '', required, default: otherwise, valueHint, ...rest },
  ] of Object.entries(args)) {
    const hint = 'options' in rest && rest.options ? rest.options.join('|') : (valueHint ?? 'VALUE');
    if (type === 'positional') {
      const word = arg.toUpperCase() + (valueHint === '...' ? '...' : '');
      usage.push(required === false ? `[${word}]` : word);
      rows.push([word, description]);
      continue;
    }
    const word = type === 'boolean' || type === undefined ? `--${arg}` : `--${arg} ${hint}`;
    usage.push(required ? word : `[${word}]`);
    rows.push([word, otherwise === undefined ? description : `${description} (else ${otherwise})`]);
  }
  const wide = Math.max(0, ...rows.map(([word]) => word.length));
  const lines = rows.map(([word, description]) => `  ${word.padEnd(wide)}  ${description}`);
  return `${usage.join(' ')}\n\n${says}\n${lines.length ? `\n${lines.join('\n')}\n` : ''}`;
}

/** How many letters differ, with one exchange of neighbours counted as two. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The one of `names` that is most like `word`. */
function nearest(word: string, names: readonly string[]): string | undefined {
  return [...names].sort((a, b) => distance(word, a) - distance(word, b))[0];
}

/** The command that the first words name, and the words after it. */
function commandIn(words: readonly string[]): { name: string; rest: string[] } {
  const [first = '', second = ''] = words;
  const names = Object.keys(COMMANDS);
  if (names.includes(`${first} ${second}`)) return { name: `${first} ${second}`, rest: words.slice(2) };
  if (names.includes(first)) return { name: first, rest: words.slice(1) };
  const group = names.filter(name => name.startsWith(`${first} `));
  if (first && group.length)
    throw new UserError(
      `doorstep ${first} does nothing by itself: call ${group.map(each => `doorstep ${each}`).join(' or ')}.`,
    );
  throw new UserError(`There is no command '${first}': did you mean doorstep ${nearest(first, names)}?`);
}

/** The command, from its file in `commands/`. */
async function load(name: string, promised: Promised): Promise<CommandDef> {
  const file = fileOf(name);
  if (!existsSync(file)) return notBuilt(name, promised);
  const module = await import(file.href);
  if (module.default) return module.default;
  // A bare function `<name>Command(args, out)` will do as well; it may return how the command ended.
  const act = module[`${name}Command`];
  if (typeof act !== 'function') return notBuilt(name, promised);
  return defineCommand({
    meta: { name, description: promised.says },
    args: promised.args,
    async run({ args }) {
      const code = await act(args, (text: string) => process.stdout.write(text));
      if (typeof code === 'number') finish(code);
    },
  });
}

/** Refuses flags that the command does not have, flags without their value and words too many. */
function checkUse(name: string, rest: string[], args: ArgsDef): void {
  const entries = Object.entries(args);
  const flags = entries.filter(([, { type }]) => type !== 'positional');
  const takesValue = (type: string | undefined): boolean => type === 'string' || type === 'enum';
  const options = Object.fromEntries(
    flags.map(([flag, { type }]) => [
      flag,
      { type: takesValue(type) ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: rest, options, strict: false, allowPositionals: true, tokens: true });
  let words = 0;
  for (const token of tokens) {
    if (token.kind === 'positional') words++;
    if (token.kind !== 'option') continue;
    const known = options[token.name] ?? options[token.name.replace(/^no-/, '')];
    if (!known) {
      const like = nearest(token.name, Object.keys(options));
      const hint = like ? `: did you mean --${like}?` : ', nor any other.';
      throw new UserError(`doorstep ${name} has no flag ${token.rawName}${hint}`);
    }
    if (known.type === 'string' && token.value === undefined)
      throw new UserError(`doorstep ${name}: ${token.rawName} needs a value after it.`);
  }
  const places = entries.filter(([, { type }]) => type === 'positional');
  const isOpen = places.some(([, { valueHint }]) => valueHint === '...');
  if (words > places.length && !isOpen)
    throw new UserError(
      `doorstep ${name} takes ${places.length || 'no'} word${places.length === 1 ? '' : 's'} after it, not ${words}.`,
    );
}

async function main(words: string[]): Promise<void> {
  if (words[0] === '--version') {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    process.stdout.write(`${version}\n`);
    return;
  }
  if (words.length === 0) {
    process.stderr.write(listOfCommands());
    finish(Exit.WrongUse);
    return;
  }
  if (words[0] === '--help' || words[0] === '-h' || words[0] === 'help') {
    process.stdout.write(listOfCommands());
    return;
  }
  const { name, rest } = commandIn(words);
  const promised = COMMANDS[name] as Promised;
  const command = await load(name, promised);
  const args = ((await (typeof command.args === 'function' ? command.args() : command.args)) ??
    {}) as ArgsDef;
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(helpOf(name, promised.says, args));
    return;
  }
  checkUse(name, rest, args);
  try {
    await runCommand(command, { rawArgs: rest });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CLIError') throw error;
    const what = stripVTControlCharacters(error.message).replace(/\.$/, '');
    throw new UserError(`doorstep ${name}: ${what.charAt(0).toLowerCase()}${what.slice(1)}; see --help.`);
  }
}

/** One sentence for whatever went wrong, and exit 2. */
function explain(error: unknown): void {
  const { message = String(error), stack = '' } = error instanceof Error ? error : {};
  const say = (text: string): void => void process.stderr.write(`${text.trimEnd()}\n`);
  if (error instanceof UserError) say(message);
  else say(`Something went wrong inside doorstep (${message.split('\n')[0]}): please report it.`);
  if (isDebug) say(stack);
  finish(Exit.WrongUse);
}

// Whoever reads our output may stop when they have seen enough (`doorstep report ... | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.on('uncaughtException', error => {
  explain(error);
  process.exit();
});

main(process.argv.slice(2)).catch(explain);
