import type { Rule } from '../rule.js';
import { compareRules } from './compare.js';
import { outputRules } from './outputs.js';
import { sourceRules } from './source.js';
import { staleRules } from './stale.js';
import { structureRules } from './structure.js';
import { typeRules } from './types.js';

/** All rules, in the order of the documentation. */
export const rules: Rule[] = [
  ...typeRules,
  ...staleRules,
  ...sourceRules,
  ...structureRules,
  ...outputRules,
  ...compareRules,
];
