import { existsSync } from 'node:fs';
import { AccError } from '../core/index.js';
import { openSet } from '../pair-set/index.js';
import type { Experiment } from './schema.js';

/** A set of pairs that was built before and that the arms train on. */
export interface TrainingPairs {
  folder: string;
  /** contains the clips, which are not copied */
  clipsFolder: string;
  fingerprint: string;
}

/**
 * The built set that an experiment names; undefined if it builds its pairs.
 * @param options.planning true to plan for a folder that does not exist yet
 * @throws 'experiment/no-folder', 'pair-set/incomplete'
 */
export async function trainingPairs(
  { pairs }: Experiment,
  { planning }: { planning?: boolean } = {},
): Promise<TrainingPairs | undefined> {
  if (!('folder' in pairs)) return undefined;
  const { folder } = pairs;
  if (!existsSync(folder)) {
    if (planning) return { folder, clipsFolder: folder, fingerprint: `missing: ${folder}` };
    throw new AccError('experiment/no-folder', {
      message: `the folder of pairs ${folder} does not exist`,
      file: folder,
      hint: 'build it with "acc data build", or choose pairs.preset or pairs.triplesPerBase',
    });
  }
  const { clipsFolder, build, sha256 } = await openSet(folder);
  const { split } = build.request;
  if (split !== 'train')
    throw new AccError('pair-set/incomplete', {
      message: `${folder} contains pairs of the split ${split}, but arms train on the split train`,
      file: folder,
      hint: 'build the set with --split train',
    });
  return { folder, clipsFolder, fingerprint: sha256 };
}
