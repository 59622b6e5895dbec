import { z } from 'zod';
import type { Setting, Settings } from '../trainer/index.js';

/** Seeds of trainings stand in `seeds` only, so that no two places can contradict each other. */
export const seedElsewhere: string =
  'is not for seeds: write "seeds: [42]" for those of the arms, "seeds: { base: [0] }" for those of the base';

const flagValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);

export const origin = z.enum(['paper', 'inferred', 'kit']);

export const setting = z.union([
  flagValue.transform((value): Setting => ({ value, origin: 'kit' })),
  z
    .strictObject({
      value: flagValue,
      origin: origin.default('kit'),
      reason: z.string().optional(),
    })
    .transform(({ reason, ...rest }): Setting => (reason === undefined ? rest : { ...rest, reason })),
]);

/** null removes a flag of the extended file. */
export const settings = z
  .record(z.string().regex(/^[a-z0-9_]+$/), setting.nullable())
  .superRefine((flags, context) => {
    for (const flag of ['seed', 'data_seed'])
      if (flags[flag] != null) context.addIssue({ code: 'custom', path: [flag], message: seedElsewhere });
  })
  .transform(
    (all): Settings =>
      Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Setting] => entry[1] !== null)),
  );
