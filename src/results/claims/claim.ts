import { z } from 'zod';
import { arms, findMetric, findSet, metricGroups, withGroups } from '../../catalogue/index.js';
import { readDataFile } from '../../yaml/index.js';

const sections = ['abstract', 'introduction', 'results', 'conclusion'] as const;

const known = (what: string, find: (name: string) => unknown): z.ZodType<string[]> =>
  z.array(z.string().refine(find, { error: ({ input }) => `unknown ${what} "${input}"` })).min(1);
const arm = known('arm', (name) => arms().some((one) => one.name === name));

const claimSchema = z.strictObject({
  id: z.string(),
  table: z.int().min(1).max(3),
  sections: z.array(z.enum(sections)),
  sentence: z.string(),
  better: arm,
  worse: arm,
  sets: known('evaluation set', findSet),
  thanOn: z
    .string()
    .refine(findSet, { error: ({ input }) => `unknown evaluation set "${input}"` })
    .optional(),
  metrics: known('metric', (name) => findMetric(name) ?? metricGroups()[name]),
  quantifier: z.union([z.enum(['all', 'most']), z.int().positive()]).default('all'),
  count: z.enum(['comparisons', 'metrics']).default('comparisons'),
});

const schema = z.strictObject({ version: z.int().positive(), claims: z.array(claimSchema) });

/** A sentence of the paper as comparisons; the head of data-manifests/paper/claims.yaml explains each field. */
export type Claim = Readonly<z.infer<typeof claimSchema>>;

/** The claims of data-manifests/paper/claims.yaml, frozen. */
export function claims(): readonly Claim[] {
  return readDataFile('data-manifests/paper/claims.yaml', schema, 'results/data-file').claims;
}

/** One comparison: the value of `better` is above that of `worse`, or their difference is larger than on the set `thanOn`. */
export interface ClaimComparison {
  set: string;
  metric: string;
  better: string;
  worse: string;
  thanOn?: string;
}

/** The comparisons of a claim, in the groups that are counted. */
export function comparisonsOf({ sets, metrics, better, worse, thanOn, count }: Claim): ClaimComparison[][] {
  const names = withGroups(metrics);
  const groups = sets.flatMap((set) =>
    names.map((metric) =>
      better.flatMap((high) =>
        worse.map((low) => ({ set, metric, better: high, worse: low, ...(thanOn && { thanOn }) })),
      ),
    ),
  );
  return count === 'metrics' ? groups : groups.flat().map((comparison) => [comparison]);
}
