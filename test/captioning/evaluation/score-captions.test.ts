import { expect, test } from 'vitest';
import {
  type ComputedMetric,
  ciderD,
  type MetricTools,
  meteor,
  noTools,
  type ScoredItem,
  scoreCaptions,
} from '../../../src/captioning/index.js';
import { paperMetrics } from '../../../src/catalogue/index.js';
import { randomStream } from '../../../src/core/index.js';
import { temporaryFolder } from '../../temporary.js';
import { smallData } from '../meteor/small-data.js';

const vocabulary = 'a the dog cat bell rain wind man barks rings falls speaks loudly softly while and in near'.split(
  ' ',
);

function caption(...key: (string | number)[]): string {
  const random = randomStream(11, ...key);
  return Array.from({ length: random.integer(5, 14) }, () => random.pick(vocabulary)).join(' ');
}

function corpus(n: number, references: number): ScoredItem[] {
  return Array.from({ length: n }, (_, i) => ({
    id: `clip-${i}`,
    candidate: caption('candidate', i),
    references: Array.from({ length: references }, (_, k) => caption('reference', i, k)),
  }));
}

const small: ScoredItem[] = [
  { id: 'a', candidate: 'A dog barks.', references: ['A dog barks', 'A dog is barking'] },
  { id: 'b', candidate: 'Rain falls.', references: ['Rain falls on a roof.'] },
  { id: 'c', candidate: 'A bell rings.', references: ['A bell rings twice.'] },
];

test("the paper's ten columns are in its order, each with a value or the reason why it is missing", async () => {
  const { metrics } = await scoreCaptions(small, { tokenized: false });
  expect(Object.keys(metrics)).toEqual([...paperMetrics()]);
  const missing = paperMetrics().filter((metric) => 'missing' in metrics[metric]!);
  expect(missing).toEqual(['fense', 'spice', 'spider', 'meteor']);
  for (const metric of missing)
    expect(metrics[metric]).toEqual({ label: expect.any(String), missing: 'not requested' });
});

test('items, references per item, tokenizer, copies and vocabulary are reported with the scores', async () => {
  const { n, referencesPerItem, tokenizer, verbatimCopies, vocabulary } = await scoreCaptions(small, {
    tokenized: false,
  });
  expect({ n, referencesPerItem, tokenizer, verbatimCopies, vocabulary }).toEqual({
    n: 3,
    referencesPerItem: [1, 2],
    tokenizer: 'ptb',
    verbatimCopies: 1 / 3,
    vocabulary: 7,
  });
});

test('tokenised texts are scored unchanged', async () => {
  const items = [
    { id: 'a', candidate: 'i .', references: ['i .'] },
    { id: 'b', candidate: 'b', references: ['c'] },
  ];
  const given = await scoreCaptions(items, { tokenized: true });
  expect(given.tokenizer).toBe('given');
  expect(given.metrics.cider_d).toMatchObject({ value: ciderD(items).corpus });
  expect((await scoreCaptions(items, { tokenized: false })).metrics.cider_d).not.toMatchObject({
    value: ciderD(items).corpus,
  });
});

test('each interval contains its value, has a width and states its method', async () => {
  const { metrics } = await scoreCaptions(corpus(60, 3), { tokenized: true });
  for (const metric of paperMetrics()) {
    const score = metrics[metric]!;
    if ('missing' in score) continue;
    expect(score.items).toHaveLength(60);
    expect(score.interval!.low).toBeLessThan(score.value);
    expect(score.interval!.high).toBeGreaterThan(score.value);
    expect(score.interval!.method).toMatch(/^percentile bootstrap over clips, 1000 resamples, /);
  }
  expect(metrics.cider_d).toMatchObject({ interval: { method: expect.stringContaining('IDF of the whole set') } });
});

