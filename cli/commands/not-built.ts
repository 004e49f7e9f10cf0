import { type ArgDef, type ArgsDef, type CommandDef, defineCommand } from 'citty';
import { Exit, finish } from '../user-error.js';

/** What a command says of itself in the list of commands, and the arguments that it has or will have. */
export interface Promised {
  readonly says: string;
  readonly args: ArgsDef;
}

const json = { type: 'boolean', description: 'Print one JSON document' } as const;
const profile = { type: 'string', valueHint: 'HB', description: 'Profile of rules' } as const;
const lang: ArgDef = { type: 'enum', options: ['zh', 'en'], description: 'Language, else by LANG' };
const text = (description: string, valueHint: string) =>
  ({ type: 'string', description, valueHint }) as const;
const flag = (description: string) => ({ type: 'boolean', description }) as const;
const one = (description: string) => ({ type: 'positional', description }) as const;
/** A positional whose hint is `...` takes all that follow; the command finds them in `args._`. */
const many = (description: string) => ({ type: 'positional', description, valueHint: '...' }) as const;

/**
 * All commands of architecture.md 2, in the order of the help.
 *
 * A command whose file is not in this folder yet says so and exits 2; once the file is there, its own arguments
 * count, and those here are only read by whoever builds it.
 */
export const COMMANDS: { readonly [name: string]: Promised } = {
  demo: {
    says: 'A working day on the simulated badge, told as it happens',
    args: { lang, gif: text('Also write the screens as a GIF', 'FILE') },
  },
  sim: {
    says: 'A live badge in the terminal',
    args: {
      bluez: flag('Also a peripheral on a private D-Bus'),
      pcsc: flag('Also a tag on a virtual reader'),
    },
  },
  run: {
    says: 'Plays scenarios; exit 1 if an expectation fails',
    args: {
      file: many('Scenarios (YAML), or folders of them'),
      json,
      board: { type: 'enum', options: ['pixljs'], description: 'Board', default: 'pixljs' },
      engine: {
        type: 'enum',
        options: ['node', 'espruino'],
        description: 'What runs the bundle',
        default: 'node',
      },
      png: text('Write each screen as a PNG', 'DIR'),
    },
  },
  judge: {
    says: 'Verdicts of an event list',
    args: { file: one('Event list (JSON)'), profile, json, lang },
  },
  pull: {
    says: "Pulls a badge's log over BLE",
    args: {
      device: text("A badge's name, or sim", 'NAME'),
      out: text('Where the log goes', 'FILE.dlog'),
      events: text('Also write the events', 'FILE.json'),
      store: text('Also keep the events in a store', 'DB'),
    },
  },
  verify: {
    says: 'Whether a pulled log is whole and authentic',
    args: { file: one('Pulled log (.dlog)'), keys: text('Keys, else FILE.keys beside the log', 'FILE') },
  },
  report: {
    says: 'Visits, verdicts, exceptions and key figures',
    args: {
      source: many('Stores or pulled logs'),
      station: text("The station's own list of visits", 'CSV'),
      html: text('Write a page', 'FILE'),
      json,
      csv: flag('Print CSV'),
      lang,
    },
  },
  annotate: {
    says: 'Annotates, excuses or contests a verdict; the verdict stays',
    args: { store: one('Store') },
  },
  'order new': {
    says: 'Makes and signs a work order (bytes, NDEF, QR)',
    args: {
      id: text('Number of the order', 'ID'),
      type: {
        type: 'enum',
        options: ['install', 'move', 'repair', 'complaint', 'care', 'inspect'],
        description: 'Type of the order',
      },
      appointment: text('Agreed hour (ISO)', 'TIME'),
      out: text('Where it goes', 'FILE'),
    },
  },
  dispatch: {
    says: 'Writes work orders to badges',
    args: { order: many('Orders'), device: text('Badge', 'NAME') },
  },
  enrol: { says: 'Keeps the keys of a badge, from the text of its QR', args: { text: one('Text') } },
  'key day': {
    says: 'The key of a role for one day, as text and QR for a phone',
    args: { day: text('Day', 'DATE') },
  },
  'badge assign': {
    says: 'Who wears a badge from when',
    args: { badge: one('Badge'), engineer: one('Engineer'), from: text('From when', 'TIME') },
  },
  'badge retire': { says: 'Says that nobody wears a badge any more', args: { badge: one('Badge') } },
  'badge list': { says: 'Which badges are known, and who wears them', args: { json } },
  'profile check': { says: 'Checks a custom profile', args: { file: one('Profile') } },
  screens: {
    says: 'Every screen as a picture, with an index page',
    args: { out: text('Folder for the pictures', 'DIR') },
  },
  page: {
    says: "Serves the supervisor's web page on 127.0.0.1",
    args: { port: text('Port', 'PORT') },
  },
  flash: {
    says: 'Builds and uploads to a badge',
    args: { port: text('Port of the badge', 'P'), profile, lang, force: flag('Even with unpulled events') },
  },
  budget: { says: 'What the build costs against the limits', args: { json } },
};

/** Stands for a command until its file is there. */
export function notBuilt(name: string, { says, args }: Promised): CommandDef {
  return defineCommand({
    meta: { name, description: says },
    args,
    run() {
      process.stderr.write(`doorstep ${name} is not built yet: doorstep --help says which commands are.\n`);
      finish(Exit.WrongUse);
    },
  });
}
