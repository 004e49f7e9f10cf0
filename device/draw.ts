import { NARROW, ROW_HEIGHT, TEXT_PIECE, WIDE, WIDTH } from '../shared/words/layout.js';
import { type App, type Line, u8 } from './app.js';
import { valueText } from './values.js';

/** A line taken apart: font and text by turns. */
export type Pieces = (number | string)[];

/** Reads a line of the words file, its values filled in; a text stands for itself, in ASCII. */
export function piecesOf(app: App, line: Line): Pieces {
  if (typeof line === 'string') return [0, line];
  const pieces: Pieces = [];
  if (!line) return pieces;
  for (let code = u8(app, line); code; code = u8(app, line)) {
    if (code < TEXT_PIECE) {
      pieces.push(0, valueText(app, code));
      line++;
    } else {
      const length = u8(app, line + 1);
      pieces.push(code - TEXT_PIECE, app.words.substr(line + 2, length));
      line += 2 + length;
    }
  }
  return pieces;
}

function widthOf(pieces: Pieces): number {
  let width = 0;
  for (let i = 0; i < pieces.length; i += 2) {
    width += (pieces[i + 1] as string).length * (pieces[i] ? WIDE : NARROW);
  }
  return width;
}

function drawPieces(app: App, pieces: Pieces, x: number, y: number): void {
  for (let i = 0; i < pieces.length; i += 2) {
    const text = pieces[i + 1] as string;
    app.display.text(pieces[i] as number, text, x, y);
    x += text.length * (pieces[i] ? WIDE : NARROW);
  }
}

/**
 * Shows a row: something at the left, in the middle, at the right. Draws only where it differs from what the row shows.
 */
export function drawRow(app: App, row: number, left: Pieces, middle: Pieces, right: Pieces): void {
  const shown = left.join() + '|' + middle.join() + '|' + right.join();
  if (shown === app.shown[row]) return;
  app.shown[row] = shown;
  app.dirty = true;
  const y = row * ROW_HEIGHT;
  app.display.clear(0, y, WIDTH - 1, y + WIDE - 1);
  drawPieces(app, left, 0, y);
  drawPieces(app, middle, (WIDTH - widthOf(middle)) >> 1, y);
  drawPieces(app, right, WIDTH - widthOf(right), y);
}
