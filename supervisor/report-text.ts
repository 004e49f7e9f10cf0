import { isoOf } from '../shared/iso.js';
import type { Verdict } from '../shared/judge/judge.js';
import type { Profile, Words } from '../shared/profile/profile.js';
import type { Seconds, Span } from '../shared/time.js';
import { saidAbout } from './annotations.js';
import { incidentText, timeOf } from './incident-words.js';
import type { KeyFigure } from './kpi/kpi.js';
import { figureLine, figuresJson, figuresText } from './kpi/text.js';
import { type BadgeReport, exceptionsOf, type VisitReport } from './report.js';
import {
  clocksText,
  countsText,
  dayTime,
  type Lang,
  RANK,
  saidLines,
  say,
  settingsText,
  TYPES,
  timesText,
  titleOf,
  toldAndSilent,
  visitText,
  wearersText,
} from './report-words.js';
import { nameOf } from './wearers.js';

/** The report as text, exceptions first, and the station's key figures behind the badges where there are any. */
export function reportText(
  badges: readonly BadgeReport[],
  lang: Lang,
  figures: readonly KeyFigure[] = [],
): string {
  const parts = badges.map(badge => badgeText(badge, lang));
  if (figures.length) parts.push(figuresText(figures, lang));
  return `${parts.join('\n\n')}\n\n${say('notVerified', lang)}\n`;
}

function badgeText(report: BadgeReport, lang: Lang): string {
  const exceptions = exceptionsOf(report);
  const lines = [
    say('head', lang, {
      badge: [report.badge, wearersText(report, lang)].filter(Boolean).join(' · '),
      profile: report.profile.title[lang],
      first: report.first,
      last: report.next - 1,
      at: dayTime(report.pulledAt, report.zone),
    }),
    countsText(report, exceptions.length, lang),
  ];
  const settings = settingsText(report.told, lang);
  if (settings) lines.push(settings);
  const clocks = clocksText(report, lang);
  if (clocks) lines.push(clocks);
  if (report.damagedPages) lines.push(say('damaged', lang, { n: report.damagedPages }));
  lines.push('', exceptions.length ? say('exceptions', lang, { n: exceptions.length }) : say('none', lang));
  for (const { order, visit, verdict } of exceptions) {
    const where = visit ? say('visit', lang, { n: visit }) : say('whole', lang);
    lines.push(
      `  ${verdict.verdict.padEnd(8)}${order}, ${where}: ${verdictText(verdict, report.profile, lang)}`,
      ...saidLines(report, verdict, visit, lang).map(line => `          ${line}`),
    );
  }
  if (report.incidents.length) lines.push('', say('incidents', lang, { n: report.incidents.length }));
  for (const incident of report.incidents)
    lines.push(
      `  ${timeOf(incident, lang)}  ${incidentText(incident, lang)} ${say('records', lang, { list: incident.seq })}`,
    );
  for (const { order, unverified, visits, verdicts } of report.orders) {
    for (const visit of visits) {
      const doubt = unverified ? ` · ${say('unverified', lang)}` : '';
      const type = (TYPES[order.type] as Words)[lang] + doubt;
      const n = visits.length > 1 ? ` · ${say('visit', lang, { n: visit.visit })}` : '';
      lines.push('', `${order.id} · ${type}${n} · ${visitText(report, visit, lang)}`);
      lines.push(`  ${timesText(visit, report.zone, lang)}`);
      lines.push(...verdictLines(visit.verdicts, report, visit.visit, lang));
    }
    if (!verdicts.length) continue;
    lines.push('', `${order.id} · ${say('whole', lang)}`, ...verdictLines(verdicts, report, 0, lang));
  }
  return lines.join('\n');
}

/** What was measured, then what was declared; rules that do not apply are named together. */
function verdictLines(
  verdicts: readonly Verdict[],
  report: BadgeReport,
  visit: number,
  lang: Lang,
): string[] {
  const lines: string[] = [];
  for (const kind of ['measured', 'declared'] as const) {
    const own = verdicts.filter(verdict => verdict.kind === kind);
    const { told, silent } = toldAndSilent(own, report, visit);
    if (!own.length) continue;
    lines.push(`  ${say(kind, lang)}`);
    for (const verdict of told)
      lines.push(
        `    ${verdict.verdict.padEnd(8)}${verdictText(verdict, report.profile, lang)}`,
        ...saidLines(report, verdict, visit, lang).map(line => `            ${line}`),
      );
    if (silent.length)
      lines.push(`    ${'NA'.padEnd(8)}${say('na', lang)}: ${silent.map(verdict => verdict.rule).join(' ')}`);
  }
  return lines;
}

/** Rule, what it asks for, the reason, and the records it rests on. */
function verdictText(verdict: Verdict, profile: Profile, lang: Lang): string {
  const title = titleOf(verdict.rule, profile)[lang];
  const margin = verdict.estimated ? say('estimated', lang) : '';
  const records = verdict.events.length
    ? ` ${say('records', lang, { list: verdict.events.join(', ') })}`
    : '';
  return `${verdict.rule} ${title}${lang === 'zh' ? ':' : ': '}${verdict.text[lang]}${margin}${records}`;
}

