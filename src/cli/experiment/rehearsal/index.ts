export { rehearsalText } from './rehearsal-text.js';
