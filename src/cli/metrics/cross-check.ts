import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CrossCheckMetric } from '../../captioning/cross-check/index.js';
import { AccError } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { jsonOption, nameList } from '../options.js';
import { assertTextKind } from './scoring.js';

/** `acc metrics cross-check`: aac-metrics on the same items, and its differences to ours; exit status 1 where one is too large. */
export function registerCrossCheck(metrics: CommandUnknownOpts, context: CommandContext): void {
  metrics
    .command('cross-check')
    .description('run aac-metrics on the same items and print the differences to our scores')
    .argument('<items>', 'JSONL file of {id, candidate, references}')
    .addOption(new Option('--raw', 'the captions are plain text; both sides tokenise').conflicts('tokenized'))
    .option('--tokenized', 'the captions are already tokenised')
    .option('--metrics <names>', 'names separated by commas (default: all that both sides have)', nameList)
    .option('--python <path>', 'a Python with aac-metrics, or the folder of its environment')
    .option(
      '--jars [folder]',
      "compare only with the jars of the tokenizer and METEOR, in a folder like pycocoevalcap 1.2's (default: as installed)",
    )
    .option('--install', 'first install aac-metrics into your cache folder: 3 GB to fetch, 6 GB on disk')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExit status 1 if a difference is larger than allowed.\n\nExample:\n  acc metrics cross-check items.jsonl --raw --install',
    )
    .action(async (file, { metrics: given, raw, tokenized, jars, json, ...options }) => {
      const [{ readItems, tokenizeItems }, { formatCrossCheck }, { againstAacMetrics, againstJars }] =
        await Promise.all([
          import('../../captioning/index.js'),
          import('../../captioning/cross-check/index.js'),
          import('./against-reference.js'),
        ]);
      const names = await metricsToCheck(given);
      assertTextKind({ raw, tokenized });
      const items = await readItems(file, { tokenized: tokenized ?? false, log: context.log });
      const texts = { items, tokens: raw ? tokenizeItems(items) : items, ...(raw && { raw }) };
      const check = await (jars
        ? againstJars(context, texts, jars === true ? undefined : jars)
        : againstAacMetrics(context, texts, names, options));
      context.print(json ? JSON.stringify(check) : formatCrossCheck(check));
      if (check.differences.some(({ agrees }) => !agrees) || check.tokens?.different) process.exitCode = 1;
    });
}

async function metricsToCheck(given: readonly string[] | undefined): Promise<CrossCheckMetric[]> {
  const { crossCheckMetrics } = await import('../../captioning/cross-check/index.js');
  return (given ?? crossCheckMetrics).map((name) => {
    const metric = crossCheckMetrics.find((known) => known === name);
    if (metric) return metric;
    throw new AccError('cli/bad-option', {
      message: `invalid value "${name}" of --metrics <names>`,
      hint: `must be one of ${crossCheckMetrics.join(', ')}`,
    });
  });
}