/** The report as the JSON of `doorstep report --json`, in pieces: that of a fleet is longer than one string can be. */
export function* reportJson(
  badges: readonly BadgeReport[],
  figures: readonly KeyFigure[] = [],
): Generator<string> {
  const head = {
    verified: false,
    settings: badges[0]?.told.settings ?? {},
    workingDays: badges[0]?.told.workingDays ?? null,
    kpis: figuresJson(figures),
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "badges": [`;
  for (let i = 0; i < badges.length; i++)
    yield `${i ? ',' : ''}\n${JSON.stringify(badgeJson(badges[i] as BadgeReport))}`;
  yield '\n]}\n';
}

function badgeJson(report: BadgeReport): unknown {
  return {
    badge: report.badge,
    profile: report.profile.id,
    wearers: report.wearers,
    first: report.first,
    next: report.next,
    pulledAt: isoOf(report.pulledAt, report.zone),
    damagedPages: report.damagedPages,
    incidents: report.incidents.map(({ values, ...incident }) => ({ ...incident, ...values })),
    exceptions: exceptionsOf(report).map(one => ({
      ...one,
      verdict: withSaid(report, one.verdict, one.visit),
    })),
    orders: report.orders.map(({ order, unverified, visits, verdicts }) => ({
      order: order,
      unverified: unverified,
      visits: visits.map(visit => ({
        ...visit,
        times: mapped(visit.times, at => isoIn(at, report.zone)),
        known: mapped(visit.known, ({ known, from, to }) => ({
          known,
          from: isoIn(from, report.zone),
          to: isoIn(to, report.zone),
        })),
        verdicts: visit.verdicts.map(verdict => withSaid(report, verdict, visit.visit)),
      })),
      verdicts: verdicts.map(verdict => withSaid(report, verdict, 0)),
    })),
  };
}

function mapped<T, U>(all: { readonly [name: string]: T }, of: (one: T) => U): { [name: string]: U } {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, of(one)]));
}

function isoIn(at: Seconds | null, zone: Span): string | null {
  return at === null ? null : isoOf(at, zone);
}

/** The verdict as it was judged, and beside it what was said about it, if anything was. */
function withSaid({ said, zone }: BadgeReport, verdict: Verdict, visit: number): unknown {
  const about = saidAbout(said, verdict, visit);
  if (!about.length) return verdict;
  const annotations = about.map(({ kind, party, reason, author, made, superseded }) => ({
    kind,
    ...(party && { party }),
    reason,
    author,
    made: isoOf(made, zone),
    superseded,
  }));
  return { ...verdict, annotations };
}

const COLUMNS = [
  'badge',
  'order',
  'type',
  'visit',
  'outcome',
  'appointment',
  'arrived',
  'left',
  'arrivedKnown',
  'leftKnown',
  'rule',
  'verdict',
  'kind',
  'estimated',
  'why',
  'minutes',
  'records',
  'reason',
  'wearer',
  'annotations',
];

/** A key figure as a line of the table: only the columns that say what it is. */
function figureCells(figure: KeyFigure, lang: Lang): string[] {
  const own: { readonly [column: string]: string } = {
    rule: figure.id,
    kind: 'figure',
    why: figure.state,
    reason: figureLine(figure, lang),
  };
  return COLUMNS.map(column => own[column] ?? '');
}

/** The report as CSV (RFC 4180): a line for each verdict, exceptions first, then one for each key figure. */
export function reportCsv(
  badges: readonly BadgeReport[],
  lang: Lang,
  figures: readonly KeyFigure[] = [],
): string {
  const rows: { readonly rank: number; readonly cells: readonly (string | number)[] }[] = [];
  for (const report of badges) {
    for (const { order, visits, verdicts } of report.orders) {
      const add = (visit: VisitReport | null, verdict: Verdict): void => {
        const at = (step: string): string => {
          const time = visit?.times[step];
          return time ? isoOf(time, report.zone) : '';
        };
        // A time that is only bounded says so by its bounds.
        const known = (step: string): string => {
          const time = visit?.known[step];
          if (!time) return '';
          const bounds = [time.from, time.to].map(each => isoIn(each, report.zone) ?? '');
          return time.known === 'bounded' ? `bounded ${bounds.join('/')}` : time.known;
        };
        rows.push({
          rank: [...RANK, 'NA'].indexOf(verdict.verdict),
          cells: [
            report.badge,
            order.id,
            order.type,
            visit ? visit.visit : '',
            visit ? visit.outcome : '',
            visit?.appointment ?? '',
            at('arrived'),
            at('left'),
            known('arrived'),
            known('left'),
            verdict.rule,
            verdict.verdict,
            verdict.kind,
            verdict.estimated ? 'yes' : '',
            verdict.why,
            verdict.minutes ?? '',
            verdict.events.join(' '),
            verdict.text[lang],
            visit?.wearer ? nameOf(visit.wearer) : '',
            saidLines(report, verdict, visit?.visit ?? 0, lang).join('\n'),
          ],
        });
      };
      for (const visit of visits) for (const verdict of visit.verdicts) add(visit, verdict);
      for (const verdict of verdicts) add(null, verdict);
    }
  }
  rows.sort((a, b) => a.rank - b.rank);
  const lines = [COLUMNS, ...rows.map(row => row.cells), ...figures.map(each => figureCells(each, lang))];
  return lines.map(cells => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
