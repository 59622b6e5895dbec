import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnectionFile } from '../../src/notebook/connection.js';
import { installKernel, listKernels, uninstallKernel } from '../../src/notebook/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-kernelspec-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the kernelspec names this Node and the compiled kernel by absolute paths, is listed, and can be taken away', async () => {
  const installed = await installKernel({ jupyterPath: folder });
  const spec = JSON.parse(await readFile(join(installed, 'kernel.json'), 'utf8'));
  expect(spec).toMatchObject({
    display_name: 'TypeScript (acc-kit)',
    language: 'typescript',
    interrupt_mode: 'message',
  });
  expect(spec.argv).toEqual([
    process.execPath,
    expect.stringMatching(/dist.kernels.typescript.main\.js$/),
    '{connection_file}',
  ]);
  expect(isAbsolute(spec.argv[1])).toBe(true);
  expect(existsSync(join(installed, 'logo-svg.svg'))).toBe(true);
  const before = process.env.JUPYTER_PATH;
  process.env.JUPYTER_PATH = folder;
  try {
    expect((await listKernels()).filter((kernel) => kernel.folder === installed)).toMatchObject([
      { name: 'acc-typescript', usable: true },
    ]);
  } finally {
    if (before === undefined) delete process.env.JUPYTER_PATH;
    else process.env.JUPYTER_PATH = before;
  }
  expect(await uninstallKernel({ jupyterPath: folder })).toBe(installed);
  expect(await uninstallKernel({ jupyterPath: folder })).toBeUndefined();
});

test('a connection file is readable by its owner alone, has five different ports, and is removed', async () => {
  const { file, connection, remove } = await createConnectionFile('x');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = connection;
  expect(new Set([shell_port, iopub_port, stdin_port, control_port, hb_port]).size).toBe(5);
  await remove();
  expect(existsSync(file)).toBe(false);
});
