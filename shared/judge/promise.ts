import { secondsOf } from '../iso.js';
import type { Timed } from '../profile/profile.js';
import { MINUTE, type Seconds } from '../time.js';
import { type Finding, finding, first, firstOf, isCalledOff, type OrderCase, workDone } from './case.js';
import { compare, isClose, type Mark } from './mark.js';

/** J18: what was promised is done by its time. The last promise under a rule is the one that counts. */
export function judgePromises(of: OrderCase, rule: Timed): Finding[] {
  const promises = of.marks.filter(mark => mark.name === 'promise.made' && mark.fields['rule'] === rule.rule);
  if (!promises.length) return [finding('NA', 'no-promise', [])];
  return [promiseOf(of, rule, promises[promises.length - 1])];
}

function promiseOf(of: OrderCase, rule: Timed, promise: Mark): Finding {
  const due = secondsOf(promise.fields['due']) as Seconds;
  const since = of.marks.filter(mark => compare(mark, promise) >= 0);
  const kept = rule.keptBy === 'work.done' ? workDone(since) : first(since, rule.keptBy as string);
  if (kept) return keptAt(promise, kept, due);
  const shows = rule.keptBy === 'work.done' ? firstOf(since, ['trial.ok', 'signed']) : null;
  if (shows) return finding('UNKNOWN', 'work-done-not-recorded', [promise, shows]);
  if (isCalledOff(of)) return finding('NA', 'called-off', [promise]);
  if (of.now <= due) return finding('OPEN', 'promise-running', [promise]);
  const minutes = Math.ceil((of.now - due) / MINUTE);
  return { verdict: 'FAIL', why: 'promise-late', marks: [promise], minutes: minutes };
}

function keptAt(promise: Mark, kept: Mark, due: Seconds): Finding {
  const marks = [promise, kept];
  if (kept.at === null) return finding('UNKNOWN', 'clock-not-set', marks);
  const inTime = kept.at <= due;
  return {
    verdict: inTime ? 'PASS' : 'FAIL',
    why: inTime ? 'promise-kept' : 'promise-late',
    marks: marks,
    minutes: inTime ? Math.floor((due - kept.at) / MINUTE) : Math.ceil((kept.at - due) / MINUTE),
    estimated: isClose(kept, due),
  };
}
