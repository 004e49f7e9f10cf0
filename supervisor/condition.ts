import type { Words } from '../shared/profile/profile.js';
import type { Seconds, Span } from '../shared/time.js';
import { ClockQuality } from '../shared/visit/kind.js';
import type { BadgeStatus } from './pull.js';
import { fill, type Lang } from './report-words.js';

/** Percent of charge below which a battery is to be changed. */
const LOW_BATTERY = 20;
/** A clock that is further off is to be set: what two people notice when they compare. */
const MAX_OFF: Span = 5;

/** Units of a span, and how many seconds they have. */
const UNITS: readonly (readonly [Span, Words])[] = [
  [86_400, { zh: '{n} 天', en: '{n} days' }],
  [3600, { zh: '{n} 小时', en: '{n} hours' }],
  [60, { zh: '{n} 分钟', en: '{n} minutes' }],
  [1, { zh: '{n} 秒', en: '{n} s' }],
];

/** How a badge is, as far as somebody may have to do something about it. */
export interface Condition {
  /** Percent. */
  readonly battery: number;
  readonly isLow: boolean;
  /** How far its clock is ahead, below 0: behind; null: it is not set. */
  readonly ahead: Span | null;
  readonly isOff: boolean;
  /** Records that no supervisor has said to be safe. */
  readonly unsafe: number;
}

export function conditionOf({ next, pulled, wall, quality, battery }: BadgeStatus, now: Seconds): Condition {
  const ahead = quality === ClockQuality.NeverSet || !wall ? null : wall - now;
  return {
    battery: battery,
    isLow: battery < LOW_BATTERY,
    ahead: ahead,
    isOff: ahead === null || Math.abs(ahead) > MAX_OFF,
    // That it was said is a record too, behind those that it was said of.
    unsafe: pulled ? Math.max(0, next - pulled - 1) : next,
  };
}

/** How long a span is, whichever its sign, in the largest unit that it fills twice. */
export function spanText(span: Span, lang: Lang): string {
  const abs = Math.abs(span);
  const [size, words] = UNITS.find(([each]) => abs >= 2 * each) ?? (UNITS.at(-1) as (typeof UNITS)[number]);
  return fill(words[lang], { n: Math.round(abs / size) });
}
