import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { chooseInstaller, type InstallerName, installCommands } from '../../src/python/installers.js';
import { temporaryFolder } from '../temporary.js';

const { signal } = new AbortController();

/** A PATH with these programs alone; a Python tells its version. */
function pathWith(programs: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, prints] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${prints}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', folder);
  vi.stubEnv('ACC_CACHE', join(folder, 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

const choose = (wanted?: InstallerName) => chooseInstaller([10, 13], 11, { wanted, signal });
const python = { python3: '/opt/my python/bin/python3 3 12' };

test('uv with a Python of the PATH is the first choice, then venv, then programs that bring a Python', async () => {
  pathWith({ ...python, uv: 'uv 0.9', conda: 'conda 24' });
  expect(await choose()).toEqual({ name: 'uv', program: 'uv', python: '/opt/my python/bin/python3', minor: 12 });
  expect(await choose('conda')).toEqual({ name: 'conda', program: 'conda', python: '3.11', minor: 11 });
  pathWith({ ...python, conda: 'conda 24' });
  expect(await choose()).toMatchObject({ name: 'venv', minor: 12 });
  pathWith({ python3: '/usr/bin/python3 3 8', conda: 'conda 24', micromamba: '2.0' });
  expect(await choose()).toMatchObject({ name: 'micromamba', minor: 11 });
  pathWith({ uv: 'uv 0.9', mamba: '2.0' });
  expect(await choose()).toMatchObject({ name: 'uv', python: '3.11', minor: 11 });
});

test('a program that is not there is an error with its name, and no Python one with the versions', async () => {
  pathWith(python);
  await expect(choose('mamba')).rejects.toMatchObject({
    code: 'python/no-installer',
    message: expect.stringMatching(/^mamba is not on the PATH/),
  });
  pathWith({ uv: 'uv 0.9' });
  await expect(choose('venv')).rejects.toMatchObject({ code: 'python/not-found' });
  pathWith({});
  await expect(choose()).rejects.toMatchObject({
    code: 'python/not-found',
    message: 'no Python 3.10 to 3.12 on the PATH',
  });
});

test.each<[InstallerName, string[]]>([
  ['uv', ['uv venv --quiet --python P /e', 'uv pip install --python /e/bin/python --compile-bytecode WHAT']],
  ['venv', ['venv -m venv /e', '/e/bin/python -m pip install WHAT']],
  [
    'micromamba',
    [
      'micromamba create --yes --prefix /e --override-channels --channel conda-forge python=P pip',
      '/e/bin/python -m pip install WHAT',
    ],
  ],
])('%s installs from the lock with hashes and without choosing versions, else the packages', (name, expected) => {
  const installer = { name, program: name, python: 'P', minor: 11 };
  const written = (lock?: string): string[] =>
    installCommands(installer, '/e', { packages: ['a==1', 'b==2'], lock }).map(([program, args]) =>
      [program, ...args].join(' '),
    );
  expect(written()).toEqual(expected.map((line) => line.replace('WHAT', 'a==1 b==2')));
  expect(written('/l.txt')).toEqual(
    expected.map((line) => line.replace('WHAT', '--require-hashes --no-deps -r /l.txt')),
  );
});
