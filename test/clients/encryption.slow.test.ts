import { afterAll, beforeAll, expect } from 'vitest';
import { installedJupyter, type Jupyter, jupyterTest } from './jupyter.js';

let jupyter: Jupyter;
beforeAll(async () => {
  jupyter = await installedJupyter();
});
afterAll(() => jupyter.remove());

jupyterTest(
  'a client that requires encryption gets it on every channel, and one without the keys gets no answer',
  async () => {
    const { exitCode, all } = await jupyter.python(['encrypted.py']);
    expect(all).toContain('ok heartbeat True');
    expect(all).toContain('without keys: no answer');
    expect(exitCode).toBe(0);
  },
);
