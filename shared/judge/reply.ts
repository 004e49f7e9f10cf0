import { MINUTE } from '../time.js';
import { acceptance, dispatchOf } from './base.js';
import { calledOff, type Finding, finding, first, type OrderCase } from './case.js';
import { judgeTerm, type TermWhys } from './term.js';

const WHYS: TermWhys = {
  kept: 'replied-in-time',
  late: 'replied-late',
  undone: 'not-replied',
  due: 'reply-due',
};

/** J10: the order is replied within its limit from dispatch. */
export function judgeReply(of: OrderCase): Finding[] {
  const minutes = of.params.replyWithinMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const base = dispatchOf(of, acceptance(of));
  if (!base) return [finding('UNKNOWN', 'dispatch-not-known', [])];
  const replied = first(of.marks, 'order.replied');
  const calledBack = replied ? null : first(of.marks, 'callback.done');
  if (calledBack) return [finding('UNKNOWN', 'reply-not-recorded', [base.mark, calledBack])];
  return [judgeTerm(of, base, minutes * MINUTE, replied, calledOff(of), WHYS)];
}
