import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/index.js';
import { loadExperiment, loadExperiments, runName } from '../../src/experiment/index.js';
import { temporaryFolder } from '../temporary.js';

async function written(matrix: string): Promise<string> {
  const file = join(temporaryFolder(), 'rank.yaml');
  await writeAtomic(file, `version: 1\nname: rank\ntitle: Rank\nextends: tiny\nmatrix: ${matrix}\n`);
  return file;
}

test('a matrix stands for an experiment per combination, each under a name that states its values', async () => {
  const file = await written('{ swift.arm.lora_rank: [2, 8], targets.acc: [paper-naive, provenance] }');
  const loaded = await loadExperiments(file);
  expect(loaded.map(({ experiment }) => [experiment.swift.arm.lora_rank!.value, experiment.targets.acc])).toEqual([
    [2, 'paper-naive'],
    [2, 'provenance'],
    [8, 'paper-naive'],
    [8, 'provenance'],
  ]);
  expect(runName('rank', loaded[1]!.overrides)).toBe('rank@lora-rank=2,targets.acc=provenance');
});

test('an override of a key of the matrix chooses from it', async () => {
  const file = await written('{ swift.arm.lora_rank: [2, 8], targets.acc: [paper-naive, provenance] }');
  expect(await loadExperiments(file, ['swift.arm.lora_rank=2'])).toHaveLength(2);
  const one = await loadExperiment(file, ['swift.arm.lora_rank=4', 'targets.acc=provenance']);
  expect(one.swift.arm.lora_rank!.value).toBe(4);
  await expect(loadExperiment(file)).rejects.toMatchObject({ code: 'experiment/matrix' });
});

test('what a sweep expects is compared with the run of its first values, also where an override chooses one of them', async () => {
  const file = join(temporaryFolder(), 'rank.yaml');
  const expected = (than: string): string =>
    `{ arms: [ADC], sets: [genre], metric: accuracy, direction: lower${than} }`;
  const ablation = `{ hypothesis: h, expected: [${expected('')}, ${expected(', than: ACC')}] }`;
  const matrix = '{ swift.arm.lora_rank: [2, 8], targets.acc: [provenance, paper-naive] }';
  await writeAtomic(
    file,
    `version: 1\nname: rank\ntitle: Rank\nextends: tiny\nablation: ${ablation}\nmatrix: ${matrix}\n`,
  );
  const thans = async (...overrides: string[]): Promise<unknown[]> =>
    (await loadExperiments(file, overrides)).map(({ experiment }) =>
      experiment.ablation!.expected.map(({ than }) => than),
    );
  const first = 'rank@lora-rank=2,targets.acc=provenance';
  expect(await thans()).toEqual(Array(4).fill([first, 'ACC']));
  expect(await thans('swift.arm.lora_rank=8')).toEqual(Array(2).fill([first, 'ACC']));
  expect(await thans('seed=1')).toEqual(Array(4).fill(['rank@lora-rank=2,seed=1,targets.acc=provenance', 'ACC']));
});

test('of a single expectation, an error has the place in the file', async () => {
  const file = join(temporaryFolder(), 'one.yaml');
  const expected = 'expected:\n    arms: [ADC]\n    sets: [genre]\n    metric: acuracy\n    direction: lower';
  await writeAtomic(
    file,
    `version: 1\nname: one\ntitle: One\nextends: tiny\nablation:\n  hypothesis: h\n  ${expected}\n`,
  );
  await expect(loadExperiments(file)).rejects.toMatchObject({
    ...{ code: 'experiment/invalid', file, line: 10 },
    message: expect.stringMatching(/^ablation\.expected\.metric: unknown metric "acuracy": .*accuracy/),
  });
});

test.each([
  ['[2, 8]', 'matrix is not a map', 5],
  ['{ swift.arm.lora_rank: 2 }', 'swift.arm.lora_rank has no list of values', 5],
  ['{ swift.arm.lora_rank: [] }', 'swift.arm.lora_rank has no list of values', 5],
  ['{ seed: [1, 1.0] }', 'seed has a value twice', 5],
])('%s is an error with its line', async (matrix, message, line) => {
  const file = await written(matrix);
  await expect(loadExperiments(file)).rejects.toMatchObject({ code: 'experiment/matrix', message, file, line });
});

test('a value of the matrix that the experiment cannot have is located in the matrix', async () => {
  const file = await written('{ targets.acc: [provenance, guess] }');
  await expect(loadExperiments(file)).rejects.toMatchObject({
    ...{ code: 'experiment/invalid', file, line: 5 },
    hint: 'set by the matrix: targets.acc=guess',
  });
});
