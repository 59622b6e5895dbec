import { expect, test } from 'vitest';
import { datasetNames, readManifest } from '../../src/corpus/datasets/index.js';
import { folderSetFile } from '../../src/experiment/evaluation/index.js';
import { experimentStages, loadExperiment } from '../../src/experiment/index.js';

const manifests = datasetNames().map((name) => readManifest(name));

/** The files that "acc data import" writes into a folder of evaluation sets. */
const imported = manifests.flatMap(({ gives }) => [
  ...(gives.captions ? [`captions-${gives.captions}.jsonl`] : []),
  ...(gives.task ? [`tasks/${gives.task}.jsonl`] : []),
]);

test('"acc data import" writes every file that the paper profile evaluates, and both lists of its corpus', async () => {
  const experiment = await loadExperiment('paper-4090');
  const { sets } = await experimentStages(experiment, { planning: true });
  expect(sets.map(folderSetFile).filter((file) => !imported.includes(file))).toEqual([]);
  expect(sets.map(({ name }) => name)).toEqual(['audiocaps', 'clotho', 'vocal', 'emotion', 'instrument', 'genre']);
  expect(manifests.some(({ gives }) => gives.bases)).toBe(true);
  expect(manifests.some(({ gives }) => gives.events)).toBe(true);
});

test('the paper profile trains on 148,500 pairs, and AC on the caption of every training clip', async () => {
  const { sizes } = await experimentStages(await loadExperiment('paper-4090'), { planning: true });
  expect(sizes.rows).toEqual({ AC: 49_838, ADC: 148_500, ACC: 148_500 });
});

test.each([
  ['paper-4090', '148,500 / 16, rounded down, × 1 = 9,281 steps of 16'],
  ['paper-two-epochs', '148,500 / 16, rounded down, × 2 = 18,562 steps of 16'],
])('%s makes the steps that the trainer of transformers 4.48 makes', async (name, arithmetic) => {
  const { models } = await experimentStages(await loadExperiment(name), { planning: true });
  const acc = models.find(({ arm }) => arm?.name === 'arm ACC')!.arm!;
  expect(acc.work?.arithmetic).toBe(arithmetic);
});
