import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crossCheck, findAacMetrics, formatCrossCheck } from '../../../src/captioning/cross-check/index.js';
import { bleu, type CorpusScore, ciderD, rougeL, type ScoredItem } from '../../../src/captioning/index.js';
import { findPython } from '../../../src/python/index.js';
import { temporaryFolder } from '../../temporary.js';

const python = installed();
const cache = process.env.AAC_METRICS_CACHE_PATH ?? join(homedir(), '.cache');
const want = python ? '' : ' (skipped, missing: aac-metrics,  acc metrics cross-check --install)';
const jars = ['stanford_nlp/stanford-corenlp-3.4.1.jar', 'meteor/meteor-1.5.jar', 'meteor/data/paraphrase-en.gz'];
const wantOfJars =
  want ||
  (jars.every((jar) => existsSync(join(cache, 'aac-metrics', jar)))
    ? ''
    : " (skipped for want of aac-metrics' own jars)");
const signal = new AbortController().signal;

test.skipIf(want)(
  `n-gram metrics agree with aac-metrics; metrics without their files report which are missing${want}`,
  async () => {
    const nothing = { corpus: 0, items: tokens.map(() => 0) };
    const check = await crossCheck(tokens, {
      python: python!,
      metrics: [...nGrams, 'meteor', 'spice', 'sbert_sim'],
      ours: { ...ours(tokens), meteor: nothing, spice: nothing },
      cache: temporaryFolder(),
      signal,
    });
    expect(check.differences.map(({ metric, agrees }) => [metric, agrees])).toEqual(
      nGrams.map((metric) => [metric, true]),
    );
    expect(check.notCompared).toEqual({
      meteor: expect.stringMatching(/^missing: .*meteor-1\.5\.jar$/),
      spice: expect.stringMatching(/^missing: .*spice-1\.0\.jar$/),
      sbert_sim: 'missing on our side',
    });
    expect(formatCrossCheck(check)).toMatch(/^rouge_l +0\.\d{6} +0\.\d{6} .* agrees$/m);
  },
);

test.skipIf(wantOfJars)(`raw captions pass through both tokenizers, METEOR through its jar${wantOfJars}`, async () => {
  const check = await crossCheck(raw, {
    python: python!,
    metrics: ['rouge_l', 'meteor'],
    ours: { ...ours(tokens), meteor: { corpus: 0, items: tokens.map(() => 0) } },
    tokens,
    signal,
  });
  expect(check.tokens).toEqual({
    captions: 7,
    different: 1,
    example: { ours: 'as given', theirs: 'a man speaks and then laughs' },
  });
  const [rouge, meteor] = check.differences;
  expect(rouge).toMatchObject({ metric: 'rouge_l', agrees: false, item: 'c' });
  expect(meteor).toMatchObject({ metric: 'meteor', agrees: false, item: 'a', largest: 1 });
});

test('a Python without aac-metrics is an error with an installation hint', async () => {
  const bare = { python: await findPython([8, 20]), metrics: nGrams, ours: ours(tokens), signal };
  await expect(crossCheck(tokens, bare)).rejects.toMatchObject({
    code: 'python/module-missing',
    hint: expect.stringContaining('aac-metrics==0.6.0'),
  });
});

const nGrams = ['bleu_1', 'bleu_2', 'bleu_3', 'bleu_4', 'cider_d', 'rouge_l'] as const;

const raw: ScoredItem[] = [
  { id: 'a', candidate: 'A dog barks.', references: ['A dog barks.'] },
  { id: 'b', candidate: "Rain doesn't fall", references: ['Rain is falling (hard).', 'Heavy rain, and wind'] },
  { id: 'c', candidate: 'A man speaks, and then laughs.', references: ['A man is speaking.'] },
];

const tokens: ScoredItem[] = [
  { id: 'a', candidate: 'a dog barks', references: ['a dog barks'] },
  { id: 'b', candidate: "rain does n't fall", references: ['rain is falling -lrb- hard -rrb-', 'heavy rain and wind'] },
  { id: 'c', candidate: 'as given', references: ['a man is speaking'] },
];

function ours(items: readonly ScoredItem[]): Record<string, CorpusScore> {
  const [bleu_1, bleu_2, bleu_3, bleu_4] = bleu(items) as [CorpusScore, CorpusScore, CorpusScore, CorpusScore];
  return { bleu_1, bleu_2, bleu_3, bleu_4, cider_d: ciderD(items), rouge_l: rougeL(items) };
}

function installed(): string | undefined {
  try {
    const found = findAacMetrics();
    return spawnSync(found, ['-c', 'import aac_metrics']).status === 0 ? found : undefined;
  } catch {
    return undefined;
  }
}
