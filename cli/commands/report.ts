import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { reportOf } from '../../supervisor/report.js';
import { reportHtml } from '../../supervisor/report-html.js';
import { reportCsv, reportJson, reportText } from '../../supervisor/report-text.js';
import { say } from '../../supervisor/report-words.js';
import { readProfileFile } from '../profile-file.js';
import { keepFile } from '../show/log-file.js';
import { readSources } from '../show/sources.js';
import { stationFigures } from '../show/station-file.js';
import { readStationSettings } from '../show/station-settings.js';
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
    source: { type: 'positional', description: 'Stores, or pulled logs (.dlog)', valueHint: '...' },
    station: {
      type: 'string',
      description: "The station's list of its orders and tickets",
      valueHint: 'CSV',
    },
    profile: { type: 'string', description: 'A profile of your own that logs name', valueHint: 'FILE' },
    settings: {
      type: 'string',
      description: "The station's own limits, and its working days",
      valueHint: 'FILE',
    },
    'working-days': {
      type: 'string',
      description: 'Dates that are worked, as a JSON list',
      valueHint: 'FILE',
    },
    html: { type: 'string', description: 'Write a page that any browser shows', valueHint: 'FILE' },
    json: { type: 'boolean', description: 'Print one JSON document' },
    csv: { type: 'boolean', description: 'Print CSV, a line for each verdict' },
    lang: { type: 'enum', options: ['zh', 'en'], description: 'Language, else by LANG' },
  },
  run({ args }) {
    if (args.json && args.csv) throw new UserError('doorstep report prints --json or --csv: leave one out.');
    const beside = [args.station, args.settings, args['working-days'], args.profile];
    if (args.html !== undefined) checkPage(args.html, [...args._, ...beside.flatMap(file => file ?? [])]);
    const own = args.profile === undefined ? undefined : readProfileFile(args.profile);
    const { logs, wearings, annotations } = readSources(args._, own);
    const desk = { ...readStationSettings(args.settings, args['working-days']), wearings, annotations };
    const badges = reportOf(logs, desk);
    const figures = stationFigures(badges, args.station);
    const lang = langOf(args.lang);
    if (args.html !== undefined) keepFile(args.html, reportHtml(badges, lang, figures));
    if (args.json) for (const piece of reportJson(badges, figures)) process.stdout.write(piece);
    else if (args.csv) process.stdout.write(reportCsv(badges, lang, figures));
    else if (args.html !== undefined) process.stdout.write(`${say('written', lang, { file: args.html })}\n`);
    else process.stdout.write(reportText(badges, lang, figures));
  },
});
