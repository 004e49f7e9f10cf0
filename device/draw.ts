import { NARROW, PLACE, ROW_HEIGHT, WIDE, WIDTH } from '../shared/words/layout.js';
import type { App, Line } from './app.js';
import { valueText } from './values.js';

/** Draws a line of the words file and answers where it ends; without `ink` it only measures. Its text is added to `app.said`. */
export function drawLine(app: App, line: number, x: number, y: number, ink: boolean): number {
  const cells = app.cells;
  let place = line & PLACE;
  for (let head = place && cells[place]; head; head = cells[place]) {
    const font = Math.max(0, (head >> 8) - 1);
    const text = head < 256 ? valueText(app, head) : app.words.substr(place * 2 + 2, head & 255);
    if (ink) app.display.text(font, text, x, y);
    app.said += text;
    x += text.length * (font ? WIDE : NARROW);
    place += head < 256 ? 1 : (text.length + 3) >> 1;
  }
  return x;
}

/** Where a line stands in its row: over all of it, or in one of the three fields of the outer rows. */
export const enum Field {
  Body = -1,
  Left,
  Middle,
  Right,
}

/** Pixels from one field to the next, and of the outer ones; the middle one is wider by as much as it begins earlier. */
const PITCH = 56;
const OUTER = 36;

/** Clears a field and draws a line in it, a mark in front; in the middle and at the right it is aligned to its field. */
export function drawField(app: App, row: number, field: Field, line: Line, mark: string): void {
  const y = row * ROW_HEIGHT;
  const from = field > 0 ? field * PITCH - PITCH + OUTER : 0;
  const end = field < 0 ? WIDTH : Math.min(field * PITCH + OUTER, WIDTH);
  app.display.clear(from, y, end - 1, y + WIDE - 1);
  app.dirty = true;
  const isText = typeof line === 'string';
  let x = from + mark.length * NARROW;
  if (field > 0) {
    const width = isText ? line.length * NARROW : drawLine(app, line, 0, y, false);
    x = from + (((end - from - width) * field) >> 1);
  }
  if (mark) app.display.text(0, mark, 0, y);
  if (isText) app.display.text(0, line, x, y);
  else drawLine(app, line, x, y, true);
}
