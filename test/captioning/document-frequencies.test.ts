import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  ciderD,
  noTools,
  readDocumentFrequencies,
  type ScoredItem,
  scoreCaptions,
  writeDocumentFrequencies,
} from '../../src/captioning/index.js';
import { temporaryFolder } from '../temporary.js';

const items: ScoredItem[] = [
  { id: 'a', candidate: 'a dog barks', references: ['a dog barks loudly', 'dogs bark'] },
  { id: 'b', candidate: 'rain falls on a roof', references: ['rain falls', 'the rain falls on a tin roof'] },
  { id: 'c', candidate: 'a man talks', references: ['a man is talking while a dog barks'] },
];

const options = { tokenized: true, metrics: ['cider_d'], tools: noTools, intervals: false };
const scores = async (some: ScoredItem[], file: string): Promise<number[]> => {
  const { metrics } = await scoreCaptions(some, { ...options, idf: await readDocumentFrequencies(file) });
  return (metrics.cider_d as { items: number[] }).items;
};

test('with the IDF of the whole set, an item has the same score in every part of the set', async () => {
  const file = join(temporaryFolder(), 'idf.json');
  expect(await writeDocumentFrequencies(file, items)).toMatchObject({ items: 3 });
  const whole = ciderD(items).items;
  expect(await scores(items, file)).toEqual(whole);
  for (const [index, item] of items.entries()) expect(await scores([item], file)).toEqual([whole[index]]);
});

test('the scores state the fixed IDF, and the metric has another label', async () => {
  const file = join(temporaryFolder(), 'idf.json');
  const { sha256 } = await writeDocumentFrequencies(file, items);
  const found = await scoreCaptions(items.slice(1), { ...options, idf: await readDocumentFrequencies(file) });
  expect(found.idf).toEqual({ items: 3, sha256 });
  expect(found.metrics.cider_d).toMatchObject({ label: 'CIDEr-D (fixed IDF)' });
});

test('references of one item, and a file of something else, are named errors', async () => {
  const file = join(temporaryFolder(), 'idf.json');
  await expect(writeDocumentFrequencies(file, items.slice(1, 2))).rejects.toMatchObject({
    code: 'captioning/too-few-items',
  });
  for (const text of ['', '{}', '{"format":"other","items":3,"frequencies":{}}']) {
    writeFileSync(file, text);
    await expect(readDocumentFrequencies(file)).rejects.toMatchObject({ code: 'captioning/frequencies', file });
  }
});
