import { afterAll, beforeAll, expect } from 'vitest';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';

let jupyter: Jupyter;
beforeAll(async () => {
  jupyter = await installedJupyter();
});
afterAll(() => jupyter.remove());

jupyterTest('jupyter_kernel_test passes with every sample that it supports, except paging', async () => {
  const { exitCode, all } = await jupyter.python(['kernel_samples.py']);
  expect(exitCode === 0 ? '' : all).toBe('');
  expect(all.match(/ \.\.\. ok$/gm)).toHaveLength(12);
  expect(all.match(/^.* \.\.\. skipped.*$/gm)).toEqual([expect.stringContaining('test_pager')]);
});
