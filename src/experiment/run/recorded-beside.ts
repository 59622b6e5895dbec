import type { ClaimedRun } from '../../results/index.js';
import { comparedRun } from './compared-runs.js';
import { forReading, recordedNames } from './find-run.js';
import { openRun, type Run } from './open-run.js';

/**
 * The recorded run of the kit to show beside a run: that of the same experiment, else the one for reading without training.
 * @param run undefined where only the paper is shown
 * @returns undefined where the kit contains none but the run itself
 */
export async function recordedBeside(run?: Pick<Run, 'name' | 'experiment'>): Promise<ClaimedRun | undefined> {
  const known = await recordedNames('recorded');
  const wanted = [...(run ? [run.experiment.name] : []), ...forReading].map((name) => `recorded/${name}`);
  const name = wanted.find((one) => known.includes(one) && one !== run?.name);
  return name === undefined ? undefined : comparedRun(await openRun(name));
}
