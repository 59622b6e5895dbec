import { metric, paperMetrics } from '../../catalogue/index.js';
import type { Progress } from '../../core/index.js';
import { bootstrapSums, holm, type PairedDifference, pairedDifference, type Sums } from '../../statistics/index.js';
import { assertSameIds } from '../caption-files/index.js';
import type { ScoredItem } from '../item.js';
import { tokenizeItems } from '../tokenize-items.js';
import { type Computed, computeFamilies } from './compute.js';
import { corpusValue } from './corpus-value.js';
import { resampledFamilies } from './families.js';
import { referenceCounts } from './protocol.js';
import { assertValidItems, bootstrapSeed, resamples, type ScoreOptions } from './score-captions.js';
import { noTools, reasonsAgainst } from './tools.js';

/** Two systems in one metric; the difference is the second score minus the first. */
export interface MetricComparison extends PairedDifference {
  metric: string;
  label: string;
  first: number;
  second: number;
  /** p after Holm's correction over all metrics compared */
  adjusted: number;
}

export interface SystemComparison {
  /** in the requested order */
  metrics: MetricComparison[];
  /** why a metric was not compared */
  missing: Record<string, string>;
  n: number;
  /** number of items by number of references */
  referenceCounts: Record<number, number>;
  resamples: number;
  seed: number;
}

/**
 * Compares two systems on the same items by paired bootstrap: the same clips are drawn for both. The IDF of CIDEr-D is
 * always that of the whole set, or the fixed one.
 * @param first @param second items of the same ids, in any order; otherwise captioning/different-ids
 */
export async function compareSystems(
  first: readonly ScoredItem[],
  second: readonly ScoredItem[],
  options: ScoreOptions,
): Promise<SystemComparison> {
  const { tokenized, metrics = paperMetrics(), tools = noTools, onProgress } = options;
  const signal = options.signal ?? new AbortController().signal;
  for (const items of [first, second]) assertValidItems(items, metrics, options);
  assertSameIds(first, second, ['no caption of the second system', 'no caption of the first']);
  const byId = new Map(second.map((item) => [item.id, item]));
  const systems: Computed[] = [];
  for (const items of [first, first.map(({ id }) => byId.get(id)!)]) {
    const progress = onProgress && ofTwo(onProgress, systems.length);
    const tokens = tokenized ? items : tokenizeItems(items);
    const { idf } = options;
    const run = { signal, ...(progress && { onProgress: progress }), ...(idf && { idf }) };
    systems.push(await computeFamilies(tokens, metrics, tools, run));
  }
  const found = await differences(systems as [Computed, Computed], first.length, signal);
  const compared = metrics.flatMap((name) => found.get(name) ?? []);
  const adjusted = holm(compared.map(({ p }) => p));
  const why = (name: string): string =>
    systems[0]!.missing[name] ??
    reasonsAgainst(metric(name), tools)[0] ??
    (metric(name).resampled === undefined ? 'it has no bootstrap distribution' : 'an item has no value');
  return {
    metrics: compared.map((comparison, index) => ({ ...comparison, adjusted: adjusted[index]! })),
    missing: Object.fromEntries(metrics.filter((name) => !found.has(name)).map((name) => [name, why(name)])),
    n: first.length,
    referenceCounts: referenceCounts(first),
    resamples,
    seed: bootstrapSeed,
  };
}

/** Maps the progress of one of two equal tasks to the total. */
function ofTwo(onProgress: (progress: Progress) => void, before: number): (progress: Progress) => void {
  return ({ done, total, ...rest }) => onProgress({ done: before * total + done, total: 2 * total, ...rest });
}

/** The difference in each metric with a value for every item of both systems. */
async function differences(
  [one, other]: [Computed, Computed],
  n: number,
  signal: AbortSignal,
): Promise<Map<string, Omit<MetricComparison, 'adjusted'>>> {
  const [ours, theirs] = [resampledFamilies(one.families), resampledFamilies(other.families)];
  const columns = [...ours, ...theirs].flatMap((family) => family.columns);
  const half = columns.length / 2;
  const found = new Map<string, Omit<MetricComparison, 'adjusted'>>();
  if (half === 0) return found;
  const drawn = await bootstrapSums(columns, { seed: bootstrapSeed, resamples, signal });
  for (const [number, { family, start, end }] of ours.entries()) {
    for (const [name, statistic] of Object.entries(family.statistics)) {
      const value = (sums: Sums, behind: number): number =>
        corpusValue(statistic, sums.subarray(start + behind, end + behind), n);
      const [first, second] = [family.scores[name]!.corpus, theirs[number]!.family.scores[name]!.corpus];
      if (Number.isNaN(first + second)) continue;
      const changes = drawn.map((sums) => value(sums, half) - value(sums, 0));
      const label = one.labels[name] ?? metric(name).label;
      found.set(name, { metric: name, label, first, second, ...pairedDifference(second - first, changes) });
    }
  }
  return found;
}
