import { isoOf } from '../shared/iso.js';
import { DAY, HOUR, MINUTE, type Seconds, type Span } from '../shared/time.js';
import { escaped } from './markup.js';

/**
 * A picture of some hours as inline SVG: what happened on a time axis, each with a flag that says what it was.
 *
 *   flags    a pole on each instant with its text to the right of it, in as many rows as it takes
 *   axis     ticks on whole minutes or hours at the offset `zone`, and the dates under them
 *   spans    a tint over the whole height, and under the axis a bar with a line of text
 *
 * It needs no script, font or style sheet; `TIMELINE_CSS` gives it colours.
 */
export interface Timeline {
  /** Unique on its page: letters, digits and hyphens. */
  readonly id: string;
  /** What it is a picture of, and in words what it shows: for who cannot see it. */
  readonly title: string;
  readonly desc: string;
  /** Offset of the axis from UTC. */
  readonly zone: Span;
  readonly flags: readonly Flag[];
  readonly spans: readonly ShownSpan[];
}

export interface Flag {
  readonly at: Seconds;
  readonly text: string;
  /** Something that happened, or a time that was agreed on. */
  readonly kind: 'step' | 'appointment';
}

export interface ShownSpan {
  readonly from: Seconds;
  /** Not before `from`. */
  readonly to: Seconds;
  readonly text: string;
  readonly kind: 'early' | 'wait' | 'visit';
}

/** Units of the picture; a letter is 12 high. */
const LEFT = 24;
const PLOT = 720;
const RIGHT = 24;
const TOP = 6;
const ROW = 18;
const LANE = 30;
const FONT = 12;
/** From a pole to its text, and from the end of a text to the next pole. */
const GAP = 4;

/** Shorter than this the axis is made longer on both sides. */
const SHORTEST: Span = 10 * MINUTE;

/** Where a flag's text stands: from `x` on, in a row counted from 0 at the axis. */
export interface PlacedFlag {
  readonly flag: Flag;
  readonly x: number;
  readonly width: number;
  readonly row: number;
}

/** Room that a text takes, in units: rather too much than too little, as the reader's font is not known. */
export function widthOf(text: string): number {
  let ems = 0;
  for (const character of text) {
    if (character >= '\u2e80') ems += 1.05;
    else if (/[mwMW@%]/.test(character)) ems += 1;
    else ems += /[A-Z\u0080-\u2e7f]/.test(character) ? 0.78 : 0.65;
  }
  return ems * FONT;
}

/**
 * Flags from the right to the left, each above all those whose poles its text would run into:
 * so no text meets another text, nor another flag's pole.
 */
export function placeFlags(flags: readonly Flag[], xOf: (at: Seconds) => number): PlacedFlag[] {
  const placed: PlacedFlag[] = [];
  const inTime = flags.map((flag, i) => ({ flag, i })).sort((a, b) => a.flag.at - b.flag.at || a.i - b.i);
  for (const { flag } of inTime.reverse()) {
    const x = xOf(flag.at);
    const width = widthOf(flag.text) + 2 * GAP;
    const under = placed.filter(other => other.x < x + width).map(other => other.row);
    placed.push({ flag: flag, x: x, width: width, row: Math.max(-1, ...under) + 1 });
  }
  return placed.reverse();
}

/** The axis: its ends and the distance of its ticks, all on whole ticks at the offset. */
export interface Axis {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly tick: Span;
}

const TICKS: readonly Span[] = [1, 2, 5, 10, 15, 30].map(minutes => minutes * MINUTE);
const LONG_TICKS: readonly Span[] = [1, 2, 3, 6, 12].map(hours => hours * HOUR);

/** An axis that has all of `times` (not empty) on it, of at most ten ticks. */
export function axisOf(times: readonly Seconds[], zone: Span): Axis {
  let from = times.reduce((a, b) => Math.min(a, b));
  let to = times.reduce((a, b) => Math.max(a, b));
  const lacking = SHORTEST - (to - from);
  if (lacking > 0) {
    from -= lacking / 2;
    to += lacking / 2;
  }
  const least = (to - from) / 8;
  const days = Math.ceil((to - from) / 6 / DAY) * DAY;
  const tick = [...TICKS, ...LONG_TICKS].find(each => each >= least) ?? days;
  const floor = (at: Seconds): Seconds => Math.floor((at + zone) / tick) * tick - zone;
  const end = floor(to);
  return { from: floor(from), to: end < to ? end + tick : end, tick: tick };
}

