import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { storeOption } from './options.js';

/** `acc compare`: what differs between runs, in settings and in values. */
export function registerCompare(program: CommandUnknownOpts, { print }: CommandContext): void {
  program
    .command('compare')
    .description('compare runs with the first one: settings that differ, then every value, paired by item and seed')
    .argument('<runs...>', 'names of two or more finished runs, see "acc status"')
    .option('--arms <names>', 'only these arms, separated by commas', nameList)
    .option('--sets <names>', 'only these evaluation sets', nameList)
    .option('--metrics <names>', 'metrics, or groups such as paper', nameList, ['accuracy', 'exact', 'rouge_l'])
    .option('--figure <file>', 'also draw the differences into an .svg or .png file')
    .option(...storeOption)
    .option(...jsonOption)
    .addHelpText('after', compareHelp)
    .action(async (names, { arms, sets, metrics, figure, store, json }) => {
      const [{ openRun }, { compareRuns, runComparisonText }, { withGroups }] = await Promise.all([
        import('../../experiment/index.js'),
        import('../../results/index.js'),
        import('../../catalogue/index.js'),
      ]);
      if (new Set(names).size < Math.max(2, names.length))
        throw new AccError('cli/bad-argument', {
          message: 'compare needs two or more different runs',
          hint: '"acc status" lists the runs',
        });
      const runs = await Promise.all(
        names.map(async (name) => {
          const { experiment, rows, allItemScores } = await openRun(name, store);
          return { name, experiment, rows, scores: await allItemScores() };
        }),
      );
      const comparison = compareRuns(runs, { arms, sets, metrics: withGroups(metrics) });
      print(json ? JSON.stringify(comparison) : runComparisonText(comparison));
      if (figure !== undefined) await (await import('./difference-picture.js')).drawDifferences(comparison, figure);
    });
}

const compareHelp = `
Examples:
  acc compare tiny lora-rank@lora-rank=2
  acc compare tiny mine --arms ADC,ACC --sets vocal,genre --figure differences.svg`;
