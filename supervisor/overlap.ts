import type { Dlog } from './dlog.js';

/**
 * The logs of one badge that hold all its records between them, newest first: each pull brings the whole ring, so most
 * repeat what a later one has. The newest is always among them.
 */
export function needed(logs: readonly Dlog[]): Dlog[] {
  const kept: Dlog[] = [];
  for (const log of [...logs].sort((a, b) => b.pulledAt - a.pulledAt || b.next - a.next))
    if (!kept.length || !isCovered(log, kept)) kept.push(log);
  return kept;
}

/** Whether every record of a log is in some of the others. */
function isCovered(log: Dlog, by: readonly Dlog[]): boolean {
  let reach = log.first;
  while (reach < log.next) {
    const over = by.find(other => other.first <= reach && other.next > reach);
    if (!over) return false;
    reach = over.next;
  }
  return true;
}
