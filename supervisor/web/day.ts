import { isoOf, secondsOf } from '../../shared/iso.js';
import type { Words } from '../../shared/profile/profile.js';
import type { Seconds } from '../../shared/time.js';
import { type BadgeReport, exceptionsOf, type OrderReport, type VisitReport } from '../report.js';
import { type Lang, OUTCOMES, TYPES } from '../report-words.js';
import { type ShownSpan, timelineSvg } from '../timeline.js';
import { tell } from './words.js';

/** The days on which there were visits, as YYYY-MM-DD at the badge's offset, the newest first. */
export function daysOf({ orders, zone }: BadgeReport): string[] {
  const days = new Set(orders.flatMap(({ visits }) => visits.flatMap(visit => dayOf(visit, zone) ?? [])));
  return [...days].sort().reverse();
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

/** The day on which a visit began, or else was to be; null: nothing says. */
function dayOf(visit: VisitReport, zone: number): string | null {
  const times = timesOf(visit);
  if (times.length) return isoOf(Math.min(...times), zone).slice(0, 10);
  return visit.appointment?.slice(0, 10) ?? null;
}

/** All visits of a day on one axis, each with how it went and how much of it is to be looked at; empty where no time is known. */
export function dayPicture(report: BadgeReport, lang: Lang, id: string): string {
  const spans = report.orders.flatMap(order =>
    order.visits.flatMap(visit => spanOf(order, visit, report, lang)),
  );
  spans.sort((a, b) => a.from - b.from);
  const flags = report.orders.flatMap(({ order, visits }) =>
    visits.flatMap(({ appointment }) => {
      const at = secondsOf(appointment);
      return at === null || !spans.length ? [] : [{ at, text: order.id, kind: 'appointment' as const }];
    }),
  );
  // An appointment for another day would only make this one small.
  const day = spans[0] && isoOf(spans[0].from, report.zone).slice(0, 10);
  return timelineSvg({
    id,
    title: tell('dayPicture', lang),
    desc: spans.map(span => span.text).join(' · '),
    zone: report.zone,
    flags: flags.filter(({ at }) => isoOf(at, report.zone).slice(0, 10) === day),
    spans,
  });
}

function spanOf({ order }: OrderReport, visit: VisitReport, report: BadgeReport, lang: Lang): ShownSpan[] {
  const times = timesOf(visit);
  if (!times.length) return [];
  const open = exceptionsOf(report).filter(one => one.order === order.id && one.visit === visit.visit).length;
  const parts = [
    `${order.id} ${(TYPES[order.type] as Words)[lang]}`,
    OUTCOMES[visit.outcome][lang],
    open ? tell('toLookAt', lang, { n: open }) : tell('inOrder', lang),
  ];
  return [{ from: Math.min(...times), to: Math.max(...times), text: parts.join(' · '), kind: 'visit' }];
}
