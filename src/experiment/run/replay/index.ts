export { type ComparedKind, comparedKinds, type Difference } from './comparing.js';
export { judgedSets } from './judged-sets.js';
export { type Replay, type ReplayOptions, replayRun } from './replay.js';
