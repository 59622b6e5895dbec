import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeCell, installKernel, readNotebook, writeNotebook } from '../../src/notebook/index.js';

/** A Python with Jupyter's own client; ACC_JUPYTER_PYTHON names one that is not on the path. */
const python = process.env.ACC_JUPYTER_PYTHON ?? 'python3';
const absent = spawnSync(python, ['-c', 'import nbclient']).status !== 0;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-jupyter-'));
  process.env.JUPYTER_PATH = folder;
  await installKernel({ place: 'jupyter-path' });
});
afterAll(() => rm(folder, { recursive: true }));

const script = `
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, kernel_name="acc-typescript", timeout=60).execute()
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[1])
`;

test.skipIf(absent)(
  'nbclient runs a notebook on the installed kernel (skipped where no Python with nbclient is found)',
  async () => {
    const file = join(folder, 'nbclient.ipynb');
    const cells = [
      codeCell('chatty', 'for (let i = 0; i < 5000; i++) console.log(i);\n"end"'),
      codeCell('raises', "throw new Error('allowed')", { tags: ['raises-exception'] }),
      codeCell('after', "import { sha256 } from './src/core';\nsha256('x').length"),
    ];
    await writeNotebook(file, { nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
    const { status, stderr } = spawnSync(python, ['-c', script, file], {
      encoding: 'utf8',
      env: { ...process.env, JUPYTER_PATH: folder },
    });
    expect(stderr.includes('Traceback') ? stderr : status).toBe(0);
    const [chatty, raises, after] = (await readNotebook(file)).cells.map((cell) =>
      cell.cell_type === 'code' ? cell.outputs : [],
    );
    const printed = chatty?.map((output) => ('text' in output ? output.text : '')).join('');
    expect(printed === Array.from({ length: 5000 }, (_, i) => `${i}\n`).join('')).toBe(true);
    expect(raises).toMatchObject([{ output_type: 'error', ename: 'Error', evalue: 'allowed' }]);
    expect(after).toMatchObject([{ output_type: 'execute_result', data: { 'text/plain': '64' } }]);
  },
  90_000,
);
