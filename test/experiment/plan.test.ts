import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { experimentStages, loadExperiment, planExperiment, wantedStages } from '../../src/experiment/index.js';
import { addRun } from '../../src/experiment/run/history.js';
import { planStages, stageKey } from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';

/** A store that has the history of a run of `smoke` and its records, but no outputs. */
async function storeOfSmoke(): Promise<string> {
  const store = temporaryFolder();
  const experiment = await loadExperiment('smoke');
  const stages: Record<string, { key: string; folder: string }> = {};
  for (const stage of planStages(wantedStages(await experimentStages(experiment)))) {
    const { name, kind, version, parameters, inputs } = stage;
    const key = stageKey(stage);
    stages[name] = { key, folder: key };
    const keys = Object.fromEntries(Object.entries(inputs).map(([input, of]) => [input, stageKey(of)]));
    const record = { key, name, kind, version, parameters, inputs: keys, outputs: [] };
    await writeAtomic(join(store, key, 'record.json'), JSON.stringify(record));
  }
  const facts = { overrides: [], commit: 'c0ffee', dirty: false, finished: '2026-01-02T03:04:05Z' };
  await addRun(store, 'smoke', { experiment, ...facts, stages });
  return store;
}

test('a run with overrides that was never run is compared with the run of its experiment', async () => {
  const store = await storeOfSmoke();
  const experiment = await loadExperiment('smoke', ['swift.arm.lora_rank=4']);
  const { comparedWith, stages } = await planExperiment(experiment, { run: 'smoke@lora-rank=4', store });
  expect(comparedWith).toBe('smoke');
  const why = Object.fromEntries(stages.map((stage) => [stage.name, stage.why]));
  expect(why['arm ACC']).toEqual(['setting lora_rank changed']);
  expect(why['answers of ACC']).toEqual(['input arm ACC changed']);
  expect(why['base model']).toEqual(['output removed']);
});

test('without a run nothing is compared', async () => {
  const plan = await planExperiment(await loadExperiment('smoke'), { run: 'smoke', store: temporaryFolder() });
  expect(plan.comparedWith).toBeUndefined();
  expect(new Set(plan.stages.flatMap(({ why }) => why))).toEqual(new Set(['never run']));
});

test('a plan states the draws of the arms, or those of the base where there are no arms', async () => {
  const store = temporaryFolder();
  const draws = async (...overrides: string[]): Promise<unknown> =>
    (await planExperiment(await loadExperiment('smoke', overrides), { run: 'smoke', store })).draws;
  expect(await draws()).toEqual([{ base: 0, arm: 42 }]);
  expect(await draws('seeds=1,2', 'arms={}')).toEqual([{ base: 0, arm: null }]);
  expect(await draws('seeds=1,2')).toEqual([
    { base: 0, arm: 1 },
    { base: 0, arm: 2 },
  ]);
});

test('the plan of the paper profile states how many parameters an arm trains', async () => {
  const { stages } = await planExperiment(await loadExperiment('paper-4090'), { run: 'p', store: temporaryFolder() });
  const [command] = stages.find(({ name }) => name === 'arm ACC')!.commands;
  expect(command!.remarks[0]).toBe('trains 19,988,480 parameters: LoRA of rank 8 in 224 modules');
});
