import { start } from './badge.js';
import { pixljs } from './boards/pixljs.js';

start(pixljs());
