import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption } from '../options.js';
import { experimentArgument, launchOption, nameOption, setOption, storeOption, waitOption } from './options.js';

/** `acc run`: every stage to the tables. */
export function registerRun(program: CommandUnknownOpts, context: CommandContext): void {
  program
    .command('run')
    .description('run an experiment to its tables; reuses finished stages')
    .argument(...experimentArgument)
    .option(...setOption)
    .option(...nameOption)
    .option(
      '--replay',
      'rebuild all tables and figures of a finished run from its answers, in Node alone; fails where a number differs from the recorded one',
    )
    .option('--out <folder>', 'with --replay: also write the tables (Markdown) and figures (SVG)')
    .option(...launchOption)
    .option(...waitOption)
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', runHelp)
    .action(async (name, { json, replay, out, ...choice }) => {
      if (replay) {
        const clash = (['set', 'name', 'launch', 'wait'] as const).find((option) => choice[option] !== undefined);
        if (clash) throw cannotCombine(`--replay opens a finished run: it cannot be combined with --${clash}`);
        return (await import('./replay.js')).replay(context, name, { store: choice.store, out, json });
      }
      if (out !== undefined) throw cannotCombine('--out belongs to --replay', 'acc export writes the tables of a run');
      const [{ printTables, runMatrix }, { queuedText }, { judgedExpectations }, { expectationsText }] =
        await Promise.all([
          import('./run-with-progress.js'),
          import('./queued-text.js'),
          import('../../experiment/index.js'),
          import('../../results/index.js'),
        ]);
      const all = await runMatrix(context, name, choice);
      for (const run of all)
        if ('submitted' in run) {
          if (json) context.print(JSON.stringify({ run: run.name, ...run.submitted }));
          else for (const line of queuedText(run)) context.print(line);
        }
      const runs = all.flatMap((run) => ('submitted' in run ? [] : [run]));
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

const runHelp = `
Notebooks open a run by its name; earlier runs of a name stay in its history. A file with a matrix gives a run per
combination of its values; with --json, a line for each. What an ablation expects gets a verdict after the tables.

With --replay the name is that of a finished run ("acc status"). Metrics that need Java or Python models keep their
recorded numbers and are named. The exit status is 1 where any number differs.

With --launch slurm every stage is a job of a cluster, see docs/slurm.md; the command ends when they are submitted.

Examples:
  acc run tiny
  acc run tiny --set corpus=recordings --name mine
  acc run tiny --set seeds=0,1,2
  acc run small --launch slurm --wait
  acc run --replay tiny --out views`;

function cannotCombine(message: string, hint?: string): AccError {
  return new AccError('cli/bad-option', { message, hint });
}
