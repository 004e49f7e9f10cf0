import type { Seconds, Span } from '../time.js';
import { type Base, reportOf } from './base.js';
import {
  calledOff,
  type Finding,
  finding,
  isCustomers,
  type OrderCase,
  workDone,
  workShown,
} from './case.js';
import { workingDays } from './days.js';
import type { Mark } from './mark.js';

/** J14: an install or move is done within its working days from the report, and at the most within some more. */
export function judgeInstall(of: OrderCase): Finding[] {
  const normal = of.params.installWorkingDays;
  if (typeof normal !== 'number') return [finding('NA', 'no-limit', [])];
  const base = reportOf(of);
  if (!base) return [finding('UNKNOWN', 'report-not-known', [])];
  return [installFrom(of, base, normal)];
}

function installFrom(of: OrderCase, base: Base, normal: number): Finding {
  const shown = workShown(of.marks);
  if (shown) return finding('UNKNOWN', 'work-done-not-recorded', [base.mark, shown]);
  const done = workDone(of.marks);
  const end = done || calledOff(of);
  const marks = [base.mark].concat(end || []);
  if (base.mark.at === null || (end && end.at === null)) return finding('UNKNOWN', 'clock-not-set', marks);
  const from = base.mark.at;
  const to = end ? (end.at as Seconds) : of.now;
  const found = (at: Seconds): Finding => {
    const count = workingDays(from, at, of.zone, of.workingDays);
    const outcome = outcomeOf(of, count.days, normal, done, end, marks);
    if (outcome.verdict === 'NA') return outcome;
    return Object.assign({ count: count.days, estimated: base.estimated || count.guessed }, outcome);
  };
  const verdict = found(to);
  return turns(found, verdict, to, end ? end.drift : 0)
    ? Object.assign({}, verdict, { estimated: true })
    : verdict;
}

/** Whether the badge's drift could have carried the end over a midnight that matters. */
function turns(found: (at: Seconds) => Finding, verdict: Finding, to: Seconds, drift: Span): boolean {
  return found(to - drift).why !== verdict.why || found(to + drift).why !== verdict.why;
}

function outcomeOf(
  of: OrderCase,
  days: number,
  normal: number,
  done: Mark | null,
  end: Mark | null,
  marks: readonly Mark[],
): Finding {
  if (days <= normal) {
    if (done) return finding('PASS', 'done-in-days', marks);
    return end ? finding('NA', 'called-off', marks) : finding('OPEN', 'days-left', marks);
  }
  if (isCustomers(of, done)) return finding('EXCUSED', 'customer-caused', marks);
  const most = of.params.installWorkingDaysMax;
  return typeof most === 'number' && days <= most
    ? finding('WARN', 'over-normal-days', marks)
    : finding('FAIL', 'over-all-days', marks);
}
