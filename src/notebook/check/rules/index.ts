import type { Rule } from '../rule.js';
import { compareRules } from './compare.js';
import { outputRules } from './outputs.js';
import { proseRules } from './prose.js';
import { sourceRules } from './source.js';
import { staleRules } from './stale.js';
import { structureRules } from './structure.js';
import { typeRules } from './types.js';

/** All rules, in the order of the documentation. */
export const rules: Rule[] = [
  ...typeRules,
  ...staleRules,
  ...sourceRules,
  ...proseRules,
  ...structureRules,
  ...outputRules,
  ...compareRules,
];
