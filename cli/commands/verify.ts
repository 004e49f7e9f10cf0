import { defineCommand } from 'citty';
import { checkDlog } from '../../supervisor/check.js';
import { readLogFile } from '../show/log-file.js';
import { Exit, finish, UserError } from '../user-error.js';

export default defineCommand({
  meta: { name: 'verify', description: 'Whether a pulled log is whole and authentic' },
  args: {
    file: { type: 'positional', description: 'Pulled log (.dlog)', required: true },
    keys: { type: 'string', description: 'Keys, else FILE.keys beside the log', valueHint: 'FILE' },
  },
  run({ args }) {
    const log = readLogFile(args.file);
    if (args.keys !== undefined)
      throw new UserError(`${args.file}: it is not sealed, so no key can prove anything: leave --keys out.`);
    const { fault, records, pages, words } = checkDlog(log);
    if (fault) {
      process.stdout.write(`${args.file}: ${fault}.\n`);
      finish(Exit.NotRight);
      return;
    }
    process.stdout.write(
      `${args.file}: badge ${log.badge}, records ${log.first} to ${log.next - 1}: all ${records} records in ` +
        `${words} words on ${pages} page${pages === 1 ? '' : 's'} can be read, and none is missing.\n` +
        `${args.file}: not sealed: nothing here proves who wrote it.\n`,
    );
    finish(Exit.WrongUse);
  },
});
