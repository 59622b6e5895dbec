import type { CellTypes } from '../../../kernels/typescript/index.js';
import type { CodeCell, Notebook } from '../nbformat.js';

/** One thing that is looked for. A rule is data and one function: a new one is added to a table in rules/. */
export interface Rule {
  code: string;
  severity: 'error' | 'warning';
  /** what is found */
  what: string;
  /** why it is a trap */
  why: string;
  find(subject: Subject): Found[];
}

/** Where and what; code, severity, file and the text of the line are added by the caller. */
export interface Found {
  /** from 0; undefined for the notebook as a whole */
  cell?: number;
  line?: number;
  column?: number;
  message: string;
  hint?: string;
}

/** A notebook as the rules see it. */
export interface Subject {
  file: string;
  notebook: Notebook;
  /** the ids as they stand in the file: a notebook that was read has one for each cell */
  ids: unknown[];
  /** what TypeScript says of each code cell that is run, by its index */
  types: ReadonlyMap<number, CellTypes>;
  /** what a fresh run showed, with the code of its rule; undefined where none was asked for */
  compared: (Found & { code: string })[] | undefined;
}

/** The code cells with their indices. */
export function codeCells({ cells }: Notebook): { cell: CodeCell; index: number }[] {
  return cells.flatMap((cell, index) => (cell.cell_type === 'code' ? [{ cell, index }] : []));
}
