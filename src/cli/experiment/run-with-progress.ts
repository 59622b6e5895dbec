import {
  defaultStore,
  loadExperiment,
  type Run,
  runExperiment,
  runName,
  wantedStages,
} from '../../experiment/index.js';
import { formatText, resultTables } from '../../results/index.js';
import { planStages, readSpeeds } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import type { RunChoice } from './options.js';
import { showStages } from './stage-progress.js';

/** Runs an experiment and shows its progress on standard error. */
export async function runWithProgress(
  { signal }: CommandContext,
  name: string,
  { set = [], name: given, store }: RunChoice,
): Promise<Run> {
  const experiment = await loadExperiment(name, set);
  const run = runName(experiment.name, set, given);
  const speeds = await readSpeeds(store ?? defaultStore());
  let close = (): void => {};
  try {
    return await runExperiment(experiment, {
      ...{ name: run, overrides: set, store, signal },
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