test('the same captions give the same scores, intervals included', async () => {
  const items = corpus(20, 2);
  expect(await scoreCaptions(items, { tokenized: true })).toEqual(await scoreCaptions(items, { tokenized: true }));
});

test('a duplicate id is a named error', async () => {
  await expect(scoreCaptions([...small, small[0]!], { tokenized: false })).rejects.toThrow(
    expect.objectContaining({ code: 'captioning/duplicate-id' }),
  );
});

test('fewer than two items are a named error', async () => {
  for (const items of [[], small.slice(0, 1)])
    await expect(scoreCaptions(items, { tokenized: false })).rejects.toThrow(
      expect.objectContaining({ code: 'captioning/too-few-items' }),
    );
});

test('METEOR reports its progress and can be stopped between batches', async () => {
  const data = await smallData(temporaryFolder(), false);
  const tools = { ...noTools, meteor: async () => data };
  const items = corpus(500, 2);
  const done: number[] = [];
  const options = { tokenized: true, metrics: ['meteor'] as const, tools, intervals: false };
  const { metrics } = await scoreCaptions(items, { ...options, onProgress: (progress) => done.push(progress.done) });
  expect(done).toEqual([200, 400, 500]);
  const whole = meteor(items, data);
  expect(metrics.meteor).toMatchObject({ label: 'METEOR (no paraphrases)', value: whole.corpus, items: whole.items });
  const stop = new AbortController();
  const stopped = scoreCaptions(items, { ...options, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
});

test('SPIDEr is the mean of CIDEr-D and SPICE, per item and overall; if an item has no value, it is missing', async () => {
  const items = corpus(30, 2);
  const spice = (values: number[]): MetricTools => ({
    ...noTools,
    spice: async () => ({ corpus: values.reduce((sum, value) => sum + value, 0) / values.length, items: values }),
  });
  const metrics = ['spice', 'cider_d', 'spider'] as const;
  const values = items.map((_, i) => i / 60);
  const found = (await scoreCaptions(items, { tokenized: true, metrics, tools: spice(values) })).metrics;
  const [s, c, both] = metrics.map((name) => found[name] as ComputedMetric) as [
    ComputedMetric,
    ComputedMetric,
    ComputedMetric,
  ];
  expect(both.value).toBe((s.value + c.value) / 2);
  expect(both.items).toEqual(values.map((value, i) => (c.items[i]! + value) / 2));
  const holed = await scoreCaptions(items, {
    tokenized: true,
    metrics,
    tools: spice([Number.NaN, ...values.slice(1)]),
  });
  expect(holed.metrics.spice).toEqual({ label: 'SPICE', missing: 'no value for 1 of 30 items' });
  expect(holed.metrics.spider).toEqual({ label: 'SPIDEr', missing: 'no value for 1 of 30 items' });
  expect(holed.metrics.cider_d).toMatchObject({ value: c.value });
});

test("FENSE's own sentence model yields SBERT-sim and FENSE; another one is labelled with its name and yields no FENSE", async () => {
  const model = (metric: string): MetricTools => ({
    ...noTools,
    'sentence-model': async () => ({ metric, corpus: 0.5, items: [0.4, 0.5, 0.6] }),
    'fluency-model': async () => ({ corpus: 0, items: [0, 0, 0] }),
  });
  const scored = async (metric: string) =>
    (await scoreCaptions(small, { tokenized: false, metrics: ['sbert_sim', 'fense'], tools: model(metric) })).metrics;
  expect(await scored('sbert_sim')).toMatchObject({
    sbert_sim: { label: 'SBERT-sim', value: 0.5 },
    fense: { label: 'FENSE', value: expect.closeTo(0.5, 12) },
  });
  expect(await scored('sbert_sim (all-MiniLM-L6-v2)')).toMatchObject({
    sbert_sim: { label: 'sbert_sim (all-MiniLM-L6-v2)' },
    fense: { missing: expect.stringContaining('all-MiniLM-L6-v2') },
  });
});
