import { z } from 'zod';
import { AccError } from '../core/index.js';
import { readDataFile } from '../yaml/index.js';
import { assertUniqueNames, filled, nameSchema } from './named.js';

/** What a metric may need beyond the kit. */
const metricNeeds = ['meteor', 'spice', 'sentence-model', 'fluency-model'] as const;

export type MetricNeed = (typeof metricNeeds)[number];

const metricSchema = z.strictObject({
  name: nameSchema,
  label: filled,
  unit: z.enum(['score', 'percent']),
  range: z.tuple([z.number(), z.number()]),
  digits: z.int().min(0).max(9),
  direction: z.enum(['higher', 'lower']),
  version: z.int().positive(),
  needs: z.array(z.enum(metricNeeds)).default([]),
  leastItems: z.int().positive().default(1),
  resampled: filled.optional(),
  own: z.boolean().default(false),
});

/** A metric as data-manifests/catalogue/metrics.yaml describes it; the head of that file explains each field. */
export type Metric = Readonly<z.infer<typeof metricSchema>>;

const schema = z
  .strictObject({
    version: z.int().positive(),
    reference: filled,
    metrics: z.array(metricSchema).min(1),
    groups: z.record(z.string(), z.array(z.string()).min(1)),
  })
  .superRefine(({ metrics, groups }, context) => {
    assertUniqueNames(metrics, 'metrics', context);
    for (const [group, names] of Object.entries(groups))
      for (const [index, name] of names.entries())
        if (!metrics.some((metric) => metric.name === name))
          context.addIssue({ code: 'custom', path: ['groups', group, index], message: `unknown metric "${name}"` });
  });

function file(): z.infer<typeof schema> {
  return readDataFile('data-manifests/catalogue/metrics.yaml', schema, 'catalogue/invalid');
}

/** All metrics in the order of the file. */
export function metrics(): readonly Metric[] {
  return file().metrics;
}

/** The program whose values the caption metrics equal. */
export function metricReference(): string {
  return file().reference;
}

/** The names of all metrics. */
export function metricNames(): string[] {
  return metrics().map(({ name }) => name);
}

/** @throws AccError 'catalogue/unknown-metric' */
export function metric(name: string): Metric {
  return findMetric(name) ?? unknown(name, metricNames());
}

export function findMetric(name: string): Metric | undefined {
  return metrics().find((one) => one.name === name);
}

/** Groups of caption metrics: the paper's columns, BLEU-1 to BLEU-4, those of DCASE challenges, and all. */
export function metricGroups(): Readonly<Record<string, readonly string[]>> {
  return file().groups;
}

/** The caption metrics of the paper's Tables 1 and 2, in the order of their columns. */
export function paperMetrics(): readonly string[] {
  return metricGroups().paper!;
}

/** All caption metrics. */
export function captionMetrics(): readonly string[] {
  return metricGroups().all!;
}

/** Metrics by name, each once; the name of a group stands for all its metrics. Other names are not examined. */
export function withGroups(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => metricGroups()[name] ?? [name]))];
}

/**
 * Caption metrics by name; the name of a group stands for all its metrics.
 * @throws AccError 'catalogue/unknown-metric'
 */
export function captionMetricsNamed(names: readonly string[]): string[] {
  return named(names, captionMetrics());
}

/**
 * Metrics by name; the name of a group stands for all its metrics.
 * @throws AccError 'catalogue/unknown-metric'
 */
export function metricsNamed(names: readonly string[]): string[] {
  return named(names, metricNames());
}

function named(names: readonly string[], known: readonly string[]): string[] {
  const other = names.find((name) => !known.includes(name) && metricGroups()[name] === undefined);
  return other === undefined ? withGroups(names) : unknown(other, known);
}

function unknown(name: string, known: readonly string[]): never {
  const hint = `metrics: ${known.join(', ')}; groups: ${Object.keys(metricGroups()).join(', ')}`;
  throw new AccError('catalogue/unknown-metric', { message: `unknown metric "${name}"`, hint });
}

/** A value as tables print it: percent of a fraction, or the score itself. */
export function formatValue(value: number, { unit, digits }: Pick<Metric, 'unit' | 'digits'>): string {
  return unit === 'percent' ? `${(100 * value).toFixed(digits)} %` : value.toFixed(digits);
}
