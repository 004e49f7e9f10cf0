import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { reportOf } from '../../supervisor/report.js';
import { reportHtml } from '../../supervisor/report-html.js';
import { reportCsv, reportJson, reportText } from '../../supervisor/report-text.js';
import { say } from '../../supervisor/report-words.js';
import { readProfileFile } from '../profile-file.js';
import { keepFile, readLogFile, withProfile } from '../show/log-file.js';
import { stationFigures } from '../show/station-file.js';
import { langOf } from '../show/terminal.js';
import { UserError } from '../user-error.js';

/** A page may replace another, but nothing that it is made from: a name left out would have the last log taken for it. */
function checkPage(file: string, sources: readonly string[]): void {
  if (!file) throw new UserError('doorstep report --html FILE: say which file to write.');
  if (/\.dlog$/i.test(file) || sources.some(source => resolve(source) === resolve(file)))
    throw new UserError(
      `${file}: a page is not written over what it is made from: name the page after --html.`,
    );
}

export default defineCommand({
  meta: { name: 'report', description: 'Visits, verdicts, exceptions and key figures' },
  args: {
    source: { type: 'positional', description: 'Pulled logs (.dlog)', valueHint: '...' },
    station: {
      type: 'string',
      description: "The station's list of its orders and tickets",
      valueHint: 'CSV',
    },
    profile: { type: 'string', description: 'A profile of your own that logs name', valueHint: 'FILE' },
    html: { type: 'string', description: 'Write a page that any browser shows', valueHint: 'FILE' },
    json: { type: 'boolean', description: 'Print one JSON document' },
    csv: { type: 'boolean', description: 'Print CSV, a line for each verdict' },
    lang: { type: 'enum', options: ['zh', 'en'], description: 'Language, else by LANG' },
  },
  run({ args }) {
    if (args.json && args.csv) throw new UserError('doorstep report prints --json or --csv: leave one out.');
    const files = args._;
    if (args.html !== undefined) checkPage(args.html, [...files, ...(args.station ? [args.station] : [])]);
    for (const file of files)
      if (/\.(db|sqlite3?)$/i.test(file))
        throw new UserError(
          `${file}: reports on a store are not built yet: name pulled logs (.dlog) instead.`,
        );
    const own = args.profile === undefined ? undefined : readProfileFile(args.profile);
    const logs = files.map(file => withProfile(file, readLogFile(file), own));
    const damaged = logs.findIndex(log => !log.intact);
    if (damaged >= 0)
      throw new UserError(
        `${files[damaged]}: it is damaged, so nothing is reported from it: doorstep verify says where.`,
      );
    const badges = reportOf(logs);
    const figures = stationFigures(logs, args.station);
    const lang = langOf(args.lang);
    if (args.html !== undefined) keepFile(args.html, reportHtml(badges, lang, figures));
    if (args.json) process.stdout.write(`${JSON.stringify(reportJson(badges, figures), null, 2)}\n`);
    else if (args.csv) process.stdout.write(reportCsv(badges, lang, figures));
    else if (args.html !== undefined) process.stdout.write(`${say('written', lang, { file: args.html })}\n`);
    else process.stdout.write(reportText(badges, lang, figures));
  },
});
