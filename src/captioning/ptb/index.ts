export { lineBreak } from './line-break.js';
export { type TokenizerOptions, tokenizeCaptions } from './tokenize-captions.js';
