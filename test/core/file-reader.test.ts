import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { fileReader } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('a pipe without a writer, or a folder, is named at once, and the reader goes on', async () => {
  const folder = temporaryFolder();
  const [pipe, file] = [join(folder, 'pipe'), join(folder, 'file')];
  await execa('mkfifo', [pipe]);
  await writeFile(file, 'text');
  const read = fileReader(() => {});
  for (const path of [pipe, folder])
    expect(() => read(path)).toThrow(expect.objectContaining({ code: 'core/file-unreadable', file: path }));
  expect(Buffer.from(read(file)).toString()).toBe('text');
});
