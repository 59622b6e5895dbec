import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findFluencyModel, findSentenceModel, minilmFolder } from '../../../src/captioning/fense/index.js';
import { sha256 } from '../../../src/core/index.js';
import { temporaryFolder } from '../../temporary.js';

test('without an installed model the result is undefined, not an error', async () => {
  emptyMachine();
  expect(await findSentenceModel()).toBeUndefined();
  expect(await findFluencyModel()).toBeUndefined();
});

test("FENSE's own model in the Hugging Face cache has priority over MiniLM and yields sbert_sim", async () => {
  const home = emptyMachine();
  model(minilmFolder(), { hidden_size: 384, num_hidden_layers: 6 });
  expect(await findSentenceModel()).toMatchObject({ metric: 'sbert_sim (all-MiniLM-L6-v2)' });
  const repository = join(home, 'huggingface/hub/models--sentence-transformers--paraphrase-TinyBERT-L6-v2');
  const snapshot = model(join(repository, 'snapshots', 'abc'), { hidden_size: 768, num_hidden_layers: 6 });
  mkdirSync(join(repository, 'refs'));
  writeFileSync(join(repository, 'refs', 'main'), 'abc\n');
  const found = await findSentenceModel();
  expect(found).toMatchObject({ metric: 'sbert_sim', folder: snapshot });
  expect(await found!.facts()).toEqual({ name: 'paraphrase-TinyBERT-L6-v2', sha256: sha256('weights') });
});

test('a folder that only has the name of the FENSE model keeps its name in the metric', async () => {
  const home = emptyMachine();
  const folder = model(join(home, 'paraphrase-TinyBERT-L6-v2'), { hidden_size: 384, num_hidden_layers: 6 });
  expect(await findSentenceModel(folder)).toMatchObject({ metric: 'sbert_sim (paraphrase-TinyBERT-L6-v2)' });
});

test('a given folder without a model is a named error', async () => {
  const home = emptyMachine();
  await expect(findSentenceModel(home)).rejects.toMatchObject({ code: 'captioning/model-missing', file: home });
});

test('a fluency checkpoint other than the published one is rejected when it is used', async () => {
  const home = emptyMachine();
  const file = join(home, 'torch/hub/fense_data/echecker_clotho_audiocaps_base.ckpt');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, 'something else');
  await expect((await findFluencyModel())!.facts()).rejects.toMatchObject({ code: 'captioning/model-differs', file });
  await expect(findFluencyModel(`${file}.gone`)).rejects.toMatchObject({ code: 'captioning/model-missing' });
});

/** All searched caches are in a folder of the test. @returns the user's cache folder */
function emptyMachine(): string {
  const home = temporaryFolder();
  vi.stubEnv('XDG_CACHE_HOME', home);
  vi.stubEnv('ACC_CACHE', join(home, 'acc-kit'));
  const others = ['HF_HUB_CACHE', 'HF_HOME', 'TORCH_HOME', 'FENSE_DATA', 'SENTENCE_TRANSFORMERS_HOME'];
  for (const name of [...others, 'ACC_SBERT_MODEL', 'ACC_FENSE_CHECKPOINT']) vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  return home;
}

function model(folder: string, config: object): string {
  mkdirSync(join(folder, '1_Pooling'), { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, '1_Pooling', 'config.json'), '{}');
  writeFileSync(join(folder, 'model.safetensors'), 'weights');
  return folder;
}
