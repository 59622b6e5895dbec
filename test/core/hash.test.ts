import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256, sha256LargeFile } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('a large file that was changed is hashed again', async () => {
  const file = join(temporaryFolder(), 'weights.safetensors');
  for (const content of ['first', 'second', 'the third']) {
    writeFileSync(file, content);
    expect(await sha256LargeFile(file)).toBe(sha256(content));
    expect(await sha256LargeFile(file)).toBe(sha256(content));
  }
});

test('a missing file is an error each time', async () => {
  const file = join(temporaryFolder(), 'none');
  await expect(sha256LargeFile(file)).rejects.toThrow('ENOENT');
  await expect(sha256LargeFile(file)).rejects.toThrow('ENOENT');
});
