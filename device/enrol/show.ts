import { ROW_HEIGHT } from '../../shared/words/layout.js';
import { QR_SIZE, qrOf } from './qr.js';

/** The screen of a badge that is being enrolled. */
export interface Screen {
  /** A dark square of 2x2 pixels with its top left at x, y. */
  dot(x: number, y: number): void;
  /** Plain ASCII in the base glyphs of page 0, or in the firmware's own where there is none. */
  text(characters: string, x: number, y: number): void;
  clear(): void;
  show(): void;
}

/** Pixels of a module, and where the symbol stands: 58 of 64 rows, with three above and three below. */
const MODULE = 2;
const LEFT = 35;
const TOP = 3;

/** Shows `digits` as a QR. */
export function showQr(screen: Screen, digits: string): void {
  const modules = qrOf(digits);
  screen.clear();
  for (let row = 0; row < QR_SIZE; row++)
    for (let column = 0; column < QR_SIZE; column++)
      if (modules[row * QR_SIZE + column]) screen.dot(LEFT + column * MODULE, TOP + row * MODULE);
  screen.show();
}

/** Shows lines of at most 21 characters. */
export function showLines(screen: Screen, lines: readonly string[]): void {
  screen.clear();
  for (let i = 0; i < lines.length; i++) screen.text(lines[i], 0, i * ROW_HEIGHT);
  screen.show();
}
