import { HAS_VALUES, NARROW, PLACE, ROW_HEIGHT, WIDE, WIDTH } from '../shared/words/layout.js';
import type { App, Line } from './app.js';
import { valueText } from './values.js';

/** Draws a line from `x` on and answers where it ends; without `ink` it only measures. */
function drawLine(app: App, line: Line, x: number, y: number, ink: boolean): number {
  if (typeof line === 'string') {
    if (ink) app.display.text(0, line, x, y);
    return x + line.length * NARROW;
  }
  const cells = app.cells;
  let place = line & PLACE;
  let head = place && cells[place];
  while (head) {
    const font = (head >> 8) - 1;
    const text = font < 0 ? valueText(app, head) : app.words.substr(place * 2 + 2, head & 255);
    if (ink) app.display.text(font < 0 ? 0 : font, text, x, y);
    x += text.length * (font > 0 ? WIDE : NARROW);
    place += font < 0 ? 1 : 1 + ((text.length + 1) >> 1);
    head = cells[place];
  }
  return x;
}

/** Clears a stretch of a row and draws a line in it: `align` 0 from the left, 1 in the middle, 2 to the right. */
export function drawField(app: App, row: number, from: number, to: number, line: Line, align: number): void {
  const y = row * ROW_HEIGHT;
  app.display.clear(from, y, to, y + WIDE - 1);
  const x = align ? from + (((to + 1 - drawLine(app, line, from, y, false)) * align) >> 1) : from;
  drawLine(app, line, x, y, true);
  app.dirty = true;
}

/** The values that a line shows now, each behind a bar. */
export function valuesIn(app: App, line: Line): string {
  let values = '';
  if (typeof line === 'string' || !(line & HAS_VALUES)) return values;
  const cells = app.cells;
  let place = line & PLACE;
  for (let head = cells[place]; head; head = cells[place]) {
    if (head < 256) values += '|' + valueText(app, head);
    place += head < 256 ? 1 : 1 + (((head & 255) + 1) >> 1);
  }
  return values;
}

/** Stretches of the outer rows: labels at both ends, something in the middle. */
export const LABEL_END = 35;
export const MIDDLE_FROM = 36;
export const MIDDLE_TO = 91;
export const LABEL_FROM = 92;
export const LAST = WIDTH - 1;
