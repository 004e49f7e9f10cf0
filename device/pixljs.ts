import { start } from './badge.js';
import { pixljs, pixljsStart } from './boards/pixljs.js';

/** @once */
function boot(): void {
  const facts = pixljsStart();
  start(pixljs(facts), facts);
}

boot();
