import { expect, test } from 'vitest';
import type { CaptionItem } from '../../src/corpus/index.js';
import {
  buildCorpus,
  checkLeakage,
  leakageOfItems,
  leakageOfPairs,
  leakageReport,
  readPairs,
  readRecipes,
} from '../../src/pair-set/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

const [corpus, folder] = [await noiseCorpus(await temporary()), await temporary()];
await buildCorpus(folder, corpus, { pairs: { triplesPerBase: 1 }, heldOutTriplesPerBase: 1, seed: 1 });
const recipes = await readRecipes(folder);
const train = leakageOfPairs(await readPairs(folder, 'train'), recipes);
const items = (...indices: number[]): CaptionItem[] =>
  indices.map((k) => ({ id: `item${k}`, audio: corpus.bases[k]!.file, references: ['wind blows', 'A gong.'] }));

test('disjoint sets pass, and captions that occur in both are counted', async () => {
  expect(checkLeakage(train, leakageOfPairs(await readPairs(folder, 'test'), recipes))).toEqual({
    ids: [],
    hashes: [],
    captions: { verbatim: 0, near: 0, total: 1 },
  });
  expect(checkLeakage(train, await leakageOfItems(items(3))).captions).toEqual({ verbatim: 1, near: 0, total: 2 });
});

test('a base clip under another name is found by its bytes', async () => {
  const evaluation = await leakageOfItems(items(0, 3));
  expect(leakageReport(train, evaluation).hashes).toHaveLength(1);
  expect(() => checkLeakage(train, evaluation)).toThrow(expect.objectContaining({ code: 'pair-set/leakage' }));
});

test('a base clip in both sets is found by its id', () => {
  expect(() => checkLeakage(train, { clips: [{ id: 'base1' }, { id: 'other' }], hashes: [], captions: [] })).toThrow(
    expect.objectContaining({ code: 'pair-set/leakage', hint: 'among them base1' }),
  );
});
