import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { experimentStages, loadExperiment, wantedStages } from '../../src/experiment/index.js';
import { planStages, type Stage, stageKey } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';
import { writeModel } from '../trainer/model/model-folder.js';

const own = ['seeds.base=[]', 'swift.base=null'];

async function answersOf(name: string, options: { planning?: boolean } = {}): Promise<Stage> {
  const experiment = await loadExperiment('tiny', [`model={path: "${name}"}`, 'arms={}', ...own]);
  const stages = planStages(wantedStages(await experimentStages(experiment, options)));
  return stages.find(({ kind }) => kind === 'answers')!;
}

/** What a stage would give `swift` as its model. */
function modelArgument(stage: Stage): string {
  const { argv } = stage.commands!({ logs: '/logs', inputs: {} })[0]!;
  return argv[argv.indexOf('--model') + 1]!;
}

test('swift is given the folder of the cached model, and the key names its revision', async () => {
  const home = temporaryFolder();
  vi.stubEnv('HF_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const folder = writeModel(join(home, 'hub/models--Qwen--Some-Audio/snapshots/c0ffee'));
  const stage = await answersOf('Qwen/Some-Audio');
  expect(modelArgument(stage)).toBe(folder);
  expect(stage.parameters).toMatchObject({ model: { name: 'Qwen/Some-Audio', revision: 'c0ffee' } });
});

test('another file in the folder of a model gives another key', async () => {
  const folder = writeModel(join(temporaryFolder(), 'model'));
  const before = stageKey(await answersOf(folder));
  expect(stageKey(await answersOf(folder))).toBe(before);
  writeFileSync(join(folder, 'config.json'), '{"d_model": 2}');
  expect(stageKey(await answersOf(folder))).not.toBe(before);
});

test('a model that is not there is named before any stage runs, and can be planned for', async () => {
  await expect(answersOf('/no/such/model')).rejects.toMatchObject({ code: 'trainer/no-model', file: '/no/such/model' });
  expect(modelArgument(await answersOf('/no/such/model', { planning: true }))).toBe('/no/such/model');
});
