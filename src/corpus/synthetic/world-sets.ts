import type { SetKind } from '../../catalogue/index.js';
import { diagnosticNames } from './plan-diagnostics.js';
import { captionSetNames } from './plan-sets.js';
import { taskNames } from './tasks.js';

/** The evaluation sets of the synthetic world by name, and how their answers are judged. */
export const worldSets: Readonly<Record<string, SetKind>> = Object.fromEntries([
  ...captionSetNames.map((name) => [name, 'caption'] as const),
  ...taskNames.map((name) => [name, 'label'] as const),
  ...diagnosticNames.map((name) => [name, 'exact'] as const),
]);
