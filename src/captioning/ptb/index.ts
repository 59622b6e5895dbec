export { type TokenizerOptions, tokenizeCaptions } from './tokenize-captions.js';
