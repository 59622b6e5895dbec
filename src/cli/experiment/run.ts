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
      '\nNotebooks open a run by its name; earlier runs of a name stay in its history. A file with a matrix gives a run per\ncombination of its values; with --json, a line for each.' +
        '\n\nExamples:\n  acc run tiny\n  acc run tiny --set corpus=recordings --name mine\n  acc run tiny --set seeds=0,1,2',
    )
    .action(async (name, { json, ...choice }) => {
      const { printTables, runMatrix } = await import('./run-with-progress.js');
      for (const run of await runMatrix(context, name, choice)) {
        if (json) {
          context.print(JSON.stringify({ run: run.name, experiment: run.experiment.name, rows: run.rows }));
          continue;
        }
        printTables(context, run.rows);
        context.print(`Run ${run.summary}`);
      }
    });
}
