import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readJsonLines, sha256File } from '../../src/core/index.js';
import type { EditingPair, Recipe } from '../../src/editing/index.js';
import { buildCorpus, type FilterOptions, filterSet, rebuildFolder } from '../../src/pair-set/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

let folder: string;
let pairs: EditingPair[];
let triples: string[];
beforeAll(async () => {
  folder = await temporary();
  await buildCorpus(folder, await noiseCorpus(await temporary()), {
    pairs: { triplesPerBase: 2 },
    heldOutTriplesPerBase: 0,
    seed: 5,
  });
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

test('the best triples are kept as a whole, with the recipes of their clips, whose files stay in the set', async () => {
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
    axes: { quality: { kept: [0.5, 1.625, 2.75, 3.875, 5] } },
  });
  expect(await sha256File(join(folder, 'pairs.jsonl'))).toBe(before);
});

test('quartiles lie between scores: those of 1 and 5 are 2, 3 and 4', async () => {
  const scores = await scored((triple) => `${triple === 0 ? 1 : triple === 1 ? 5 : 0}`);
  const { report } = await filtered(scores, { selection: { min: { quality: 1 } } });
  expect(report.axes.quality!.kept).toEqual([1, 2, 3, 4, 5]);
});

test('blanks around the id of a pair do not count', async () => {
  const scores = await scored(
    () => '3',
    (rows) => rows.map((row) => ` ${row.replace(',', ' ,')}`),
  );
  const { report } = await filtered(scores, { selection: { min: { quality: 3 } } });
  expect(report.triples.kept).toBe(triples.length);
});

test('only a decimal number is a score', async () => {
  const selection = { min: { quality: 3 } };
  for (const text of ['0x10', '0b1', 'Infinity', '3,5', 'NaN']) {
    const scores = await scored((_, pair) => (pair === 2 ? `"${text}"` : '3.5e0'));
    await expect(filtered(scores, { selection })).rejects.toMatchObject({
      code: 'pair-set/scores',
      message: `"${text}" is not a number for quality`,
    });
  }
  expect((await filtered(await scored(() => '+3.'), { selection })).report.triples.kept).toBe(triples.length);
});

test('the score of a triple is the mean over its six pairs, or the minimum', async () => {
  const scores = await scored((triple, pair) => `${triple === 0 && pair === 5 ? 1 : 4}`);
  const choose = async (min: number, reduce: 'mean' | 'min') =>
    (await filtered(scores, { selection: { min: { quality: min } }, reduce })).report.triples.kept;
  const all = triples.length;
  expect([await choose(3.5, 'mean'), await choose(3.51, 'mean')]).toEqual([all, all - 1]);
  expect([await choose(1, 'min'), await choose(1.01, 'min')]).toEqual([all, all - 1]);
});

test('a share of the triples is rounded, and ties go to the first ids', async () => {
  const { out } = await filtered(await scored(() => '3'), { selection: { top: { share: 0.5 } } });
  const kept = await readJsonLines<EditingPair>(join(out, 'pairs.jsonl'));
  expect(new Set(kept.map(({ triple }) => triple))).toEqual(new Set(triples.toSorted().slice(0, 3)));
});

test('a finished request is reused, and its folder rejects another request', async () => {
  const scores = await scored((triple) => `${triple}`);
  const { out, report } = await filtered(scores, { selection: { top: { triples: 2 } } });
  expect(await filterSet({ folder, scores, out, selection: { top: { triples: 2 } } })).toEqual(report);
  await expect(filterSet({ folder, scores, out, selection: { top: { triples: 3 } } })).rejects.toMatchObject({
    code: 'core/folder-taken',
  });
});

