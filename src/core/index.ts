export { type CsvRecord, readCsv } from './csv.js';
export { AccError, type ErrorFacts, formatError } from './error.js';
export { type ErrorCode, errorCodes } from './error-codes.js';
export { fileError, readText, writeAtomic } from './files.js';
export { canonicalJson, sha256, sha256File } from './hash.js';
export { readJsonLines, writeJsonLines } from './json-lines.js';
export type { Progress } from './progress.js';
export { type Random, randomStream } from './random.js';
export { compiled, kitRoot } from './root.js';
