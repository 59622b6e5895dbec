import { z } from 'zod';
import { arms, findMetric, findSet, setLabel } from '../catalogue/index.js';
import { readDataFile } from '../yaml/index.js';
import { metricFacts, type ResultRow, type Suspect } from './row.js';

const file = 'data-manifests/paper/tables.yaml';
const setting = z.union([z.string(), z.number()]);
const schema = z
  .strictObject({
    version: z.int().positive(),
    paper: z.strictObject({ title: z.string(), source: z.string() }),
    captionMetrics: z.array(z.string()),
    classificationSets: z.array(z.string()),
    captioning: z.array(
      z.strictObject({
        table: z.union([z.literal(1), z.literal(2)]),
        set: z.string(),
        arm: z.string(),
        values: z.array(z.number().min(0).max(10)),
      }),
    ),
    classificationPercent: z.array(
      z.strictObject({ table: z.literal(3), arm: z.string(), values: z.array(z.number().min(0).max(100)) }),
    ),
    classificationItems: z.array(z.strictObject({ set: z.string(), n: z.int().positive(), fits: z.boolean() })),
    suspects: z.array(
      z.strictObject({
        kind: z.enum(['misprint', 'protocol']),
        table: z.int(),
        set: z.string(),
        metrics: z.array(z.string()).optional(),
        corrected: z.record(z.string(), z.array(z.number().nullable())).optional(),
        reason: z.string(),
      }),
    ),
    training: z.array(
      z.strictObject({
        name: z.string(),
        printed: setting.nullable(),
        inferred: setting.optional(),
        reason: z.string().optional(),
      }),
    ),
    unknown: z.array(z.string()),
    data: z.strictObject({
      editingPairs: z.int(),
      eventCategories: z.int(),
      eventTypes: z.int(),
      eventClips: z.int(),
    }),
  })
  .superRefine((paper, context) => {
    const names = {
      captionMetrics: (name: string) => findMetric(name),
      classificationSets: (name: string) => findSet(name),
    };
    for (const [list, find] of Object.entries(names) as [keyof typeof names, (name: string) => unknown][])
      for (const [index, name] of paper[list].entries())
        if (!find(name)) context.addIssue({ code: 'custom', path: [list, index], message: `unknown name "${name}"` });
    for (const block of ['captioning', 'classificationPercent'] as const)
      for (const [index, { arm }] of paper[block].entries())
        if (!arms().some(({ name }) => name === arm))
          context.addIssue({ code: 'custom', path: [block, index, 'arm'], message: `unknown arm "${arm}"` });
    const widths = { captioning: paper.captionMetrics.length, classificationPercent: paper.classificationSets.length };
    for (const [block, width] of Object.entries(widths) as [keyof typeof widths, number][])
      for (const [index, { values }] of paper[block].entries())
        if (values.length !== width)
          context.addIssue({
            code: 'custom',
            path: [block, index, 'values'],
            message: `${values.length} values for ${width} columns`,
          });
  });

/**
 * The paper's numbers and settings from data-manifests/paper/tables.yaml. In `training`, `printed` is null if the paper
 * leaves the setting blank; `inferred` is then used, for the given `reason`. An entry of `suspects` is a block of cells
 * of one table and set that cannot be correct: of all metrics without `metrics`, of all arms without `corrected`, else
 * of the arms that it lists.
 */
export type Paper = z.infer<typeof schema>;

export type PaperSetting = Paper['training'][number];

/** The paper's printed numbers, suspect cells and training settings, frozen. */
export function paper(): Paper {
  return readDataFile(file, schema, 'results/data-file');
}

/** Every printed value of Tables 1-3 as a row; accuracies as fractions 0..1. Suspect cells keep the printed value. */
export function paperRows(): ResultRow[] {
  const { captioning, captionMetrics, classificationPercent, classificationSets } = paper();
  return [
    ...captioning.flatMap(({ table, set, arm, values }) =>
      values.map((value, column) => printed(table, { arm, set, metric: captionMetrics[column]!, value })),
    ),
    ...classificationPercent.flatMap(({ table, arm, values }) =>
      values.map((percent, column) => {
        const value = Number((percent / 100).toFixed(4));
        return printed(table, { arm, set: classificationSets[column]!, metric: 'accuracy', value });
      }),
    ),
  ];
}

function printed(table: number, cell: Pick<ResultRow, 'arm' | 'set' | 'metric' | 'value'>): ResultRow {
  const suspect = suspectOf(table, cell);
  const { metricVersion: _, ...metric } = metricFacts(cell.metric);
  return {
    ...cell,
    ...metric,
    tasks: arms().find(({ name }) => name === cell.arm)!.tasks,
    setLabel: setLabel(cell.set, false),
    kind: findSet(cell.set)!.kind,
    n: null,
    referencesPerItem: null,
    source: 'paper',
    synthetic: false,
    ...(suspect ? { suspect } : {}),
    protocol: { table },
  };
}

function suspectOf(table: number, cell: Pick<ResultRow, 'arm' | 'set' | 'metric'>): Suspect | undefined {
  const entries = paper().suspects.filter(
    ({ metrics, corrected, ...where }) =>
      where.table === table &&
      where.set === cell.set &&
      (metrics?.includes(cell.metric) ?? true) &&
      (!corrected || cell.arm in corrected),
  );
  if (entries.length === 0) return undefined;
  const values = entries.map(({ metrics, corrected }) => corrected?.[cell.arm]?.[metrics?.indexOf(cell.metric) ?? 0]);
  const reasons = entries.map(({ reason }) => reason);
  const corrected = values.find((value) => typeof value === 'number') ?? null;
  const misprint = entries.some(({ kind }) => kind === 'misprint');
  return { reason: reasons.join(' '), corrected, misprint, reasons };
}
