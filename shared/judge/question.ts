import { MINUTE } from '../time.js';
import { type Finding, finding, type OrderCase } from './case.js';
import type { Mark } from './mark.js';
import { judgeTerm, type TermWhys } from './term.js';

/** Each thing that was opened and what settled it: every settling goes to the oldest one still open. */
function settlings(
  marks: readonly Mark[],
  opens: string,
  settles: readonly string[],
): { opened: Mark; settled: Mark | null }[] {
  const all: { opened: Mark; settled: Mark | null }[] = [];
  for (const mark of marks) {
    if (mark.name === opens) all.push({ opened: mark, settled: null });
    const oldest = settles.includes(mark.name) && all.find(one => !one.settled);
    if (oldest) oldest.settled = mark;
  }
  return all;
}

const QUESTION: TermWhys = {
  kept: 'handed-in-time',
  late: 'handed-late',
  undone: 'not-handed',
  due: 'hand-over-due',
};

/** J15: a question that several departments must answer is handed over in time. One finding for each question. */
export function judgeQuestions(of: OrderCase): Finding[] {
  const minutes = of.params.questionHandOverMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const questions = settlings(of.marks, 'query.taken', ['query.handed', 'query.closed']);
  if (!questions.length) return [finding('NA', 'no-question', [])];
  return questions.map(one => {
    if (one.opened.fields['departments'] !== true) return finding('NA', 'one-department', [one.opened]);
    const base = { mark: one.opened, estimated: false };
    return judgeTerm(of, base, minutes * MINUTE, one.settled, null, QUESTION);
  });
}

const DAMAGE: TermWhys = {
  kept: 'settled-in-time',
  late: 'settled-late',
  undone: 'not-settled',
  due: 'settlement-due',
};

/** J16: damage is made good in time. One finding for each damage. */
export function judgeDamage(of: OrderCase): Finding[] {
  const minutes = of.params.damageWithinMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const damages = settlings(of.marks, 'damage.made', ['damage.settled']);
  if (!damages.length) return [finding('NA', 'no-damage', [])];
  return damages.map(one =>
    judgeTerm(of, { mark: one.opened, estimated: false }, minutes * MINUTE, one.settled, null, DAMAGE),
  );
}