test.each([
  ['a pair without a score', (rows: string[]) => rows.slice(1), { message: /^1 of 36 pairs have no score/ }],
  [
    'a score without a pair',
    (rows: string[]) => [...rows, 'zz,a,1,1'],
    { message: /^1 of 37 scores are for pairs that/, line: 38 },
  ],
  [
    'a pair scored twice',
    (rows: string[]) => [...rows, rows[0]!],
    { message: /^duplicate score of the pair/, line: 38, hint: 'first in line 2' },
  ],
  [
    'a score that is not a number',
    (rows: string[]) => [rows[0]!, 'zz,a,high,1'],
    { message: '"high" is not a number for quality', line: 3, hint: /^line 2 has a number in this column/ },
  ],
  [
    'an axis that begins without a number',
    (rows: string[]) => [rows[0]!.replace(/\d$/, 'n/a'), ...rows.slice(1)],
    { message: '"n/a" is not a number for place', line: 2 },
  ],
  ['a row without a pair', (rows: string[]) => [...rows, ',a,1,1'], { message: '"pair" is empty', line: 38 }],
  [
    'scores from another build',
    (rows: string[]) => rows.map((row) => row.replace(/^base0/, 'zz')),
    { message: /^12 of 36 pairs have no score/, hint: /^12 of 36 scores .* another build\?$/ },
  ],
  ['no scores', () => [], { message: 'the file contains no scores' }],
] as const)('%s is an error', async (_, extra, expected) => {
  const scores = await scored(() => '3', extra as (rows: string[]) => string[]);
  const out = join(await temporary(), 'new');
  const selection = { top: { triples: 1 } };
  const error = await filterSet({ folder, scores, out, selection }).catch((reason) => reason);
  const { message, hint = /./, ...facts } = expected as { message: string | RegExp; hint?: RegExp; line?: number };
  expect(error).toMatchObject({ code: 'pair-set/scores', file: scores, ...facts });
  expect(error.message).toMatch(message);
  expect(error.hint ?? 'none').toMatch(hint);
  await expect(readFile(join(out, 'pairs.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('an unknown axis, and a selection that keeps no triple, are errors', async () => {
  const scores = await scored(() => '3');
  await expect(filtered(scores, { selection: { min: { pitch: 1 } } })).rejects.toMatchObject({
    code: 'pair-set/scores',
    hint: 'axes: quality, place',
  });
  await expect(filtered(scores, { selection: { min: { quality: 4 } } })).rejects.toMatchObject({
    code: 'pair-set/nothing-kept',
    hint: 'quality ranges from 3.00 to 3.00',
  });
});

test('a missing column is an error with the line of the header, and another delimiter is named', async () => {
  const file = join(await temporary(), 'scores.csv');
  await writeFile(file, `clip,quality\n${pairs[0]!.id},3\n`);
  await expect(filtered(file, { selection: { top: { triples: 1 } } })).rejects.toMatchObject({
    message: 'column "pair" is missing',
    line: 1,
    hint: expect.stringMatching(/found: clip, quality$/),
  });
  await writeFile(file, `pair;quality\n${pairs[0]!.id};3\n`);
  await expect(filtered(file, { selection: { top: { triples: 1 } } })).rejects.toMatchObject({
    hint: expect.stringMatching(/separated by commas/),
  });
});

test('triples whose six scores equal the minimum reach it', async () => {
  for (const score of [2.7, 3.2, 3.7, 4.4]) {
    const { report } = await filtered(await scored(() => `${score}`), { selection: { min: { quality: score } } });
    expect(report.triples.kept).toBe(triples.length);
  }
});

test('the report counts the triples of each event type', async () => {
  const { report } = await filtered(await scored((triple) => `${triple}`), {
    selection: { top: { triples: 1 }, by: 'quality' },
  });
  const types = (of: (pair: EditingPair) => boolean) =>
    pairs
      .filter((pair) => pair.id.endsWith('replace-a-b') && of(pair))
      .flatMap(({ events }) => events.map((e) => e.type));
  const best = types(({ triple }) => triple === triples.at(-1));
  expect(best).toHaveLength(2);
  for (const [type, { all, kept }] of Object.entries(report.types))
    expect([all, kept]).toEqual([
      types(() => true).filter((other) => other === type).length,
      best.includes(type) ? 1 : 0,
    ]);
  expect(Object.values(report.types).reduce((sum, { all }) => sum + all, 0)).toBe(2 * triples.length);
});

test('nothing is overwritten: neither the set itself nor a file of the user', async () => {
  const scores = await scored((triple) => `${triple}`);
  const set = await temporary();
  const mine = await temporary();
  for (const name of ['pairs.jsonl', 'recipes.jsonl']) await cp(join(folder, name), join(set, name));
  await writeFile(join(mine, 'pairs.jsonl'), 'mine\n');
  const hash = await sha256File(join(set, 'pairs.jsonl'));
  const selection = { top: { triples: 1 } };
  for (const out of [set, mine])
    await expect(filterSet({ folder: set, scores, out, selection })).rejects.toMatchObject({
      code: 'core/folder-taken',
    });
  expect(await sha256File(join(set, 'pairs.jsonl'))).toBe(hash);
  expect(await readFile(join(mine, 'pairs.jsonl'), 'utf8')).toBe('mine\n');
});

test('a set with an incomplete triple, a duplicate pair or a line that is not a pair is an error', async () => {
  const scores = await scored(() => '3');
  const lines = (await readFile(join(folder, 'pairs.jsonl'), 'utf8')).trimEnd().split('\n');
  const torn = async (set: string[], facts: object) => {
    const broken = await temporary();
    const file = join(broken, 'pairs.jsonl');
    await writeFile(file, set.join('\n'));
    await expect(filtered(scores, { folder: broken, selection: { top: { triples: 1 } } })).rejects.toMatchObject({
      file,
      ...facts,
    });
  };
  await torn([...lines, lines[3]!], {
    code: 'pair-set/bad-pair',
    message: `duplicate pair ${pairs[3]!.id}`,
  });
  await torn([...lines, '', '{}'], { code: 'pair-set/bad-pair', line: 38 });
  const moved = lines[0]!.replace('"triple":"', '"triple":"z');
  await torn([moved, ...lines.slice(1)], { code: 'pair-set/pair-count' });
});

test('an abort at any line leaves no file', async () => {
  const scores = await scored((triple) => `${triple}`);
  for (const line of [10, 50, 80]) {
    const out = join(await temporary(), 'new');
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => void (done === line && controller.abort());
    const selection = { top: { triples: 5 } };
    await expect(
      filterSet({ folder, scores, out, selection, signal: controller.signal, onProgress }),
    ).rejects.toMatchObject({ code: 'core/interrupted' });
    expect(await readdir(out).catch(() => [])).toEqual([]);
  }
});

test('a filtered set can be filtered again, and its clips are rebuilt from its recipes', async () => {
  const corpus = await noiseCorpus(await temporary());
  const set = await temporary();
  await buildCorpus(set, corpus, { pairs: { triplesPerBase: 2 }, heldOutTriplesPerBase: 0, seed: 5 });
  const scores = await scored((triple) => `${triple}`);
  const first = (await filtered(scores, { folder: set, selection: { top: { triples: 4 }, by: 'quality' } })).out;
  const kept = await readJsonLines<EditingPair>(join(first, 'pairs.jsonl'));
  const again = join(await temporary(), 'scores.jsonl');
  await writeFile(again, kept.map(({ id }, k) => JSON.stringify({ pair: id, quality: k })).join('\n'));
  const { out, report } = await filtered(again, { folder: first, selection: { top: { triples: 1 } } });
  expect(report.triples).toEqual({ all: 4, kept: 1 });
  const files = (rows: readonly { id: string; file: string }[]) => new Map(rows.map(({ id, file }) => [id, file]));
  const elsewhere = join(await temporary(), 'whole');
  await mkdir(elsewhere);
  const rebuilt = await rebuildFolder(join(out, 'recipes.jsonl'), {
    bases: files(corpus.bases),
    events: files(corpus.events),
    folder: out,
    out: elsewhere,
  });
  expect(rebuilt).toMatchObject({ clips: 3, same: 3, written: 3, wrong: [] });
  expect(await readdir(join(elsewhere, 'clips'))).toHaveLength(3);
});

test('JSONL gives the same result as CSV', async () => {
  const file = join(await temporary(), 'scores.jsonl');
  const rows = pairs.map(({ id, triple }) => JSON.stringify({ pair: id, quality: triples.indexOf(triple) }));
  await writeFile(file, rows.join('\n'));
  const selection = { min: { quality: 4 } };
  const fromCsv = await filtered(await scored((triple) => `${triple}`), { selection });
  const fromJson = await filtered(file, { selection });
  expect(fromJson.report.axes.quality).toEqual(fromCsv.report.axes.quality);
  expect(fromJson.report.triples).toEqual({ all: 6, kept: 2 });
});
