import { z } from 'zod';
import { findMetric } from '../catalogue/index.js';

/** Where the author of an ablation expects a value to lie, against the value it is compared with; in a sweep, as the swept value grows. */
const directions = ['higher', 'lower', 'same'] as const;

export type Direction = (typeof directions)[number];

/** What an ablation asks, and what its author expects before it is run; no stage depends on it. */
export const ablationSchema = z.strictObject({
  hypothesis: z.string().trim().min(1),
  expected: z.strictObject({
    arms: z.array(z.string()).min(1),
    sets: z.array(z.string()).min(1),
    metric: z
      .string()
      .refine((name) => findMetric(name) !== undefined, { error: ({ input }) => `unknown metric "${input}"` }),
    direction: z.enum(directions),
    /** the run, or the arm of the same run, to compare with; a sweep is compared with its first value */
    than: z.string().min(1).optional(),
  }),
});

export type Ablation = z.infer<typeof ablationSchema>;

/** The first name in `expected` that the experiment does not have, with its place in the schema. */
export function unknownName(
  { expected }: Ablation,
  has: { arms: readonly string[]; sets: readonly string[] },
): { path: string[]; message: string } | undefined {
  for (const [list, what] of [
    ['arms', 'arm'],
    ['sets', 'evaluation set'],
  ] as const) {
    const name = expected[list].find((one) => !has[list].includes(one));
    if (name !== undefined)
      return {
        path: ['ablation', 'expected', list],
        message: `the experiment has no ${what} "${name}": ${has[list].join(', ')}`,
      };
  }
  return undefined;
}
