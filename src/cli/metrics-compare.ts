import {
  aligned,
  compareSystems,
  joinItems,
  readCandidates,
  readReferences,
  referencesLine,
  type ScoredItem,
  type SystemComparison,
  withProtocol,
} from '../captioning/index.js';
import { metric } from '../catalogue/index.js';
import type { CommandContext } from './main.js';
import { sayProgress } from './say-progress.js';
import { type ScoringOptions, scoringOf, toolsFor } from './scoring.js';

/** `acc metrics compare`: two systems on the same items. */
export async function compare(
  context: CommandContext,
  first: string,
  second: string,
  references: string,
  options: ScoringOptions,
): Promise<void> {
  const { read } = scoringOf(options, context);
  const known = await readReferences(references, read);
  const items = joinItems(await readCandidates(first, read), known);
  await printComparison(context, items, joinItems(await readCandidates(second, read), known), options);
}

/** Compares and prints. @param first @param second items of the same ids */
export async function printComparison(
  context: CommandContext,
  first: readonly ScoredItem[],
  second: readonly ScoredItem[],
  options: ScoringOptions,
): Promise<void> {
  const { tokenized, metrics, protocol } = scoringOf(options, context);
  const { print, say, signal } = context;
  const comparison = await compareSystems(withProtocol(first, protocol), withProtocol(second, protocol), {
    tokenized,
    metrics,
    tools: await toolsFor(options),
    signal,
    onProgress: sayProgress(say, 'scoring'),
  });
  if (options.json) print(JSON.stringify({ ...comparison, protocol }));
  else print(`${comparisonTable(comparison)}\nprotocol: ${protocol}`);
}

function comparisonTable({ metrics, missing, n, referenceCounts, resamples }: SystemComparison): string {
  const rows = metrics.map(({ label, first, second, difference, interval, p, adjusted }) => [
    label,
    first.toFixed(4),
    second.toFixed(4),
    difference.toFixed(4),
    `[${interval.low.toFixed(4)}, ${interval.high.toFixed(4)}]`,
    p.toFixed(4),
    adjusted.toFixed(4),
    adjusted < 0.05 ? '*' : '',
  ]);
  return [
    ...aligned([['', 'first', 'second', 'difference', '95 % interval', 'p', 'p (Holm)', ''], ...rows]),
    '',
    referencesLine(n, referenceCounts),
    `paired bootstrap over clips, ${resamples} resamples; * below 0.05 after Holm's correction`,
    ...Object.entries(missing).map(([name, why]) => `${metric(name).label} not compared: ${why}`),
  ].join('\n');
}
