import { type Finding, finding, type OrderCase } from './case.js';
import type { Mark } from './mark.js';

/** J5: how often the appointment was changed. One finding for the order; changes the customer asked for do not count. */
export function judgeChanges(of: OrderCase): Finding[] {
  const most = of.params.maxCompanyChanges;
  if (typeof most !== 'number') return [finding('NA', 'no-limit', [])];
  const changes = of.marks.filter(mark => mark.name === 'appt.changed');
  if (!changes.length) return [finding('NA', 'no-change', [])];
  const counted = changes.filter(change => change.fields['party'] !== 'customer');
  return [Object.assign({ count: counted.length }, outcomeOf(changes, counted, most))];
}

/** A change of which nobody said whose wish it was may have been the customer's. */
function isOurs(change: Mark): boolean {
  const party = change.fields['party'];
  return party !== undefined && party !== 'unknown';
}

function outcomeOf(changes: readonly Mark[], counted: readonly Mark[], most: number): Finding {
  if (counted.length <= most) return finding('PASS', 'changes-within-limit', changes);
  return counted.filter(isOurs).length > most
    ? finding('FAIL', 'too-many-changes', counted)
    : finding('WARN', 'changes-of-unknown-party', counted);
}
