import { bootstrapSums, holm, type PairedDifference, pairedDifference, type Sums } from '../../statistics/index.js';
import type { ScoredItem } from '../item.js';
import { paperMetrics } from '../paper-metrics.js';
import { tokenizeItems } from '../tokenize-items.js';
import { computeFamilies } from './compute.js';
import type { Family } from './families.js';
import { type MetricName, metricFacts } from './metrics.js';
import { bootstrapSeed, resamples, type ScoreOptions } from './score-captions.js';
import { missingFor, noTools } from './tools.js';

/** Two systems in one metric; the difference is the second's score less the first's. */
export interface MetricComparison extends PairedDifference {
  metric: MetricName;
  label: string;
  first: number;
  second: number;
  /** p after Holm's correction over all metrics compared */
  adjusted: number;
}

export interface SystemComparison {
  metrics: MetricComparison[];
  /** why a metric was not compared */
  missing: Partial<Record<MetricName, string>>;
  n: number;
  resamples: number;
  seed: number;
}

/**
 * Compares two systems on the same items by paired bootstrap: the same clips are drawn for both. The IDF of CIDEr-D stays
 * that of the whole set.
 * @param first @param second the same ids and references in the same order
 */
export async function compareSystems(
  first: readonly ScoredItem[],
  second: readonly ScoredItem[],
  options: ScoreOptions,
): Promise<SystemComparison> {
  const { tokenized, metrics = paperMetrics, tools = noTools } = options;
  const signal = options.signal ?? new AbortController().signal;
  const computed = [];
  for (const items of [first, second])
    computed.push(await computeFamilies(tokenized ? items : tokenizeItems(items), metrics, tools, { signal }));
  const [one, other] = computed.map(({ families }) => families) as [Family[], Family[]];
  const columns = [...one, ...other].map((family) => family.columns());
  const drawn = await bootstrapSums(columns.flat(), { seed: bootstrapSeed, resamples, signal });
  const half = columns.flat().length / 2;
  const found: Omit<MetricComparison, 'adjusted'>[] = [];
  let start = 0;
  for (const [number, family] of one.entries()) {
    const [from, end] = [start, start + columns[number]!.length];
    start = end;
    for (const [index, name] of (Object.keys(family.scores) as MetricName[]).entries()) {
      const [a, b] = [family.scores[name]!.corpus, other[number]!.scores[name]!.corpus];
      if (!metrics.includes(name) || Number.isNaN(a + b)) continue;
      const value = (sums: Sums, shift: number): number =>
        family.of((sums as Float64Array).subarray(from + shift, end + shift), first.length)[index]!;
      const differences = drawn.map((sums) => value(sums, half) - value(sums, 0));
      const label = computed[0]!.labels[name] ?? metricFacts[name].label;
      found.push({ metric: name, label, first: a, second: b, ...pairedDifference(b - a, differences) });
    }
  }
  const adjusted = holm(found.map(({ p }) => p));
  const compared = new Set(found.map(({ metric }) => metric));
  return {
    metrics: found.map((comparison, index) => ({ ...comparison, adjusted: adjusted[index]! })),
    missing: Object.fromEntries(
      metrics
        .filter((name) => !compared.has(name))
        .map((name) => [name, missingFor(metricFacts[name].needs, tools) ?? 'an item has no value']),
    ),
    n: first.length,
    resamples,
    seed: bootstrapSeed,
  };
}
