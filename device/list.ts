import { Fixed } from '../shared/words/ui.js';
import { type App, fixed, type Line } from './app.js';

/** Rows of the body. */
const ROWS_SHOWN = 3;

/**
 * Shows a list to choose from: BTN1 up, BTN2 down, BTN3 takes the marked row.
 *
 * `line` and `box` give a row's words and what stands before them; `choose` acts on a row and leaves the list open
 * or shows something else.
 */
export function openList(
  app: App,
  title: Line,
  rows: number,
  line: (row: number) => Line,
  box: (row: number) => string,
  choose: (row: number) => void,
): void {
  let at = 0;
  // The marked row stands in the middle where it can.
  const first = (): number => Math.max(0, Math.min(at - 1, rows - ROWS_SHOWN));
  const place = (): void => {
    app.place = at + 1 + '/' + rows;
  };
  app.view = {
    title: title,
    body: row => (first() + row < rows ? line(first() + row) : 0),
    mark: row => (first() + row === at ? '>' : ' ') + (first() + row < rows ? box(first() + row) : ''),
    label: button => fixed(app, button === 1 ? Fixed.Up : button === 2 ? Fixed.Down : Fixed.Choose),
    press: button => {
      if (button < 3) {
        at = (at + (button === 1 ? rows - 1 : 1)) % rows;
        place();
      } else choose(at);
    },
  };
  place();
}

/** Asks once more: up to three lines, and BTN3 to go on all the same. Without a `yes` it only says something. */
export function openQuestion(app: App, lines: Fixed[], yes: Line, act: () => void): void {
  app.place = '';
  app.view = {
    title: 0,
    body: row => (row < lines.length ? fixed(app, lines[row]) : 0),
    mark: () => '',
    label: button => (button === 3 ? yes : 0),
    press: button => {
      if (button === 3) act();
    },
  };
}
