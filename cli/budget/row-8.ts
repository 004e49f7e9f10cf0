export { default } from '../lane/row-8.js';
