import { Fixed } from '../shared/words/ui.js';
import { type App, fixed, type Line, ROWS, type View } from './app.js';

/** Keys of a list. */
const LIST_KEYS = [Fixed.Up, Fixed.Down, Fixed.Choose];

/** Shows a screen of lines; `labels` are those of BTN1 to BTN3. */
export function openView(
  app: App,
  title: Line,
  lines: Line[],
  labels: readonly Fixed[],
  act: (button: number) => void,
): View {
  const view = { title: title, labels: labels, lines: lines, marks: [], place: '', act: act };
  app.view = view;
  return view;
}

/** Says up to three lines; with `yes` and `act` it asks whether to go on all the same. */
export function openQuestion(app: App, lines: readonly Fixed[], yes?: Fixed, act?: () => void): void {
  openView(
    app,
    0,
    lines.map(line => fixed(app, line)),
    [0, 0, yes || 0],
    button => {
      if (act && button > 2) act();
    },
  );
}

/**
 * Shows a list to choose from: BTN1 up, BTN2 down, BTN3 takes the marked row. `line` and `box` give a row's words and
 * what stands before them; `choose` acts on a row and leaves the list open or shows something else.
 */
export function openList(
  app: App,
  title: Line,
  rows: number,
  line: (row: number) => Line,
  choose: (row: number) => void,
  box?: (row: number) => string,
): void {
  let at = 0;
  const view = openView(app, title, [], LIST_KEYS, button => {
    if (button > 2) choose(at);
    else at = (at + (button > 1 ? 1 : rows - 1)) % rows;
    show();
  });
  const show = (): void => {
    view.lines = [];
    view.marks = [];
    view.place = at + 1 + '/' + rows;
    // The marked row stands in the middle where it can.
    const first = Math.max(0, Math.min(at - 1, rows - ROWS));
    for (let row = first; row < rows && row < first + ROWS; row++) {
      view.lines.push(line(row));
      view.marks.push((row === at ? '>' : ' ') + (box ? box(row) : ''));
    }
    app.framed = 0;
  };
  show();
}
