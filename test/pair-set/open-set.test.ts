import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { buildPairs, filterSet, openSet, readPairs } from '../../src/pair-set/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

const sources = await temporary();
await noiseCorpus(sources);
const options = {
  bases: join(sources, 'bases.csv'),
  events: join(sources, 'events.csv'),
  preset: 'one-pair-per-base' as const,
  seed: 7,
  mix: { seconds: 0.4 },
};
let folder: string;
beforeEach(async () => {
  folder = await temporary();
});

test('a built set is opened with its clips; its hash follows its pairs and recipes', async () => {
  const { pairs, clips } = await buildPairs({ ...options, out: folder });
  const set = await openSet(folder);
  expect(set).toMatchObject({ folder, clipsFolder: folder, build: { pairs, clips } });
  expect((await openSet(folder)).sha256).toBe(set.sha256);
  await appendFile(join(folder, 'pairs.jsonl'), '\n');
  expect((await openSet(folder)).sha256).not.toBe(set.sha256);
});

test('the clips of a filtered set are those of the set that it comes from', async () => {
  await buildPairs({ ...options, out: folder });
  const [out, scores] = [await temporary(), join(await temporary(), 'scores.csv')];
  const pairs = await readPairs(folder, 'train');
  await writeFile(scores, ['pair,quality', ...pairs.map(({ id }, k) => `"${id}",${k}`)].join('\n'));
  await filterSet({ folder, scores, out, selection: { top: { triples: 1 } } });
  expect(await openSet(out)).toMatchObject({ folder: out, clipsFolder: folder, build: { triples: 1, pairs: 6 } });
});

test.each([
  ['an empty folder', async () => {}, 'acc data build'],
  ['texts alone', async (out: string) => buildPairs({ ...options, out, textOnly: true }), '--text-only'],
  ['a set whose clip is gone', damaged, 'acc data rebuild'],
])('%s is not a complete set, and the hint names the command that repairs it', async (_, make, remedy) => {
  await make(folder);
  await expect(openSet(folder)).rejects.toMatchObject({
    code: 'pair-set/incomplete',
    file: folder,
    hint: expect.stringContaining(remedy),
  });
});

async function damaged(out: string): Promise<void> {
  await buildPairs({ ...options, out });
  await rm((await readPairs(out, 'train'))[0]!.post.audio);
}
