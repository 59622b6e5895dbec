import {
  type CaptionScores,
  joinItems,
  type Overlap,
  overlap,
  type References,
  readCandidates,
  readItems,
  readReferences,
  type ScoredItem,
  scoreCaptions,
  scoresCsv,
  scoresJson,
  scoresTable,
  withProtocol,
} from '../../captioning/index.js';
import { AccError, writeJsonLines } from '../../core/index.js';
import type { CommandContext } from '../main.js';
import { printComparison } from './compare.js';
import { sayProgress } from '../log-progress.js';
import { type ScoringOptions, scoringOf, toolsFor } from './scoring.js';

export interface ScoreCommandOptions extends ScoringOptions {
  perItem?: string;
  csv?: boolean;
  intervals?: boolean;
  train?: string;
  compare?: string;
}

/** `acc metrics score`: captions against their references. */
export async function score(
  context: CommandContext,
  file: string,
  references: string | undefined,
  options: ScoreCommandOptions,
): Promise<void> {
  const { tokenized, metrics, protocol, read } = scoringOf(options, context);
  if (options.compare !== undefined) refuseBeside('--compare', options, ['perItem', 'csv', 'train']);
  if (options.json) refuseBeside('--json', options, ['csv']);
  const items =
    references === undefined
      ? await readItems(file, read)
      : joinItems(await readCandidates(file, read), await readReferences(references, read));
  if (options.compare !== undefined) {
    const others = joinItems(await readCandidates(options.compare, read), items);
    return printComparison(context, items, others, options);
  }
  const training = options.train === undefined ? undefined : await readReferences(options.train, read);
  const judged = withProtocol(items, protocol);
  const { signal, say, print } = context;
  const scores = await scoreCaptions(judged, {
    tokenized,
    metrics,
    tools: await toolsFor(options),
    intervals: options.intervals !== false,
    file,
    signal,
    onProgress: sayProgress(say, 'scoring'),
  });
  const shared = training && overlapWith(training, items);
  if (options.perItem !== undefined) await writeJsonLines(options.perItem, perItem(judged, scores));
  if (options.json) print(JSON.stringify(scoresJson(scores, { protocol, ...(shared && { overlap: shared }) })));
  else if (options.csv) print(scoresCsv(scores, protocol));
  else print(scoresTable(scores, [`protocol: ${protocol}`, ...(shared ? overlapLines(shared) : [])]));
}

/** Refuses options that would be passed over in silence. */
function refuseBeside(
  name: string,
  options: ScoreCommandOptions,
  others: readonly (keyof ScoreCommandOptions)[],
): void {
  const other = others.find((option) => options[option] !== undefined);
  if (!other) return;
  const written = `--${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new AccError('cli/bad-option', {
    message: `${written} does nothing beside ${name}`,
    hint: 'run them one by one',
  });
}

function perItem(items: readonly ScoredItem[], { metrics }: CaptionScores): object[] {
  const computed = Object.entries(metrics).flatMap(([name, score]) =>
    'missing' in score ? [] : [[name, score.items] as const],
  );
  return items.map(({ id }, index) => ({
    id,
    scores: Object.fromEntries(computed.map(([name, values]) => [name, values[index]!])),
  }));
}

function overlapWith(training: readonly References[], items: readonly ScoredItem[]): Overlap {
  return overlap(
    training.map(({ id, references }) => ({ id, captions: references })),
    items,
  );
}

function overlapLines({ items, sameClips, sameCaptions, copiedCandidates }: Overlap): string[] {
  const line = (ids: readonly string[], what: string): string =>
    `${ids.length} of ${items} items ${what}${ids.length > 0 ? ` (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})` : ''}`;
  return [
    line(sameClips, 'are clips of the training set'),
    line(sameCaptions, 'have a reference that stands in the training set word for word'),
    line(copiedCandidates, 'have a candidate that stands in the training set word for word'),
  ];
}
