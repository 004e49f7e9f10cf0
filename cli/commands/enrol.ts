import { existsSync, readFileSync } from 'node:fs';
import { defineCommand } from 'citty';
import { BadText, ENROL_DIGITS, readEnrolText } from '../../shared/enrol/text.js';
import { badgeName, deskDigest } from '../../supervisor/dlog.js';
import { enrolling, newestFirst, type Wanted } from '../../supervisor/enrolment.js';
import { readKeys, writeKeys } from '../../supervisor/keys.js';
import { readText } from '../read-file.js';
import { keepFile } from '../show/log-file.js';
import { nowAtDesk, storeArg, withStore } from '../show/store-file.js';
import { UserError } from '../user-error.js';

/** Keys are for nobody but the owner of the file. */
const PRIVATE = 0o600;

export default defineCommand({
  meta: { name: 'enrol', description: 'Keeps the keys of a badge, from the text of its QR' },
  args: {
    text: {
      type: 'positional',
      description: 'What the QR says, or - to read it from stdin',
      required: false,
    },
    store: storeArg,
    note: { type: 'string', description: 'A note for people', valueHint: 'TEXT' },
    replace: { type: 'boolean', description: 'The badge was enrolled anew: it has other keys now' },
    export: { type: 'string', description: 'Write all keys to a keys file', valueHint: 'FILE' },
    import: { type: 'string', description: 'Enrol all keys of a keys file', valueHint: 'FILE' },
  },
  run({ args }) {
    const { text, store, note = '', replace = false } = args;
    const ways = [text, args.export, args.import].filter(way => way !== undefined);
    if (ways.length !== 1)
      throw new UserError('doorstep enrol takes the text of a QR, --export FILE or --import FILE: give one.');
    if (args.export !== undefined) exportKeys(args.export, store);
    else if (args.import !== undefined) keep(store, keysIn(args.import), replace);
    else
      keep(store, [badgeOf(text === '-' ? readFileSync(0, 'utf8').trim() : (text as string), note)], replace);
  },
});

/** The badge that a QR speaks of. What was scanned is not shown again: it may hold most of a key. */
function badgeOf(text: string, note: string): Wanted {
  const read = readEnrolText(deskDigest, text);
  if (typeof read === 'object') return { ...read, badge: badgeName(read.id), enrolled: null, note };
  const place = text.search(/[^0-9a-f]/i) + 1;
  const why = {
    [BadText.Length]: `it has ${text.length} characters where there must be ${ENROL_DIGITS}`,
    [BadText.Digit]: `character ${place} is none of 0-9 and A-F`,
    [BadText.Check]: 'its check says that a character was misread',
  }[read];
  throw new UserError(`The text is not what a badge shows: ${why}; scan the badge's QR again.`);
}

function keysIn(file: string): Wanted[] {
  const keys = readKeys(readText(file, '; give a keys file that doorstep enrol --export wrote.'));
  if ('error' in keys) throw new UserError(`${file}: ${keys.error}.`);
  if (!keys.length) throw new UserError(`${file}: there are no keys in it; give a file that has some.`);
  return keys.map(each => ({ ...each, note: '' }));
}

function keep(file: string, wanted: readonly Wanted[], replace: boolean): void {
  withStore(file, true, store => {
    const fresh = enrolling(store.enrolments(), wanted, nowAtDesk(), replace);
    if ('error' in fresh) throw new UserError(`${file}: ${fresh.error}.`);
    store.enrol(fresh);
    const badges = [...new Set(wanted.map(({ badge }) => badge))].sort();
    for (const badge of badges) {
      const isNew = fresh.some(each => each.badge === badge);
      process.stdout.write(`Badge ${badge} ${isNew ? 'is enrolled' : 'was enrolled before'} in ${file}.\n`);
    }
    if (fresh.length)
      process.stdout.write(
        `The badge never shows its keys again: if ${file} is lost, no log of it, old or new, can be proved any more, ` +
          'and it has to be enrolled anew.\nBack it up now: doorstep enrol --export FILE, kept somewhere else.\n',
      );
  });
}

function exportKeys(file: string, from: string): void {
  if (existsSync(file))
    throw new UserError(`${file}: it is there already, and no backup is written over: name another file.`);
  const keys = withStore(from, false, store => newestFirst(store.enrolments()));
  if (!keys.length) throw new UserError(`${from}: no badge is enrolled in it: there is nothing to export.`);
  keepFile(file, writeKeys(keys, ['Whoever has these keys can forge logs: keep them locked away.']), PRIVATE);
  const badges = new Set(keys.map(({ badge }) => badge)).size;
  process.stdout.write(`${file}: the keys of ${badges} badge${badges === 1 ? '' : 's'}; lock it away.\n`);
}
