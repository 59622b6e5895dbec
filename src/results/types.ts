import type { ResultRow } from './row.js';

/** A table as data. A cell is undefined where no row has that value; formatters show "not computed" with the reason. */
export interface Table {
  number: number;
  title: string;
  columns: Column[];
  rows: {
    arm: string;
    label: string;
    cells: (ResultRow | undefined)[];
    /** of each cell: the rows of its two factors, where the table shows them and the run has them */
    factors: ResultRow[][];
  }[];
  caption: string;
  synthetic: Synthetic;
  /** a run and the paper never share a table */
  source: 'run' | 'paper';
}

/** A column of a table: one metric on one set. Columns with the same `block` are grouped under its name. */
export interface Column {
  set: string;
  metric: string;
  label: string;
  block: string;
}

/** Whether all, some or none of the audio behind a table was synthesised. */
export type Synthetic = 'all' | 'some' | 'none';
