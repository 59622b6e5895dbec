export { builtInBundle } from './built-in.js';
export { plainJson } from './plain-json.js';
