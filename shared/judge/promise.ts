import { secondsOf } from '../iso.js';
import type { Timed } from '../profile/profile.js';
import { MINUTE, type Seconds, type Span } from '../time.js';
import { type Finding, finding, first, isCalledOff, type OrderCase, workDone, workShown } from './case.js';
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
  const isCallback = rule.keptBy === 'callback.done';
  const tolerance = isCallback ? (of.params.callbackToleranceMin || 0) * MINUTE : 0;
  const callback = isCallback && callbackFor(since, due, tolerance);
  if (callback) return calledBackAt(promise, callback, due, tolerance);
  const isWork = rule.keptBy === 'work.done';
  const kept = isWork ? workDone(since) : first(since, rule.keptBy as string);
  if (kept) return keptAt(promise, kept, due);
  const shows = isWork ? workShown(since.filter(mark => mark.name !== 'order.replied')) : null;
  if (shows) return finding('UNKNOWN', 'work-done-not-recorded', [promise, shows]);
  if (isCalledOff(of)) return finding('NA', 'called-off', [promise]);
  if (of.now <= due + tolerance) return finding('OPEN', 'promise-running', [promise]);
  const minutes = Math.ceil((of.now - due) / MINUTE);
  return { verdict: 'FAIL', why: 'promise-late', marks: [promise], minutes: minutes };
}

/** The callback that counts: one at the promised time if there was one, else the first. */
function callbackFor(since: readonly Mark[], due: Seconds, tolerance: Span): Mark | null {
  const callbacks = since.filter(mark => mark.name === 'callback.done');
  const onTime = callbacks.find(
    mark => mark.at !== null && mark.at >= due - tolerance && mark.at <= due + tolerance,
  );
  return onTime || callbacks[0] || null;
}

/** A callback is promised for a time: too early is not what was promised either. */
function calledBackAt(promise: Mark, callback: Mark, due: Seconds, tolerance: Span): Finding {
  const marks = [promise, callback];
  const at = callback.at;
  if (at === null) return finding('UNKNOWN', 'clock-not-set', marks);
  const estimated = isClose(callback, due - tolerance) || isClose(callback, due + tolerance);
  const off = (at < due ? due - at : at - due) / MINUTE;
  if (at > due + tolerance)
    return {
      verdict: 'FAIL',
      why: 'promise-late',
      marks: marks,
      minutes: Math.ceil(off),
      estimated: estimated,
    };
  if (at < due - tolerance)
    return {
      verdict: 'WARN',
      why: 'called-back-early',
      marks: marks,
      minutes: Math.ceil(off),
      estimated: estimated,
    };
  return Object.assign({ estimated: estimated }, finding('PASS', 'called-back', marks));
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
