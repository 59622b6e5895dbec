import type { Settings } from '../trainer/index.js';

/**
 * Why a training that was killed would log other losses than one that was not; undefined where it would not. A loss is a mean over the steps
 * since the last one logged, and the sum of these steps is not in a checkpoint.
 */
export function lossesDependOnKills({ save_steps: save, logging_steps: logging }: Settings): string | undefined {
  const rest = Number(save?.value ?? 0) % Number(logging?.value ?? 1);
  if (!(rest > 0)) return undefined;
  return `${save!.value} is no multiple of logging_steps (${logging!.value}): a training that resumes from a checkpoint would log other losses`;
}
