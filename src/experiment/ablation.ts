import { z } from 'zod';
import { metricNames } from '../catalogue/index.js';
import { directions } from '../results/index.js';
import { isKnown } from './known-name.js';

const expectation = z
  .strictObject({
    arms: z.array(z.string()).min(1),
    sets: z.array(z.string()).min(1),
    metric: isKnown(metricNames, 'metric'),
    direction: z.enum(directions),
    /** the arm of the same run, or the run, to compare with; by default a sweep is compared with the run of its first values */
    than: z.string().min(1).optional(),
    /** how large a difference counts as the same, in the unit of the metric */
    within: z.number().positive().optional(),
  })
  .refine(({ direction, within }) => direction === 'same' || within === undefined, {
    path: ['within'],
    error: 'belongs to the direction "same"',
  });

/** What an ablation asks, and what its author expects before it is run, one expectation or several; no stage depends on it. */
export const ablationSchema = z.strictObject({
  hypothesis: z.string().trim().min(1),
  expected: z.preprocess(
    (given) => (Array.isArray(given) || given === undefined ? given : [given]),
    z.array(expectation).min(1),
  ),
});

export type Ablation = z.infer<typeof ablationSchema>;

/** The first name in `expected` that the experiment does not have, with its place in the schema. */
export function unknownName(
  { expected }: Ablation,
  has: { arms: readonly string[]; sets: readonly string[] },
): { path: PropertyKey[]; message: string } | undefined {
  for (const [index, names] of expected.entries())
    for (const [list, what] of [
      ['arms', 'arm'],
      ['sets', 'evaluation set'],
    ] as const) {
      const name = names[list].find((one) => !has[list].includes(one));
      if (name !== undefined)
        return {
          path: ['ablation', 'expected', index, list],
          message: `the experiment has no ${what} "${name}": ${has[list].join(', ')}`,
        };
    }
  return undefined;
}
