import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { findModel, requireModel } from '../../../src/trainer/model/find-model.js';
import { temporaryFolder } from '../../temporary.js';
import { safetensors, writeModel } from './model-folder.js';

let home: string;

/** All searched caches are in a folder of the test. */
beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('HOME', home);
  const names = ['XDG_CACHE_HOME', 'HF_HOME', 'HF_HUB_CACHE', 'HUGGINGFACE_HUB_CACHE', 'MODELSCOPE_CACHE'];
  for (const name of [...names, 'HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE']) vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

/** A snapshot as huggingface_hub lays it out: links to blobs. */
function snapshot(hub: string, revision: string, { main = true }: { main?: boolean } = {}): string {
  const repository = join(hub, 'models--Qwen--Audio-1.5');
  const folder = writeModel(join(repository, 'snapshots', revision));
  mkdirSync(join(repository, 'blobs'), { recursive: true });
  renameSync(join(folder, 'model-1.safetensors'), join(repository, 'blobs', `${revision}-1`));
  symlinkSync(`../../blobs/${revision}-1`, join(folder, 'model-1.safetensors'));
  mkdirSync(join(repository, 'refs'), { recursive: true });
  if (main) writeFileSync(join(repository, 'refs', 'main'), revision);
  return folder;
}

test.each([
  ['the default folder', {}, '.cache/huggingface/hub'],
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: 'xdg' }, 'xdg/huggingface/hub'],
  ['HF_HOME', { HF_HOME: 'hf' }, 'hf/hub'],
  ['HF_HUB_CACHE, before HF_HOME', { HF_HUB_CACHE: 'hub', HF_HOME: 'hf' }, 'hub'],
])('a model is found in the Hugging Face cache in %s, with its revision', async (_, variables, place) => {
  for (const [name, folder] of Object.entries(variables)) vi.stubEnv(name, join(home, folder));
  const folder = snapshot(join(home, place), 'c0ffee');
  const bytes = ['model-1.safetensors', 'model-2.safetensors'].reduce(
    (sum, name) => sum + readFileSync(join(folder, name)).length,
    0,
  );
  expect(await findModel('Qwen/Audio-1.5')).toEqual({
    ...{ name: 'Qwen/Audio-1.5', folder, source: 'Hugging Face cache', revision: 'c0ffee', bytes },
  });
});

test('without a main revision the only one is taken; of several none', async () => {
  const hub = join(home, '.cache/huggingface/hub');
  snapshot(hub, 'c0ffee', { main: false });
  expect((await findModel('Qwen/Audio-1.5'))?.revision).toBe('c0ffee');
  snapshot(hub, 'decaf', { main: false });
  expect(await findModel('Qwen/Audio-1.5')).toBeUndefined();
});

test.each([
  'models/Qwen--Audio-1.5/snapshots/master',
  'models/Qwen/Audio-1___5',
  'Qwen/Audio-1___5',
  'hub/models/Qwen/Audio-1___5',
])('a model is found in the ModelScope cache in %s', async (layout) => {
  const folder = writeModel(join(home, '.cache/modelscope', layout));
  expect(await findModel('Qwen/Audio-1.5')).toMatchObject({ folder, source: 'ModelScope cache', revision: null });
});

test('a cache that holds a part of the model does not hide one that holds all of it', async () => {
  rmSync(join(snapshot(join(home, '.cache/huggingface/hub'), 'c0ffee'), 'model-2.safetensors'));
  await expect(findModel('Qwen/Audio-1.5')).rejects.toMatchObject({ code: 'trainer/model-damaged' });
  writeModel(join(home, '.cache/modelscope/models/Qwen/Audio-1___5'));
  expect((await findModel('Qwen/Audio-1.5'))?.source).toBe('ModelScope cache');
});

test('a model in no cache is an error with both caches and a remedy, which offline is no download', async () => {
  await expect(requireModel('Qwen/Audio-1.5')).rejects.toMatchObject({
    code: 'trainer/no-model',
    message: expect.stringMatching(/huggingface\/hub nor .*modelscope/),
    hint: expect.stringContaining('hf download Qwen/Audio-1.5'),
  });
  await expect(requireModel('Qwen/Audio-1.5', 'ModelScope')).rejects.toMatchObject({
    hint: expect.stringMatching(
      /^with use_hf=false nothing is downloaded .*modelscope download --model Qwen\/Audio-1.5/,
    ),
  });
  vi.stubEnv('HF_HUB_OFFLINE', '1');
  await expect(requireModel('Qwen/Audio-1.5')).rejects.toMatchObject({ hint: expect.not.stringContaining('download') });
  await expect(requireModel(join(home, 'gone'))).rejects.toMatchObject({
    code: 'trainer/no-model',
    file: join(home, 'gone'),
  });
});

test.each([
  ['is missing', 'model-2.safetensors', (file: string) => rmSync(file), 'is missing'],
  ['is empty', 'model-2.safetensors', (file: string) => writeFileSync(file, ''), 'is empty'],
  [
    'was cut',
    'model-2.safetensors',
    (file: string) => truncateSync(file, readFileSync(file).length - 1),
    'its header states',
  ],
  [
    'is longer than its header says',
    'model-2.safetensors',
    (file: string) => writeFileSync(file, 'x', { flag: 'a' }),
    'its header states',
  ],
  [
    'is something else',
    'model-2.safetensors',
    (file: string) => writeFileSync(file, '<html>not found</html>'),
    'does not begin',
  ],
  [
    'has other tensors',
    'model-2.safetensors',
    (file: string) => writeFileSync(file, safetensors({ c: 7 })),
    'lacks the tensor b',
  ],
  ['is missing', 'config.json', (file: string) => rmSync(file), 'has no config.json'],
  ['is missing', 'tokenizer.json', (file: string) => rmSync(file), 'has no tokenizer.json or vocab.json'],
  ['is not JSON', 'model.safetensors.index.json', (file: string) => writeFileSync(file, '{"weight'), 'is not JSON'],
  ['names no weights', 'model.safetensors.index.json', (file: string) => writeFileSync(file, '{}'), 'names no weights'],
  [
    'is missing, and so are other weights',
    'model.safetensors.index.json',
    (file: string) => rmSync(file),
    'has no weights',
  ],
])('a file of the model that %s is named: %s', async (_, name, damage, message) => {
  const folder = writeModel(join(home, 'model with spaces'));
  damage(join(folder, name));
  await expect(findModel(folder)).rejects.toMatchObject({
    code: 'trainer/model-damaged',
    message: expect.stringContaining(message),
    file: expect.stringContaining(folder),
  });
});
