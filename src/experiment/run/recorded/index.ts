export { recordedOutputs } from './contents.js';
export { readCrate, writeCrate } from './crate.js';
export { ifRecorded } from './if-recorded.js';
export { madeAgain } from './made-again.js';
export type { Publication } from './metadata.js';
export { publishedRecord } from './published-record.js';
export { readContents } from './read-contents.js';
export { recordedOn, runTime } from './recorded-on.js';
export { unpackRun } from './unpack.js';
