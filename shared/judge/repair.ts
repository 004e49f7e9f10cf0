import { MINUTE } from '../time.js';
import { reportOf } from './base.js';
import {
  calledOff,
  type Finding,
  finding,
  isCustomers,
  type OrderCase,
  workDone,
  workShown,
} from './case.js';
import { judgeTerm, type TermWhys } from './term.js';

const WHYS: TermWhys = {
  kept: 'repaired-in-time',
  late: 'repaired-late',
  undone: 'not-repaired',
  due: 'repair-due',
};

/** J11: a fault is repaired within its limit from the report. No pause stops the time. */
export function judgeRepair(of: OrderCase): Finding[] {
  const minutes = of.params.repairWithinMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const base = reportOf(of);
  if (!base) return [finding('UNKNOWN', 'report-not-known', [])];
  const shown = workShown(of.marks);
  if (shown) return [finding('UNKNOWN', 'work-done-not-recorded', [base.mark, shown])];
  const done = workDone(of.marks);
  const found = judgeTerm(of, base, minutes * MINUTE, done, calledOff(of), WHYS);
  if (found.verdict !== 'FAIL' || !isCustomers(of, done)) return [found];
  return [Object.assign({}, found, { verdict: 'EXCUSED', why: 'customer-caused' } as const)];
}
