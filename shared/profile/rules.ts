import type { Entry } from '../catalogue/entry.js';
import type { Item } from './profile.js';

/** The judged rules among the entries of a code, in its order: T and C, and the tips whose tick is a statement. */
export function rulesOf(entries: readonly Entry[], items: readonly Item[]): readonly string[] {
  const isDeclared = (id: string): boolean => items.some(item => item.id === id && item.declared === true);
  return entries
    .filter(entry => entry.class === 'T' || entry.class === 'C' || isDeclared(entry.id))
    .map(entry => entry.id);
}
