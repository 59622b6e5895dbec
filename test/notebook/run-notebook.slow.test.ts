import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Cell,
  type CellProgress,
  codeCell,
  markdownCell,
  type Notebook,
  readNotebook,
  runNotebook,
  tagsOf,
  writeNotebook,
} from '../../src/notebook/index.js';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
beforeAll(async () => {
  await mkdir(join(root, '.acc'), { recursive: true });
  folder = await mkdtemp(join(root, '.acc', 'notebook-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const seconds = 60_000;

async function given(name: string, ...cells: Cell[]): Promise<{ file: string; output: string }> {
  const file = join(folder, `${name}.ipynb`);
  const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  await writeNotebook(file, notebook);
  return { file, output: join(folder, `${name}.out.ipynb`) };
}

const textOf = (cell: Cell | undefined): unknown =>
  cell?.cell_type === 'code'
    ? cell.outputs.map((output) =>
        'text' in output ? output.text : 'data' in output ? output.data['text/plain'] : output.evalue,
      )
    : undefined;

test(
  'parameters stand in a cell of their own after the tagged one, and sources of the kit are imported relative to the notebook',
  async () => {
    const { file, output } = await given(
      'parameters',
      markdownCell('title', '# A title'),
      codeCell('declared', 'const seed = 1;\nconst name = "a";', { tags: ['parameters'] }),
      codeCell('use', "import { sha256 } from '../../src/core';\n[name, seed, sha256('x').length].join(' ')"),
    );
    const seen: CellProgress[] = [];
    const report = await runNotebook(file, {
      output,
      parameters: { seed: 7, nowhere: [1] },
      onCell: (progress) => void seen.push(progress),
    });
    expect(report.warnings).toEqual(['the notebook does not declare the parameter "nowhere"']);
    const { cells, metadata } = await readNotebook(output);
    expect(cells.map(({ id }) => id)).toEqual(['title', 'declared', 'injected-parameters', 'use']);
    expect(tagsOf(cells[2]!)).toEqual(['injected-parameters']);
    expect(cells[2]?.source).toBe('// Parameters\nconst seed = 7;\nconst nowhere = [\n  1\n];');
    expect(textOf(cells[3])).toEqual(["'a 7 64'"]);
    expect(metadata.papermill).toMatchObject({
      parameters: { seed: 7 },
      exception: null,
      input_path: file,
      output_path: output,
    });
    expect(metadata.kernelspec).toMatchObject({ name: 'acc-typescript', language: 'typescript' });
    expect(cells.map((cell) => (cell.metadata.papermill as { status: string }).status)).toEqual(
      Array(4).fill('completed'),
    );
    expect(seen.map(({ cell, status }) => `${cell} ${status}`)).toEqual([
      '2 running',
      '2 completed',
      '3 running',
      '3 completed',
      '4 running',
      '4 completed',
    ]);
  },
  seconds,
);

test(
  'a failing cell stops the run with file, cell and line, and is marked in the output as papermill does',
  async () => {
    const { file, output } = await given(
      'failing',
      codeCell('good', '1'),
      codeCell('bad', "const n: number = 2;\nthrow new Error('not today');"),
      codeCell('never', '3'),
    );
    const run = runNotebook(file, { output, parameters: { a: 1 } });
    await expect(run).rejects.toMatchObject({
      code: 'notebook/cell-failed',
      file,
      line: 2,
      message: 'cell 2, line 2: Error: not today',
    });
    const { cells, metadata } = await readNotebook(output);
    expect(cells.map(({ id }) => id)).toEqual([
      'papermill-error-notice',
      'injected-parameters',
      'good',
      'papermill-error-anchor',
      'bad',
      'never',
    ]);
    expect(cells.map((cell) => (cell.metadata.papermill as { status?: string } | undefined)?.status)).toEqual([
      undefined,
      'completed',
      'completed',
      undefined,
      'failed',
      'pending',
    ]);
    expect(metadata.papermill).toMatchObject({ exception: true });
    const again = await runNotebook(output, { output: `${output}.2` }).catch((error) => error);
    expect(again).toMatchObject({ code: 'notebook/cell-failed' });
    expect((await readNotebook(`${output}.2`)).cells.filter(({ id }) => id === 'papermill-error-notice')).toHaveLength(
      1,
    );
  },
  seconds,
);

test(
  'a type error fails its cell before it runs',
  async () => {
    const { file, output } = await given('types', codeCell('bad', "console.log('ran');\nconst s: string = 1;"));
    await expect(runNotebook(file, { output })).rejects.toMatchObject({
      message: "cell 1, line 2: TypeCheckError: Type 'number' is not assignable to type 'string'.",
    });
    expect(textOf((await readNotebook(output)).cells[2])).toEqual([
      "Type 'number' is not assignable to type 'string'.",
    ]);
  },
  seconds,
);

test(
  'cells tagged raises-exception may fail, cells tagged skip-execution are left out',
  async () => {
    const { file, output } = await given(
      'tags',
      codeCell('raises', "throw new Error('expected')", { tags: ['raises-exception'] }),
      codeCell('skipped', "throw new Error('never run')", { tags: ['skip-execution'] }),
      codeCell('after', "'ran'"),
    );
    await runNotebook(file, { output });
    const { cells } = await readNotebook(output);
    expect(cells.map(textOf)).toEqual([['expected'], [], ["'ran'"]]);
  },
  seconds,
);

test(
  'a progress bar is folded to its last state, and a display is replaced in place by its update',
  async () => {
    const { file, output } = await given(
      'outputs',
      codeCell('bar', "for (let i = 0; i <= 100; i += 50) process.stdout.write('\\r' + i + ' %'); console.log();"),
      codeCell('show', "await display('first', { id: 'd' })"),
      codeCell('update', "await display('second', { id: 'd', update: true })"),
    );
    await runNotebook(file, { output });
    expect((await readNotebook(output)).cells.map(textOf)).toEqual([['100 %\n'], ["'second'"], []]);
  },
  seconds,
);

test(
  'a cell that runs too long is stopped, named, and keeps what it has shown',
  async () => {
    const { file, output } = await given(
      'slow',
      codeCell('slow', "console.log('so far'); await new Promise(() => {})"),
    );
    await expect(runNotebook(file, { output, timeoutSeconds: 8 })).rejects.toMatchObject({
      code: 'notebook/cell-timeout',
      file,
    });
    const [, , slow] = (await readNotebook(output)).cells;
    expect(textOf(slow)).toEqual(['so far\n', 'the cell was interrupted']);
  },
  seconds,
);

test(
  'a run that is stopped by its signal says so, and leaves no process behind',
  async () => {
    const { file, output } = await given(
      'stopped',
      codeCell(
        'child',
        "import { spawn } from 'node:child_process'; console.log(spawn('sleep', ['300']).pid); await new Promise(() => {})",
      ),
    );
    const controller = new AbortController();
    const run = runNotebook(file, { output, signal: controller.signal });
    const stopped = expect(run).rejects.toMatchObject({ code: 'core/interrupted', file });
    await expect
      .poll(async () => (await readNotebook(output).catch(() => undefined))?.metadata.language_info, {
        timeout: 20_000,
      })
      .toBeDefined();
    controller.abort();
    await stopped;
    expect(spawnSync('pgrep', ['-f', 'sleep 300'], { encoding: 'utf8' }).stdout).toBe('');
  },
  seconds,
);

test(
  'a kernel that dies is a named error',
  async () => {
    const { file, output } = await given(
      'dies',
      codeCell('kill', "process.kill(process.ppid, 'SIGKILL'); await new Promise(() => {})"),
    );
    await expect(runNotebook(file, { output })).rejects.toMatchObject({ code: 'notebook/kernel-died' });
  },
  seconds,
);
