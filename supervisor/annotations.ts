import type { Seconds } from '../shared/time.js';
import type { Party } from '../shared/visit/event.js';

/** What somebody says about a verdict. The verdict stays as it was judged. */
export interface Annotation {
  readonly badge: string;
  readonly order: string;
  readonly rule: string;
  /** Counted from 1 in its order; 0: every verdict of the rule in this order. */
  readonly visit: number;
  /** A remark; the supervisor's excuse, with whose cause it was; the engineer's objection. */
  readonly kind: 'note' | 'excuse' | 'contest';
  /** Whose cause it was, where it is an excuse. */
  readonly party: Party | null;
  readonly reason: string;
  readonly author: string;
  readonly made: Seconds;
}

export const PARTIES: readonly Party[] = ['customer', 'company', 'third', 'weather', 'unknown'];

/** An annotation, and whether its author said something else about the same verdict later. */
export interface Said extends Annotation {
  readonly superseded: boolean;
}

/** Annotations, in the order in which they were made, with what has become of them. */
export function saidOf(annotations: readonly Annotation[]): Said[] {
  const last = new Map(annotations.map(each => [aboutBy(each), each]));
  return annotations.map(each => ({ ...each, superseded: last.get(aboutBy(each)) !== each }));
}

/** What it is about, and who says it. */
function aboutBy({ badge, order, rule, visit, author }: Annotation): string {
  return JSON.stringify([badge, order, rule, visit, author]);
}

/** Those about a verdict of a badge. `visit`: 0 where the verdict is about the order as a whole. */
export function saidAbout(
  said: readonly Said[],
  verdict: { readonly order: string; readonly rule: string },
  visit: number,
): Said[] {
  return said.filter(
    each =>
      each.order === verdict.order &&
      each.rule === verdict.rule &&
      // What is about the whole order stands under its visit while there is only one.
      (each.visit === 0 || visit === 0 || each.visit === visit),
  );
}
