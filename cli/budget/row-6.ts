export { default } from '../lane/row-6.js';
