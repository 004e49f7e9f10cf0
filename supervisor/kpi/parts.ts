import { type Mark, marksOf } from '../../shared/judge/mark.js';
import { byOrder, type OrderMarks } from '../../shared/judge/orders.js';
import type { Seconds } from '../../shared/time.js';
import type { Told } from '../report.js';

/** What one badge tells of an order. */
export interface Part {
  readonly told: Told;
  readonly one: OrderMarks;
  readonly badge: readonly Mark[];
}

/** The orders of a badge, each with its records. */
export function partsOf(told: Told): Part[] {
  const badge = marksOf(told.events);
  return byOrder(told.orders, badge).map(one => ({ told: told, one: one, badge: badge }));
}

/** Boots of one badge lie this far from those of the next, so that no count of seconds is carried across. */
const BOOTS = 1_000_000;

/** The records of several badges about one order, by their times; one without a time stays behind the one before it. */
export function joined(parts: readonly Part[]): Mark[] {
  const all: { readonly mark: Mark; readonly key: Seconds }[] = [];
  const brought = new Set<string>();
  parts.forEach((part, i) => {
    let key = 0;
    for (const mark of part.one.marks) {
      if (mark.ref === null && brought.has(mark.name)) continue;
      if (mark.ref === null) brought.add(mark.name);
      else key = Math.max(key, mark.at ?? 0);
      all.push({ mark: Object.assign({}, mark, { boot: mark.boot + i * BOOTS }), key: key });
    }
  });
  all.sort((a, b) => a.key - b.key);
  return all.map(({ mark }, i) => Object.assign({}, mark, { place: mark.ref === null ? mark.place : i }));
}
