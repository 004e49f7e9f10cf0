import { defineCommand } from 'citty';
import { checkDlog } from '../../supervisor/check.js';
import { dateOf } from '../../supervisor/day-keys.js';
import { roleName } from '../../supervisor/session.js';
import { readLogFile } from '../show/log-file.js';
import { knownOf } from '../show/proofs.js';
import { Exit, finish } from '../user-error.js';

export default defineCommand({
  meta: { name: 'verify', description: 'Whether a pulled log is whole and authentic' },
  args: {
    file: { type: 'positional', description: 'Pulled log (.dlog)', required: true },
    keys: {
      type: 'string',
      description: 'Keys, else those of the store, else FILE.keys beside the log',
      valueHint: 'FILE',
    },
    store: { type: 'string', description: 'Store with keys and earlier pulls', valueHint: 'DB' },
  },
  run({ args }) {
    const { file } = args;
    const log = readLogFile(file);
    const { caution, ...known } = knownOf(file, log, args.keys, args.store);
    const { fault, unproven, records, pages, words, cutOff } = checkDlog(log, known);
    if (fault) {
      process.stdout.write(`${file}: ${fault}.\n`);
      finish(Exit.NotRight);
      return;
    }
    const lost = log.next - log.first - records;
    process.stdout.write(
      `${file}: badge ${log.badge}, records ${log.first} to ${log.next - 1}: all ${records} records in ` +
        `${words} words on ${pages} page${pages === 1 ? '' : 's'} can be read, and ` +
        `${lost ? `${lost} more found no room and left nothing but their number` : 'none is missing'}.\n`,
    );
    if (unproven) {
      process.stdout.write(`${file}: ${unproven}.\n`);
      finish(Exit.WrongUse);
      return;
    }
    process.stdout.write(`${file}: authentic: the badge sealed every record.\n`);
    if (cutOff)
      process.stdout.write(
        `${file}: ${cutOff} word${cutOff === 1 ? '' : 's'} that a loss of power cut off stand under its seals.\n`,
      );
    process.stdout.write(
      log.transcript
        ? `${file}: fresh: the badge signed its end for ${roleName(log.transcript.role)}, with a key of ${dateOf(log.transcript.day)}.\n`
        : `${file}: pulled over an open link: that nothing follows its end, only a later pull can show.\n`,
    );
    if (caution) process.stdout.write(`${file}: ${caution}.\n`);
  },
});
