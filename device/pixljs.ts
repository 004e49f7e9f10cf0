import { start } from './badge.js';
import { pixljs, pixljsStart } from './boards/pixljs.js';

/** @once */
function boot(): void {
  start(pixljs(), pixljsStart());
}

boot();
