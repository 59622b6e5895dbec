import { z } from 'zod';
import { readDataFile } from '../yaml/index.js';
import { findMetric, metricGroups, withGroups } from './metrics.js';
import { filled } from './named.js';
import { setKinds } from './sets.js';

const tableSchema = z.strictObject({
  number: z.int().positive(),
  title: filled,
  sets: z.enum(setKinds),
  metrics: z.string(),
  factors: z.array(z.string()).length(2).optional(),
  note: filled.optional(),
  arms: z.tuple([z.int().min(0), z.int().min(0).nullable()]),
});

/** A result table as data-manifests/catalogue/tables.yaml describes it. */
export type TableFacts = Readonly<z.infer<typeof tableSchema>>;

const schema = z
  .strictObject({ version: z.int().positive(), tables: z.array(tableSchema).min(1) })
  .superRefine(({ tables }, context) => {
    for (const [index, { number, metrics, factors = [] }] of tables.entries()) {
      if (tables.findIndex((table) => table.number === number) < index)
        context.addIssue({ code: 'custom', path: ['tables', index, 'number'], message: `duplicate table ${number}` });
      if (!(metrics in metricGroups()) && !findMetric(metrics))
        context.addIssue({
          code: 'custom',
          path: ['tables', index, 'metrics'],
          message: `unknown metric "${metrics}"`,
        });
      for (const [place, name] of factors.entries())
        if (!findMetric(name))
          context.addIssue({
            code: 'custom',
            path: ['tables', index, 'factors', place],
            message: `unknown metric "${name}"`,
          });
    }
  });

export function tableFacts(): readonly TableFacts[] {
  return readDataFile('data-manifests/catalogue/tables.yaml', schema, 'catalogue/invalid').tables;
}

/** The metrics of a table in the order of its columns. */
export function tableMetrics({ metrics }: TableFacts): readonly string[] {
  return withGroups([metrics]);
}

/** Whether an arm with these training tasks belongs in a table. */
export function hasArm({ arms: [least, most] }: TableFacts, tasks: readonly string[]): boolean {
  return tasks.length >= least && tasks.length <= (most ?? Number.POSITIVE_INFINITY);
}
