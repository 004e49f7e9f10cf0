import { MARK, Outcome } from '../shared/enrol/outcome.js';
import { installed, onAnyPress, screen } from './boards/pixljs-bench.js';
import { makeKeys } from './enrol/enrolment.js';
import { showLines, showQr } from './enrol/show.js';

/**
 * The installer that enrols a badge: `doorstep flash --enrol` sends it to the console after an upload. It runs from
 * RAM, is no part of the application, and leaves nothing behind but the two keys in flash.
 */

/** Set in front of this script by whoever sends it: whether keys that are there may be superseded. */
declare const replaceKeys: boolean;

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

/** Until whoever uploads has heard the last line, in milliseconds. */
const HEARD = 500;

function enrol(): void {
  const made = makeKeys(installed(), replaceKeys);
  const outcome = typeof made === 'string' ? Outcome.Done : made;
  print(MARK + 'enrol ' + outcome + ' ' + WHY[outcome]);
  print(MARK + 'done');
  setTimeout(() => {
    const display = screen();
    onAnyPress(() => {
      display.clear();
      display.show();
      load();
    });
    if (typeof made === 'string') {
      // From here on nobody who is connected can look into this badge, or draw over it.
      E.setConsole(null, { force: true });
      showQr(display, made);
    } else showLines(display, ['Not enrolled:', WHY[made], '', 'Press a key']);
  }, HEARD);
}

enrol();
