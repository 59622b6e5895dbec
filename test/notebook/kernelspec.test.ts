import { readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compiled } from '../../src/core/index.js';
import { installKernel, listKernels, uninstallKernel } from '../../src/notebook/index.js';
import { temporaryFolder } from '../temporary.js';

/** Every place that Jupyter searches is redirected to a folder of the test: the user's own is never touched. */
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('HOME', join(folder, 'home'));
  for (const name of ['JUPYTER_DATA_DIR', 'XDG_DATA_HOME', 'JUPYTER_PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX'])
    vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const ours = async () => (await listKernels()).filter((kernel) => kernel.folder.startsWith(folder));

test('the kernelspec names this Node and the compiled kernel by absolute paths, and includes a logo in three formats', async () => {
  const { folder: written, replaced } = await installKernel();
  expect(replaced).toBe(false);
  const spec = JSON.parse(readFileSync(join(written, 'kernel.json'), 'utf8'));
  expect(spec).toEqual({
    argv: [process.execPath, compiled('kernels/typescript/main.js'), '{connection_file}'],
    display_name: 'TypeScript (acc-kit)',
    language: 'typescript',
    interrupt_mode: 'message',
    env: {},
    kernel_protocol_version: '5.5',
    metadata: { debugger: false, supported_encryption: 'curve' },
  });
  expect(isAbsolute(spec.argv[0]) && isAbsolute(spec.argv[1])).toBe(true);
  expect(await readdir(written)).toEqual(['kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg']);
  const widths = [32, 64].map((size) => readFileSync(join(written, `logo-${size}x${size}.png`)).readUInt32BE(16));
  expect(widths).toEqual([32, 64]);
});

const places: [string, Record<string, string>, Parameters<typeof installKernel>[0], string][] = [
  ['the home folder', {}, {}, process.platform === 'darwin' ? 'home/Library/Jupyter' : 'home/.local/share/jupyter'],
  ['JUPYTER_DATA_DIR', { JUPYTER_DATA_DIR: 'data' }, {}, 'data'],
  ['a virtual environment', { VIRTUAL_ENV: 'venv' }, { place: 'environment' }, 'venv/share/jupyter'],
  ['a conda environment', { CONDA_PREFIX: 'conda' }, { place: 'environment' }, 'conda/share/jupyter'],
  ['the first folder of JUPYTER_PATH', { JUPYTER_PATH: 'one:two' }, { place: 'jupyter-path' }, 'one'],
];

test.each(places)(
  '%s is a valid place, and a kernel installed there is listed as working',
  async (_, variables, options, data) => {
    for (const [name, value] of Object.entries(variables))
      vi.stubEnv(
        name,
        value
          .split(':')
          .map((part) => join(folder, part))
          .join(':'),
      );
    const written = join(folder, data, 'kernels', 'acc-typescript');
    expect((await installKernel(options)).folder).toBe(written);
    expect(await ours()).toMatchObject([
      { name: 'acc-typescript', folder: written, nodeVersion: process.versions.node, isThisKit: true, problems: [] },
    ]);
  },
);

test('a prefix is a valid place; name and display name can be chosen', async () => {
  const options = { place: { prefix: join(folder, 'p') }, name: 'acc-2', displayName: 'Two' };
  const { folder: written, spec } = await installKernel(options);
  expect(written).toBe(join(folder, 'p', 'share', 'jupyter', 'kernels', 'acc-2'));
  expect(spec.display_name).toBe('Two');
  expect(await uninstallKernel(options.place, 'acc-2')).toBe(written);
  expect(await uninstallKernel(options.place, 'acc-2')).toBeUndefined();
});

test.each([
  ['no home folder', { HOME: '' }, 'user' as const],
  ['no active environment', {}, 'environment' as const],
  ['no JUPYTER_PATH', {}, 'jupyter-path' as const],
])('%s is a named error with a hint, and nothing is written', async (_, variables, place) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  await expect(installKernel({ place })).rejects.toMatchObject({
    code: 'notebook/kernelspec-place',
    hint: expect.any(String),
  });
  expect(await ours()).toEqual([]);
});

test('an older kernelspec of the kit is replaced, a foreign or unreadable one only with force', async () => {
  const { folder: written } = await installKernel();
  expect((await installKernel({ displayName: 'New' })).replaced).toBe(true);
  expect(await ours()).toMatchObject([{ displayName: 'New' }]);
  for (const text of [
    JSON.stringify({ argv: ['python', '-m', 'x'], display_name: 'X', language: 'x' }),
    '{"argv',
    '[]',
    'null',
  ]) {
    await writeFile(join(written, 'kernel.json'), text);
    expect(await ours()).toEqual([]);
    const refused = { code: 'notebook/kernelspec-foreign', file: join(written, 'kernel.json') };
    await expect(installKernel()).rejects.toMatchObject(refused);
    await expect(uninstallKernel()).rejects.toMatchObject(refused);
    expect(readFileSync(join(written, 'kernel.json'), 'utf8')).toBe(text);
    expect((await installKernel({ force: true })).replaced).toBe(true);
  }
});

test('a name that Jupyter would ignore is rejected', async () => {
  for (const name of ['', 'A', '../x', 'a b', '.hidden'])
    await expect(installKernel({ name })).rejects.toMatchObject({ code: 'notebook/kernelspec-name' });
});

test('a place that cannot be written to is a named error, and no incomplete kernelspec is left', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(installKernel({ place: { prefix: join(folder, 'file') } })).rejects.toMatchObject({
    code: 'notebook/kernelspec-unwritable',
    hint: expect.stringContaining('--prefix'),
  });
  const blocked = join(folder, 'p', 'share', 'jupyter', 'kernels', 'acc-typescript');
  await mkdir(join(blocked, 'kernel.json'), { recursive: true });
  await expect(installKernel({ place: { prefix: join(folder, 'p') } })).rejects.toThrow();
  expect((await ours()).length).toBe(0);
});

test.skipIf(process.platform !== 'linux')(
  'a home on a file system where no folder can be created is a named error (Linux: /proc)',
  async () => {
    vi.stubEnv('HOME', '/proc');
    await expect(installKernel()).rejects.toMatchObject({ code: 'notebook/kernelspec-unwritable' });
  },
);

test('the list reports what no longer works, what belongs to another installation, and what an earlier one hides', async () => {
  vi.stubEnv('JUPYTER_PATH', join(folder, 'first'));
  const { folder: first, spec } = await installKernel({ place: 'jupyter-path' });
  await installKernel();
  const [node, script] = [join(folder, 'old-node'), join(folder, 'kit', 'dist', 'kernels', 'typescript', 'main.js')];
  const write = (argv: string[]) => writeFile(join(first, 'kernel.json'), JSON.stringify({ ...spec, argv }));
  await write([node, script, '{connection_file}']);
  expect(await ours()).toMatchObject([
    { problems: [`${node} does not exist`, `${script} does not exist`], isThisKit: false },
    { problems: [], isThisKit: true, hiddenBy: first },
  ]);
  await mkdir(join(script, '..'), { recursive: true });
  await writeFile(script, '');
  await writeFile(join(folder, 'kit', 'package.json'), '{"version": "0.0.9"}');
  await writeFile(node, '#!/bin/sh\necho v18.2.0\n');
  await write([node, script, '{connection_file}']);
  expect((await ours())[0]).toMatchObject({ kitVersion: '0.0.9', problems: [`${node} does not run`] });
  await chmod(node, 0o755);
  expect((await ours())[0]?.problems).toEqual([`${node} is Node 18.2.0, the kit requires 20.19 or later`]);
});
