export { duration } from '../core/index.js';
