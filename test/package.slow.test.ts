import { symlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { extract } from 'tar';
import { expect, test } from 'vitest';
import { kitRoot } from '../src/core/index.js';
import { temporaryFolder } from './temporary.js';

test('a packed kit has what it needs: lists, plans and notebooks work without the repository', async () => {
  const folder = temporaryFolder();
  await execa('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: kitRoot() });
  const [archive] = await readdir(folder);
  await extract({ file: join(folder, archive!), cwd: folder });
  const kit = join(folder, 'package');
  symlinkSync(join(kitRoot(), 'node_modules'), join(kit, 'node_modules'));
  const acc = async (...args: string[]): Promise<string> => {
    const env = { ACC_ROOT: '', ACC_STORE: join(folder, 'store') };
    return (await execa(process.execPath, [join(kit, 'bin', 'acc.mjs'), ...args], { cwd: folder, env })).stdout;
  };
  expect(await acc('--version')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await acc('data', 'list')).toContain('audiocaps-v1: AudioCaps');
  expect(JSON.parse(await acc('metrics', 'list', '--json')).length).toBeGreaterThan(10);
  const plan = JSON.parse(await acc('plan', 'learning-rate-1e-4', '--json'));
  expect(plan.stages.map(({ name }: { name: string }) => name)).toContain('arm ACC');
  expect(JSON.parse(await acc('notebook', 'check', join(kit, 'notebooks', '01-sound.ipynb'), '--json'))).toBeDefined();
});
