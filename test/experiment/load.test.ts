import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { experimentStages, loadExperiment } from '../../src/experiment/index.js';
import { planStages, stageKey } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';

async function written(text: string): Promise<string> {
  const file = join(temporaryFolder(), 'mine.yaml');
  await writeAtomic(file, text);
  return file;
}

const head = 'version: 1\nname: mine\ntitle: Mine\nextends: tiny\n';

test.each(['smoke', 'tiny', 'small', 'paper-4090'])(
  'the profile %s is valid and plans without running anything',
  async (name) => {
    const stages = planStages([(await experimentStages(await loadExperiment(name), { planning: true })).results]);
    expect(stages.map((stage) => stage.name)).toContainEqual(expect.stringMatching(/^answers of AC\+ACC/));
  },
);

test('an unknown key is named with file, line and column', async () => {
  const file = await written(`${head}swift:\n  arm: { learning_rate: 1e-3 }\neditting: {}\n`);
  await expect(loadExperiment(file)).rejects.toMatchObject({
    code: 'experiment/invalid',
    message: 'unknown key "editting"',
    file,
    line: 7,
    column: 1,
    source: 'editting: {}',
  });
});

test('a value of the wrong type is an error with its position', async () => {
  const file = await written(`${head}editing:\n  seconds: many\n`);
  await expect(loadExperiment(file)).rejects.toMatchObject({ code: 'experiment/invalid', file, line: 6, column: 3 });
});

test('a file that is not YAML is an error with its line', async () => {
  const file = await written(`${head}arms: [a\n`);
  await expect(loadExperiment(file)).rejects.toMatchObject({ code: 'experiment/syntax', file });
});

test('a missing file is an error with a hint to the valid names', async () => {
  await expect(loadExperiment('no-such')).rejects.toMatchObject({
    code: 'experiment/no-file',
    hint: expect.stringContaining('tiny'),
  });
});

test('an experiment that extends itself is an error', async () => {
  const file = await written('version: 1\nextends: mine\n');
  await expect(loadExperiment(file)).rejects.toMatchObject({ code: 'experiment/circular' });
});

test('an override replaces one value and keeps the others; an invalid one is an error that names it', async () => {
  const experiment = await loadExperiment('tiny', ['swift.arm.learning_rate=1e-4']);
  expect(experiment.swift.arm.learning_rate).toEqual({ value: 1e-4, origin: 'kit' });
  expect(experiment.swift.arm.lora_rank).toMatchObject({ value: 8, origin: 'paper' });
  await expect(loadExperiment('tiny', ['seed=abc'])).rejects.toMatchObject({
    code: 'experiment/invalid',
    hint: 'set by --set seed=abc',
  });
  await expect(loadExperiment('tiny', ['nonsense'])).rejects.toMatchObject({ code: 'experiment/override' });
});

test("a changed learning rate of the arms changes the arms' keys and no key before them", async () => {
  const keys = async (overrides: string[]): Promise<Record<string, string>> => {
    const stages = planStages([(await experimentStages(await loadExperiment('tiny', overrides))).results]);
    return Object.fromEntries(stages.map((stage) => [stage.name, stageKey(stage)]));
  };
  const [before, after] = [await keys([]), await keys(['swift.arm.learning_rate=2e-4'])];
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  expect(changed.filter((name) => !/^(arm|answers of A|scores of A)/.test(name))).toEqual(['results']);
  expect(changed).toContain('arm ACC');
  expect(changed).not.toContain('answers of Ori');
});

test('a corpus folder that does not exist is a named error before any work', async () => {
  await expect(experimentStages(await loadExperiment('tiny', ['corpus=/no/such/folder']))).rejects.toMatchObject({
    code: 'experiment/no-folder',
    hint: expect.stringContaining('--set corpus='),
  });
});

test('checkpoints between two logged losses are an error: a killed training would log other losses', async () => {
  for (const purpose of ['base', 'arm'])
    await expect(loadExperiment('tiny', [`swift.${purpose}.save_steps=12`])).rejects.toMatchObject({
      code: 'experiment/invalid',
      message: expect.stringContaining('no multiple of logging_steps (5)'),
    });
  await loadExperiment('tiny', ['swift.sft.logging_steps=4', 'swift.base.save_steps=12']);
});

test('an ablation lists its arms; an override replaces the previous value', async () => {
  expect(Object.keys((await loadExperiment('two-bases')).arms)).toEqual([]);
  expect(Object.keys((await loadExperiment('choose-learning-rate')).arms)).toHaveLength(9);
  expect(Object.keys((await loadExperiment('tiny', ['arms={ACC: {tasks: [ACC]}}'])).arms)).toEqual(['ACC']);
  expect((await loadExperiment('tiny', ['arms.ACC.tasks=[AC, ACC]'])).arms.ACC!.tasks).toEqual(['AC', 'ACC']);
});

const trainings = async (name: string, overrides: string[]): Promise<string[]> => {
  const stages = planStages([(await experimentStages(await loadExperiment(name, overrides))).results]);
  return stages.map((stage) => stage.name).filter((stage) => /^(base model|arm ACC)/.test(stage));
};

const acc = 'arms={ACC: {tasks: [ACC]}}';

