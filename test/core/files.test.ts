import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AccError, canonicalJson, fileError, readText, writeAtomic } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('an atomic write creates missing folders, replaces the whole file and leaves no other file', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a', 'b.txt');
  await writeAtomic(file, 'one');
  await writeAtomic(file, 'two');
  expect(await readFile(file, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
});

test('a failed write leaves the old file and no temporary file', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'taken');
  await mkdir(join(file, 'inside'), { recursive: true });
  await expect(writeAtomic(file, 'x')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('a file that is missing or a folder is a named error', async () => {
  const folder = temporaryFolder();
  await expect(readText(join(folder, 'none'))).rejects.toMatchObject({ code: 'core/file-missing' });
  await expect(readText(folder)).rejects.toMatchObject({ code: 'core/file-unreadable' });
});

test.skipIf(!existsSync('/dev/full'))(
  'a full disk is a named error with a remedy (skipped where there is no /dev/full)',
  async () => {
    const full = await writeFile('/dev/full', 'x').catch((error: unknown) => error);
    const named = fileError(full, 'out.wav');
    expect(named).toBeInstanceOf(AccError);
    expect(named).toMatchObject({
      code: 'core/disk-full',
      file: 'out.wav',
      hint: expect.stringContaining('finished work is kept'),
    });
  },
);

test('equal values give equal canonical JSON whatever the order of their members', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
});
