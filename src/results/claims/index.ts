export { type Claim, type ClaimComparison, claims } from './claim.js';
export { type ClaimedRun, comparison } from './comparison.js';
export type { Evidence, Finding, NotComparable } from './evidence.js';
export { type Judgement, judgeClaims, type Verdict } from './judge.js';
export { correctedEvidence, printedEvidence } from './printed-evidence.js';
export { findingOf, runEvidence } from './run-evidence.js';
export { claimsText } from './text.js';
export type { Comparison } from './types.js';
export { findingText, isAboutOneBase, pText } from './words.js';
