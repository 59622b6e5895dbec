import {
  compareSystems,
  referencesLine,
  type ScoredItem,
  type SystemComparison,
  withProtocol,
} from '../../captioning/index.js';
import { metric } from '../../catalogue/index.js';
import { type Alignment, columns } from '../../core/index.js';
import type { CommandContext } from '../context.js';
import { logProgress } from '../log-progress.js';
import { type ScoringOptions, scoringOf, toolsFor } from './scoring.js';

/** Compares two systems and prints the result. @param first @param second items of the same ids */
export async function printComparison(
  context: CommandContext,
  first: readonly ScoredItem[],
  second: readonly ScoredItem[],
  options: ScoringOptions,
): Promise<void> {
  const { tokenized, metrics, idf } = await scoringOf(options, context);
  const { protocol, json } = options;
  const { print, log, signal } = context;
  const comparison = await compareSystems(withProtocol(first, protocol), withProtocol(second, protocol), {
    tokenized,
    metrics,
    tools: await toolsFor(options, metrics),
    ...(idf && { idf }),
    signal,
    onProgress: logProgress(log, 'scoring'),
  });
  if (json) print(JSON.stringify({ ...comparison, protocol }));
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
    ...columns(
      [['', 'first', 'second', 'difference', '95 % interval', 'p', 'p (Holm)', ''], ...rows],
      ['left', ...Array<Alignment>(6).fill('right'), 'left'],
    ),
    '',
    referencesLine(n, referenceCounts),
    `paired bootstrap over clips, ${resamples} resamples; * below 0.05 after Holm's correction; trainings with other seeds may differ more`,
    ...Object.entries(missing).map(([name, why]) => `${metric(name).label} not compared: ${why}`),
  ].join('\n');
}
