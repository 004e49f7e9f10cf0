import { isoOf, secondsOf } from '../shared/iso.js';
import { type DayKeys, dayKeyText, MOST_BADGES } from '../shared/pull/day-key-text.js';
import { dayKeyOf, type Role } from '../shared/pull/proof.js';
import { DAY, type Seconds, type Span } from '../shared/time.js';
import { deskDigest } from './dlog.js';
import type { BadgeKeys } from './keys.js';

/** Names of the roles; each may all that those before it may (proof.ts: `Role` counts from 1). */
export const ROLES = ['reader', 'archive', 'dispatch', 'admin'] as const;

export type RoleName = (typeof ROLES)[number];

export function roleOf(name: RoleName): Role {
  return ROLES.indexOf(name) + 1;
}

/** The date of a place at an instant, in days since 1970-01-01; `zone` is its offset from UTC. */
export function dayAt(at: Seconds, zone: Span): number {
  return Math.floor((at + zone) / DAY);
}

/** The day of a date such as 2026-11-25; null where it is none. */
export function dayOfDate(date: string): number | null {
  const at = secondsOf(`${date}T00:00:00Z`);
  return at === null ? null : at / DAY;
}

export function dateOf(day: number): string {
  return isoOf(day * DAY, 0).slice(0, 10);
}

/** A text of day keys, and whose they are. */
export interface DayKeyText {
  readonly badges: readonly string[];
  readonly text: string;
}

/** The day keys of badges as texts, so many badges in each as one holds. */
export function dayKeyTexts(
  badges: readonly Pick<BadgeKeys, 'badge' | 'radioKey'>[],
  role: Role,
  day: number,
): DayKeyText[] {
  const texts: DayKeyText[] = [];
  for (let from = 0; from < badges.length; from += MOST_BADGES) {
    const keys: DayKeys['keys'] = badges
      .slice(from, from + MOST_BADGES)
      .map(({ badge, radioKey }) => ({ badge, key: dayKeyOf(deskDigest, radioKey, role, day) }));
    texts.push({
      badges: keys.map(({ badge }) => badge),
      text: dayKeyText(deskDigest, { role, day, keys }),
    });
  }
  return texts;
}
