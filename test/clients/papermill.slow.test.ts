import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  type Cell,
  type CodeCell,
  codeCell,
  markdownCell,
  readNotebook,
  runNotebook,
  tagsOf,
  writeNotebook,
} from '../../src/notebook/index.js';
import { acc } from '../cli/acc.js';
import { typescriptNotebook } from '../notebook/typescript-notebook.js';
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

/** papermill cannot write TypeScript parameters: our runner writes them, papermill executes. */
async function papermill(name: string, cells: Cell[], parameters: Record<string, unknown>): Promise<Executed> {
  const [file, output] = [join(jupyter.folder, `${name}.ipynb`), join(jupyter.folder, `${name}.out.ipynb`)];
  await writeNotebook(file, typescriptNotebook(cells));
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

jupyterTest('papermill, which fails if idle is late, receives all 100,000 lines of a cell and its end', async () => {
  const flood = codeCell('flood', 'for (let i = 0; i < 100_000; i++) console.log(i);');
  const { exitCode, all, cells } = await papermill('flood', [flood, codeCell('after', "'after'")], {});
  expect(exitCode === 0 ? '' : all).toBe('');
  const text = (outputs(cells[0]) as { text: string }[]).map((output) => output.text).join('');
  expect(text === Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join('')).toBe(true);
  expect(outputs(cells[1])).toMatchObject([{ data: { 'text/plain': "'after'" } }]);
});

const python3 = {
  kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
  language_info: { name: 'python' },
};
const declared = codeCell('declared', 'count = 1  # how many\nname: str = "x"\nrest = None', { tags: ['parameters'] });
const values = ['-p', 'count', '5', '-r', 'name', '7', '-p', 'rate', '-0.5'];
const others = ['-y', '{rest: [1, 2.5, {deep: yes}], text: "é\\n", y: n}'];

const compared: [string, Cell[], string[], number][] = [
  [
    'with parameters',
    [
      markdownCell('title', '# Title'),
      declared,
      codeCell('use', 'print(count, name)\nrest'),
      codeCell('empty', ''),
      codeCell('skipped', '1/0', { tags: ['skip-execution'] }),
    ],
    [...values, ...others],
    0,
  ],
  ['prepared only', [declared, codeCell('use', 'count')], ['--prepare-only', '--report-mode', ...values], 0],
  ['in report mode without a parameters cell', [codeCell('use', 'a')], ['--report-mode', '-p', 'a', '1'], 0],
  [
    'with updates, overwritten lines and cleared outputs',
    [
      codeCell('show', 'from IPython.display import *\nh = display("a", display_id=True)'),
      codeCell('update', 'h.update("b")'),
      codeCell('bar', 'for i in range(3): print(i, end="\\r")\nprint()\nclear_output(wait=True)\nprint("z")'),
    ],
    [],
    0,
  ],
  ['that fails', [codeCell('good', 'print(1)'), codeCell('bad', '1/0'), codeCell('never', '2')], [], 1],
  ['that ends itself', [codeCell('exit', 'import sys; sys.exit()'), codeCell('never', '2')], [], 0],
  ['that ends itself with a status', [codeCell('exit', 'import sys; sys.exit(3)'), codeCell('never', '2')], [], 1],
];

/** A notebook without the parts that differ between runs; papermill, unlike nbformat, omits the final newline. */
function comparable(file: string): string {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .replace(/"(end_time|start_time|iopub[\w.]*|shell[\w.]*)": "[^"]*"/g, '"$1": TIME')
    .replace(/"duration": [\d.e-]+/g, '"duration": TIME')
    .replace(/"id": "[^"]*"/g, '"id": ID')
    .replace(/"environment_variables": \{[^}]*\}/, '"environment_variables": OURS') // papermill does not fix them
    .replace(/"version": "(?:\d+\.\d+\.\d+|acc-kit [^"]*)"(?=\n {2}\})/g, '"version": VERSION');
}

for (const [what, cells, options, status] of compared)
  jupyterTest(`our runner writes the same bytes as papermill for a Python notebook ${what}`, async () => {
    const file = join(jupyter.folder, 'python.ipynb');
    const output = join(jupyter.folder, 'python.out.ipynb');
    await writeNotebook(file, { nbformat: 4, nbformat_minor: 5, metadata: structuredClone(python3), cells });
    const theirs = await jupyter.python(['-m', 'papermill', file, output, ...options]);
    const expected = comparable(output);
    const ours = await acc(['notebook', 'run', file, output, ...options], {
      env: { ...jupyter.env, PATH: `${jupyter.programs}:${process.env.PATH}` },
    });
    expect(comparable(output)).toBe(expected);
    expect([theirs.exitCode, ours.exitCode]).toEqual([status, status]);
  });

jupyterTest('our runner reads the notebook of a failed papermill run, and vice versa', async () => {
  const [file, first] = [join(jupyter.folder, 'fails.ipynb'), join(jupyter.folder, 'first.ipynb')];
  const output = join(jupyter.folder, 'second.ipynb');
  const cells = [codeCell('bad', '1/0')];
  await writeNotebook(file, { nbformat: 4, nbformat_minor: 5, metadata: structuredClone(python3), cells });
  const env = { ...jupyter.env, PATH: `${jupyter.programs}:${process.env.PATH}` };
  const papermill = (from: string, to: string): Promise<unknown> => jupyter.python(['-m', 'papermill', from, to]);
  const ours = (from: string, to: string): Promise<unknown> => acc(['notebook', 'run', from, to], { env });
  await papermill(file, first);
  await ours(first, output);
  const expected = comparable(output);
  await ours(file, first);
  await papermill(first, output);
  expect(comparable(output)).toBe(expected);
});
