import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  type Cell,
  type CodeCell,
  codeCell,
  readNotebook,
  runNotebook,
  tagsOf,
  writeNotebook,
} from '../../src/notebook/index.js';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';

let jupyter: Jupyter;
beforeAll(async () => {
  jupyter = await installedJupyter();
});
afterAll(() => jupyter.remove());

interface Executed {
  exitCode: number | undefined;
  all: string;
  cells: Cell[];
  metadata: Record<string, unknown>;
}

/** papermill knows no parameters in TypeScript: our runner writes them, papermill executes. */
async function papermill(name: string, cells: Cell[], parameters: Record<string, unknown>): Promise<Executed> {
  const [file, output] = [join(jupyter.folder, `${name}.ipynb`), join(jupyter.folder, `${name}.out.ipynb`)];
  const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells };
  await writeNotebook(file, notebook);
  await runNotebook(file, { output: file, parameters, prepareOnly: true });
  const { exitCode, all } = await jupyter.python(['-m', 'papermill', file, output, '-k', 'acc-typescript']);
  return { exitCode, all, ...(await readNotebook(output)) };
}

const record = (cell: Cell | undefined): unknown => cell?.metadata.papermill;
const outputs = (cell: Cell | undefined): unknown => (cell as CodeCell).outputs;

jupyterTest('papermill executes a notebook with the parameters that our runner wrote into it', async () => {
  const declared = codeCell('declared', 'const seed = 1;\nconst names: string[] = [];', { tags: ['parameters'] });
  const { exitCode, all, cells, metadata } = await papermill(
    'parameters',
    [declared, codeCell('use', 'console.log(seed * 2); names.join()')],
    { seed: 21, names: ['a', 'b'] },
  );
  expect(exitCode === 0 ? '' : all).toBe('');
  expect(cells.map(tagsOf)).toEqual([['parameters'], ['injected-parameters'], []]);
  expect(outputs(cells[2])).toMatchObject([{ text: '42\n' }, { data: { 'text/plain': "'a,b'" } }]);
  expect(cells.map(record)).toMatchObject(Array(3).fill({ status: 'completed', exception: false }));
  expect(metadata.papermill).toMatchObject({ exception: null, parameters: {} });
  expect(metadata.language_info).toMatchObject({ name: 'typescript', file_extension: '.ts' });
});

jupyterTest(
  'a failing cell ends papermill with status 1, its markers and the error; later cells stay pending',
  async () => {
    const { exitCode, all, cells, metadata } = await papermill(
      'fails',
      [codeCell('good', '1'), codeCell('bad', "const n = 2;\nthrow new Error('not today');"), codeCell('never', '3')],
      { a: 1 },
    );
    expect(exitCode).toBe(1);
    expect(all).toContain('Error: not today');
    expect(cells.map(({ cell_type, id }) => (cell_type === 'code' ? id : 'marker'))).toEqual([
      'marker',
      'injected-parameters',
      'good',
      'marker',
      'bad',
      'never',
    ]);
    expect([cells[4], cells[5]].map(record)).toMatchObject([{ status: 'failed' }, { status: 'pending' }]);
    expect(metadata.papermill).toMatchObject({ exception: true });
  },
);

jupyterTest(
  'papermill, which fails a run whose idle is late, sees the end of a cell of 100,000 lines with all of them',
  async () => {
    const flood = codeCell('flood', 'for (let i = 0; i < 100_000; i++) console.log(i);');
    const { exitCode, all, cells } = await papermill('flood', [flood, codeCell('after', "'after'")], {});
    expect(exitCode === 0 ? '' : all).toBe('');
    const text = (outputs(cells[1]) as { text: string }[]).map((output) => output.text).join('');
    expect(text === Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join('')).toBe(true);
    expect(outputs(cells[2])).toMatchObject([{ data: { 'text/plain': "'after'" } }]);
  },
);
