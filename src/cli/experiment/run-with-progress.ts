import { AccError } from '../../core/index.js';
import {
  defaultStore,
  type ExperimentStages,
  type LoadedExperiment,
  loadExperiment,
  loadExperiments,
  type Run,
  runExperiment,
  runName,
  type SlurmRun,
  submitExperiment,
  wantedStages,
} from '../../experiment/index.js';
import { readLaunch } from '../../launch/index.js';
import { formatText, resultTables } from '../../results/index.js';
import { planStages, readSpeeds, type StageListener } from '../../stage/index.js';
import { requireEnvironment } from '../../trainer/index.js';
import type { CommandContext } from '../context.js';
import { ensureModel } from './ensure-model.js';
import type { LaunchChoice, RunChoice } from './options.js';
import { showStages } from './stage-progress.js';

/** A run that waits in the queue of a cluster. */
export interface QueuedRun {
  name: string;
  submitted: SlurmRun;
}

/** Runs an experiment and shows its progress on standard error. @throws AccError 'experiment/matrix' for one with a matrix */
export async function runWithProgress(context: CommandContext, name: string, choice: RunChoice): Promise<Run> {
  const { set = [] } = choice;
  const loaded = { experiment: await loadExperiment(name, set), overrides: set };
  return (await runAll(context, [loaded], { ...choice, wait: true }))[0] as Run;
}

/** Runs every experiment of a matrix, one after the other; one without a matrix is a single run. Slurm gets all of them at once. */
export async function runMatrix(
  context: CommandContext,
  name: string,
  choice: RunChoice & LaunchChoice,
): Promise<(Run | QueuedRun)[]> {
  const loaded = await loadExperiments(name, choice.set);
  const names = loaded.map(({ experiment, overrides }) => runName(experiment.name, overrides, choice.name));
  if (new Set(names).size < names.length)
    throw new AccError('experiment/run-name', {
      message: `${names.length} runs of the matrix cannot share the name "${names[0]}"`,
      hint: 'omit --name, or choose one run with --set',
    });
  return runAll(context, loaded, choice);
}

async function runAll(
  context: CommandContext,
  loaded: readonly LoadedExperiment[],
  choice: RunChoice & LaunchChoice,
): Promise<(Run | QueuedRun)[]> {
  const root = choice.store ?? defaultStore();
  const { launch } = await readLaunch(root, choice.launch);
  if (launch === 'slurm') await requireEnvironment(); // else every job would fail of it
  const queued: QueuedRun[] = [];
  const runs: Run[] = [];
  for (const [index, { experiment, overrides }] of loaded.entries()) {
    const name = runName(experiment.name, overrides, choice.name);
    if (loaded.length > 1) context.log(`run ${index + 1} of ${loaded.length}: ${name}`);
    await ensureModel(experiment, context);
    const options = { name, overrides, store: choice.store, launch: choice.launch, signal: context.signal };
    if (launch === 'slurm') queued.push({ name, submitted: await submitExperiment(experiment, options) });
    else runs.push(await shown(root, (onPlan) => runExperiment(experiment, { ...options, onPlan })));
  }
  if (launch === 'local') return runs;
  return inTurn(queued, async (run) => {
    const { jobs, queued: before } = run.submitted;
    const isFinished = jobs.length + before.length === 0;
    return choice.wait || isFinished ? shown(root, (onPlan) => run.submitted.wait(onPlan)) : run;
  });
}

/** Shows the progress of a run. */
async function shown(
  store: string,
  work: (onPlan: (stages: ExperimentStages) => StageListener) => Promise<Run>,
): Promise<Run> {
  const speeds = await readSpeeds(store);
  let close = (): void => {};
  try {
    return await work((stages) => {
      const view = showStages(planStages(wantedStages(stages)), speeds);
      close = view.close;
      return view.listener;
    });
  } finally {
    close();
  }
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** The result tables of a run as plain text. */
export function printTables({ print }: CommandContext, rows: Run['rows']): void {
  for (const table of resultTables(rows)) print(`${formatText(table)}\n`);
}
