import { DAY, startOfDay, timeOfDay } from '../time.js';
import { acceptance } from './base.js';
import { appointmentAt, type Finding, finding, type OrderCase } from './case.js';
import { windowOf } from './clock.js';

/** J17: the last agreed hour lies within the hours for visits; nobody is to begin at the hour that ends them. */
export function judgeWindow(of: OrderCase): Finding[] {
  const window = windowOf(of.params.visitWindow);
  if (!window) return [finding('NA', 'no-limit', [])];
  const agreed = appointmentAt(of, of.badge.length);
  if (!agreed) return [finding('NA', 'no-appointment', [])];
  const marks = [agreed.made];
  const clock = timeOfDay(agreed.time, of.zone);
  const closing = startOfDay(agreed.time, of.zone) + window.to;
  if (clock < window.from || agreed.time >= closing || agreed.end > closing)
    return agreed.made.fields['party'] === 'customer'
      ? [finding('WARN', 'outside-by-customer', marks)]
      : [finding('FAIL', 'outside-window', marks)];
  return [finding('PASS', isWithinADay(of, agreed.time) ? 'in-window-within-a-day' : 'in-window', marks)];
}

/** Before 24 hours from acceptance an install is a favour, which the code neither asks nor forbids. */
function isWithinADay(of: OrderCase, time: number): boolean {
  if (of.order.type !== 'install' && of.order.type !== 'move') return false;
  const accepted = acceptance(of);
  return !!accepted && accepted.at !== null && time < accepted.at + DAY;
}
