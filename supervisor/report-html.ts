import { isoOf } from '../shared/iso.js';
import type { Verdict } from '../shared/judge/judge.js';
import type { Words } from '../shared/profile/profile.js';
import { incidentText, timeOf } from './incident-words.js';
import type { KeyFigure } from './kpi/kpi.js';
import { byCode, figureLine } from './kpi/text.js';
import { type Content, html, Markup } from './markup.js';
import { PAGE_CSS } from './page-style.js';
import {
  allVerdicts,
  type BadgeReport,
  type Exception,
  exceptionsOf,
  type OrderReport,
  type VisitReport,
} from './report.js';
import {
  clocksText,
  countsText,
  type Lang,
  saidLines,
  say,
  settingsText,
  TYPES,
  timesText,
  titleOf,
  toldAndSilent,
  VERDICTS,
  visitText,
  wearersText,
} from './report-words.js';
import { TIMELINE_CSS } from './timeline.js';
import { visitPicture } from './visit-picture.js';

/** `lang` of the page: the Chinese is written in simplified characters. */
export const TAGS: { readonly [lang in Lang]: string } = { zh: 'zh-Hans', en: 'en' };

/** Nothing on the page may be fetched or run, even if something in a log should look like a tag. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The report as one HTML page that needs nothing else: no request, no script.
 *
 * Exceptions first, then each order with its visits, their pictures and their verdicts, and the station's key figures
 * at the end where there are any. The same reports give the same page. Ids, hints and a profile's texts come from outside: they are escaped like all text.
 */
