import { z } from 'zod';
import { arms, findMetric, findSet } from '../catalogue/index.js';
import { readDataFile } from '../yaml/index.js';
import type { ResultRow } from './row.js';

export type Verdict = 'holds' | 'does not hold' | 'within noise' | 'not computed';

/** The verdict on a claim for the rows of a run, with the comparisons behind it. */
export interface Judgement {
  claim: Claim;
  verdict: Verdict;
  /** metrics of the claim that were not computed and that the verdict does not cover */
  without: string[];
  comparisons: { better?: ResultRow | undefined; worse?: ResultRow | undefined; verdict: Verdict }[];
}

const known = (what: string, find: (name: string) => unknown): z.ZodType<string[]> =>
  z.array(z.string().refine(find, { error: ({ input }) => `unknown ${what} "${input}"` })).min(1);
const arm = known('arm', (name) => arms().some((one) => one.name === name));

const claimSchema = z.strictObject({
  id: z.string(),
  table: z.int().min(1).max(3),
  sentence: z.string(),
  better: arm,
  worse: arm,
  sets: known('evaluation set', findSet),
  metrics: known('metric', findMetric),
});

const schema = z.strictObject({ version: z.int().positive(), claims: z.array(claimSchema) });

/** A sentence of the paper as comparisons: each arm of `better` above each arm of `worse` on each metric of each set. */
export type Claim = Readonly<z.infer<typeof claimSchema>>;

/** The paper's claims of data-manifests/paper/claims.yaml, frozen. */
export function claims(): readonly Claim[] {
  return readDataFile('data-manifests/paper/claims.yaml', schema, 'results/data-file').claims;
}

/**
 * Judges every claim on the rows of one experiment.
 * @returns 'holds' where every comparison has the claimed direction with intervals apart (or no intervals),
 *   'does not hold' where one is clearly the other way, 'within noise' where intervals overlap, 'not computed' where an arm or
 *   every metric is missing; a metric that no arm has is skipped and listed in `without`
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

/** Without an interval, both ends are the value. */
function range({ interval, value }: ResultRow & { value: number }): { low: number; high: number } {
  return interval ?? { low: value, high: value };
}
