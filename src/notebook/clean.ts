import { readText, writeAtomic } from '../core/index.js';
import { defaultDisplayName, kernelName } from './kernelspec/index.js';
import { type Cell, type CodeCell, type Metadata, type Notebook, tagsOf } from './nbformat.js';
import { isTypescript } from './notebook-language.js';
import { notebookText } from './notebook-text.js';
import { parseNotebook } from './parse-notebook.js';

/**
 * Removes from a notebook what a run has added, so that diffs show edits only: outputs, counts, metadata of runs and editors,
 * injected parameters and error markers. Outputs of a cell tagged `keep_output` are kept (nbstripout's convention). Missing, invalid and
 * duplicate ids are replaced. The kernel of a notebook that is not TypeScript is left as it is. Cleaning a clean notebook returns the same text.
 * @param text the notebook; the file name is only for messages
 * @returns the notebook as nbformat formats it
 */
export function cleanText(text: string, file: string): string {
  const notebook = parseNotebook(text, file);
  const keepsAll = notebook.metadata.keep_output === true;
  const cells = withOwnIds(notebook.cells.filter((cell) => !isOfRun(cell)).map((cell) => cleanCell(cell, keepsAll)));
  return notebookText({
    nbformat: 4,
    nbformat_minor: notebook.nbformat_minor,
    metadata: cleanMetadata(notebook),
    cells,
  });
}

/**
 * Cleans a file in place if that changes it.
 * @param write false only reports whether it would be changed
 * @returns whether it was, or would be, changed
 */
export async function cleanFile(file: string, { write }: { write: boolean }): Promise<boolean> {
  const text = await readText(file);
  const cleaned = cleanText(text, file);
  if (cleaned === text) return false;
  if (write) await writeAtomic(file, cleaned);
  return true;
}

const tagsOfRun = ['injected-parameters', 'papermill-error-cell-tag'];

function isOfRun(cell: Cell): boolean {
  return tagsOf(cell).some((tag) => tagsOfRun.includes(tag));
}

/** What runs and editors leave in the metadata of cells: papermill, JupyterLab's timings and folding, Colab, VS Code. */
const cellMetadataOfRun = [
  'ExecuteTime',
  'colab',
  'collapsed',
  'execution',
  'executionInfo',
  'id',
  'outputId',
  'papermill',
  'pycharm',
  'scrolled',
  'trusted',
  'vscode',
];

function cleanCell(cell: Cell, keepsAll: boolean): Cell {
  const { id, source, cell_type } = cell;
  const { jupyter, tags, ...others } = without(cell.metadata, cellMetadataOfRun);
  const shown = without((jupyter ?? {}) as Metadata, ['outputs_hidden']);
  const metadata = {
    ...others,
    ...(Object.keys(shown).length > 0 ? { jupyter: shown } : {}),
    ...(tagsOf(cell).length > 0 ? { tags } : {}),
  };
  if (cell.cell_type !== 'code')
    return { cell_type, id, source, metadata, ...(cell.attachments ? { attachments: cell.attachments } : {}) } as Cell;
  const keeps = keepsAll || cell.metadata.keep_output === true || tagsOf(cell).includes('keep_output');
  const outputs = keeps ? cell.outputs.map(withoutCount) : [];
  return { cell_type: 'code', id, source, metadata, execution_count: null, outputs };
}

function withoutCount(output: CodeCell['outputs'][number]): CodeCell['outputs'][number] {
  return output.output_type === 'execute_result' ? { ...output, execution_count: null } : output;
}

/** Makes invalid ids valid and numbers duplicates. */
function withOwnIds(cells: Cell[]): Cell[] {
  const taken = new Set<string>();
  return cells.map((cell) => {
    const wanted =
      String(cell.id)
        .replace(/[^\w-]/g, '-')
        .slice(0, 60) || 'cell';
    let id = wanted;
    for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
    taken.add(id);
    return { ...cell, id };
  });
}

const notebookMetadataOfRun = [
  'accelerator',
  'celltoolbar',
  'colab',
  'orig_nbformat',
  'papermill',
  'signature',
  'toc-autonumbering',
  'toc-showcode',
  'toc-showmarkdowntxt',
  'varInspector',
  'vscode',
  'widgets',
];

/** TypeScript notebooks get the kit's kernel, regardless of the last one; others keep what they state, or do not state, about theirs. */
function cleanMetadata(notebook: Notebook): Metadata {
  const others = without(notebook.metadata, notebookMetadataOfRun);
  return isTypescript(notebook) ? { ...others, ...ownKernelMetadata } : others;
}

const ownKernelMetadata = {
  kernelspec: { display_name: defaultDisplayName, language: 'typescript', name: kernelName },
  language_info: { file_extension: '.ts', mimetype: 'text/typescript', name: 'typescript' },
};

function without(metadata: Metadata, names: string[]): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !names.includes(name)));
}
