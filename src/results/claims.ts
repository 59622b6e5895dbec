import { z } from 'zod';
import { readDataFile } from './data-file.js';
import type { ResultRow } from './row.js';

/** A sentence of the paper as comparisons: each arm of `better` above each arm of `worse` on each metric of each set. */
export interface Claim {
  id: string;
  table: number;
  sentence: string;
  better: string[];
  worse: string[];
  sets: string[];
  metrics: string[];
}

export type Verdict = 'holds' | 'does not hold' | 'within noise' | 'not computed';

/** A claim held against rows, with the comparisons that the verdict rests on. */
export interface Judgement {
  claim: Claim;
  verdict: Verdict;
  /** metrics of the claim that were not computed and that the verdict therefore leaves out */
  without: string[];
  comparisons: { better?: ResultRow | undefined; worse?: ResultRow | undefined; verdict: Verdict }[];
}

const names = z.array(z.string()).min(1);
const schema: z.ZodType<{ version: number; claims: Claim[] }> = z.strictObject({
  version: z.int().positive(),
  claims: z.array(
    z.strictObject({
      id: z.string(),
      table: z.int().min(1).max(3),
      sentence: z.string(),
      better: names,
      worse: names,
      sets: names,
      metrics: names,
    }),
  ),
});

let once: Claim[] | undefined;

/** The paper's claims of data-manifests/paper/claims.yaml, read once and frozen. */
export function claims(): Claim[] {
  once ??= readDataFile('data-manifests/paper/claims.yaml', schema).claims;
  return once;
}

/**
 * Judges every claim on the rows of one experiment.
 * @returns 'holds' where every comparison has the claimed direction with intervals apart (or no intervals),
 *   'does not hold' where one is clearly the other way, 'within noise' where intervals overlap, 'not computed' where an arm or
 *   every metric is missing; a metric that no arm has is left out and named in `without`
 */
export function judgeClaims(rows: readonly ResultRow[]): Judgement[] {
  const row = (arm: string, set: string, metric: string): ResultRow | undefined =>
    rows.find((one) => one.arm === arm && one.set === set && one.metric === metric);
  return claims().map((claim) => {
    const { better, worse, sets } = claim;
    const without = claim.metrics.filter((metric) => lacksEverywhere(rows, metric));
    const metrics =
      without.length < claim.metrics.length
        ? claim.metrics.filter((metric) => !without.includes(metric))
        : claim.metrics;
    const comparisons = sets.flatMap((set) =>
      metrics.flatMap((metric) =>
        better.flatMap((high) => worse.map((low) => compare(row(high, set, metric), row(low, set, metric)))),
      ),
    );
    const found = comparisons.map(({ verdict }) => verdict);
    const order: Verdict[] = ['not computed', 'does not hold', 'within noise'];
    return { claim, verdict: order.find((verdict) => found.includes(verdict)) ?? 'holds', without, comparisons };
  });
}

/** Whether rows for the metric exist and none of them has a value. */
function lacksEverywhere(rows: readonly ResultRow[], metric: string): boolean {
  const own = rows.filter((one) => one.metric === metric);
  return own.length > 0 && !own.some(hasNumber);
}

function compare(better: ResultRow | undefined, worse: ResultRow | undefined): Judgement['comparisons'][number] {
  if (!hasNumber(better) || !hasNumber(worse)) return { better, worse, verdict: 'not computed' };
  const [high, low] = [range(better), range(worse)];
  if ((better.interval ?? worse.interval) && high.low <= low.high && low.low <= high.high)
    return { better, worse, verdict: 'within noise' };
  return { better, worse, verdict: better.value > worse.value ? 'holds' : 'does not hold' };
}

function hasNumber(row: ResultRow | undefined): row is ResultRow & { value: number } {
  return Number.isFinite(row?.value);
}

/** A value without an interval stands for itself. */
function range({ interval, value }: ResultRow & { value: number }): { low: number; high: number } {
  return interval ?? { low: value, high: value };
}
