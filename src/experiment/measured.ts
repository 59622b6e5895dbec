import { AccError } from '../core/index.js';
import { type PlannedSet, scorers } from './evaluation/index.js';
import type { Experiment } from './schema.js';

/** Finds an expectation that no answer could ever decide, before anything is run. @throws AccError 'experiment/not-measured' */
export function assertMeasured({ ablation }: Experiment, planned: readonly PlannedSet[]): void {
  for (const { sets, metric } of ablation?.expected ?? [])
    for (const name of sets) {
      const set = planned.find((one) => one.name === name);
      if (!set) continue;
      const metrics = scorers[set.kind].metrics();
      if (metrics.includes(metric)) continue;
      throw new AccError('experiment/not-measured', {
        message: `the ablation expects something of "${metric}" on ${name}, which is not computed there`,
        hint: `metrics of ${name}: ${metrics.join(', ')}`,
      });
    }
}
