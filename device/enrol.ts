import { MARK, Outcome } from '../shared/enrol/outcome.js';
import {
  afterHearing,
  closeConsole,
  installed,
  onAnyPress,
  say,
  screen,
  startApplication,
} from './boards/pixljs-bench.js';
import { makeKeys } from './enrol/enrolment.js';
import { showLines, showQr } from './enrol/show.js';

/**
 * The installer that enrols a badge: `doorstep flash --enrol` sends it to the console after an upload. It runs from
 * RAM, is no part of the application, and leaves nothing behind but the two keys in flash.
 */

/** For each `Outcome`, in at most 21 characters. */
const WHY = [
  '',
  'it has keys already',
  'its log is not there',
  'page 0 has no id',
  'no words file',
  'no random numbers',
  'no room in its log',
  'no room in page 0',
];

function enrol(): void {
  const made = makeKeys(installed());
  const outcome = typeof made === 'string' ? Outcome.Done : made;
  say(MARK + 'enrol ' + outcome + ' ' + WHY[outcome]);
  say(MARK + 'done');
  afterHearing(() => {
    const display = screen();
    onAnyPress(() => {
      display.clear();
      display.show();
      startApplication();
    });
    if (typeof made === 'string') {
      closeConsole();
      showQr(display, made);
    } else showLines(display, ['Not enrolled:', WHY[made], '', 'Press a key']);
  });
}

enrol();
