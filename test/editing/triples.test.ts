import { beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../src/corpus/index.js';
import { enumerateTriples } from '../../src/editing/index.js';
import { noiseCorpus, temporary } from './corpus.js';

let corpus: Corpus;
beforeAll(async () => {
  corpus = await noiseCorpus(await temporary());
});

const ids = (seed: number, triplesPerBase: number, given: Corpus = corpus): string[] =>
  enumerateTriples(given, { split: 'train', triplesPerBase, seed }).triples.map(({ id }) => id);

test('the same seed gives the same triples, another seed different ones', () => {
  expect(ids(1, 3)).toEqual(ids(1, 3));
  expect(ids(1, 3)).not.toEqual(ids(2, 3));
});

test('the triples of a base do not depend on other bases, and a larger number only adds triples', () => {
  const alone = ids(1, 2, { ...corpus, bases: corpus.bases.slice(1, 2) });
  expect(ids(1, 3)).toEqual(expect.arrayContaining(alone));
});

test('the two events of a triple differ in type, and a base gets each pair of events once', () => {
  const { triples } = enumerateTriples(corpus, { split: 'train', triplesPerBase: 6, seed: 1 });
  expect(triples).toHaveLength(18);
  expect(triples.every(({ a, b }) => a.type !== b.type)).toBe(true);
  expect(new Set(triples.map(({ base, a, b }) => [base.id, ...[a.id, b.id].sort()].join())).size).toBe(18);
});

test('an event that the caption names already is not mixed in, and the rejection is reported', () => {
  const { triples, rejected } = enumerateTriples(corpus, { split: 'train', triplesPerBase: 3, seed: 1 });
  expect(rejected).toEqual([{ base: 'base0', event: 'event0', words: ['dog', 'barking'] }]);
  expect(triples.filter(({ base, a, b }) => base.id === 'base0' && [a.id, b.id].includes('event0'))).toEqual([]);
});

test('an event with a split is used only for that split', () => {
  const events = corpus.events.map((event, k) => ({ ...event, ...(k < 2 ? { split: 'test' as const } : {}) }));
  const { triples } = enumerateTriples({ ...corpus, events }, { split: 'train', triplesPerBase: 3, seed: 1 });
  expect(triples.flatMap(({ a, b }) => [a.id, b.id])).not.toEqual(expect.arrayContaining(['event1']));
});

test('more triples than pairs of events are an error that names the base', () => {
  expect(() => ids(1, 7)).toThrow(
    expect.objectContaining({ code: 'editing/too-few-events', message: expect.stringContaining('base0') }),
  );
});

test('a fractional number of triples is an error', () => {
  expect(() => ids(1, 1.5)).toThrow(expect.objectContaining({ code: 'editing/option' }));
});
