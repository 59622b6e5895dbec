import { coresToUse, loadExperiment, type Run, runExperiment } from '../../experiment/index.js';
import { formatText, table1, table2, table3 } from '../../results/index.js';
import { planStages } from '../../stage/index.js';
import type { CommandContext } from '../main.js';
import { showProgress } from './stage-progress.js';

export interface RunCommandOptions {
  set?: string[];
  store?: string;
  json?: boolean;
}

/** `acc run`: every stage to the tables. */
export async function run(context: CommandContext, name: string, options: RunCommandOptions): Promise<void> {
  const finished = await runWithProgress(context, name, options);
  if (options.json)
    context.print(
      JSON.stringify({ experiment: finished.experiment.name, rows: finished.rows, folders: finished.folders }),
    );
  else printTables(context, finished);
}

/** Runs an experiment and shows its progress on standard error. */
export async function runWithProgress(
  { signal }: CommandContext,
  name: string,
  { set, store }: RunCommandOptions,
): Promise<Run> {
  const experiment = await loadExperiment(name, set);
  let close = (): void => {};
  try {
    return await runExperiment(experiment, {
      ...(store ? { store } : {}),
      signal,
      onPlan: ({ results }) => {
        const shown = showProgress(planStages([results]), coresToUse);
        close = shown.close;
        return shown.listener;
      },
    });
  } finally {
    close();
  }
}

/** Tables 1 to 3 of a run, as plain text. */
export function printTables({ print }: CommandContext, { rows }: Run): void {
  for (const table of [table1(rows), table2(rows), table3(rows)]) print(`${formatText(table)}\n`);
}
