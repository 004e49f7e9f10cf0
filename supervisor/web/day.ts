import { isoOf, secondsOf } from '../../shared/iso.js';
import type { Words } from '../../shared/profile/profile.js';
import type { Seconds } from '../../shared/time.js';
import { html, Markup } from '../markup.js';
import { type BadgeReport, exceptionsOf, type OrderReport, type VisitReport } from '../report.js';
import { orderId } from '../report-html.js';
import { clock, type Lang, OUTCOMES, TYPES } from '../report-words.js';
import { type ShownSpan, timelineSvg } from '../timeline.js';
import { tell } from './words.js';

/** The day of visits that nothing dates: it sorts behind all others. */
export const NO_DAY = '-';

/** The days on which there were visits, as YYYY-MM-DD at the badge's offset, the newest first. */
export function daysOf({ orders, zone }: BadgeReport): string[] {
  const days = new Set(orders.flatMap(({ visits }) => visits.map(visit => dayOf(visit, zone))));
  return [...days].sort().reverse();
}

/** The day to be shown first: the newest on which something happened, not one that is only booked. */
export function newestDay({ orders, zone, ...report }: BadgeReport): string {
  const begun = orders.map(order => ({
    ...order,
    visits: order.visits.filter(visit => timesOf(visit).length > 0),
  }));
  const of = (some: readonly OrderReport[]): string | undefined =>
    daysOf({ ...report, zone, orders: some })[0];
  return of(begun) ?? of(orders) ?? '';
}

/** The report on one day alone. An order that was visited on other days too stays with what is said of it as a whole. */
export function onDay(report: BadgeReport, day: string): BadgeReport {
  const orders = report.orders.flatMap((order): OrderReport[] => {
    const visits = order.visits.filter(visit => dayOf(visit, report.zone) === day);
    return visits.length ? [{ ...order, visits }] : [];
  });
  return { ...report, orders };
}

function timesOf(visit: VisitReport): Seconds[] {
  return Object.values(visit.times).filter(at => at !== null);
}

/** The day on which a visit began, or else was to be. */
function dayOf(visit: VisitReport, zone: number): string {
  const times = timesOf(visit);
  if (times.length) return isoOf(Math.min(...times), zone).slice(0, 10);
  return visit.appointment?.slice(0, 10) ?? NO_DAY;
}

/** One visit in one line. */
interface VisitLine {
  /** Of its order in the report. */
  readonly place: number;
  readonly name: string;
  readonly outcome: string;
  /** When its first and last told step were; null: nothing says. */
  readonly from: Seconds | null;
  readonly to: Seconds | null;
  /** How many verdicts are to be looked at. */
  readonly open: number;
}

function linesOf(report: BadgeReport, lang: Lang): VisitLine[] {
  const exceptions = exceptionsOf(report);
  const lines = report.orders.flatMap(({ order, visits }, place) =>
    visits.map((visit): VisitLine => {
      const times = timesOf(visit);
      return {
        place,
        name: `${order.id} ${(TYPES[order.type] as Words)[lang]}`,
        outcome: OUTCOMES[visit.outcome][lang],
        from: times.length ? Math.min(...times) : null,
        to: times.length ? Math.max(...times) : null,
        open: exceptions.filter(one => one.order === order.id && one.visit === visit.visit).length,
      };
    }),
  );
  return lines.sort((a, b) => (a.from ?? Infinity) - (b.from ?? Infinity));
}

function openText({ open }: VisitLine, lang: Lang): string {
  return open ? tell('toLookAt', lang, { n: open }) : tell('inOrder', lang);
}

/** The visits in the order of their times, each with how it went, and a link to it. `id`: as in `orderId`. */
export function dayList(report: BadgeReport, lang: Lang, id: string): Markup {
  const at = (time: Seconds | null): string => (time === null ? '' : clock(time, report.zone).slice(0, 5));
  return html`<ol class="day">${linesOf(report, lang).map(
    line => html`<li>
<span class="when">${line.from === null ? '–' : `${at(line.from)}–${at(line.to)}`}</span>
<a href="#${orderId(id, line.place)}"><bdi>${line.name}</bdi></a>
<span class="how">${line.outcome}</span>
<b class="${line.open ? 'soon' : 'good'}">${openText(line, lang)}</b>
</li>`,
  )}</ol>`;
}

/** All visits of a day on one axis, each with how it went; empty where no time is known. */
export function dayPicture(report: BadgeReport, lang: Lang, id: string): Markup {
  const spans = linesOf(report, lang).flatMap((line): ShownSpan[] => {
    const { from, to, name, outcome } = line;
    const text = [name, outcome, openText(line, lang)].join(' · ');
    return from === null || to === null ? [] : [{ from, to, text, kind: 'visit' }];
  });
  const dayIn = (at: Seconds): string => isoOf(at, report.zone).slice(0, 10);
  const flags = report.orders.flatMap(({ order, visits }) =>
    visits.flatMap(({ appointment }) => {
      const at = secondsOf(appointment);
      // An appointment for another day would only make this one small.
      const isOnDay = at !== null && spans[0] && dayIn(at) === dayIn(spans[0].from);
      return isOnDay ? [{ at, text: order.id, kind: 'appointment' as const }] : [];
    }),
  );
  const title = tell('dayPicture', lang);
  const desc = spans.map(span => span.text).join(' · ');
  return new Markup(timelineSvg({ id, title, desc, zone: report.zone, flags, spans }));
}
