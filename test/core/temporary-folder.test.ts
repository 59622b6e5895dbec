import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeTemporaryFolder, writeTemporaryFile } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

afterEach(() => vi.unstubAllEnvs());

test('a temporary file is readable only by its owner', async () => {
  vi.stubEnv('TMPDIR', temporaryFolder());
  expect((await stat(await writeTemporaryFile('acc-test.json', '{}'))).mode & 0o777).toBe(0o600);
});

test.for(['a folder that does not exist', 'a file'])('TMPDIR that is %s is a named error', async (what) => {
  const path = join(temporaryFolder(), 'tmp');
  if (what === 'a file') await writeFile(path, '');
  vi.stubEnv('TMPDIR', path);
  const named = { code: 'core/temporary-folder', message: expect.stringContaining(path) };
  await expect(makeTemporaryFolder('test')).rejects.toMatchObject(named);
  await expect(writeTemporaryFile('acc-test.json', '')).rejects.toMatchObject(named);
});
