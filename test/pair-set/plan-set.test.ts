import { expect, test } from 'vitest';
import { plannedPairs, planSet } from '../../src/pair-set/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

const corpus = await noiseCorpus(await temporary()); // three base clips for training, one for testing; five types
const seed = 5;

test('a preset uses only the training clips, and each held-out clip gets its own triples', () => {
  const { triples, closedForm, unfilled } = planSet({ preset: 'all-pairs-5' }, corpus, {
    seed,
    heldOutTriplesPerBase: 2,
  });
  const [trained, heldOut] = [true, false].map((isTrained) =>
    triples.filter(({ split }) => (split === 'train') === isTrained).map(({ base }) => base),
  );
  expect(closedForm.text).toBe('6 · C(5, 2) · 3 = 6 · 10 · 3 = 180, and held out 6 · 2 · 1 base clips = 12');
  expect(trained).toHaveLength(30 - unfilled);
  expect(new Set(trained!.map(({ split }) => split))).toEqual(new Set(['train']));
  expect(heldOut!.map(({ id }) => id)).toEqual(['base3', 'base3']);
});

test('held-out triples do not depend on the choice of training pairs', () => {
  const heldOut = (pairs: Parameters<typeof planSet>[0]): string[] =>
    planSet(pairs, corpus, { seed, heldOutTriplesPerBase: 1 }).triples.flatMap(({ id, split }) =>
      split === 'train' ? [] : [id],
    );
  expect(heldOut({ preset: 'one-pair-per-base' })).toEqual(heldOut({ triplesPerBase: 2 }));
  expect(heldOut({ triplesPerBase: 0 })).toEqual(heldOut({ triplesPerBase: 2 }));
});

test('a limit keeps the first triples of the plan', () => {
  const ids = (limit?: number): string[] =>
    planSet({ preset: 'disjoint-50x495' }, corpus, { seed, limit }).triples.map(({ id }) => id);
  expect(ids(2)).toEqual(ids().slice(0, 2));
});

const paper = { types: 100, bases: 49_838 };
const tenSeconds = { seconds: 10, sampleRate: 16_000 };

test.each(['all-pairs-5', 'disjoint-50x495', 'one-pair-per-base'] as const)(
  'with the types and clips of the paper, %s comes to 148,500 pairs, 74,250 clips and 23.8 GB',
  (preset) => {
    const planned = plannedPairs({ preset }, paper, { mix: tenSeconds });
    expect(planned).toMatchObject({ triples: 24_750, pairs: 148_500, clips: 74_250, bytes: 74_250 * 320_044 });
    expect(planned.text).toMatch(/= 148,500 pairs; 3 · 24,750 = 74,250 clips of 10 s, 23\.8 GB$/);
  },
);

test('clips as long as their base clips have no planned bytes, and held-out triples are counted', () => {
  const counts = { types: 11, bases: 334, heldOutBases: 40 };
  const options = { heldOutTriplesPerBase: 1, mix: { ...tenSeconds, seconds: null } };
  expect(plannedPairs({ triplesPerBase: 1 }, counts, options)).toEqual({
    triples: 374,
    pairs: 2244,
    clips: 1122,
    bytes: null,
    text: '6 · 1 · 334 base clips = 2,004, and held out 6 · 1 · 40 base clips = 240 pairs; 3 · 374 = 1,122 clips as long as their base clips',
  });
});
