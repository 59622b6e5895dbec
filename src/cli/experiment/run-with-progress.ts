import { coresToUse, loadExperiment, type Run, runExperiment } from '../../experiment/index.js';
import { formatText, table1, table2, table3 } from '../../results/index.js';
import { planStages } from '../../stage/index.js';
import type { CommandContext } from '../context.js';
import { showStages } from './stage-progress.js';

/** Runs an experiment and shows its progress on standard error. @param set overrides, key=value */
export async function runWithProgress(
  { signal }: CommandContext,
  name: string,
  { set, store }: { set?: string[]; store?: string },
): Promise<Run> {
  const experiment = await loadExperiment(name, set);
  let close = (): void => {};
  try {
    return await runExperiment(experiment, {
      ...(store ? { store } : {}),
      signal,
      onPlan: ({ results }) => {
        const shown = showStages(planStages([results]), coresToUse);
        close = shown.close;
        return shown.listener;
      },
    });
  } finally {
    close();
  }
}

/** Tables 1 to 3 of a run, as plain text. */
export function printTables({ print }: CommandContext, rows: Run['rows']): void {
  for (const table of [table1(rows), table2(rows), table3(rows)]) print(`${formatText(table)}\n`);
}
