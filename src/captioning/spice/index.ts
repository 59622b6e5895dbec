export { findSpiceJava, type SpiceJava, spiceToolOptions } from './java.js';
export type { UnparsedCaption } from './parse-captions.js';
export { type SpiceItem, type SpiceOptions, type SpiceScores, spice } from './spice.js';
