import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { experimentArgument, nameOption, setOption, storeOption } from './options.js';

/** `acc run`: every stage to the tables. */
export function registerRun(program: CommandUnknownOpts, context: CommandContext): void {
  program
    .command('run')
    .description('run an experiment to its tables; reuses finished stages')
    .argument(...experimentArgument)
    .option(...setOption)
    .option(...nameOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nNotebooks open a run by its name; earlier runs of a name stay in its history. A file with a matrix gives a run per\ncombination of its values; with --json, a line for each. What an ablation expects gets a verdict after the tables.' +
        '\n\nExamples:\n  acc run tiny\n  acc run tiny --set corpus=recordings --name mine\n  acc run tiny --set seeds=0,1,2',
    )
    .action(async (name, { json, ...choice }) => {
      const [{ printTables, runMatrix }, { judgedExpectations }, { expectationsText }] = await Promise.all([
        import('./run-with-progress.js'),
        import('./compared-runs.js'),
        import('../../results/index.js'),
      ]);
      const runs = await runMatrix(context, name, choice);
      const judged = await judgedExpectations(runs, choice.store);
      for (const run of runs) {
        if (json) {
          const expectations = judged.filter((one) => one.run === run.name);
          context.print(
            JSON.stringify({ run: run.name, experiment: run.experiment.name, rows: run.rows, expectations }),
          );
          continue;
        }
        printTables(context, run.rows);
        context.print(`Run ${run.summary}`);
      }
      if (!json && judged.length > 0) context.print(`\n${expectationsText(judged)}`);
    });
}
