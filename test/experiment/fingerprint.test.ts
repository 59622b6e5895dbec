import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderFingerprint } from '../../src/experiment/fingerprint.js';
import { temporaryFolder } from '../temporary.js';

test('a changed list or sound changes the fingerprint, also behind a symbolic link to a file or folder', async () => {
  const [corpus, store] = [temporaryFolder(), temporaryFolder()];
  await mkdir(join(store, 'audio'));
  await writeFile(join(store, 'bases.csv'), 'id,caption\na,Rain\n');
  await writeFile(join(store, 'audio/a.wav'), 'four');
  await symlink(join(store, 'bases.csv'), join(corpus, 'bases.csv'));
  await symlink(join(store, 'audio'), join(corpus, 'audio'));
  const prints = [await folderFingerprint(corpus)];
  await writeFile(join(store, 'bases.csv'), 'id,caption\na,Wind\n');
  prints.push(await folderFingerprint(corpus));
  await writeFile(join(store, 'audio/a.wav'), 'eight...');
  prints.push(await folderFingerprint(corpus));
  await rename(join(store, 'audio/a.wav'), join(store, 'audio/b.wav'));
  prints.push(await folderFingerprint(corpus));
  expect(new Set(prints).size).toBe(4);
  expect(await folderFingerprint(corpus)).toBe(prints.at(-1));
});
