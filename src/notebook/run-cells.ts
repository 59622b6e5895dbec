import { cellError } from './cell-error.js';
import { type Cell, type CodeCell, type Notebook, tagsOf } from './nbformat.js';
import { endCell, markFailure, recordOf, startCell } from './papermill.js';
import { type CellRun, type Ending, hasError, runCell } from './run-cell.js';
import type { Saver } from './saving.js';

export interface CellProgress {
  /** 1-based among all cells of the output notebook */
  cell: number;
  cells: number;
  status: 'running' | 'run' | 'skipped' | 'failed';
  seconds: number;
  source: string;
}

/** The result of a code cell. A cell that was skipped (tagged or empty) or not reached has not passed. */
export interface CellReport extends Omit<CellProgress, 'cells' | 'status' | 'source'> {
  id: string;
  status: 'run' | 'skipped' | 'failed' | 'not run';
}

export interface CellListener {
  /** called before (`running`) and after every code cell */
  onCell?: (progress: CellProgress) => void;
  /** reports warnings to the user */
  onWarning: (warning: string) => void;
}

/**
 * Runs the cells from top to bottom until one fails.
 * @param reports one entry per code cell, which is updated
 */
export async function runCells(
  notebook: Notebook,
  reports: CellReport[],
  run: CellRun,
  saver: Saver,
  { onCell, onWarning }: CellListener,
): Promise<void> {
  const cells = [...notebook.cells]; // a failure inserts its markers
  for (const [index, cell] of cells.entries()) {
    run.signal?.throwIfAborted();
    startCell(cell);
    if (cell.cell_type !== 'code') {
      endCell(cell, false);
      continue;
    }
    const report = reports.find(({ id }) => id === cell.id)!;
    const notify = (status: CellProgress['status']): void => {
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
      notify('skipped');
      continue;
    }
    notify('running');
    await saver.save();
    const ending = await saver.during(runCell(cell, run).catch((error: unknown): Ending => ({ error })));
    endCell(cell, ending !== undefined);
    const error = typeof ending === 'object' ? ending.error : undefined;
    if (error) markFailure(notebook, cell);
    await saver.save();
    notify(error ? 'failed' : 'run');
    if (error) throw error;
    if (ending === 'exit') return onWarning(`cell ${index + 1} ended the notebook: later cells were not run`);
  }
  failLate(notebook, reports, run);
}

/** Background work of a cell may fail after the cell has ended: the cell then counts as failed. */
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
