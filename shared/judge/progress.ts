import { MINUTE, type Span } from '../time.js';
import { acceptance, notAccepted } from './base.js';
import { calledOff, type Finding, finding, type OrderCase, workDone, workShown } from './case.js';
import { compare, type Mark } from './mark.js';
import { type Margin, marginAt, minutesOf } from './span.js';

/** J13: while a fault is in hand its customer never waits longer than the limit for word of it, by night either. */
export function judgeProgress(of: OrderCase): Finding[] {
  const minutes = of.params.progressEveryMin;
  if (typeof minutes !== 'number') return [finding('NA', 'no-limit', [])];
  const accepted = acceptance(of);
  return [accepted ? progressSince(of, accepted, minutes * MINUTE) : notAccepted(of)];
}

function progressSince(of: OrderCase, accepted: Mark, limit: Span): Finding {
  const shown = workShown(of.marks);
  if (shown) return finding('UNKNOWN', 'work-done-not-recorded', [accepted, shown]);
  const done = workDone(of.marks);
  const whole = done && marginAt(of, accepted, limit, done);
  if (whole && whole.known && whole.left >= 0)
    return ofGaps(finding('NA', 'progress-not-needed', [accepted, done as Mark]), [whole]);
  const end = done || calledOff(of);
  const told = of.marks.filter(mark => isTold(mark, accepted, end));
  const gaps = gapsOf(of, [accepted].concat(told), end, limit);
  const marks = [accepted].concat(told, end || []);
  const over = gaps.filter(gap => gap.left < 0);
  if (over.length) {
    const worst = over.reduce((least, gap) => Math.min(least, gap.left), 0);
    const found = { count: over.length, minutes: minutesOf(worst) };
    return Object.assign(found, ofGaps(finding('FAIL', 'progress-gap', marks), gaps));
  }
  if (gaps.some(gap => !gap.known)) return finding('UNKNOWN', 'clock-not-set', marks);
  if (done) return ofGaps(finding('PASS', 'progress-told', marks), gaps);
  if (end) return finding('NA', 'called-off', marks);
  const left = minutesOf(gaps[gaps.length - 1].left);
  return Object.assign({ minutes: left }, ofGaps(finding('OPEN', 'progress-due', marks), gaps));
}

function isTold(mark: Mark, accepted: Mark, end: Mark | null): boolean {
  return mark.name === 'progress.sent' && compare(mark, accepted) >= 0 && (!end || compare(mark, end) <= 0);
}

/** From each mark to the next one, and from the last of them to the end or now. */
function gapsOf(of: OrderCase, from: readonly Mark[], end: Mark | null, limit: Span): Margin[] {
  return from.map((mark, i) => marginAt(of, mark, limit, i + 1 < from.length ? from[i + 1] : end));
}

function ofGaps(found: Finding, gaps: readonly Margin[]): Finding {
  return Object.assign({ estimated: gaps.some(gap => gap.close) }, found);
}
