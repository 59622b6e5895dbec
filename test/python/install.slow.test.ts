import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { zipSync } from 'fflate';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { sha256 } from '../../src/core/index.js';
import { lookForPython } from '../../src/python/find.js';
import { type InstallerName, installPython, isInstalled, programIn } from '../../src/python/index.js';
import { temporaryFolder } from '../temporary.js';

const { signal } = new AbortController();
const python = (await lookForPython([8, 20]))!;
const contents = { python: [8, 20] as [number, number], packages: ['small-fact==1.0'] };
let wheels: string;
let hash: string;

/** A wheel that needs nothing, in a folder that is the only index. */
beforeEach(() => {
  wheels = temporaryFolder();
  const info = 'small_fact-1.0.dist-info';
  const files = {
    'small_fact.py': 'fact = 42\n',
    [`${info}/METADATA`]: 'Metadata-Version: 2.1\nName: small-fact\nVersion: 1.0\n',
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: `small_fact.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  };
  const wheel = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
  writeFileSync(join(wheels, 'small_fact-1.0-py3-none-any.whl'), wheel);
  hash = sha256(wheel);
  for (const program of ['UV', 'PIP']) {
    vi.stubEnv(`${program}_NO_INDEX`, '1');
    vi.stubEnv(`${program}_FIND_LINKS`, wheels);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** A program named micromamba, first on the PATH, that creates the environment with venv, quickly, and keeps its arguments. */
function micromambaOnPath(): string {
  const folder = temporaryFolder();
  const file = join(folder, 'micromamba');
  const prefix = 'while [ "$1" != --prefix ]; do shift; done';
  writeFileSync(
    file,
    `#!/bin/sh\n[ "$1" = --version ] && exit\necho "$@" >${folder}/args\n${prefix}\nexec ${python.path} -m venv --system-site-packages --without-pip "$2"\n`,
  );
  chmodSync(file, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  return join(folder, 'args');
}

function install(folder: string, installer: InstallerName, locked: string): Promise<void> {
  const lock = join(wheels, 'lock.txt');
  writeFileSync(lock, `small-fact==1.0 \\\n    --hash=sha256:${locked}\n`);
  const locks = { [python.minor]: lock };
  return installPython(folder, contents, { name: 'test environment', size: '1 kB' }, () => {}, signal, {
    locks,
    installer,
  });
}

test.each<InstallerName>(['uv', 'venv', 'micromamba'])(
  '%s installs from a lock, in place of what a stopped attempt left',
  async (name) => {
    const args = micromambaOnPath();
    const folder = join(temporaryFolder(), 'environment');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin', 'python'), 'half');
    await install(folder, name, hash);
    const { stdout } = await execa(programIn(folder, 'python'), ['-c', 'import small_fact; print(small_fact.fact)']);
    expect(stdout).toBe('42');
    expect(isInstalled(folder)).toBe(true);
    if (name === 'micromamba')
      expect(readFileSync(args, 'utf8')).toContain(`--channel conda-forge python=3.${python.minor} pip`);
  },
);

test('a file with another hash than that of the lock is refused', async () => {
  const folder = join(temporaryFolder(), 'environment');
  await expect(install(folder, 'uv', '0'.repeat(64))).rejects.toMatchObject({ code: 'python/install-failed' });
  expect(isInstalled(folder)).toBe(false);
  expect(existsSync(`${folder}.lock`)).toBe(false);
});
