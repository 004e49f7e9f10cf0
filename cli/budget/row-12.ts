export { default } from '../lane/row-12.js';
