import {
  COLUMN,
  FIRST_STRETCH,
  FONT_SHIFT,
  LARGER,
  MORE_PIECES,
  NARROW,
  PACKED,
  PIECE_LENGTH,
  PLACE,
  ROW_HEIGHT,
  SHORTEST_STRETCH,
  STRETCH_OFFSET,
  STRETCH_SHIFT,
  VALUE_FONT,
  WIDE,
  Words,
} from '../shared/words/layout.js';
import { type App, isReference, type Line } from './app.js';
import { valueText } from './values.js';

/** Puts the stretches of other text back into a packed one. @inline */
function unpack(app: App, text: string): string {
  return text.replace(/[^ -~]/g, code => {
    const cell = app.cells[code.charCodeAt(0) - (FIRST_STRETCH - Words.Stretches)];
    return app.words.substr(cell & STRETCH_OFFSET, (cell >> STRETCH_SHIFT) + SHORTEST_STRETCH);
  });
}

/** Draws a line and answers where it ends; without `ink` it only measures. Of one in the words file the text is added to `app.said`. */
export function drawLine(app: App, line: Line, x: number, y: number, ink: boolean): number {
  if (!isReference(line)) {
    if (ink) app.display.text(0, line, x, y);
    return x + line.length * NARROW;
  }
  let place = line & PLACE;
  let head = place ? MORE_PIECES : 0;
  // How many times larger than a row: 0, or 1 and 2 for what stands over two rows.
  let grown = 0;
  while (head & MORE_PIECES) {
    head = app.words.charCodeAt(place++);
    let font = (head >> FONT_SHIFT) & VALUE_FONT;
    const size = head & PIECE_LENGTH;
    if (!size) {
      grown = font - 1;
      if (!grown) x = COLUMN;
      else if (ink) app.display.clear(0, y, COLUMN - 1, y + 2 * ROW_HEIGHT - 1);
      continue;
    }
    let text = font === VALUE_FONT ? valueText(app, size) : app.words.substr(place, size);
    if (font < VALUE_FONT) place += size;
    else font = 0;
    if (line & PACKED) text = unpack(app, text);
    // The largest characters stand two lines higher: the blank ones above them reach into the row before.
    if (ink) app.display.text(font + grown * LARGER, text, x, y - (grown & 2));
    app.said += text;
    x += text.length * (font ? WIDE : NARROW) * (grown + 1);
  }
  return x;
}

/** Where a line stands in its row: over all of it, or in one of the three fields of the outer rows. */
export const enum From {
  Left = 0,
  Middle = 36,
  Right = 92,
}
export const enum End {
  Left = 36,
  Middle = 92,
  Right = 128,
}

/** Clears a field and draws a line in it, a mark in front; in the middle and at the right it is aligned to its field. */
export function drawField(app: App, row: number, from: From, end: End, line: Line, mark: string): void {
  const y = row * ROW_HEIGHT;
  app.display.clear(from, y, end - 1, y + ROW_HEIGHT - 1);
  app.dirty = true;
  let x = from + mark.length * NARROW;
  if (from) x += (end - drawLine(app, line, x, y, false)) >> (from < From.Right ? 1 : 0);
  if (mark) app.display.text(0, mark, 0, y);
  drawLine(app, line, x, y, true);
}
