import { start } from './badge.js';
import { pixljs, pixljsStart } from './boards/pixljs.js';

/** @once */
function boot(): void {
  /** @single */
  const board = pixljs();
  start(board, pixljsStart());
}

boot();
