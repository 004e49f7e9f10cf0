import { html, type Markup } from '../markup.js';
import { type BadgeReport, exceptionsOf, reportOf } from '../report.js';
import { exceptionTables, judgedBy, logFacts, orderParts } from '../report-html.js';
import { countsText, type Lang, say } from '../report-words.js';
import type { LogCard } from './cards.js';
import { dayList, dayPicture, daysOf, NO_DAY, newestDay, onDay } from './day.js';
import { byId, el, nodesOf } from './dom.js';
import { tell } from './words.js';

/** Which report is shown, and of which day; an empty day is all of them. */
export interface Choice {
  readonly which: number;
  readonly day: string;
}

/** The reports on all logs that can be judged here; the badge that was pulled last comes first. */
export function reportsOn(logs: readonly LogCard[]): BadgeReport[] {
  const judged = logs.map(({ log }) => log).filter(log => log.profileVersion === log.profile.version);
  return reportOf(judged).sort((a, b) => b.pulledAt - a.pulledAt);
}

/** A report with its newest day; the first one where there is none at `which`. */
export function firstChoice(reports: readonly BadgeReport[], which: number): Choice {
  const at = which in reports ? which : 0;
  const report = reports[at];
  return { which: at, day: report ? newestDay(report) : '' };
}

/** Fills the choices and the report itself. */
export function showReport(
  reports: readonly BadgeReport[],
  logs: readonly LogCard[],
  choice: Choice,
  lang: Lang,
): void {
  const report = reports[choice.which];
  byId('report-choices').hidden = !report;
  const notJudged = logs
    .map(({ log }) => log)
    .filter(log => log.profileVersion !== log.profile.version)
    .map(log => tell('unknownProfile', lang, { badge: log.badge, version: log.profileVersion }));
  const notes = [...new Set(notJudged)].map(text => el('p', { class: 'soon' }, text));
  if (!report) {
    const none = notes.length ? [] : [el('p', { class: 'empty' }, tell('noReport', lang))];
    byId('report').replaceChildren(...notes, ...none);
    return;
  }
  const options = reports.map(
    ({ badge, profile }, i) => [`${i}`, `${badge} · ${profile.title[lang]}`] as const,
  );
  fillSelect('report-which', options, `${choice.which}`);
  const days = daysOf(report).map(day => [day, day === NO_DAY ? tell('noDay', lang) : day] as const);
  fillSelect('report-day', [...days, ['', tell('allDays', lang)]], choice.day);
  const shown = choice.day ? onDay(report, choice.day) : report;
  const part = nodesOf(partOf(shown, choice.day !== '', lang));
  foldVerdicts(part, lang);
  byId('report').replaceChildren(...notes, part);
  // Where a picture is wider than the screen, what happened at the door is at its end.
  for (const figure of byId('report').querySelectorAll('.visit figure'))
    figure.scrollLeft = figure.scrollWidth;
}

const ID = 'r';

/** What to look at, the day, each order, and last what is known about the logs. */
function partOf(report: BadgeReport, isDay: boolean, lang: Lang): Markup {
  const picture = isDay ? dayPicture(report, lang, 'day') : null;
  return html`<section class="badge" aria-label="${say('badge', lang, { badge: report.badge })}">
<p>${countsText(report, exceptionsOf(report).length, lang)}</p>
${exceptionTables(report, ID, lang)}
${report.orders.length ? dayList(report, lang, ID) : html`<p class="empty">${tell('noVisits', lang)}</p>`}
${picture?.text ? html`<figure>${picture}</figure>` : null}
${orderParts(report, ID, lang)}
<details><summary>${tell('aboutLogs', lang)}</summary>
${logFacts(report, lang)}
${judgedBy(report, lang)}
</details>
</section>`;
}

function fillSelect(
  id: string,
  options: readonly (readonly [value: string, text: string])[],
  value: string,
): void {
  const select = byId<HTMLSelectElement>(id);
  select.replaceChildren(...options.map(([of, text]) => el('option', { value: of }, text)));
  select.value = value;
}

/** Exceptions stand first and open; all verdicts of a visit, or of an order as a whole, are a press away. */
function foldVerdicts(part: DocumentFragment, lang: Lang): void {
  for (const place of part.querySelectorAll('.visit, .whole')) {
    const tables = place.querySelectorAll(':scope > .scroll, :scope > .silent');
    const n = place.querySelectorAll('tbody tr, .silent span').length;
    if (!n) continue;
    const folded = el('details', {}, el('summary', {}, tell('allVerdicts', lang, { n })));
    tables[0]?.before(folded);
    folded.append(...tables);
  }
}
