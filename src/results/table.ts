import { AccError } from '../core/index.js';
import { displayable } from './display.js';
import type { ResultRow } from './row.js';
import {
  arms,
  captionMetrics,
  captionSets,
  classificationSets,
  inPaperOrder,
  metricLabel,
  setLabel,
} from './vocabulary.js';

/** A column of a table: one metric on one set. Columns with the same `block` stand together under its name. */
export interface Column {
  set: string;
  metric: string;
  label: string;
  block: string;
}

/** A table as data. A cell is undefined where no row has that value; formatters show "not computed" with the reason. */
export interface Table {
  title: string;
  columns: Column[];
  rows: { arm: string; cells: (ResultRow | undefined)[] }[];
  caption: string;
  synthetic: boolean;
  /** our run and the paper never share a table */
  source: 'run' | 'paper';
}

/** Table 1: captioning after fine-tuning on one task. Arms AC, ADC, ACC, and others of the run that are not joint ones. */
export function table1(rows: readonly ResultRow[]): Table {
  return captionTable(rows, 'Table 1. Captioning after fine-tuning on one task', ['AC', 'ADC', 'ACC'], false);
}

/** Table 2: captioning after fine-tuning on AC together with one pair task. Arms AC+ADC, AC+ACC, and others with a "+". */
export function table2(rows: readonly ResultRow[]): Table {
  const title = 'Table 2. Captioning after fine-tuning on AC and one pair task';
  return captionTable(rows, title, ['AC+ADC', 'AC+ACC'], true);
}

/** Table 3: accuracy in percent on four classification tasks. Arms Ori, AC, ADC, ACC, and others of the run. */
export function table3(rows: readonly ResultRow[]): Table {
  const own = rows.filter(({ metric }) => metric === 'accuracy');
  const sets = inPaperOrder([...classificationSets, ...own.map(({ set }) => set)], classificationSets);
  const columns = sets.map((set) => ({ set, metric: 'accuracy', block: '', label: setLabel(set, isSynthetic(own)) }));
  const shown = inPaperOrder(['Ori', 'AC', 'ADC', 'ACC', ...own.map(({ arm }) => arm)], arms);
  return assemble(own, 'Table 3. Accuracy on classification tasks not trained on', shown, columns);
}

function captionTable(rows: readonly ResultRow[], title: string, expected: string[], joint: boolean): Table {
  const own = rows.filter(({ metric, arm }) => metric in captionMetrics && arm.includes('+') === joint);
  const sets = inPaperOrder([...captionSets, ...own.map(({ set }) => set)], captionSets);
  const columns = sets.flatMap((set) =>
    Object.keys(captionMetrics).map((metric) => {
      return { set, metric, block: setLabel(set, isSynthetic(own)), label: metricLabel(metric) };
    }),
  );
  const shown = inPaperOrder([...expected, ...own.map(({ arm }) => arm)], arms);
  return assemble(own, title, shown, columns);
}

function assemble(rows: ResultRow[], title: string, shownArms: string[], columns: Column[]): Table {
  const { source, synthetic } = sourceOf(rows);
  const byCell = new Map<string, ResultRow>();
  for (const row of rows) {
    const cell = JSON.stringify([row.arm, row.set, row.metric]);
    if (byCell.has(cell))
      throw new AccError('results/duplicate-row', {
        message: `two rows give ${row.metric} of ${row.arm} on ${row.set}`,
        hint: 'a table shows one run: choose the rows of one experiment',
      });
    byCell.set(cell, row);
  }
  const label = source === 'paper' ? ', as printed in the paper' : synthetic ? ', synthetic world' : ', this run';
  return displayable({
    title: title + label,
    columns,
    rows: shownArms.map((arm) => ({
      arm,
      cells: columns.map(({ set, metric }) => byCell.get(JSON.stringify([arm, set, metric]))),
    })),
    caption: captions[source === 'paper' ? 'paper' : synthetic ? 'synthetic' : 'run'],
    synthetic,
    source,
  });
}

const captions = {
  paper: 'Printed values, none replaced. A number leads to what speaks against a cell.',
  synthetic: 'Synthetic world: sounds made by the kit and a tiny model. Not comparable in value with the paper.',
  run: 'Values of this run. Intervals are 95 %, where one was computed.',
} as const;

/** Printed and computed values in one table would pass for one experiment. */
function sourceOf(rows: readonly ResultRow[]): Pick<Table, 'source' | 'synthetic'> {
  const sources = new Set(rows.map(({ source }) => source));
  if (sources.size > 1)
    throw new AccError('results/mixed-sources', {
      message: 'rows of the paper and rows of a run cannot share a table',
      hint: 'build one table for each, or use comparison(rows)',
    });
  return { source: rows[0]?.source ?? 'run', synthetic: isSynthetic(rows) };
}

function isSynthetic(rows: readonly ResultRow[]): boolean {
  return rows.some(({ synthetic }) => synthetic);
}
