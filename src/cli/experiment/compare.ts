import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { storeOption } from './options.js';

/** `acc compare`: what differs between runs, in settings and in values, and what their ablations expected. */
export function registerCompare(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('compare')
    .description(
      'compare runs with the first one: settings that differ, then every value, paired by item and seed; with verdicts on what an ablation expected',
    )
    .argument(
      '<runs...>',
      'names of finished runs, see "acc status"; that of an experiment with a matrix stands for its runs',
    )
    .option('--arms <names>', 'only these arms, separated by commas', nameList)
    .option('--sets <names>', 'only these evaluation sets', nameList)
    .option('--metrics <names>', 'metrics, or groups such as paper (default: accuracy, exact, rouge_l)', nameList)
    .option('--figure <file>', 'also draw the differences into an .svg or .png file')
    .option(...storeOption)
    .addOption(new Option('--markdown', 'tables for a README or an issue').conflicts('json'))
    .option(...jsonOption)
    .addHelpText('after', compareHelp)
    .action(async (names, { arms, sets, metrics, figure, store, json, markdown }) => {
      const [{ compareRuns, comparisonMarkdown, runComparisonText }, { comparedRuns, expectedAgainst }] =
        await Promise.all([import('../../results/index.js'), import('../../experiment/index.js')]);
      if (new Set(names).size < names.length)
        throw new AccError('cli/bad-argument', { message: 'a run cannot be compared with itself', hint: statusHint });
      const picture = figure === undefined ? undefined : await import('./difference-picture.js');
      picture?.assertPictureFile(figure!);
      const runs = await comparedRuns(names, store);
      if (runs.length === 1 && runs[0]!.experiment.ablation === undefined)
        throw new AccError('cli/bad-argument', {
          message: `compare needs two or more runs: ${names[0]} is no ablation that expects something`,
          hint: statusHint,
        });
      const comparison = compareRuns(runs, { arms, sets, metrics }, await expectedAgainst(runs, store));
      if (json) print(JSON.stringify(comparison));
      else print(markdown ? comparisonMarkdown(comparison).trimEnd() : runComparisonText(comparison));
      await picture?.drawDifferences(comparison, figure!);
    });
}

const statusHint = '"acc status" lists the runs';

const compareHelp = `
An ablation that states what it expects gets a verdict on each arm and set: confirmed, contradicted, undecided, not comparable. It is compared
with the arm or run of "than", a sweep with the run of its first values. Two or more seeds are needed.

Examples:
  acc compare tiny lora-rank@lora-rank=2
  acc compare lora-rank                       the runs of its matrix
  acc compare operations                      only what it expected: its arms are compared with each other
  acc compare tiny mine --arms ADC,ACC --sets vocal,genre --figure differences.svg`;
