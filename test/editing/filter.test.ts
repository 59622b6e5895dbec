import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readJsonLines, sha256File } from '../../src/core/index.js';
import {
  type EditingPair,
  type FilterOptions,
  filterSet,
  type Recipe,
  renderEditing,
} from '../../src/editing/index.js';
import { noiseCorpus, temporary } from './corpus.js';

let folder: string;
let pairs: EditingPair[];
let triples: string[];
beforeAll(async () => {
  folder = await temporary();
  await renderEditing(folder, await noiseCorpus(await temporary()), { triplesPerBase: { train: 2 }, seed: 5 });
  pairs = await readJsonLines<EditingPair>(join(folder, 'pairs.jsonl'));
  triples = [...new Set(pairs.map(({ triple }) => triple))];
});

type Score = (triple: number, pair: number) => string;

/** Scores of all pairs as CSV: of the triple's place in the set, and of the pair's place in the triple. */
async function scored(quality: Score, extra: (rows: string[]) => string[] = (rows) => rows): Promise<string> {
  const file = join(await temporary(), 'scores.csv');
  const rows = pairs.map(({ id, triple }, k) => `${id},a note,${quality(triples.indexOf(triple), k % 6)},${k % 6}`);
  await writeFile(file, `${['pair,note,quality,place', ...extra(rows)].join('\n')}\n`);
  return file;
}

const filtered = async (scores: string, options: Partial<FilterOptions> & Pick<FilterOptions, 'selection'>) => {
  const out = await temporary();
  return { out, report: await filterSet({ folder, scores, out, ...options }) };
};

test('whole triples are kept, best first, with the recipes of their clips, whose files stay in the set', async () => {
  const before = await sha256File(join(folder, 'pairs.jsonl'));
  const scores = await scored((triple) => `${triple === 3 ? 5 : triple / 10}`);
  const { out, report } = await filtered(scores, { selection: { top: { triples: 2 }, by: 'quality' } });
  const kept = await readJsonLines<EditingPair>(join(out, 'pairs.jsonl'));
  expect([...new Set(kept.map(({ triple }) => triple))]).toEqual([triples[3], triples.at(-1)]);
  expect(kept).toHaveLength(12);
  for (const { pre, post } of kept)
    for (const { audio } of [pre, post]) expect((await readFile(join(out, audio))).length).toBeGreaterThan(44);
  const recipes = await readJsonLines<Recipe>(join(out, 'recipes.jsonl'));
  for (const { file, sha256 } of recipes) expect(await sha256File(join(out, file))).toBe(sha256);
  expect(new Set(kept.flatMap(({ pre, post }) => [pre.clip, post.clip]))).toEqual(
    new Set(recipes.map(({ clip }) => clip)),
  );
  expect(report).toMatchObject({
    triples: { all: triples.length, kept: 2 },
    pairs: { all: 6 * triples.length, kept: 12 },
    clips: recipes.length,
    axes: { quality: { kept: [0.5, 0.5, 5, 5, 5] } },
  });
  expect(await sha256File(join(folder, 'pairs.jsonl'))).toBe(before);
});

test('the score of a triple is the mean of its six pairs, or that of the worst', async () => {
  const scores = await scored((triple, pair) => `${triple === 0 && pair === 5 ? 1 : 4}`);
  const choose = async (min: number, reduce: 'mean' | 'min') =>
    (await filtered(scores, { selection: { min: { quality: min } }, reduce })).report.triples.kept;
  const all = triples.length;
  expect([await choose(3.5, 'mean'), await choose(3.51, 'mean')]).toEqual([all, all - 1]);
  expect([await choose(1, 'min'), await choose(1.01, 'min')]).toEqual([all, all - 1]);
});

test('a share of the triples is rounded, and of equals those whose ids come first are kept', async () => {
  const { out } = await filtered(await scored(() => '3'), { selection: { top: { share: 0.5 } } });
  const kept = await readJsonLines<EditingPair>(join(out, 'pairs.jsonl'));
  expect(new Set(kept.map(({ triple }) => triple))).toEqual(new Set(triples.toSorted().slice(0, 3)));
});

test('the same request is not done twice, another one is refused where it stands', async () => {
  const scores = await scored((triple) => `${triple}`);
  const { out, report } = await filtered(scores, { selection: { top: { triples: 2 } } });
  expect(await filterSet({ folder, scores, out, selection: { top: { triples: 2 } } })).toEqual(report);
  await expect(filterSet({ folder, scores, out, selection: { top: { triples: 3 } } })).rejects.toMatchObject({
    code: 'editing/other-build',
  });
});

test.each([
  ['a pair without a score', (rows: string[]) => rows.slice(1), { message: /^1 of 36 pairs have no score/ }],
  ['a score without a pair', (rows: string[]) => [...rows, 'zz,a,1,1'], { message: /^1 scores are of pairs that/ }],
  ['a pair scored twice', (rows: string[]) => [...rows, rows[0]!], { message: /scored twice$/, line: 38 }],
  [
    'a score that is no number',
    (rows: string[]) => [rows[0]!, 'zz,a,high,1'],
    { message: '"high" is no number for quality', line: 3 },
  ],
  ['no scores', () => [], { message: 'there are no scores' }],
] as const)('%s is named', async (_, extra, expected) => {
  const scores = await scored(() => '3', extra as (rows: string[]) => string[]);
  const out = join(await temporary(), 'new');
  const selection = { top: { triples: 1 } };
  const error = await filterSet({ folder, scores, out, selection }).catch((reason) => reason);
  const { message, ...facts } = expected as { message: string | RegExp; line?: number };
  expect(error).toMatchObject({ code: 'editing/scores', file: scores, ...facts });
  expect(error.message).toMatch(message);
  await expect(readFile(join(out, 'pairs.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an unknown axis, and a choice that leaves nothing, are named', async () => {
  const scores = await scored(() => '3');
  await expect(filtered(scores, { selection: { min: { pitch: 1 } } })).rejects.toMatchObject({
    code: 'editing/scores',
    hint: 'axes: quality, place',
  });
  await expect(filtered(scores, { selection: { min: { quality: 4 } } })).rejects.toMatchObject({
    code: 'editing/nothing-kept',
  });
});

test('JSONL says the same as CSV', async () => {
  const file = join(await temporary(), 'scores.jsonl');
  const rows = pairs.map(({ id, triple }) => JSON.stringify({ pair: id, quality: triples.indexOf(triple) }));
  await writeFile(file, rows.join('\n'));
  const selection = { min: { quality: 4 } };
  const fromCsv = await filtered(await scored((triple) => `${triple}`), { selection });
  const fromJson = await filtered(file, { selection });
  expect(fromJson.report.axes.quality).toEqual(fromCsv.report.axes.quality);
  expect(fromJson.report.triples).toEqual({ all: 6, kept: 2 });
});