test.each([
  [[], ['base model', 'arm ACC']],
  [['seeds=7'], ['base model', 'arm ACC']],
  [['seeds=0,1'], ['base model', 'arm ACC, seed 0', 'arm ACC, seed 1']],
  [['seeds=[0, 1]'], ['base model', 'arm ACC, seed 0', 'arm ACC, seed 1']],
  [['seeds.base=0,1'], ['base model, base 0', 'arm ACC, base 0', 'base model, base 1', 'arm ACC, base 1']],
  [
    ['seeds.base=[0, 1]', 'seeds=[5, 6]'],
    [
      ...['base model, base 0', 'arm ACC, base 0, seed 5', 'arm ACC, base 0, seed 6'],
      ...['base model, base 1', 'arm ACC, base 1, seed 5', 'arm ACC, base 1, seed 6'],
    ],
  ],
])('seeds %j train %j', async (seeds, names) => {
  expect((await trainings('tiny', [acc, ...seeds])).toSorted()).toEqual(names.toSorted());
});

test('a list of seeds in a file replaces those of the arms and keeps those of the base', async () => {
  const below = await written(`${head}seeds: { arms: [1], base: [3] }\n`);
  const file = join(below, '..', 'further.yaml');
  await writeAtomic(file, 'version: 1\nname: further\ntitle: Further\nextends: mine\nseeds: [4, 5]\n');
  expect((await loadExperiment(file)).seeds).toEqual({ arms: [4, 5], base: [3] });
});

test('one base seed stands for initial weights and order of rows: that of tiny for 0 and 42', async () => {
  const { bases } = await experimentStages(await loadExperiment('tiny', ['seeds.base=[0, 1]']));
  expect(bases.map(({ inputs }) => (inputs.model!.parameters as { model: { seed: number } }).model.seed)).toEqual([
    0, 1,
  ]);
  const flags = bases.map(({ parameters }) => (parameters as { setting: Record<string, number> }).setting);
  expect(flags).toMatchObject([
    { seed: 42, data_seed: 42 },
    { seed: 43, data_seed: 43 },
  ]);
});

test.each([
  ['seeds=[]', 'seeds.arms: needs at least one seed of the arms'],
  ['seeds=[1, 2, 1]', 'seeds.arms: duplicate seed in 1, 2, 1'],
  ['seeds.base=[0, 0]', 'seeds.base: duplicate seed in 0, 0'],
  ['swift.arm.seed=7', 'swift.arm.seed: is not for seeds: write "seeds: [42]" for those of the arms'],
  ['swift.base.data_seed=7', 'swift.base.data_seed: is not for seeds'],
  ['arms.ACC.swift.seed=7', 'arms.ACC.swift.seed: is not for seeds'],
  ['model.tiny.seed=7', 'model.tiny.seed: is not for seeds'],
])('--set %s is a named error', async (override, message) => {
  await expect(loadExperiment('tiny', [override])).rejects.toMatchObject({
    code: 'experiment/invalid',
    message: expect.stringContaining(message),
    hint: `set by --set ${override}`,
  });
});

test('a wrong value names the override that set it, and not one whose key begins alike', async () => {
  await expect(loadExperiment('tiny', ['seed=7', 'seeds=[-1]'])).rejects.toMatchObject({
    hint: 'set by --set seeds=[-1]',
  });
  await expect(loadExperiment('tiny', ['seed=7', 'seeds=[4294967296]'])).rejects.toMatchObject({
    message: expect.stringContaining('seeds.arms.0'),
  });
});

test('an existing model has no base seeds', async () => {
  expect((await loadExperiment('paper-4090')).seeds).toEqual({ arms: [42], base: [] });
  await expect(loadExperiment('paper-4090', ['seeds.base=[0]'])).rejects.toMatchObject({
    code: 'experiment/invalid',
    message: 'seeds.base: Qwen/Qwen2-Audio-7B-Instruct is trained already and has no seeds: remove "base"',
  });
});

test('an error in a list of seeds names its line', async () => {
  const file = await written(`${head}seeds: [1, -2]\n`);
  await expect(loadExperiment(file)).rejects.toMatchObject({ code: 'experiment/invalid', file, line: 5 });
});

test.each([
  ['./model', 'a/model'],
  ['../model', 'model'],
  ['model', 'a/model'],
  ['models/of mine', 'a/models/of mine'],
  ['/abs/model', '/abs/model'],
  ['~/model', join(homedir(), 'model')],
])('the model %s is a folder beside the file', async (path, folder) => {
  const file = join(temporaryFolder(), 'a/mine.yaml');
  const at = resolve(file, '../..', folder);
  for (const value of [`"${path}"`, `{ value: "${path}", origin: paper }`]) {
    await writeAtomic(file, `{ version: 1, name: mine, title: t, extends: paper-4090, model: { path: ${value} } }`);
    expect((await loadExperiment(file)).model).toMatchObject({ path: { value: at } });
  }
});

test('a name on a hub stays one, also where a folder has that name; relative folders of an override are in the working directory', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'mine.yaml');
  await writeAtomic(
    file,
    '{ version: 1, name: mine, title: t, extends: paper-4090, model: { path: Qwen/Qwen2-Audio-7B } }',
  );
  await writeAtomic(join(folder, 'Qwen/Qwen2-Audio-7B/config.json'), '{}');
  expect((await loadExperiment(file, ['seed=1'])).model).toMatchObject({ path: { value: 'Qwen/Qwen2-Audio-7B' } });
  expect((await loadExperiment('paper-4090', ['model.path=../model'])).model).toMatchObject({
    path: { value: resolve('../model') },
  });
  expect((await loadExperiment('paper-4090', ['corpus=~/corpus'])).corpus).toBe(join(homedir(), 'corpus'));
});
