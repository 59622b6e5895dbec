import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CandidateList, CorpusScore, References } from '../../captioning/index.js';
import { AccError, columns } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { jsonOption } from '../options.js';
import { assertTextKind, toolsFor } from './scoring.js';

/** `acc metrics spider-max`: the best SPIDEr of several candidates per item. */
export function registerSpiderMax(metrics: CommandUnknownOpts, context: CommandContext): void {
  metrics
    .command('spider-max')
    .description('SPIDEr-max: the best SPIDEr of several candidates of an item, as in aac-metrics')
    .argument('<candidates>', 'a list "candidates", columns candidate_1, candidate_2, …, or one entry per candidate')
    .argument('<references>', 'references by id, as for acc metrics score')
    .addOption(new Option('--raw', 'the captions are plain text').conflicts('tokenized'))
    .option('--tokenized', 'the captions are already tokenised')
    .option('--id-column <name>', 'the column with the ids')
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  acc metrics spider-max beams.jsonl references.csv --raw')
    .action(async (file, references, { raw, tokenized = false, idColumn, json }) => {
      const { readCandidateLists, readReferences, spiderMax } = await import('../../captioning/index.js');
      assertTextKind({ ...(raw && { raw }), ...(tokenized && { tokenized }) });
      const read = { tokenized, log: context.log, ...(idColumn && { idColumn }) };
      const lists = await readCandidateLists(file, read);
      const ranks = await rankScores(lists, await readReferences(references, read), tokenized, context);
      const { corpus, items, best } = spiderMax(ranks);
      if (json) {
        const each = lists.map(({ id }, i) => ({ id, spider_max: items[i]!, best: best[i]! + 1 }));
        return context.print(
          JSON.stringify({ spider_max: corpus, ranks: ranks.map((rank) => rank.corpus), items: each }),
        );
      }
      const rows = ranks.map((rank, k) => [`SPIDEr of candidate ${k + 1}`, rank.corpus.toFixed(4)]);
      context.print(columns([['SPIDEr-max', corpus.toFixed(4)], ...rows], ['left', 'right']).join('\n'));
      context.print(`${lists.length} items with ${ranks.length} candidates each`);
    });
}

/** SPIDEr of the first candidates of all items, of the second ones, and so on. */
async function rankScores(
  lists: readonly CandidateList[],
  references: readonly References[],
  tokenized: boolean,
  { signal, log }: CommandContext,
): Promise<CorpusScore[]> {
  const { joinItems, scoreCaptions } = await import('../../captioning/index.js');
  const tools = await toolsFor({ metrics: ['spider'], protocol: 'all' }, ['spider']);
  const ranks: CorpusScore[] = [];
  for (const rank of lists[0]!.candidates.keys()) {
    const candidates = lists.map((list) => ({ id: list.id, candidate: list.candidates[rank]! }));
    const { metrics } = await scoreCaptions(joinItems(candidates, references), {
      tokenized,
      metrics: ['spider'],
      tools,
      intervals: false,
      signal,
      onProgress: logProgress(log, `candidate ${rank + 1}`),
    });
    const { spider } = metrics;
    if (!spider || 'missing' in spider)
      throw new AccError('captioning/metric-missing', {
        message: `SPIDEr of candidate ${rank + 1}: ${spider?.missing}`,
      });
    ranks.push({ corpus: spider.value, items: spider.items });
  }
  return ranks;
}
