import { Fixed } from '../shared/words/ui.js';
import { type App, fixed, type Line } from './app.js';

/** Keys of a list, and what stands in front of a row that has no box. */
const LIST_KEYS = [Fixed.Up, Fixed.Down, Fixed.Choose];
export const NO_BOX = (): string => '';

/**
 * Shows a list to choose from. `line` and `box` give a row's words and what stands before them; `choose` acts on a row
 * and leaves the list open or shows something else.
 */
export function openList(
  app: App,
  title: Line,
  rows: number,
  line: (row: number) => Line,
  box: (row: number) => string,
  choose: (row: number) => void,
): void {
  const view = {
    title: title,
    labels: LIST_KEYS,
    rows: rows,
    at: 0,
    line: line,
    box: box,
    act: () => choose(view.at),
  };
  app.view = view;
}

/** Says up to three lines; with `yes` and `act` it asks whether to go on all the same. */
export function openQuestion(app: App, lines: readonly Fixed[], yes?: Fixed, act?: () => void): void {
  app.view = {
    title: 0,
    labels: [0, 0, yes || 0],
    rows: lines.length,
    at: -1,
    line: row => fixed(app, lines[row]),
    box: NO_BOX,
    act: button => {
      if (act && button === 3) act();
    },
  };
}
