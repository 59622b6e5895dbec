import { z } from 'zod';
import { trainingTasks } from '../catalogue/index.js';
import { operations } from '../editing/index.js';
import { accModes, alignsCaptions, isAboutPairs } from '../targets/index.js';
import { isKnown } from './known-name.js';
import { settings } from './settings-schema.js';
import { splitPolicies } from './split-policy.js';

/** What an arm trains on, where it is not all rows of its tasks. */
const armData = z.strictObject({
  /** the operations of the pairs that it sees */
  operations: z.array(z.enum(operations)).min(1).optional(),
  /** the share of the base clips, with all their pairs; a smaller share is a part of a larger one */
  fraction: z.number().gt(0).max(1).optional(),
  /** by training task, how often its rows are used: 0.5 for half of them, 2 for each of them twice */
  weights: z
    .record(
      isKnown(() => trainingTasks().map(({ name }) => name), 'training task'),
      z.number().positive(),
    )
    .optional(),
  /** how the ACC targets of this arm are made, if not as in `targets` */
  acc: z.enum(accModes).optional(),
  /** whether it also trains on evaluated clips, if not as `split` of the experiment says */
  split: z.enum(splitPolicies).optional(),
});

/** One fine-tuning: its training tasks, its rows, and flags of its own. */
export const arm = z.strictObject({
  tasks: z.array(isKnown(() => trainingTasks().map(({ name }) => name), 'training task')).min(1),
  swift: settings.default({}),
  data: armData.default({}),
});

export type Arm = z.infer<typeof arm>;

export type ArmData = z.infer<typeof armData>;

/** What of an arm's data none of its tasks would use. */
export function unusedData(
  tasks: readonly string[],
  { operations, weights = {}, acc }: ArmData,
): Record<string, string> {
  const other = Object.keys(weights).find((task) => !tasks.includes(task));
  return {
    ...(operations && !tasks.some(isAboutPairs) ? { operations: 'no task of the arm is about pairs' } : {}),
    ...(other === undefined ? {} : { weights: `the arm is not trained on ${other}` }),
    ...(acc && !tasks.some(alignsCaptions) ? { acc: 'no task of the arm aligns captions' } : {}),
  };
}
