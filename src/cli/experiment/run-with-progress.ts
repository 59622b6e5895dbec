import { AccError } from '../../core/index.js';
import {
  defaultStore,
  type LoadedExperiment,
  loadExperiment,
  loadExperiments,
  type Run,
  runExperiment,
  runName,
  wantedStages,
} from '../../experiment/index.js';
import { formatText, resultTables } from '../../results/index.js';
import { planStages, readSpeeds } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import { ensureModel } from './ensure-model.js';
import type { RunChoice } from './options.js';
import { showStages } from './stage-progress.js';

/** Runs an experiment and shows its progress on standard error. @throws AccError 'experiment/matrix' for one with a matrix */
export async function runWithProgress(context: CommandContext, name: string, choice: RunChoice): Promise<Run> {
  const { set = [] } = choice;
  return runOne(context, { experiment: await loadExperiment(name, set), overrides: set }, choice);
}

/** Runs every experiment of a matrix, one after the other; one without a matrix is a single run. */
export async function runMatrix(context: CommandContext, name: string, choice: RunChoice): Promise<Run[]> {
  const loaded = await loadExperiments(name, choice.set);
  const names = loaded.map(({ experiment, overrides }) => runName(experiment.name, overrides, choice.name));
  if (new Set(names).size < names.length)
    throw new AccError('experiment/run-name', {
      message: `${names.length} runs of the matrix cannot share the name "${names[0]}"`,
      hint: 'omit --name, or choose one run with --set',
    });
  const runs: Run[] = [];
  for (const [index, one] of loaded.entries()) {
    if (loaded.length > 1) context.log(`run ${index + 1} of ${loaded.length}: ${names[index]}`);
    runs.push(await runOne(context, one, choice));
  }
  return runs;
}

async function runOne(
  context: CommandContext,
  { experiment, overrides }: LoadedExperiment,
  { name: given, store }: RunChoice,
): Promise<Run> {
  const { signal } = context;
  const run = runName(experiment.name, overrides, given);
  await ensureModel(experiment, context);
  const speeds = await readSpeeds(store ?? defaultStore());
  let close = (): void => {};
  try {
    return await runExperiment(experiment, {
      ...{ name: run, overrides, store, signal },
      onPlan: (stages) => {
        const shown = showStages(planStages(wantedStages(stages)), speeds);
        close = shown.close;
        return shown.listener;
      },
    });
  } finally {
    close();
  }
}

/** The result tables of a run as plain text. */
export function printTables({ print }: CommandContext, rows: Run['rows']): void {
  for (const table of resultTables(rows)) print(`${formatText(table)}\n`);
}
