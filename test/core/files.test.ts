import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  AccError,
  canonicalJson,
  fileError,
  readText,
  writeAtomic,
  writeJsonLines,
  writeLines,
} from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('an atomic write creates missing folders, replaces the whole file and leaves no other file', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a', 'b.txt');
  await writeAtomic(file, 'one');
  await writeAtomic(file, 'two');
  expect(await readFile(file, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
});

test.for([0o600, 0o640, 0o755])('an atomic write keeps mode %o', async (mode) => {
  const file = join(temporaryFolder(), 'private.txt');
  await writeFile(file, 'one');
  await chmod(file, mode);
  await writeAtomic(file, 'two');
  await writeJsonLines(file, [1]);
  const lines = await writeLines(file);
  await lines.write(2);
  await lines.close();
  expect(statSync(file).mode & 0o777).toBe(mode);
  expect(await readFile(file, 'utf8')).toBe('2\n');
});

test.skipIf(process.getuid?.() !== 0)('an atomic write keeps the owner (skipped unless the user is root)', async () => {
  const file = join(temporaryFolder(), 'theirs.txt');
  await writeFile(file, 'one');
  await chown(file, 1234, 4321);
  await writeAtomic(file, 'two');
  expect(statSync(file)).toMatchObject({ uid: 1234, gid: 4321 });
});

test('an atomic write through a symbolic link replaces the file that it points to', async () => {
  const folder = temporaryFolder();
  await mkdir(join(folder, 'elsewhere'));
  await writeFile(join(folder, 'elsewhere', 'real.txt'), 'one');
  await symlink(join('elsewhere', 'real.txt'), join(folder, 'link.txt'));
  await writeAtomic(join(folder, 'link.txt'), 'two');
  expect(lstatSync(join(folder, 'link.txt')).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'elsewhere', 'real.txt'), 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['real.txt']);
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
