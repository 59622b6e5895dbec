import { type Cell, type CodeCell, markdownCell, type Notebook, tagsOf } from './nbformat.js';
import type { Parameters } from './parameters.js';

/** What papermill keeps about a run in the metadata of the notebook and of each cell, so that its readers understand ours. */
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

export interface CellRecord {
  exception: boolean | null;
  start_time: string | null;
  end_time: string | null;
  duration: number | null;
  status: 'pending' | 'running' | 'completed' | 'failed';
}

const errorTag = 'papermill-error-cell-tag';
const style = 'color:red; font-family:Helvetica Neue, Helvetica, Arial, sans-serif; font-size:2em;';

/** Marks the notebook and all its cells as not yet run, and takes the markers of an earlier failure out. */
export function startRecord(
  notebook: Notebook,
  facts: Pick<NotebookRecord, 'parameters' | 'input_path' | 'output_path'>,
): NotebookRecord {
  notebook.cells = notebook.cells.filter((cell) => !tagsOf(cell).includes(errorTag));
  const record: NotebookRecord = {
    default_parameters: {},
    environment_variables: {},
    version: 'acc-kit',
    start_time: new Date().toISOString(),
    end_time: null,
    duration: null,
    exception: null,
    ...facts,
  };
  notebook.metadata.papermill = record;
  for (const cell of notebook.cells) cell.metadata.papermill = pending();
  return record;
}

export function recordOf(cell: Cell): CellRecord {
  return cell.metadata.papermill as CellRecord;
}

export function startCell(cell: Cell): void {
  Object.assign(recordOf(cell), { start_time: new Date().toISOString(), status: 'running' });
}

export function endCell(cell: Cell, failed: boolean): void {
  const status = failed ? 'failed' : 'completed';
  Object.assign(recordOf(cell), { ...ended(recordOf(cell)), exception: failed, status });
}

export function endRecord(record: NotebookRecord, failed: boolean): void {
  Object.assign(record, { ...ended(record), exception: failed || null }); // papermill leaves it null where all went well
}

/** papermill's two markers: a notice on top that links to an anchor before the cell that failed. */
export function markFailure(notebook: Notebook, failed: CodeCell): void {
  const where = `In [${failed.execution_count ?? ' '}]`;
  const link = `<a href="#papermill-error-cell">'${where}'</a>`;
  const notice = `<span style="${style}">An Exception was encountered at ${link}.</span>`;
  const anchor = `<span id="papermill-error-cell" style="${style}">Execution using papermill encountered an exception here and stopped:</span>`;
  notebook.cells.splice(
    notebook.cells.indexOf(failed),
    0,
    markdownCell('papermill-error-anchor', anchor, { tags: [errorTag] }),
  );
  notebook.cells.unshift(markdownCell('papermill-error-notice', notice, { tags: [errorTag] }));
}

function pending(): CellRecord {
  return { exception: null, start_time: null, end_time: null, duration: null, status: 'pending' };
}

function ended({ start_time }: { start_time: string | null }): { end_time: string; duration: number } {
  const now = new Date();
  return { end_time: now.toISOString(), duration: start_time ? (now.getTime() - Date.parse(start_time)) / 1000 : 0 };
}
