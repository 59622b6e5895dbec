import type { CellTypes } from '../../../kernels/typescript/index.js';
import type { CodeCell, Notebook } from '../nbformat.js';

/** A rule is data and one function; to add one, extend a table in rules/. */
export interface Rule {
  code: string;
  severity: 'error' | 'warning';
  /** what the rule finds */
  what: string;
  /** why it is a problem */
  why: string;
  find(subject: Subject): Found[];
}

/** Location and message; the caller adds code, severity, file and the text of the line. */
export interface Found {
  /** 0-based; undefined for the whole notebook */
  cell?: number;
  line?: number;
  column?: number;
  message: string;
  hint?: string;
}

/** The input of the rules. */
export interface Subject {
  file: string;
  notebook: Notebook;
  /** the ids in the file, before reading adds missing ones */
  ids: unknown[];
  /** the type check of each code cell that is run, by its index */
  types: ReadonlyMap<number, CellTypes>;
  /** the differences from a fresh run, with the code of their rule; undefined without --compare */
  compared: (Found & { code: string })[] | undefined;
}

/** The code cells with their indices. */
export function codeCells({ cells }: Notebook): { cell: CodeCell; index: number }[] {
  return cells.flatMap((cell, index) => (cell.cell_type === 'code' ? [{ cell, index }] : []));
}
