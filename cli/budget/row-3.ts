export { default } from '../lane/row-3.js';
