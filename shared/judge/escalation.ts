import { MINUTE } from '../time.js';
import { reportOf } from './base.js';
import { calledOff, type Finding, finding, first, type OrderCase, workDone, workShown } from './case.js';
import { marginAt } from './span.js';
import { measured } from './term.js';

/** J12: what is not repaired within four hours of the report was passed on, at whatever time. */
export function judgeEscalation(of: OrderCase): Finding[] {
  return [escalationOf(of)];
}

function escalationOf(of: OrderCase): Finding {
  const minutes = of.params.escalateAfterMin;
  if (typeof minutes !== 'number') return finding('NA', 'no-limit', []);
  const base = reportOf(of);
  if (!base) return finding('UNKNOWN', 'report-not-known', []);
  const shown = workShown(of.marks);
  if (shown) return finding('UNKNOWN', 'work-done-not-recorded', [base.mark, shown]);
  const done = workDone(of.marks);
  const off = calledOff(of);
  const margin = marginAt(of, base.mark, minutes * MINUTE, done || off);
  const marks = [base.mark].concat(done || off || []);
  if (!margin.known) return finding('UNKNOWN', 'clock-not-set', marks);
  if (margin.left >= 0) {
    if (done) return measured({ verdict: 'NA', why: 'escalation-not-needed' }, marks, margin, base);
    if (off) return finding('NA', 'called-off', marks);
    return measured({ verdict: 'OPEN', why: 'escalation-not-due' }, marks, margin, base);
  }
  const escalated = first(of.marks, 'escalated');
  return escalated
    ? measured({ verdict: 'PASS', why: 'escalated' }, marks.concat(escalated), margin, base)
    : measured({ verdict: 'FAIL', why: 'not-escalated' }, marks, margin, base);
}
