import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTasks } from '../../../src/catalogue/index.js';
import { kitRoot } from '../../../src/core/index.js';
import { datasetNames, readManifest } from '../../../src/corpus/datasets/index.js';
import { temporaryFolder } from '../../temporary.js';
import { plant } from './trees.js';

test('there is a manifest for each dataset of the paper and for a stand-in of the events', () => {
  const ofPaper = ['audiocaps-v1', 'auditeval-events', 'clotho-v2.1', 'gtzan', 'iemocap', 'nsynth-test', 'vocalsound'];
  expect(datasetNames()).toEqual(expect.arrayContaining([...ofPaper, 'stand-in-events']));
});

test.each(datasetNames())('%s states its source, its parts and their numbers of rows', (name) => {
  const { licence, citation, reminder, gives, splits, distribution, manual } = readManifest(name);
  for (const text of [licence, citation, reminder]) expect(text.length).toBeGreaterThan(5);
  expect(Object.keys(gives).length).toBeGreaterThan(0);
  expect(splits.every(({ rows }) => rows > 0)).toBe(true);
  expect(distribution.some(({ inside }) => !inside) || manual.length > 0).toBe(true);
});

test.each(['vocalsound', 'iemocap', 'nsynth-test', 'gtzan'])(
  'the labels of %s equal those of its task',
  async (name) => {
    const { gives, labels, splits } = readManifest(name);
    const task = (await readTasks()).find(({ id }) => id === gives.task)!;
    expect(new Set(Object.values(labels))).toEqual(new Set(task.labels));
    for (const split of splits)
      for (const label of Object.keys(split.labels ?? {})) expect(task.labels).toContain(label);
  },
);

test('the parts of IEMOCAP and of NSynth add up', () => {
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
  const iemocap = readManifest('iemocap');
  expect(sum(iemocap.splits.map(({ rows }) => rows))).toBe(iemocap.totals!.rows);
  expect(sum(Object.values(iemocap.totals!.labels!))).toBe(iemocap.totals!.rows);
  for (const { rows, labels } of [...iemocap.splits.slice(-1), ...readManifest('nsynth-test').splits])
    expect(sum(Object.values(labels!))).toBe(rows);
});

test('an unknown dataset is an error with the available names', () => {
  expect(() => readManifest('librispeech')).toThrow(
    expect.objectContaining({ code: 'corpus/unknown-dataset', hint: expect.stringContaining('iemocap') }),
  );
});

test('a manifest without a licence is an error with its file', async () => {
  const folder = await plant(temporaryFolder(), { 'x.json': '{"name": "x"}' });
  expect(() => readManifest('x', folder)).toThrow(
    expect.objectContaining({ code: 'corpus/bad-manifest', file: join(folder, 'x.json') }),
  );
});

test('a manifest with the name of a reader that does not exist is an error with the known readers', async () => {
  const manifest = JSON.parse(readFileSync(join(kitRoot(), 'data-manifests/croissant/gtzan.json'), 'utf8'));
  manifest['acc:facts'].adapter = 'minidisc';
  const folder = await plant(temporaryFolder(), { 'gtzan.json': JSON.stringify(manifest) });
  expect(() => readManifest('gtzan', folder)).toThrow(
    expect.objectContaining({
      code: 'corpus/bad-manifest',
      message: expect.stringMatching(/^acc:facts\.adapter: .*"vocalsound"/),
    }),
  );
});
