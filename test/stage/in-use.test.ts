import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownerHere } from '../../src/core/lock-owner.js';
import { clearingStore, usingStore } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';

const { signal } = new AbortController();

test('a store is cleared only while no run uses it; runs do not wait for each other', async () => {
  const root = temporaryFolder();
  const order: string[] = [];
  await usingStore(root, signal, () =>
    usingStore(root, signal, async () => {
      order.push('two runs');
      await expect(clearingStore(root, signal, async () => order.push('cleared'))).rejects.toMatchObject({
        code: 'stage/in-use',
      });
    }),
  );
  await clearingStore(root, signal, async () => order.push('cleared'));
  expect(order).toEqual(['two runs', 'cleared']);
});

test('a run that starts while the store is cleared waits for the end', async () => {
  const root = temporaryFolder();
  const order: string[] = [];
  let run: Promise<unknown> = Promise.resolve();
  await clearingStore(root, signal, async () => {
    run = usingStore(root, signal, async () => order.push('run'));
    await new Promise((resolve) => setImmediate(resolve));
    order.push('cleared');
  });
  await run;
  expect(order).toEqual(['cleared', 'run']);
});

test('what a killed run left does not keep a store in use', async () => {
  const root = temporaryFolder();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await mkdir(join(root, 'users'));
  const owner = { ...(await ownerHere()), pid };
  await writeFile(join(root, 'users', 'killed.lock'), JSON.stringify(owner));
  expect(await clearingStore(root, signal, async () => 'cleared')).toBe('cleared');
});