/** The picture; empty where there is nothing to show. */
export function timelineSvg(timeline: Timeline): string {
  const { flags, spans, zone } = timeline;
  if (!flags.length && !spans.some(span => span.kind === 'visit')) return '';
  const axis = axisOf([...flags.map(flag => flag.at), ...spans.flatMap(span => [span.from, span.to])], zone);
  const xOf = (at: Seconds): number => round(LEFT + (PLOT * (at - axis.from)) / (axis.to - axis.from));
  const placed = placeFlags(flags, xOf);
  const axisY = TOP + ROW * (Math.max(...placed.map(each => each.row)) + 1) + ROW / 2;
  const lanesY = axisY + 46;
  const height = lanesY + LANE * spans.length;
  const width = Math.ceil(
    Math.max(
      LEFT + PLOT + RIGHT,
      ...placed.map(each => each.x + each.width),
      ...spans.map(span => LEFT + widthOf(span.text)),
    ),
  );
  return [
    `<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" font-size="${FONT}" fill="currentColor" aria-labelledby="${timeline.id}-title ${timeline.id}-desc">`,
    `<title id="${timeline.id}-title">${escaped(timeline.title)}</title>`,
    `<desc id="${timeline.id}-desc">${escaped(timeline.desc)}</desc>`,
    ...spans.map((span, i) => spanSvg(span, xOf, axisY, lanesY + LANE * i, width)),
    ...axisSvg(axis, zone, xOf, axisY),
    ...placed.map(each => flagSvg(each, axisY)),
    '</svg>',
  ].join('\n');
}

/** Hundredths are enough, and the same on every machine. */
function round(x: number): number {
  return Math.round(x * 100) / 100;
}

/** A tint from the top to the axis; under it the bar with its text, which ends with the bar where it cannot begin with it. */
function spanSvg(
  span: ShownSpan,
  xOf: (at: Seconds) => number,
  axisY: number,
  y: number,
  width: number,
): string {
  const x = xOf(span.from);
  const long = Math.max(1, round(xOf(span.to) - x));
  const room = widthOf(span.text);
  const place = x + room <= width ? `x="${x}"` : `x="${round(Math.max(x + long, room))}" text-anchor="end"`;
  return [
    `<g class="${span.kind}">`,
    `<rect x="${x}" y="${TOP}" width="${long}" height="${axisY - TOP}" fill-opacity="0.16"/>`,
    `<rect x="${x}" y="${y}" width="${long}" height="7" fill-opacity="0.7"/>`,
    `<text class="words" ${place} y="${y + 20}">${escaped(span.text)}</text>`,
    '</g>',
  ].join('');
}

function axisSvg(axis: Axis, zone: Span, xOf: (at: Seconds) => number, y: number): string[] {
  const parts = [
    `<line x1="${LEFT}" y1="${y}" x2="${LEFT + PLOT}" y2="${y}" stroke="currentColor" stroke-width="1.5"/>`,
  ];
  const ticks: Seconds[] = [];
  for (let at = axis.from; at <= axis.to; at += axis.tick) ticks.push(at);
  const isLong = axis.tick >= DAY;
  for (const at of ticks) {
    const iso = isoOf(at, zone);
    const x = xOf(at);
    parts.push(
      `<line x1="${x}" y1="${y}" x2="${x}" y2="${y + 5}" stroke="currentColor"/>`,
      `<text class="tick" x="${x}" y="${y + 18}" text-anchor="middle">${isLong ? iso.slice(0, 10) : iso.slice(11, 16)}</text>`,
    );
  }
  if (!isLong) for (const date of datesOf(axis, zone, xOf)) parts.push(dateSvg(date, y + 34));
  return parts;
}

interface ShownDate {
  readonly x: number;
  readonly text: string;
}

/** The date where the axis begins and at each midnight on it; the first gives way where there is no room for both. */
function datesOf(axis: Axis, zone: Span, xOf: (at: Seconds) => number): ShownDate[] {
  const dates: ShownDate[] = [];
  const add = (at: Seconds): void => {
    const text = isoOf(at, zone).slice(0, 10);
    const last = dates.at(-1);
    if (last && last.x + widthOf(last.text) + GAP > xOf(at)) dates.pop();
    dates.push({ x: xOf(at), text: text });
  };
  add(axis.from);
  const midnight = (at: Seconds): Seconds => Math.floor((at + zone) / DAY) * DAY - zone;
  for (let at = midnight(axis.from) + DAY; at < axis.to; at += DAY) add(at);
  return dates;
}

function dateSvg(date: ShownDate, y: number): string {
  return `<text class="date" x="${Math.max(0, date.x - 18)}" y="${y}">${date.text}</text>`;
}

function flagSvg({ flag, x, row }: PlacedFlag, axisY: number): string {
  const y = axisY - ROW / 2 - ROW * row;
  const foot =
    flag.kind === 'step'
      ? `<circle cx="${x}" cy="${axisY}" r="4"/>`
      : `<path d="M${x} ${axisY - 5}l5 5l-5 5l-5 -5z"/>`;
  const dashes = flag.kind === 'step' ? '' : ' stroke-dasharray="4 3"';
  return [
    `<g class="${flag.kind}">`,
    `<line x1="${x}" y1="${y - ROW + 6}" x2="${x}" y2="${axisY}" stroke="currentColor" stroke-opacity="0.6"${dashes}/>`,
    foot,
    `<text class="flag" x="${x + GAP}" y="${y}">${escaped(flag.text)}</text>`,
    '</g>',
  ].join('');
}

/** Colours for pages that have none of their own: they go by the custom properties --early, --wait and --appointment. */
export const TIMELINE_CSS = `.timeline { display: block; width: 100%; max-width: 60rem; height: auto; }
.timeline .early rect { fill: var(--early); }
.timeline .wait rect, .timeline .visit rect { fill: var(--wait); }
.timeline .appointment { color: var(--appointment); fill: var(--appointment); }
`;
