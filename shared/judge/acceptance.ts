import { DAY, MINUTE, type Seconds, startOfDay, timeOfDay } from '../time.js';
import { acceptance, dispatchOf, showsAcceptance } from './base.js';
import { calledOff, type Finding, finding, type OrderCase } from './case.js';
import { clockOf, windowOf } from './clock.js';
import { isClose, type Mark } from './mark.js';
import { minutesOf } from './span.js';

/** J8: a dispatched order is accepted soon by day, and by the next morning if it came at night. */
export function judgeAcceptance(of: OrderCase): Finding[] {
  return [acceptanceOf(of)];
}

function acceptanceOf(of: OrderCase): Finding {
  if (typeof of.params.acceptWithinMin !== 'number') return finding('NA', 'no-limit', []);
  const base = dispatchOf(of, null);
  if (!base) return finding('UNKNOWN', 'dispatch-not-known', []);
  const dispatched = base.mark;
  if (dispatched.at === null) return finding('UNKNOWN', 'clock-not-set', [dispatched]);
  const due = acceptBy(of, dispatched.at, of.params.acceptWithinMin);
  if (due === null) return finding('NA', 'no-limit', [dispatched]);
  const accepted = acceptance(of);
  if (accepted) return acceptedAt(dispatched, accepted, due);
  const shows = showsAcceptance(of);
  if (shows) return finding('UNKNOWN', 'acceptance-not-recorded', [dispatched, shows]);
  return pending(of, dispatched, due);
}

/** Until when an order dispatched at `at` is to be accepted; null: the code says nothing of the night. */
function acceptBy(of: OrderCase, at: Seconds, minutes: number): Seconds | null {
  const day = windowOf(of.params.dayWindow);
  const clock = timeOfDay(at, of.zone);
  if (!day || (clock >= day.from && clock < day.to)) return at + minutes * MINUTE;
  const morning = clockOf(of.params.nightAcceptBy);
  if (morning === null) return null;
  return startOfDay(at, of.zone) + morning + (clock < morning ? 0 : DAY);
}

function acceptedAt(dispatched: Mark, accepted: Mark, due: Seconds): Finding {
  const marks = [dispatched, accepted];
  if (accepted.at === null) return finding('UNKNOWN', 'clock-not-set', marks);
  const left = due - accepted.at;
  return {
    verdict: left < 0 ? 'FAIL' : 'PASS',
    why: left < 0 ? 'accepted-late' : 'accepted-in-time',
    marks: marks,
    minutes: minutesOf(left),
    estimated: isClose(accepted, due),
  };
}

function pending(of: OrderCase, dispatched: Mark, due: Seconds): Finding {
  const off = calledOff(of);
  if (off && (off.at === null || off.at <= due)) return finding('NA', 'called-off', [dispatched, off]);
  const left = due - (off ? (off.at as Seconds) : of.now);
  return {
    verdict: left < 0 ? 'FAIL' : 'OPEN',
    why: left < 0 ? 'not-accepted' : 'acceptance-due',
    marks: [dispatched],
    minutes: minutesOf(left),
  };
}
