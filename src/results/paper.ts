import { z } from 'zod';
import { readDataFile } from './data-file.js';
import type { ResultRow, Suspect } from './row.js';

/** The paper's numbers and settings as data-manifests/paper/tables.yaml holds them. */
export interface Paper {
  version: number;
  paper: { title: string; source: string };
  captionMetrics: string[];
  classificationSets: string[];
  captioning: { table: number; set: string; arm: string; values: number[] }[];
  classificationPercent: { table: number; arm: string; values: number[] }[];
  suspects: SuspectCells[];
  /** `printed` is null where the paper leaves the setting blank; `inferred` then stands in, for the `reason` given */
  training: PaperSetting[];
  unknown: string[];
  data: { editingPairs: number; eventCategories: number; eventTypes: number; eventClips: number };
}

export interface PaperSetting {
  name: string;
  printed: string | number | null;
  inferred?: string | number | undefined;
  reason?: string | undefined;
}

/** Cells of one table and set that cannot be right; without `metrics` all of them, without an arm in `corrected` unmended. */
export interface SuspectCells {
  kind: 'misprint' | 'protocol';
  table: number;
  set: string;
  metrics?: string[] | undefined;
  corrected?: Record<string, (number | null)[]> | undefined;
  reason: string;
}

const file = 'data-manifests/paper/tables.yaml';
const setting = z.union([z.string(), z.number()]);
const schema: z.ZodType<Paper> = z
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
    const widths = { captioning: paper.captionMetrics.length, classificationPercent: paper.classificationSets.length };
    for (const [block, width] of Object.entries(widths) as [keyof typeof widths, number][])
      for (const [index, { values }] of paper[block].entries())
        if (values.length !== width)
          context.addIssue({
            code: 'custom',
            path: [block, index, 'values'],
            message: `${values.length} values where ${width} columns are named`,
          });
  });

let once: Paper | undefined;

/** The paper's printed numbers, suspect cells and training settings, read once and frozen. */
export function paper(): Paper {
  once ??= readDataFile(file, schema);
  return once;
}

/** Every printed value of Tables 1-3 as a row; accuracies as fractions 0..1. Suspect cells keep what is printed. */
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
  const suspect = suspicion(table, cell);
  return {
    ...cell,
    n: null,
    referencesPerItem: null,
    source: 'paper',
    synthetic: false,
    ...(suspect ? { suspect } : {}),
    protocol: { table },
  };
}

function suspicion(table: number, cell: Pick<ResultRow, 'arm' | 'set' | 'metric'>): Suspect | undefined {
  const against = paper().suspects.filter(
    ({ metrics, corrected, ...where }) =>
      where.table === table &&
      where.set === cell.set &&
      (metrics?.includes(cell.metric) ?? true) &&
      (!corrected || cell.arm in corrected),
  );
  if (against.length === 0) return undefined;
  const values = against.map(({ metrics, corrected }) => corrected?.[cell.arm]?.[metrics?.indexOf(cell.metric) ?? 0]);
  const reasons = against.map(({ reason }) => reason);
  const corrected = values.find((value) => typeof value === 'number') ?? null;
  const misprint = against.some(({ kind }) => kind === 'misprint');
  return { reason: reasons.join(' '), corrected, misprint, reasons };
}
