import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExperiment, loadExperiments } from '../../../src/experiment/index.js';
import { temporaryFolder } from '../../temporary.js';
import { inProcess } from '../in-process.js';

const expectation = ['--expect', 'lower', '--arms', 'ADC', '--sets', 'vocal,genre'];

test('hypothesis, change and expected direction become one file that is an experiment', async () => {
  const out = temporaryFolder();
  const change = ['--change', 'swift.arm.lora_rank=2', '--change', 'editing.eventToBaseDb=[-10,-5]'];
  const { printed } = await inProcess(
    'ablation',
    'new',
    'rank-2',
    '--hypothesis',
    'Less moves',
    ...change,
    ...expectation,
    '--out',
    out,
  );
  expect(printed).toBe(`${join(out, 'rank-2.yaml')}\n`);
  const experiment = await loadExperiment(join(out, 'rank-2.yaml'));
  expect(experiment).toMatchObject({ name: 'rank-2', title: 'Less moves', editing: { eventToBaseDb: [-10, -5] } });
  expect(experiment.swift.arm.lora_rank!.value).toBe(2);
  expect(experiment.ablation).toEqual({
    hypothesis: 'Less moves',
    expected: [{ arms: ['ADC'], sets: ['vocal', 'genre'], metric: 'accuracy', direction: 'lower', than: 'tiny' }],
  });
});

test('a sweep becomes a matrix', async () => {
  const out = temporaryFolder();
  const sweep = ['--sweep', 'swift.arm.lora_rank=2,8,32', '--sweep', 'targets.acc=[paper-naive]'];
  const args = ['--hypothesis', 'h', ...sweep, ...expectation, '--out', out, '--json'];
  const { printed } = await inProcess('ablation', 'new', 'ranks', ...args);
  expect(JSON.parse(printed)).toEqual({ file: join(out, 'ranks.yaml'), runs: 3 });
  const loaded = await loadExperiments(join(out, 'ranks.yaml'));
  expect(loaded.map(({ experiment }) => experiment.swift.arm.lora_rank!.value)).toEqual([2, 8, 32]);
});

test.each([
  ['an unknown key', ['--change', 'editng=1', ...expectation], 'experiment/invalid'],
  ['an unknown arm', ['--change', 'seed=1', ...expectation, '--arms', 'XYZ'], 'experiment/invalid'],
  ['an unknown metric', ['--change', 'seed=1', ...expectation, '--metric', 'accurate'], 'experiment/invalid'],
  ['a metric of other sets', ['--change', 'seed=1', ...expectation, '--metric', 'exact'], 'experiment/not-measured'],
  ['a change without value', ['--change', 'seed', ...expectation], 'experiment/override'],
  ['no change', expectation, 'cli/missing-option'],
])('%s is a named error, and no file is left', async (_, args, code) => {
  const out = temporaryFolder();
  const run = inProcess('ablation', 'new', 'bad', '--hypothesis', 'h', ...args, '--out', out);
  await expect(run).rejects.toMatchObject({ code });
  expect(existsSync(join(out, 'bad.yaml'))).toBe(false);
});

test('an existing file is not overwritten', async () => {
  const out = temporaryFolder();
  const args = ['ablation', 'new', 'one', '--hypothesis', 'h', '--change', 'seed=1', ...expectation, '--out', out];
  await inProcess(...args);
  await expect(inProcess(...args)).rejects.toMatchObject({ code: 'experiment/ablation-exists' });
});
