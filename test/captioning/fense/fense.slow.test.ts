import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import {
  fense,
  findSentenceModel,
  fluencyErrors,
  minilmFolder,
  type SentenceModel,
  sentenceModel,
  sentenceSimilarity,
} from '../../../src/captioning/fense/index.js';
import type { ScoredItem } from '../../../src/captioning/index.js';
import { findEnvironment } from '../../../src/trainer/index.js';
import { temporaryFolderOfFile } from '../../temporary.js';

const python = (await findEnvironment())?.python ?? 'none';
const imports = (modules: string): boolean => spawnSync(python, ['-c', `import ${modules}`]).status === 0;
const wantOfTorch = imports('torch, transformers') ? '' : ' (skipped, missing: a Python with torch and transformers)';
const wantOfReference = wantOfTorch || (imports('aac_metrics') ? '' : ' (skipped, missing: aac-metrics in ACC_PYTHON)');
const wantOfMinilm =
  wantOfTorch || (existsSync(minilmFolder()) ? '' : ' (skipped for want of MiniLM: acc metrics install minilm)');

const signal = new AbortController().signal;
const folder = temporaryFolderOfFile();
const tiny = (name: string): string => join(folder, 'models', name);
let model: SentenceModel;

beforeAll(async () => {
  if (wantOfTorch) return;
  await execa(python, [join(import.meta.dirname, 'tiny_models.py'), join(folder, 'models')]);
  model = await sentenceModel(tiny('sentence'), 'tiny');
});

test.skipIf(wantOfReference)(
  `similarity, fluency errors and FENSE equal those of aac-metrics on the same tiny models${wantOfReference}`,
  async () => {
    const theirs = await oracle('aac-metrics', tiny('sentence'), items);
    const sbertSim = await sentenceSimilarity(items, { model, python, signal });
    const checkpoint = join(tiny('data'), 'echecker_clotho_audiocaps_base.ckpt');
    const fer = await fluencyErrors(items, {
      model: { checkpoint, facts: async () => ({ name: 'tiny', sha256: '' }) },
      python,
      signal,
    });
    const score = fense(sbertSim, fer);
    expect(largest(sbertSim.items, theirs.sbert_sim!)).toBeLessThan(1e-6);
    expect(
      largest(
        fer.probabilities.map((six) => six[5]!),
        theirs['fluency_error.error_prob']!,
      ),
    ).toBeLessThan(1e-6);
    expect(fer.items).toEqual(theirs.fer);
    expect(new Set(fer.items)).toEqual(new Set([0, 1]));
    expect(largest(score.items, theirs.fense!)).toBeLessThan(1e-6);
  },
);

test.skipIf(wantOfMinilm)(
  `MiniLM's similarity is that of plain transformers, one sentence at a time in double precision${wantOfMinilm}`,
  async () => {
    const minilm = (await findSentenceModel(minilmFolder()))!;
    const few = items.slice(0, 12);
    const seen: number[] = [];
    const score = await sentenceSimilarity(few, {
      model: minilm,
      python,
      signal,
      onProgress: ({ done }) => seen.push(done),
    });
    const { sbert_sim } = await oracle('plain', minilm.folder, few);
    expect(score.metric).toBe('sbert_sim (all-MiniLM-L6-v2)');
    expect(largest(score.items, sbert_sim!)).toBeLessThan(1e-6);
    expect(seen.at(-1)).toBe(new Set(few.flatMap((item) => [item.candidate, ...item.references])).size);
  },
);

test.skipIf(wantOfTorch)(`a missing base model is a named error${wantOfTorch}`, async () => {
  const checkpoint = join(tiny('data'), 'echecker_clotho_audiocaps_base.ckpt');
  const facts = async () => ({ name: 'tiny', sha256: '' });
  const nowhere = { checkpoint, facts, base: join(folder, 'nowhere') };
  await expect(fluencyErrors(items, { model: nowhere, python, signal })).rejects.toMatchObject({
    code: 'captioning/model-missing',
    message: expect.stringContaining('nowhere'),
  });
});

const subjects = ['a dog', 'The Cat', 'an engine', 'rain', "the wind's noise", 'a man, loud', 'Überraschung 3'];
const verbs = [
  'barks',
  'sings and falls!',
  'is running while the door closes.',
  'speaks of',
  '',
  'runs then runs then runs in',
];

/** Various texts: empty, longer than the model's 24 and the detector's 64 tokens, with punctuation and capitals. */
const items: ScoredItem[] = Array.from({ length: 70 }, (_, i) => ({
  id: String(i),
  candidate: i === 5 ? '' : `${subjects[i % 7]} ${verbs[i % 6]}${' and the rain falls'.repeat(i % 23)}`.trim(),
  references: Array.from({ length: 1 + (i % 5) }, (_, k) => `${subjects[(i + k) % 7]} ${verbs[(i * k) % 5]} loud`),
}));

async function oracle(how: string, model: string, given: ScoredItem[]): Promise<Record<string, number[]>> {
  const input = JSON.stringify({
    candidates: given.map(({ candidate }) => candidate),
    references: given.map(({ references }) => references),
  });
  const { stdout } = await execa(python, [join(import.meta.dirname, 'oracle.py'), how, model], {
    input,
    env: { FENSE_DATA: tiny('data'), HF_HUB_OFFLINE: '1' },
  });
  return JSON.parse(stdout) as Record<string, number[]>;
}

function largest(ours: number[], theirs: number[]): number {
  expect(ours).toHaveLength(theirs.length);
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
}
