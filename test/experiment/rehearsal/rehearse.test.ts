import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJsonLines, type TrainingRow } from '../../../src/core/index.js';
import { experimentStages, loadExperiment, wantedStages } from '../../../src/experiment/index.js';
import { type ExistingRows, existingRows } from '../../../src/experiment/rehearsal/existing-rows.js';
import { plannedCalls } from '../../../src/experiment/rehearsal/planned-calls.js';
import { refuse } from '../../../src/experiment/rehearsal/setting-fault.js';
import { executePlan, openStore, planStages } from '../../../src/stage/index.js';
import { temporaryFolder } from '../../temporary.js';

async function rowsOf(store: string, overrides: string[] = []): Promise<ExistingRows> {
  const experiment = await loadExperiment('smoke', overrides);
  const stages = await experimentStages(experiment);
  const plan = planStages(wantedStages(stages));
  const folder = temporaryFolder();
  return existingRows({ experiment, stages: plan, sets: stages.sets, store: openStore(store), folder });
}

test('rows of finished stages exist, with absolute paths and the limit of the arms; questions have no answer', async () => {
  const store = temporaryFolder();
  const { targets, questions } = await experimentStages(await loadExperiment('smoke'));
  const { signal } = new AbortController();
  await executePlan([...Object.values(targets), questions], { store: openStore(store), cores: 2, signal });
  const { files, missing } = await rowsOf(store, ['swift.sft.max_length=100']);
  expect(missing).toEqual([]);
  expect(files.map(({ name, maxLength }) => [name, maxLength]).sort()).toEqual([
    ['questions', null],
    ['targets AC', 100],
    ['targets ACC', 100],
    ['targets ADC', 100],
  ]);
  for (const { file, answered, origin } of files) {
    const rows = await readJsonLines<TrainingRow>(file);
    expect(rows.flatMap(({ audios }) => audios).filter((audio) => !existsSync(audio))).toEqual([]);
    expect(new Set(rows.map(({ messages }) => messages.length))).toEqual(new Set([answered ? 2 : 1]));
    expect(await readJsonLines(origin)).toHaveLength(rows.length);
  }
}, 300_000);

test('a refused setting is an error with its place in the file, or with the override that sets it', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'mine.yaml');
  const text = 'version: 1\nname: mine\ntitle: mine\nextends: smoke\nswift:\n  arm:\n    lora_rnk: 8\n';
  await writeFile(file, text);
  const overrides = ['swift.sft.optim=x'];
  const experiment = await loadExperiment(file, overrides);
  const stages = planStages(wantedStages(await experimentStages(experiment)));
  const calls = plannedCalls(experiment, stages, openStore(folder));
  const refused = (...flags: string[]): Promise<never> =>
    refuse([{ call: 'arm ACC', message: 'no', flags }], calls, { name: file, overrides });
  await expect(refused('--lora_rnk')).rejects.toMatchObject({
    code: 'trainer/setting-refused',
    message: 'swift.arm.lora_rnk: no (arm ACC)',
    ...{ file, line: 7 },
  });
  await expect(refused('--optim')).rejects.toMatchObject({
    message: 'swift.sft.optim: no (arm ACC)',
    hint: 'set by --set swift.sft.optim=x',
  });
});

test('stages that have not run are named', async () => {
  const { files, missing } = await rowsOf(temporaryFolder());
  expect(files).toEqual([]);
  expect(missing.sort()).toEqual(['questions', 'targets AC', 'targets ACC', 'targets ADC']);
});

test('every call of a plan knows where its settings stand, those of the arm last', async () => {
  const experiment = await loadExperiment('smoke', ['arms.ACC.swift.lora_rank=4']);
  const stages = planStages(wantedStages(await experimentStages(experiment)));
  const calls = plannedCalls(experiment, stages, openStore(temporaryFolder()));
  const settings = (name: string, flag: string) => calls.find((call) => call.name === name)?.settings[flag]?.join('.');
  expect(
    calls
      .map(({ command }) => command)
      .sort()
      .join(' '),
  ).toBe('infer infer infer infer infer infer sft sft sft sft sft sft');
  expect(settings('arm ACC', 'lora_rank')).toBe('arms.ACC.swift.lora_rank');
  expect(settings('arm AC', 'lora_rank')).toBe('swift.arm.lora_rank');
  expect(settings('base model', 'use_cpu')).toBe('swift.sft.use_cpu');
  expect(settings('answers of Ori', 'model_type')).toBe('swift.common.model_type');
});
