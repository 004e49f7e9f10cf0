import type { Item } from '../profile/profile.js';
import { startOfDay } from '../time.js';
import {
  appointmentAt,
  type Finding,
  finding,
  first,
  forEachVisit,
  isCalledOff,
  type OrderCase,
} from './case.js';
import { deadlineIn } from './deadline.js';
import { compare, type Mark } from './mark.js';
import { applies, isDismissed, marksFor, recordOf } from './record.js';
import type { VisitRun } from './visits.js';

/**
 * A C rule (rules A2.5): one finding for each visit in which it applies, or one NA.
 *
 * There is this one way to judge them all; what differs between items is in the profile.
 */
export function judgeItem(of: OrderCase, item: Item): Finding[] {
  const findings = forEachVisit(of, (same, visit) => itemOf(same, item, visit));
  const judged = findings.filter(found => found.verdict !== 'NA');
  return judged.length ? judged : [findings[findings.length - 1]];
}

function itemOf(of: OrderCase, item: Item, visit: VisitRun): Finding {
  if (item.shownOnly) return finding('NA', 'shown-only', []);
  if (isDismissed(item, visit)) return finding('NA', 'ticked-na', []);
  const record = recordOf(of, item, visit.all);
  if (item.declared)
    return record.done ? finding('PASS', 'done', record.marks) : finding('NA', 'not-ticked', []);
  if (!applies(of, item, visit)) return finding('NA', 'not-applicable', []);
  if (!isReached(item, visit)) return finding('NA', 'not-reached', []);
  if (item.deadline === 'end-of-day') return byTheDay(of, item, visit);
  const deadline = deadlineIn(item.deadline, visit);
  if (!deadline) return undecided(of, item, visit, record.done);
  const marks = record.marks.concat([deadline]);
  if (record.done) {
    if (compare(record.done, deadline) <= 0) return finding('PASS', 'done', marks);
    return item.precedes ? finding('FAIL', 'order', marks) : finding('WARN', 'late', marks);
  }
  if (!visit.ended) return finding('OPEN', 'not-done-yet', marks);
  const missed = finding('FAIL', 'missed', marks);
  return record.missing.length ? Object.assign({ missing: record.missing }, missed) : missed;
}

/** The door's answer, for the items that begin with it. */
function isInside(visit: VisitRun): boolean {
  return !!first(visit.run, 'entered');
}

/** Whether the visit went far enough for the item to be asked. */
function isReached(item: Item, visit: VisitRun): boolean {
  switch (item.shownFrom) {
    case 'answered':
      return (
        isInside(visit) || visit.run.some(mark => mark.name === 'answered' && mark.fields['at'] !== 'guard')
      );
    case 'entered':
    case 'work.started':
    case 'work.done':
      return isInside(visit) || !!first(visit.run, 'work.started');
    default:
      return true;
  }
}

/** No deadline has come: open once the item is shown; a visit that ended without one never asked. */
function undecided(of: OrderCase, item: Item, visit: VisitRun, done: Mark | null): Finding {
  if (visit.ended) return finding('NA', 'no-deadline', []);
  if (!visit.run.length && isCalledOff(of)) return finding('NA', 'called-off', []);
  if (!isShown(of, item, visit)) return finding('NA', 'not-reached', []);
  return done ? finding('OPEN', 'done-so-far', [done]) : finding('OPEN', 'not-done-yet', []);
}

/** What belongs to the order and not to one visit is shown from then on in all of them. */
function isShown(of: OrderCase, item: Item, visit: VisitRun): boolean {
  if (item.shownFrom === 'appt.made') return !!appointmentAt(of, of.badge.length);
  return !!first(item.shownFrom === 'order.accepted' ? of.marks : visit.all, item.shownFrom);
}

/** Judged by the local day on which it opened, and by what was recorded after the visit as well. */
function byTheDay(of: OrderCase, item: Item, visit: VisitRun): Finding {
  const opened = first(marksFor(item, visit), item.shownFrom);
  if (!opened) return finding('NA', 'not-reached', []);
  const since = of.marks.filter(mark => mark.place >= opened.place);
  const record = recordOf(of, item, since);
  const marks = [opened].concat(record.marks);
  if (opened.at === null || (record.done && record.done.at === null))
    return finding('UNKNOWN', 'clock-not-set', marks);
  const day = startOfDay(opened.at, of.zone);
  if (record.done) {
    const sameDay = startOfDay((record.done as Mark).at as number, of.zone) === day;
    if (sameDay) return finding('PASS', 'done', marks);
    if (!item.missedAfterDay) return finding('WARN', 'late', marks);
  } else if (!item.missedAfterDay || startOfDay(of.now, of.zone) <= day)
    return finding('OPEN', 'not-done-yet', marks);
  return finding('FAIL', 'missed', marks);
}
