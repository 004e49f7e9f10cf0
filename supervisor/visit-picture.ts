import { secondsOf } from '../shared/iso.js';
import type { Params, Words } from '../shared/profile/profile.js';
import { HOUR, MINUTE, type Seconds, type Span } from '../shared/time.js';
import { TOLD_STEPS, type VisitReport } from './report.js';
import { clock, type Lang, OUTCOMES, STEPS, say, timesText } from './report-words.js';
import { type Flag, type ShownSpan, timelineSvg } from './timeline.js';

/** What a visit's picture needs to be told. */
export interface VisitView {
  readonly order: string;
  readonly visit: VisitReport;
  /** The limits that it was judged by. */
  readonly params: Params;
  /** Offset from UTC. */
  readonly zone: Span;
  readonly lang: Lang;
  /** Unique on the page: letters, digits and hyphens. */
  readonly id: string;
}

export interface VisitPicture {
  /** Empty where no step has a known time. */
  readonly svg: string;
  /** What has no place in the picture, in words: steps without a known time, an appointment for another time. */
  readonly notDrawn: readonly string[];
}

/** An appointment further than this from all steps would only make them small. */
const NEAR: Span = 12 * HOUR;

/** The visit as a timeline: its steps, the appointment, and the spans that its profile measures. */
export function visitPicture(view: VisitView): VisitPicture {
  const { visit, zone, lang } = view;
  const steps = stepFlags(view);
  const notDrawn = TOLD_STEPS.filter(step => visit.times[step] === null).map(
    step => `${wordOf(step, lang)} (${say('noTime', lang)})`,
  );
  const at = secondsOf(visit.appointment);
  const isNear = at !== null && steps.some(step => Math.abs(step.at - at) <= NEAR);
  const appointment = isNear ? at : null;
  if (visit.appointment !== null && !isNear)
    notDrawn.unshift(say('appointment', lang, { at: visit.appointment.slice(0, 16).replace('T', ' ') }));
  const svg = timelineSvg({
    id: view.id,
    title: say('picture', lang, { order: view.order, n: visit.visit }),
    desc: `${OUTCOMES[visit.outcome][lang]} · ${timesText(visit, zone, lang)}`,
    zone: zone,
    flags: appointment === null ? steps : [appointmentFlag(appointment, view), ...steps],
    spans: [...earlySpan(appointment, view), ...waitSpan(view)],
  });
  return { svg: svg, notDrawn: notDrawn };
}

function wordOf(step: string, lang: Lang): string {
  return (STEPS[step] as Words)[lang];
}

function stepFlags({ visit, zone, lang }: VisitView): Flag[] {
  return TOLD_STEPS.flatMap(step => {
    const at = visit.times[step] ?? null;
    return at === null
      ? []
      : [{ at: at, text: `${wordOf(step, lang)} ${clock(at, zone)}`, kind: 'step' as const }];
  });
}

function appointmentFlag(at: Seconds, { zone, lang }: VisitView): Flag {
  return {
    at: at,
    text: say('appointment', lang, { at: clock(at, zone).slice(0, 5) }),
    kind: 'appointment',
  };
}

/** The minutes in which an arrival is on time but no longer early; none where the profile asks for no early arrival. */
function earlySpan(appointment: Seconds | null, { params, lang }: VisitView): ShownSpan[] {
  const minutes = params.arriveEarlyMin;
  if (appointment === null || !minutes) return [];
  return [
    {
      from: appointment - minutes * MINUTE,
      to: appointment,
      text: say('earlySpan', lang, { n: minutes }),
      kind: 'early',
    },
  ];
}

/** The wait that a silent door is owed, up to an answer; none where the profile has no such wait. */
function waitSpan({ visit, params, zone, lang }: VisitView): ShownSpan[] {
  const minutes = params.noAnswerMin;
  const from = visit.wait && secondsOf(visit.wait.from);
  if (!visit.wait || from === null || !minutes) return [];
  const end = from + minutes * MINUTE;
  const answered = secondsOf(visit.wait.answered);
  const isAnswered = answered !== null && answered >= from && answered < end;
  const to = isAnswered ? answered : end;
  const values = { n: minutes, from: clock(from, zone), to: clock(to, zone) };
  return [
    { from: from, to: to, text: say(isAnswered ? 'waitAnswered' : 'waitSpan', lang, values), kind: 'wait' },
  ];
}
