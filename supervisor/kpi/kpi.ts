import { CATALOGUE } from '../../shared/catalogue/catalogue.js';
import type { Kpi, Mean } from '../../shared/catalogue/kpi.js';
import type { Profile } from '../../shared/profile/profile.js';
import { profileOf } from '../../shared/profile/profiles.js';
import { MINUTE } from '../../shared/time.js';
import type { Told } from '../report.js';
import { type Case, casesOf } from './cases.js';
import type { Finding } from './finding.js';
import { isOver, needsOf } from './known.js';
import type { StationList } from './list.js';
import { findingsOf } from './measure.js';
import { REASONS, type Reason } from './reasons.js';

/** A level that the code sets, and whether the figure reaches it. */
export interface Goal {
  readonly name: 'min' | 'baseline' | 'challenge' | 'overall';
  /** A ratio, or minutes for `overall`. */
  readonly at: number;
  /** Null: nothing was counted. */
  readonly met: boolean | null;
}

/** The mean of one area. */
export interface AreaMean {
  readonly area: 'urban' | 'township' | 'village' | 'not-known';
  readonly orders: readonly string[];
  /** Minutes; null: nothing was counted. */
  readonly value: number | null;
  /** Minutes; null: the code does not state it. */
  readonly limit: number | null;
  /** Null: nothing counted, or nothing stated. */
  readonly met: boolean | null;
}

/** One key figure of a station, counted. */
export interface KeyFigure {
  /** The entry of the catalogue. */
  readonly id: string;
  readonly profile: string;
  readonly kpi: Kpi;
  /** `needs`: columns are missing in the station's list. `not-stated`: the code gives no number to count by. */
  readonly state: 'counted' | 'nothing' | 'needs' | 'not-stated';
  readonly needs: readonly string[];
  readonly unit: 'ratio' | 'minutes';
  /** How many kept the limit; of a mean the minutes together. Null unless counted. */
  readonly numerator: number | null;
  /** How many were counted. Null where it cannot be computed. */
  readonly denominator: number | null;
  readonly value: number | null;
  readonly goals: readonly Goal[];
  readonly areas: readonly AreaMean[];
  /** Ids of what stands in the denominator, once for each time that it was counted. */
  readonly counted: readonly string[];
  /** Those of them that are not in the numerator. */
  readonly late: readonly string[];
  /** Those of `late` that passed the outermost limit too. */
  readonly beyond: readonly string[];
  /** Those that clock drift or a missing table of working days could turn. */
  readonly estimated: readonly string[];
  readonly excluded: readonly { readonly reason: Reason; readonly orders: readonly string[] }[];
}

/** A case and where it stands. */
interface Counted {
  readonly one: Case;
  readonly found: Finding;
}

/** Whether badges of these profiles, or a list, give anything that key figures are counted over (`casesOf`). */
export function hasFigures(
  badges: readonly { readonly profile: Profile }[],
  list: StationList | null,
): boolean {
  return list !== null || badges.some(each => figuresOf(each.profile.id).length > 0);
}

function figuresOf(profile: string): { readonly id: string; readonly kpi: Kpi }[] {
  const code = CATALOGUE.find(each => each.profile === profile);
  return (code?.entries ?? []).flatMap(entry =>
    entry.class === 'K' ? [{ id: entry.id, kpi: entry.kpi }] : [],
  );
}

/**
 * Every key figure of every code (class K of the catalogue), in its order, counted over these badges and this list.
 *
 * `told` is not empty. Nothing is guessed: a figure that the data do not give says which columns it needs.
 */
export function keyFigures(told: readonly Told[], list: StationList | null): KeyFigure[] {
  return CATALOGUE.flatMap(({ profile }) => {
    const figures = figuresOf(profile);
    if (!figures.length) return [];
    const cases = casesOf(told, list, profileOf(profile) as Profile);
    return figures.map(({ id, kpi }) => figureOf(id, profile, kpi, cases, list));
  });
}

function figureOf(
  id: string,
  profile: string,
  kpi: Kpi,
  cases: readonly Case[],
  list: StationList | null,
): KeyFigure {
  const needs = needsOf(kpi, list);
  const isStated = kpi.form !== 'within' || kpi.minutes !== null;
  const all: Counted[] = [];
  if (!needs.length && isStated)
    for (const one of cases)
      if (isOver(kpi, one))
        for (const found of findingsOf(kpi, one, list)) all.push({ one: one, found: found });
  const counted = all.filter(({ found }) => found.is !== 'out');
  const top = kpi.form === 'mean' ? minutesIn(counted) : counted.filter(isKept).length;
  const isCounted = counted.length > 0;
  const isComputed = isStated && !needs.length;
  return {
    id: id,
    profile: profile,
    kpi: kpi,
    state: !isStated ? 'not-stated' : needs.length ? 'needs' : isCounted ? 'counted' : 'nothing',
    needs: isStated ? needs : [],
    unit: kpi.form === 'mean' ? 'minutes' : 'ratio',
    numerator: isCounted ? top : null,
    denominator: isComputed ? counted.length : null,
    value: isCounted ? top / counted.length : null,
    goals: goalsOf(kpi, top, counted.length),
    areas: kpi.form === 'mean' ? areasOf(kpi, counted) : [],
    counted: counted.map(idOf),
    late: counted.filter(each => !isKept(each)).map(idOf),
    beyond: counted.filter(({ found }) => found.beyond).map(idOf),
    estimated: counted.filter(({ found }) => found.estimated).map(idOf),
    excluded: excludedOf(all),
  };
}

function isKept({ found }: Counted): boolean {
  return found.is === 'kept';
}

function idOf({ one }: Counted): string {
  return one.id;
}

function minutesIn(counted: readonly Counted[]): number {
  return counted.reduce((sum, { found }) => sum + (found.seconds ?? 0), 0) / MINUTE;
}

function excludedOf(all: readonly Counted[]): KeyFigure['excluded'] {
  return (Object.keys(REASONS) as Reason[])
    .map(reason => ({
      reason: reason,
      orders: all.filter(({ found }) => found.is === 'out' && found.reason === reason).map(idOf),
    }))
    .filter(({ orders }) => orders.length > 0);
}

/** Levels are whole thousandths, so that a share that reaches one exactly is not lost in the last digit. */
const THOUSAND = 1000;

function goalsOf(kpi: Kpi, top: number, count: number): Goal[] {
  if (kpi.form === 'mean')
    return [{ name: 'overall', at: kpi.overall, met: count ? top <= kpi.overall * count : null }];
  if (kpi.form !== 'share') return [];
  return Object.entries(kpi.goal).map(([name, at]) => ({
    name: name as Goal['name'],
    at: at,
    met: count ? top * THOUSAND >= Math.round(at * THOUSAND) * count : null,
  }));
}

function areasOf(kpi: Mean, counted: readonly Counted[]): AreaMean[] {
  return (['urban', 'township', 'village', 'not-known'] as const).map(area => {
    const own = counted.filter(({ one }) => (one.of.order.area ?? 'not-known') === area);
    const limit = area === 'not-known' ? null : kpi.areas[area];
    const value = own.length ? minutesIn(own) / own.length : null;
    return {
      area: area,
      orders: own.map(idOf),
      value: value,
      limit: limit,
      met: value === null || limit === null ? null : minutesIn(own) <= limit * own.length,
    };
  });
}
