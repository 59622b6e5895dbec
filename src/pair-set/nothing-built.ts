import { join } from 'node:path';
import { AccError } from '../core/index.js';
import type { SetInput } from './build-set.js';
import type { SetPlan } from './plan-set.js';

/** Asserts that a set would not be empty. @throws AccError 'pair-set/nothing-built' */
export function assertTriples({ request, plan, sources }: SetInput): void {
  if (plan.triples.length > 0) return;
  const { bases, events, missing, unusable } = sources;
  const hints = [
    missing.length > 0 && `the audio files of ${missing.length} base clips are missing`,
    unusable.length > 0 && `${unusable.length} events are unusable`,
    plan.rejected.length > 0 && 'the captions of the base clips name the events already',
  ].filter((hint) => hint !== false);
  throw new AccError('pair-set/nothing-built', {
    message: `there is no triple to build from ${bases.length} base clips and ${events.length} events of the split ${request.split}`,
    hint: hints.join('; ') || 'do the lists have rows of this split? --split chooses another',
  });
}

/** The error for a set of which every triple was rejected while it was built. */
export function allRejected({ triples }: SetPlan, folder: string): AccError {
  return new AccError('pair-set/nothing-built', {
    message: `none of ${triples.length} triples could be built`,
    file: join(folder, 'rejected.jsonl'),
    hint: 'rejected.jsonl has the reason of each triple',
  });
}
