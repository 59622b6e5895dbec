import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitRoot } from '../core/index.js';
import { type Cell, type CodeCell, type Metadata, markdownCell, type Notebook, tagsOf } from './nbformat.js';
import type { Parameters } from './parameters.js';

/** The metadata of a run that papermill stores in a notebook, written for compatibility with tools that read it. */
export interface NotebookRecord {
  default_parameters: Parameters;
  parameters: Parameters;
  environment_variables: Record<string, string>;
  version: string;
  input_path: string;
  output_path: string;
  start_time: string | null;
  end_time: string | null;
  duration: number | null;
  exception: boolean | null;
}

/** The same for each cell; cells that are skipped or not code are `completed` too. */
export interface CellRecord {
  exception: boolean | null;
  start_time: string | null;
  end_time: string | null;
  duration: number | null;
  status: 'pending' | 'running' | 'completed' | 'failed';
}

const errorTag = 'papermill-error-cell-tag';

/** Adds records to the notebook and its cells, keeps those of an earlier run, and removes the markers of an earlier failure. */
export function addRecords(
  notebook: Notebook,
  paths: Pick<NotebookRecord, 'input_path' | 'output_path'>,
): NotebookRecord {
  notebook.cells = notebook.cells.filter((cell) => !tagsOf(cell).includes(errorTag));
  for (const { metadata } of notebook.cells) {
    metadata.tags ??= [];
    metadata.papermill ??= {};
  }
  const { version } = JSON.parse(readFileSync(join(kitRoot(), 'package.json'), 'utf8'));
  const fresh = { default_parameters: {}, parameters: {}, environment_variables: {}, version: `acc-kit ${version}` };
  const { papermill } = notebook.metadata;
  const record = Object.assign(papermill && typeof papermill === 'object' ? papermill : fresh, paths) as NotebookRecord;
  notebook.metadata.papermill = record;
  return record;
}

/** Hides the code of all cells. */
export function hideInputs({ cells }: Notebook): void {
  for (const { cell_type, metadata } of cells)
    if (cell_type === 'code') metadata.jupyter = { ...(metadata.jupyter as Metadata), source_hidden: true };
}

/** Marks the notebook and all its cells as not yet run. @param variables the pinned environment of the run */
export function startRecord(notebook: Notebook, record: NotebookRecord, variables: Record<string, string>): void {
  const environment_variables = variables;
  Object.assign(record, { start_time: now(), end_time: null, duration: null, exception: null, environment_variables });
  for (const cell of notebook.cells) cell.metadata.papermill = pending();
}

export function recordOf(cell: Cell): CellRecord {
  return cell.metadata.papermill as CellRecord;
}

export function startCell(cell: Cell): void {
  Object.assign(recordOf(cell), { start_time: now(), status: 'running', exception: false });
}

export function endCell(cell: Cell, failed: boolean): void {
  const status = failed ? 'failed' : 'completed';
  Object.assign(recordOf(cell), { ...ended(recordOf(cell)), exception: failed, status });
}

/** papermill leaves `exception` null on success. */
export function endRecord(record: NotebookRecord, failed: boolean): void {
  Object.assign(record, { ...ended(record), exception: failed || null });
}

const style = 'style="color:red; font-family:Helvetica Neue, Helvetica, Arial, sans-serif; font-size:2em;"';

/** papermill's two markers: a notice on top that links to an anchor before the cell that failed. */
export function markFailure(notebook: Notebook, failed: CodeCell): void {
  const link = `<a href="#papermill-error-cell">In [${failed.execution_count ?? 'None'}]</a>`;
  const notice = `<span ${style}>An Exception was encountered at '${link}'.</span>`;
  const anchor = `<span id="papermill-error-cell" ${style}>Execution using papermill encountered an exception here and stopped:</span>`;
  const tagged = (id: string, source: string): Cell => markdownCell(id, source, { tags: [errorTag] });
  notebook.cells.splice(notebook.cells.indexOf(failed), 0, tagged('papermill-error-anchor', anchor));
  notebook.cells.unshift(tagged('papermill-error-notice', notice));
}

function pending(): CellRecord {
  return { exception: null, start_time: null, end_time: null, duration: null, status: 'pending' };
}

function ended({ start_time }: { start_time: string | null }): { end_time: string; duration: number } {
  const end_time = now();
  return { end_time, duration: start_time ? (Date.parse(end_time) - Date.parse(start_time)) / 1000 : 0 };
}

/** Python's isoformat of a time in UTC. */
function now(): string {
  return new Date().toISOString().replace('Z', '000+00:00');
}
