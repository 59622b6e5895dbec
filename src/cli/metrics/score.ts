import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { CaptionScores, ReadOptions, ScoredItem } from '../../captioning/index.js';
import { writeJsonLines } from '../../core/index.js';
import type { Overlap } from '../../pair-set/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { scoringOf, toolsFor, withScoringOptions } from './scoring.js';

/** `acc metrics score`: captions against their references. */
export function registerScore(metrics: CommandUnknownOpts, context: CommandContext): void {
  withScoringOptions(
    metrics
      .command('score')
      .description('score captions against their references')
      .argument('<candidates>', 'items {id, candidate, references}, or candidates {id, candidate}: CSV, JSON or JSONL')
      .argument('[references]', 'references by id: a list, columns caption_1, caption_2, …, or one row per reference'),
  )
    .option('--per-item <file>', 'write one {id, scores} per line to this JSONL file')
    .addOption(new Option('--csv', 'print the scores as CSV').conflicts('json'))
    .option('--no-intervals', 'omit the bootstrap intervals')
    .option(
      '--train <file>',
      'the training set, as in acc data leakage: report clips and captions that both sets contain',
    )
    .addOption(
      new Option(
        '--compare <file>',
        'candidates of a second system: print differences with intervals and p-values',
      ).conflicts(['perItem', 'csv', 'train']),
    )
    .addHelpText('after', helpText)
    .action(async (candidates, references, options) => {
      const captioning = await import('../../captioning/index.js');
      const { joinItems, readCandidates, readItems, readReferences, scoreCaptions, withProtocol } = captioning;
      const { tokenized, metrics: names, read, idf } = await scoringOf(options, context);
      const { protocol, compare, train, perItem, intervals } = options;
      const items =
        references === undefined
          ? await readItems(candidates, read)
          : joinItems(await readCandidates(candidates, read), await readReferences(references, read));
      if (compare !== undefined) {
        const { printComparison } = await import('./comparison.js');
        const others = joinItems(await readCandidates(compare, read), items);
        return printComparison(context, items, others, options);
      }
      const shared = train === undefined ? undefined : await overlapWith(train, read, references ?? candidates, items);
      const judged = withProtocol(items, protocol);
      const { signal, log, print } = context;
      const scores = await scoreCaptions(judged, {
        tokenized,
        metrics: names,
        tools: await toolsFor(options, names),
        intervals,
        ...(idf && { idf }),
        file: candidates,
        signal,
        onProgress: logProgress(log, 'scoring'),
      });
      if (perItem !== undefined) await writeJsonLines(perItem, itemScores(judged, scores));
      if (options.json)
        print(JSON.stringify(captioning.scoresJson(scores, { protocol, ...(shared && { overlap: shared }) })));
      else if (options.csv) print(captioning.scoresCsv(scores, protocol));
      else print(captioning.scoresTable(scores, [`protocol: ${protocol}`, ...(shared ? overlapLines(shared) : [])]));
    });
}

const helpText = `
Files are those of the kit (bases.csv, captions-SET.jsonl, answers.jsonl and items.jsonl of a run), of Clotho and AudioCaps, of aac-metrics, and
results of "swift infer". Where a file could be read in two ways, the error names the option that decides.

CIDEr-D depends on the whole set, and all scores on the number of references: both are printed with the scores. The format of a file
is given by its extension or by --format. Nothing in a file is evaluated: a cell like "['a', 'b']" is an error. In CSV output a text
that begins with =, +, - or @ is prefixed with an apostrophe, so that spreadsheets do not execute it.

Examples:
  acc metrics score items.jsonl --raw
  acc metrics score predictions.csv references.csv --raw --metrics spider,meteor --per-item scores.jsonl
  acc metrics score items.jsonl --tokenized --metrics bleu,cider_d --protocol one --json`;

/** The same check as `acc data leakage`. @param file the file that names the clips of the items */
async function overlapWith(
  train: string,
  { format, idColumn, log }: ReadOptions,
  file: string,
  items: readonly ScoredItem[],
): Promise<Overlap> {
  const [{ overlap, readLeakageSet }, { datasetOf }] = await Promise.all([
    import('../../pair-set/index.js'),
    import('../../corpus/datasets/index.js'),
  ]);
  const read = { ...(format && { format }), ...(idColumn && { idColumn }), ...(log && { log }) };
  const [training, evaluated] = [await readLeakageSet(train, undefined, read), await datasetOf(file)];
  return overlap(
    training,
    items.map((item) => ({ ...item, dataset: evaluated(item.id) })),
  );
}

function itemScores(items: readonly ScoredItem[], { metrics }: CaptionScores): object[] {
  const computed = Object.entries(metrics).flatMap(([name, score]) =>
    'missing' in score ? [] : [[name, score.items] as const],
  );
  return items.map(({ id }, index) => ({
    id,
    scores: Object.fromEntries(computed.map(([name, values]) => [name, values[index]!])),
  }));
}

function overlapLines({ items, sameClips, sameCaptions, nearCaptions, copiedCandidates }: Overlap): string[] {
  const line = (ids: readonly string[], what: string): string =>
    `${ids.length} of ${items} items ${what}${ids.length > 0 ? ` (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})` : ''}`;
  return [
    line(sameClips, 'are clips of the training set'),
    line(sameCaptions, 'have a reference that the training set contains verbatim'),
    line(nearCaptions, 'have only a near copy of a training caption among their references'),
    line(copiedCandidates, 'have a candidate that the training set contains verbatim'),
  ];
}
