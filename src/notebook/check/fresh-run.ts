import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AccError, makeTemporaryFolder } from '../../core/index.js';
import { type Cell, type Notebook, type Output, tagsOf } from '../nbformat.js';
import { readNotebook, writeNotebook } from '../notebook-file.js';
import type { CellRecord } from '../papermill.js';
import type { Parameters } from '../parameters.js';
import { type Environment, recordedEnvironment } from '../run-environment.js';
import { runNotebook } from '../run-notebook.js';
import type { Found } from './rule.js';

export interface FreshRunOptions {
  parameters?: Parameters;
  /** overrides variables of the run's environment; by default they are those that the notebook records */
  environment?: Environment;
  /** the timeout of one cell */
  timeoutSeconds?: number;
  signal?: AbortSignal;
}

export interface FreshRun {
  /** of the completed cells, by their index in the input notebook */
  outputs: Map<number, Output[]>;
  /** the cell where the run stopped, and why */
  failure?: Found;
}

/** Runs a copy of a notebook in the notebook's folder and returns its outputs; the notebook itself is not changed. */
export async function freshRun(file: string, notebook: Notebook, options: FreshRunOptions): Promise<FreshRun> {
  const folder = await makeTemporaryFolder('compare');
  try {
    const [input, output] = [join(folder, 'input.ipynb'), join(folder, 'output.ipynb')];
    const numbered = notebook.cells.map((cell, index) => ({ ...withRunnersTags(cell), id: idOf(index) }));
    await writeNotebook(input, { ...notebook, cells: numbered });
    const environment = { ...recordedEnvironment(notebook), ...options.environment };
    const failure = await runNotebook(input, { ...options, environment, output, cwd: dirname(resolve(file)) }).then(
      () => undefined,
      stoppedAtCell,
    );
    const { cells } = await readNotebook(output);
    const outputs = new Map(
      notebook.cells.flatMap((_, index) => {
        const cell = cells.find(({ id }) => id === idOf(index));
        return cell?.cell_type === 'code' && statusOf(cell) === 'completed' ? [[index, cell.outputs] as const] : [];
      }),
    );
    if (!failure) return { outputs };
    const failed = cells.findIndex((cell) => statusOf(cell) === 'failed');
    const at = notebook.cells.findIndex((_, index) => idOf(index) === cells[failed]?.id);
    const { line, message, hint } = failure;
    return { outputs, failure: { cell: at < 0 ? undefined : at, line, message, hint } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ids of the copy: the runner may insert or remove cells, and the notebook's own ids need not be unique. */
function idOf(index: number): string {
  return `cell-${index}`;
}

const stopsAtCell = new Set(['notebook/cell-failed', 'notebook/cell-timeout', 'notebook/kernel-died']);

function stoppedAtCell(error: unknown): AccError {
  if (error instanceof AccError && stopsAtCell.has(error.code)) return error;
  throw error;
}

/** nbval's tags and the runner's equivalents. */
const translated: Record<string, string> = {
  'nbval-skip': 'skip-execution',
  'nbval-raises-exception': 'raises-exception',
};

function withRunnersTags(cell: Cell): Cell {
  const tags = tagsOf(cell).map((tag) => translated[tag] ?? tag);
  return tags.length > 0 ? { ...cell, metadata: { ...cell.metadata, tags } } : cell;
}

function statusOf(cell: Cell): CellRecord['status'] | undefined {
  return (cell.metadata.papermill as CellRecord | undefined)?.status;
}
