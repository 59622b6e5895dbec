import { expect, test } from 'vitest';
import { readWav } from '../../src/audio/index.js';
import { sha256 } from '../../src/core/index.js';
import { readCorpus } from '../../src/corpus/index.js';
import { rebuild } from '../../src/editing/index.js';
import { buildCorpus, checkLeakage, leakageOfPairs, readPairs, readRecipes } from '../../src/pair-set/index.js';
import { targetReport } from '../../src/targets/index.js';
import { temporary } from '../editing/corpus.js';
import { shared } from '../shared.js';

const recordings = shared('corpus/recordings');

test.skipIf(!recordings)(
  'real recordings of any rate and length become pairs whose targets are their captions (skipped without ../shared)',
  { timeout: 60_000 },
  async () => {
    const corpus = await readCorpus(recordings!);
    const folder = await temporary();
    const bases = corpus.bases
      .slice(0, 6)
      .map((base, k) => ({ ...base, split: k < 5 ? ('train' as const) : ('test' as const) }));
    const { pairs, rejected } = await buildCorpus(
      folder,
      { ...corpus, bases },
      { pairs: { triplesPerBase: 1 }, heldOutTriplesPerBase: 1, seed: 3, mix: { seconds: 3 } },
    );
    expect(pairs).toBe(36);
    expect(rejected['editing/named']).toBeGreaterThan(0);
    const train = await readPairs(folder, 'train');
    const recipes = await readRecipes(folder);
    for (const { pre, post } of train)
      for (const { audio } of [pre, post])
        expect(await readWav(audio)).toMatchObject({ sampleRate: 16_000, samples: { length: 48_000 } });
    const recipe = recipes.find(({ event }) => event !== null)!;
    const file = (id: string): string => [...corpus.bases, ...corpus.events].find((source) => source.id === id)!.file;
    const sources = { base: await readWav(file(recipe.base.id)), event: await readWav(file(recipe.event!.id)) };
    expect(sha256(rebuild(recipe, sources))).toBe(recipe.sha256);
    const report = targetReport(train);
    expect(report.dangling).toEqual({ before: 1, after: 0 });
    expect(report.uniqueTargets).toBe(5);
    expect(
      checkLeakage(leakageOfPairs(train, recipes), leakageOfPairs(await readPairs(folder, 'test'), recipes)).ids,
    ).toEqual([]);
  },
);
