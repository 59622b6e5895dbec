export { recordedOutputs } from './contents.js';
export { readCrate, writeCrate } from './crate.js';
export type { Publication } from './metadata.js';
export { readContents } from './read-contents.js';
export { recordedOn, runTime } from './recorded-on.js';
export { soundMaker } from './sounds.js';
export { unpackRun } from './unpack.js';
