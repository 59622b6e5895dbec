import type { Stage, Store } from '../stage/index.js';
import {
  missingPackages,
  type NeededPackage,
  neededPackages,
  type PythonEnvironment,
  packageError,
  requireEnvironment,
} from '../trainer/index.js';
import type { Experiment } from './schema.js';
import { settingsOf } from './swift.js';

/** Python packages that the flags of an experiment need and that are not installed. */
export async function packagesMissing(
  experiment: Experiment,
  environment: () => Promise<PythonEnvironment>,
): Promise<NeededPackage[]> {
  const { arms, swift } = experiment;
  const needed = neededPackages([
    ...(swift.base ? [settingsOf(experiment, 'base')] : []),
    ...Object.values(arms).map((arm) => settingsOf(experiment, 'arm', { arm })),
    settingsOf(experiment, 'infer'),
  ]);
  return needed.length === 0 ? [] : missingPackages(needed, await environment());
}

/** Refuses a run before any work if a package is missing for a stage that the store lacks. @throws AccError 'trainer/wrong-packages' */
export async function assertPackages(experiment: Experiment, stages: readonly Stage[], store: Store): Promise<void> {
  const [missing] = await packagesMissing(experiment, requireEnvironment);
  if (!missing) return;
  const waiting = stages.filter(({ kind }) => ['base', 'arm', 'answers'].includes(kind));
  const records = await Promise.all(waiting.map((stage) => store.record(stage)));
  if (records.some((record) => record === undefined)) throw packageError(missing, await requireEnvironment());
}
