import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.js';
import { scoringOf, withScoringOptions } from './scoring.js';

/** `acc metrics compare`: two systems on the same items. */
export function registerCompare(metrics: CommandUnknownOpts, context: CommandContext): void {
  withScoringOptions(
    metrics
      .command('compare')
      .description('compare two systems on the same items: paired bootstrap, Holm correction over the metrics')
      .argument('<first>', 'candidates {id, candidate} of the first system')
      .argument('<second>', 'candidates of the second system')
      .argument('<references>', 'references by id'),
  )
    .addHelpText(
      'after',
      '\nExample:\n  acc metrics compare ac.jsonl acc.jsonl references.csv --raw --metrics spider,meteor',
    )
    .action(async (first, second, references, options) => {
      const [{ joinItems, readCandidates, readReferences }, { printComparison }] = await Promise.all([
        import('../../captioning/index.js'),
        import('./comparison.js'),
      ]);
      const { read } = await scoringOf(options, context);
      const known = await readReferences(references, read);
      const items = joinItems(await readCandidates(first, read), known);
      await printComparison(context, items, joinItems(await readCandidates(second, read), known), options);
    });
}
