export { resample } from './resample.js';
