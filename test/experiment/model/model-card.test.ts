import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { kitRoot } from '../../../src/core/index.js';
import { openRun } from '../../../src/experiment/index.js';
import { findRun } from '../../../src/experiment/run/find-run.js';
import type { ModelCard } from '../../../src/experiment/run/model/card-facts.js';
import { modelCard } from '../../../src/experiment/run/model/model-card.js';
import { modelMetadata } from '../../../src/experiment/run/model/model-metadata.js';

const run = await openRun('recorded/small');
const { entry } = await findRun('recorded/small');
const draw = run.draws[1]!;
const card: ModelCard = {
  ...{ run, entry, arm: 'ACC', draw, merged: false, licence: 'Apache-2.0' },
  record: await run.training('ACC', draw),
  base: { path: '/models/base', name: 'Some/Audio-7B', published: true, revision: 'c0ffee' },
  heard: 3,
  data: [{ title: 'Clips | of my own', licence: 'CC-BY-4.0', url: 'https://example.org/clips' }],
};

interface Result {
  dataset: { type: string };
  metrics: { type: string; value: number }[];
}

test('the head of a model card has the licence, the base model and every score of this training, as hubs read them', () => {
  const head = parse(stringify(modelMetadata(card)));
  expect(head).toMatchObject({
    ...{ license: 'apache-2.0', library_name: 'peft', base_model: 'Some/Audio-7B', base_model_relation: 'adapter' },
    tags: expect.arrayContaining(['synthetic']),
  });
  const results = head['model-index'][0].results as Result[];
  const scores = results.flatMap(({ dataset, metrics }) =>
    metrics.map(({ type, value }) => [dataset.type, type, value]),
  );
  const rows = run.scores('ACC', draw).filter(({ value }) => value !== null);
  expect(scores).toEqual(expect.arrayContaining(rows.map(({ set, metric, value }) => [set, metric, value])));
  expect(scores.length).toBe(rows.length);
  expect(modelMetadata({ ...card, merged: true })).toMatchObject({
    library_name: 'transformers',
    base_model_relation: 'finetune',
  });
});

test('a model card states data, licence, run, commit, seeds, settings, scores with n and spread, and limitations', () => {
  const text = modelCard(card);
  const { commit } = entry;
  for (const part of [
    ...['arXiv 2508.01659', 'no evidence for the paper', `kit at ${commit.slice(0, 7)}`, `seed ${draw.arm}`],
    ...['| `lora_rank` | 8 | paper |', `| \`seed\` | ${draw.arm} | kit |`],
    ...[
      '[Clips \\| of my own](https://example.org/clips) | CC-BY-4.0',
      '--model Some/Audio-7B --adapters',
      'below 4.49',
    ],
  ])
    expect(text).toContain(part);
  const cell = run.scores('ACC').find(({ set, metric }) => set === 'clotho' && metric === 'rouge_l')!;
  const line = text.split('\n').find((one) => one.includes(`| ${cell.setLabel} |`) && one.includes('| ROUGE-L |'));
  expect(line).toMatch(/\| \S+ \[\S+, \S+\] \| \d+ \| \S+ ± \S+ \|/);
  expect(text).toContain('hears at most 3 s');
  expect(text).toContain(`over ${run.draws.length} `.replace(/ $/, ''));
  for (const folder of [kitRoot(), homedir(), '/tmp/']) expect(text).not.toContain(`${folder}/`);
});
