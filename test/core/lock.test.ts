import { expect, test } from 'vitest';
import { lockFolder } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('a second one waits, says so, and gets the lock when it is released', async () => {
  const folder = temporaryFolder();
  const signal = new AbortController().signal;
  const order: string[] = [];
  const release = await lockFolder(folder, { signal });
  const second = lockFolder(folder, { signal, waiting: () => order.push('waiting') }).then((releaseSecond) => {
    order.push('second');
    return releaseSecond();
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  order.push('first released');
  await release();
  await second;
  expect(order).toEqual(['waiting', 'first released', 'second']);
});

test('who waits can be stopped', async () => {
  const folder = temporaryFolder();
  const controller = new AbortController();
  const release = await lockFolder(folder, { signal: controller.signal });
  const second = lockFolder(folder, { signal: controller.signal, waiting: () => controller.abort() });
  await expect(second).rejects.toThrow();
  await release();
});
