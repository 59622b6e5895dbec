import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('links to files and folders are followed, links to nothing are left out, and a circle ends', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  await mkdir(join(folder, 'a/b'), { recursive: true });
  for (const file of [join(folder, 'z'), join(folder, 'a/b/deep'), join(elsewhere, 'far')]) await writeFile(file, 'x');
  await symlink(elsewhere, join(folder, 'a/linked'));
  await symlink(join(elsewhere, 'far'), join(folder, 'one'));
  await symlink('nothing', join(folder, 'broken'));
  await symlink(folder, join(folder, 'a/circle'));
  expect((await filesBelow(folder)).map((path) => path.slice(folder.length + 1))).toEqual([
    'a/b/deep',
    'a/linked/far',
    'one',
    'z',
  ]);
});
