import { isoOf, secondsOf } from '../../shared/iso.js';
import type { Profile } from '../../shared/profile/profile.js';
import { profileOf } from '../../shared/profile/profiles.js';
import type { EventRecord, Order } from '../../shared/visit/event.js';
import { type KeyFigure, keyFigures } from '../../supervisor/kpi/kpi.js';
import { readStation, type StationList } from '../../supervisor/kpi/list.js';
import type { Told } from '../../supervisor/report.js';

export const ZONE = 8 * 3600;
/** A Monday. */
export const MORNING = secondsOf('2026-11-23T09:00:00+08:00') as number;
export const TT = profileOf('TT') as Profile;

/** So many minutes after the morning. */
export function after(minutes: number): string {
  return isoOf(MORNING + minutes * 60, ZONE);
}

/** A TT badge with these orders and events, pulled so many minutes after the morning. */
export function told(orders: readonly Order[], events: readonly EventRecord[], pulled = 60 * 24 * 30): Told {
  return {
    profile: TT,
    zone: ZONE,
    now: MORNING + pulled * 60,
    settings: {},
    workingDays: null,
    orders: orders,
    events: events,
  };
}

export function listOf(...lines: readonly string[]): StationList {
  const list = readStation(lines.join('\n'));
  if ('error' in list) throw new Error(`${list.line}: ${list.error}`);
  return list;
}

export function figure(id: string, badges: readonly Told[], list: StationList | null = null): KeyFigure {
  return keyFigures(badges, list).find(each => each.id === id) as KeyFigure;
}

/** Numerator, denominator and what was left out, as `3/4 open 1`. */
export function brief({ state, numerator, denominator, excluded }: KeyFigure): string {
  const left = excluded.map(({ reason, orders }) => ` ${reason} ${orders.length}`).join('');
  return `${state === 'counted' ? `${numerator}/${denominator}` : state}${left}`;
}
