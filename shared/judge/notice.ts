import { secondsOf } from '../iso.js';
import { MINUTE, type Seconds } from '../time.js';
import { appointmentAt, type Finding, finding, type OrderCase } from './case.js';
import { isClose, type Mark } from './mark.js';

/** When the customer was told of a change: the time it says, else that of its own record. */
export function toldAt(change: Mark): Seconds | null {
  const told = secondsOf(change.fields['notice']);
  return told === null ? change.at : told;
}

/** J4: a change of the appointment is told long enough ahead. One finding for each change. */
export function judgeNotices(of: OrderCase): Finding[] {
  const changes = of.marks.filter(mark => mark.name === 'appt.changed');
  if (typeof of.params.rescheduleNoticeMin !== 'number') return [finding('NA', 'no-limit', [])];
  if (!changes.length) return [finding('NA', 'no-change', [])];
  return changes.map(change => noticeOf(of, change));
}

function noticeOf(of: OrderCase, change: Mark): Finding {
  if (change.fields['party'] === 'customer') return finding('EXCUSED', 'customer-change', [change]);
  const valid = appointmentAt(of, change.place - 1);
  const said = secondsOf(change.fields['old']);
  const old = said === null && valid ? valid.time : said;
  if (old === null) return finding('UNKNOWN', 'old-time-unknown', [change]);
  const notice = toldAt(change);
  if (notice === null) return finding('UNKNOWN', 'clock-not-set', [change]);
  const minutes = of.params.rescheduleNoticeMin as number;
  const limit = old - minutes * MINUTE;
  // A code that asks for no length of notice asks for it before the time.
  const inTime = minutes ? notice <= limit : notice < limit;
  return {
    verdict: inTime ? 'PASS' : 'FAIL',
    why: inTime ? 'notice-in-time' : 'short-notice',
    marks: [change],
    minutes: Math.floor((old - notice) / MINUTE),
    estimated: change.fields['notice'] === undefined && isClose(change, limit),
  };
}