export function reportHtml(
  badges: readonly BadgeReport[],
  lang: Lang,
  figures: readonly KeyFigure[] = [],
): string {
  const title = say('title', lang);
  const names = badges.map(report => report.badge).join(', ');
  return `${
    html`<!doctype html>
<html lang="${TAGS[lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${names}</title>
<style>${new Markup(`\n${PAGE_CSS}${TIMELINE_CSS}`)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${badges.map((report, i) => badgePart(report, `b${i + 1}`, lang))}${figuresPart(figures, lang)}
</main>
</body>
</html>
`.text
  }`;
}

/** The station's key figures, a list for each code. */
function figuresPart(figures: readonly KeyFigure[], lang: Lang): Markup[] {
  return byCode(figures, lang).map(
    ({ head, figures: own }, i) => html`
<section aria-labelledby="k${i + 1}">
<h2 id="k${i + 1}">${head}</h2>
<ul>
${own.map(figure => html`<li>${figure.id} ${figureLine(figure, lang)}</li>\n`)}</ul>
</section>`,
  );
}

/** `id` stands before the ids of all that is in it. */
function badgePart(report: BadgeReport, id: string, lang: Lang): Markup {
  return html`<section class="badge" aria-labelledby="${id}">
<h2 id="${id}">${say('badge', lang, { badge: report.badge })}</h2>
${logFacts(report, lang)}
<p>${countsText(report, exceptionsOf(report).length, lang)}</p>
${judgedBy(report, lang)}
${exceptionTables(report, id, lang)}
${orderParts(report, id, lang)}
</section>`;
}

/** The station's settings, and how the times are known. */
export function judgedBy(report: BadgeReport, lang: Lang): Markup[] {
  const lines = [settingsText(report.told, lang), clocksText(report, lang)];
  return lines.filter(Boolean).map(line => html`<p>${line}</p>`);
}

/** What somebody has to look at, what else is no plain yes, and what the badge told of itself. */
export function exceptionTables(report: BadgeReport, id: string, lang: Lang): Content {
  const exceptions = exceptionsOf(report);
  const allowed = allowedIn(report);
  const table = (caption: string, rows: readonly Exception[]): Content =>
    rows.length ? exceptionTable(caption, rows, report, id, lang) : null;
  return [
    exceptions.length ? null : html`<p class="none">${say('none', lang)}</p>`,
    table(say('exceptions', lang, { n: exceptions.length }), exceptions),
    table(say('allowed', lang, { n: allowed.length }), allowed),
    report.incidents.length ? incidentTable(report, lang) : null,
  ];
}

function incidentTable({ incidents }: BadgeReport, lang: Lang): Markup {
  const rows = incidents.map(
    incident => html`<tr><td>${timeOf(incident, lang)}</td><td>${incidentText(incident, lang)}</td><td>${incident.seq}</td></tr>
`,
  );
  const columns = ['timeColumn', 'incidentColumn', 'recordsColumn'];
  return tableOf(say('incidents', lang, { n: incidents.length }), columns, rows, lang);
}

/** Each order with its visits. The order at place `i` has the id `orderId(id, i)`. */
export function orderParts(report: BadgeReport, id: string, lang: Lang): Markup[] {
  return report.orders.map((order, i) => orderPart(order, report, orderId(id, i), lang));
}

export function orderId(id: string, place: number): string {
  return `${id}-o${place + 1}`;
}

/** What is known about the log itself. */
export function logFacts(report: BadgeReport, lang: Lang): Markup {
  const pulled = isoOf(report.pulledAt, report.zone);
  const range = { first: report.first, last: report.next - 1 };
  const worn = wearersText(report, lang);
  const facts: readonly (readonly [line: string, value: Content])[] = [
    ...(worn ? [['wearer', html`<bdi>${worn}</bdi>`] as const] : []),
    ['code', report.profile.title[lang]],
    ['recordNumbers', report.next > report.first ? say('recordRange', lang, range) : say('noRecords', lang)],
    ['pulledAt', html`<time datetime="${pulled}">${pulled.replace('T', ' ')}</time>`],
    ['seal', say('notVerified', lang)],
    [
      'damage',
      report.damagedPages ? say('damaged', lang, { n: report.damagedPages }) : say('undamaged', lang),
    ],
  ];
  return html`<dl>
${facts.map(([line, value]) => html`<div class="${line}"><dt>${say(line, lang)}</dt><dd>${value}</dd></div>`)}
</dl>`;
}

/** What was excused, and what else the clock's drift could have turned. */
function allowedIn(report: BadgeReport): Exception[] {
  const seen = new Set(exceptionsOf(report).map(each => each.verdict));
  return allVerdicts(report).filter(
    ({ verdict }) => !seen.has(verdict) && (verdict.verdict === 'EXCUSED' || verdict.estimated === true),
  );
}

function exceptionTable(
  caption: string,
  rows: readonly Exception[],
  report: BadgeReport,
  id: string,
  lang: Lang,
): Markup {
  const places = new Map(report.orders.map(({ order }, i) => [order.id, orderId(id, i)]));
  const columns = [
    'verdictColumn',
    'orderColumn',
    'visitColumn',
    'ruleColumn',
    'asksColumn',
    'reasonColumn',
    'recordsColumn',
  ];
  const body = rows.map(({ order, visit, verdict }) => {
    const where = html`<td><a href="#${places.get(order) ?? id}"><bdi>${order}</bdi></a></td>
<td class="place">${visit ? say('visit', lang, { n: visit }) : say('whole', lang)}</td>`;
    return verdictRow(verdict, where, report, visit, lang);
  });
  return tableOf(caption, columns, body, lang);
}

function tableOf(caption: string, columns: readonly string[], body: readonly Markup[], lang: Lang): Markup {
  return html`<div class="scroll">
<table>
<caption>${caption}</caption>
<thead><tr>
${columns.map(column => html`<th scope="col">${say(column, lang)}</th>`)}
</tr></thead>
<tbody>
${body}
</tbody>
</table>
</div>`;
}

/** A verdict with its reason and the records it rests on; `where` are cells after the first. */
function verdictRow(
  verdict: Verdict,
  where: Content,
  report: BadgeReport,
  visit: number,
  lang: Lang,
): Markup {
  const margin = verdict.estimated ? say('estimated', lang) : '';
  const said = saidLines(report, verdict, visit, lang).map(
    line => html`<p class="said"><bdi>${line}</bdi></p>`,
  );
  return html`<tr>
<td class="verdict ${verdict.verdict.toLowerCase()}"><b>${verdict.verdict}</b> ${VERDICTS[verdict.verdict][lang]}</td>
${where}
<th scope="row">${verdict.rule}</th>
<td>${titleOf(verdict.rule, report.profile)[lang]}</td>
<td>${verdict.text[lang]}${margin}${said}</td>
<td class="records">${verdict.events.join(', ')}</td>
</tr>`;
}

function orderPart(one: OrderReport, report: BadgeReport, id: string, lang: Lang): Markup {
  const { order, unverified, visits, verdicts } = one;
  const doubt = unverified ? ` · ${say('unverified', lang)}` : '';
  const type = (TYPES[order.type] as Words)[lang] + doubt;
  return html`<section class="order" aria-labelledby="${id}">
<h3 id="${id}"><bdi>${order.id}</bdi> · ${type}</h3>
${order.door ? html`<p><bdi>${say('door', lang, { door: order.door })}</bdi></p>` : null}
${visits.map(visit => visitPart(order.id, visit, report, id, lang))}
${
  verdicts.length
    ? html`<section class="whole">
<h4>${say('whole', lang)}</h4>
${verdictTables(verdicts, report, 0, lang)}
</section>`
    : null
}
</section>`;
}

function visitPart(order: string, visit: VisitReport, report: BadgeReport, id: string, lang: Lang): Markup {
  const picture = visitPicture({
    order: order,
    visit: visit,
    params: { ...report.profile.params, ...report.told.settings },
    zone: report.zone,
    lang: lang,
    id: `${id}-v${visit.visit}`,
  });
  const { notDrawn, svg } = picture;
  return html`<section class="visit">
<h4>${say('visit', lang, { n: visit.visit })} · ${visitText(report, visit, lang)}</h4>
<p>${timesText(visit, report.zone, lang)}</p>
${svg ? html`<figure>${new Markup(svg)}</figure>` : null}
${svg && notDrawn.length ? html`<p>${say('notDrawn', lang, { list: notDrawn.join(' · ') })}</p>` : null}
${verdictTables(visit.verdicts, report, visit.visit, lang)}
</section>`;
}

/** A table of what was measured and one of what was declared; rules that do not apply are named under each. */
function verdictTables(
  verdicts: readonly Verdict[],
  report: BadgeReport,
  visit: number,
  lang: Lang,
): Content {
  const columns = ['verdictColumn', 'ruleColumn', 'asksColumn', 'reasonColumn', 'recordsColumn'];
  return (['measured', 'declared'] as const).map(kind => {
    const own = verdicts.filter(verdict => verdict.kind === kind);
    const { told, silent } = toldAndSilent(own, report, visit);
    const rows = told.map(verdict => verdictRow(verdict, null, report, visit, lang));
    return [
      rows.length ? tableOf(say(kind, lang), columns, rows, lang) : null,
      silent.length
        ? html`<p class="silent">${rows.length ? '' : `${say(kind, lang)}. `}${say('na', lang)}: ${silent.map(({ rule }) => html`<span>${rule}</span>`)}</p>`
        : null,
    ];
  });
}
