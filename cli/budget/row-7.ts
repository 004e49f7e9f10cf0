export { default } from '../lane/row-7.js';
