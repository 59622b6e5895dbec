export { type CheckOptions, checkNotebooks, type Skipped } from './check-notebooks.js';
export type { CompareOptions } from './compare-run.js';
export { type Finding, formatFinding } from './finding.js';
export type { Rule } from './rule.js';
export { rules } from './rules/index.js';
export { readSanitisers, type Sanitiser } from './sanitise.js';
