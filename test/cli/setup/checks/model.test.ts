import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkModel } from '../../../../src/cli/setup/checks/model.js';
import { temporaryFolder } from '../../../temporary.js';
import { writeModel } from '../../../trainer/model/model-folder.js';

let home: string;

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('HF_HUB_CACHE', join(home, 'hub'));
  vi.stubEnv('MODELSCOPE_CACHE', join(home, 'modelscope'));
  for (const name of ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE']) vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

test('both caches are named, and a missing model that may be downloaded is no warning', async () => {
  const [caches, model, offline] = await checkModel();
  expect(caches?.found).toBe(`Hugging Face ${join(home, 'hub')}, ModelScope ${join(home, 'modelscope')}`);
  expect(model).toMatchObject({ state: 'ok', found: expect.stringContaining('"acc run" downloads it') });
  expect(offline?.found).toMatch(/^off/);
});

test('a missing model in offline mode is a warning', async () => {
  vi.stubEnv('HF_HUB_OFFLINE', '1');
  const [, model, offline] = await checkModel();
  expect(model).toMatchObject({ state: 'warn', remedy: expect.stringContaining('HF_HUB_OFFLINE') });
  expect(offline?.found).toMatch(/^on/);
});

test('a model in a cache is named with its size, and a damaged one with the file', async () => {
  const folder = writeModel(join(home, 'modelscope/models/Qwen/Qwen2-Audio-7B-Instruct'));
  expect((await checkModel())[1]).toMatchObject({
    state: 'ok',
    found: expect.stringContaining('in the ModelScope cache'),
  });
  rmSync(join(folder, 'model-2.safetensors'));
  expect((await checkModel())[1]).toMatchObject({
    state: 'warn',
    found: expect.stringContaining('model-2.safetensors'),
  });
});
