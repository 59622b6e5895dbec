import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { experimentArgument, setOption, storeOption } from './options.js';

/** `acc run`: every stage to the tables. */
export function registerRun(program: CommandUnknownOpts, context: CommandContext): void {
  program
    .command('run')
    .description('run an experiment to its tables; reuses finished stages')
    .argument(...experimentArgument)
    .option(...setOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', '\nExamples:\n  acc run tiny\n  acc run tiny --set corpus=recordings\n  acc run base-seed-43')
    .action(async (name, { json, ...options }) => {
      const { printTables, runWithProgress } = await import('./run-with-progress.js');
      const { experiment, rows, folders } = await runWithProgress(context, name, options);
      if (json) context.print(JSON.stringify({ experiment: experiment.name, rows, folders }));
      else printTables(context, rows);
    });
}
