import { cellError } from './cell-error.js';
import { type Cell, type CodeCell, type Notebook, tagsOf } from './nbformat.js';
import { endCell, markFailure, recordOf, startCell } from './papermill.js';
import { type CellRun, type Ending, hasError, runCell } from './run-cell.js';
import type { Saver } from './saving.js';

export interface CellProgress {
  /** counts all cells of the output notebook from 1 */
  cell: number;
  cells: number;
  status: 'running' | 'run' | 'skipped' | 'failed';
  seconds: number;
  source: string;
}

/** How a code cell fared. A cell that was skipped (its tag, or nothing in it) or not reached has not passed. */
export interface CellReport extends Omit<CellProgress, 'cells' | 'status' | 'source'> {
  id: string;
  status: 'run' | 'skipped' | 'failed' | 'not run';
}

export interface CellListener {
  /** told before (`running`) and after every code cell */
  onCell?: (progress: CellProgress) => void;
  /** told of what a person should know */
  onWarning: (warning: string) => void;
}

/**
 * Runs the cells from top to bottom until one fails.
 * @param reports gets one entry for each code cell, kept up to date
 */
export async function runCells(
  notebook: Notebook,
  reports: CellReport[],
  run: CellRun,
  saver: Saver,
  { onCell, onWarning }: CellListener,
): Promise<void> {
  const cells = [...notebook.cells]; // a failure puts its markers among them
  for (const [index, cell] of cells.entries()) {
    run.signal?.throwIfAborted();
    startCell(cell);
    if (cell.cell_type !== 'code') {
      endCell(cell, false);
      continue;
    }
    const report = reports.find(({ id }) => id === cell.id)!;
    const tell = (status: CellProgress['status']): void => {
      if (status !== 'running') Object.assign(report, { status, seconds: recordOf(cell).duration });
      onCell?.({
        cell: index + 1,
        cells: cells.length,
        status,
        seconds: recordOf(cell).duration ?? 0,
        source: cell.source,
      });
    };
    if (!isRun(cell)) {
      endCell(cell, false);
      tell('skipped');
      continue;
    }
    tell('running');
    await saver.save();
    const ending = await saver.during(runCell(cell, run).catch((error: unknown): Ending => ({ error })));
    endCell(cell, ending !== undefined);
    const error = typeof ending === 'object' ? ending.error : undefined;
    if (error) markFailure(notebook, cell);
    await saver.save();
    tell(error ? 'failed' : 'run');
    if (error) throw error;
    if (ending === 'exit') return onWarning(`cell ${index + 1} ended the notebook: the cells after it were not run`);
  }
  failLate(notebook, reports, run);
}

/** What a cell had started may fail after the cell has ended: then it was not well after all. */
function failLate(notebook: Notebook, reports: CellReport[], run: CellRun): void {
  const failed = notebook.cells.find(
    (cell): cell is CodeCell => isRun(cell) && hasError(cell) && !tagsOf(cell).includes('raises-exception'),
  );
  if (!failed) return;
  endCell(failed, true);
  markFailure(notebook, failed);
  Object.assign(reports.find(({ id }) => id === failed.id)!, { status: 'failed' });
  throw cellError(run.file, run.nameOf(failed), failed, undefined);
}

function isRun(cell: Cell): cell is CodeCell {
  return cell.cell_type === 'code' && cell.source.trim() !== '' && !tagsOf(cell).includes('skip-execution');
}
