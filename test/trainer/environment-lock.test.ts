import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../../src/core/index.js';
import { environmentLocks, packageVersions, readEnvironmentFile } from '../../src/trainer/index.js';

const file = join(kitRoot(), 'data-manifests/environment/linux-x86_64-python3.11.txt');
const lock = readFileSync(file, 'utf8');

test('the lock in the repository has the pins of environment.yml', async () => {
  const { packages } = await readEnvironmentFile();
  const locked = packageVersions(lock);
  expect(packages.map((pinned) => pinned.split('==')[0]).map((name) => `${name}==${locked[name!]}`)).toEqual(packages);
});

test('every package of the lock has hashes, and no host or path is in it', () => {
  const entries = lock.split(/^(?=[\w.-]+==)/m).slice(1);
  expect(entries).toHaveLength(Object.keys(packageVersions(lock)).length);
  for (const entry of entries) expect(entry).toMatch(/^[\w.-]+==[^\s]+(?: ; .*)? \\\n {4}--hash=sha256:[0-9a-f]{64}/);
  expect(lock).not.toMatch(/:\/\/|^-|\/(?:root|home|tmp)\//m);
});

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'a lock is taken for its version of Python, and one that lacks a pin of environment.yml is refused (skipped on other platforms)',
  async () => {
    const contents = await readEnvironmentFile();
    expect(await environmentLocks(contents)).toEqual({ 11: file });
    expect(existsSync(file)).toBe(true);
    const packages = [...contents.packages, 'transformers==4.48.2'];
    await expect(environmentLocks({ ...contents, packages })).rejects.toMatchObject({
      code: 'trainer/environment-lock',
      message: expect.stringContaining('transformers==4.48.2'),
      hint: expect.stringContaining('acc env lock --python 3.11'),
    });
  },
);
