import { join } from 'node:path';
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

test.each(['smoke', 'tiny', 'paper-4090'])(
  'the profile %s is valid and plans without running anything',
  async (name) => {
    const stages = planStages([(await experimentStages(await loadExperiment(name), { planning: true })).results]);
    expect(stages.map((stage) => stage.name)).toContain('answers of AC+ACC');
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

test('an ablation lists its arms; an override replaces the previous value', async () => {
  expect(Object.keys((await loadExperiment('base-seed-43')).arms)).toEqual([]);
  expect(Object.keys((await loadExperiment('choose-learning-rate')).arms)).toHaveLength(9);
  expect(Object.keys((await loadExperiment('tiny', ['arms={ACC: {tasks: [ACC]}}'])).arms)).toEqual(['ACC']);
  expect((await loadExperiment('tiny', ['arms.ACC.tasks=[AC, ACC]'])).arms.ACC!.tasks).toEqual(['AC', 'ACC']);
});
