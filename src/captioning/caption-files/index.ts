export { assertSameIds, joinItems } from './join-items.js';
export type { ReadOptions } from './options.js';
export { type CandidateList, readCandidateLists } from './read-candidate-lists.js';
export { type Candidate, readCandidates, readItems } from './read-items.js';
export { type References, readReferences } from './read-references.js';
export { formats, type TextFormat } from './records.js';
