import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readWav } from '../../src/audio/index.js';
import { sha256, sha256File } from '../../src/core/index.js';
import type { Corpus } from '../../src/corpus/index.js';
import { rebuild } from '../../src/editing/index.js';
import { buildCorpus, type CorpusBuildOptions, readPairs, readRecipes } from '../../src/pair-set/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

const options: CorpusBuildOptions = { pairs: { triplesPerBase: 2 }, heldOutTriplesPerBase: 1, seed: 5 };
let corpus: Corpus;
let folder: string;
beforeAll(async () => {
  corpus = await noiseCorpus(await temporary());
  folder = await temporary();
  await buildCorpus(folder, corpus, options);
});

/** Hash by path of every file in a rendered folder. */
async function hashes(root: string): Promise<Record<string, string>> {
  const files = (await readdir(root, { recursive: true })).filter((file) => file.includes('.')).sort();
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await sha256File(join(root, file))])));
}

test('seven triples give 42 pairs over their splits and one recipe per clip', async () => {
  const [train, valid, tested] = await Promise.all([
    readPairs(folder, 'train'),
    readPairs(folder, 'valid'),
    readPairs(folder, 'test'),
  ]);
  const recipes = await readRecipes(folder);
  const clips = (await readdir(join(folder, 'clips'))).map((file) => `clips/${file}`).sort();
  expect([train.length, valid.length, tested.length]).toEqual([36, 0, 6]);
  expect(recipes.map(({ file }) => file).sort()).toEqual(clips);
  for (const { file, sha256: hash } of recipes) expect(await sha256File(join(folder, file))).toBe(hash);
});

test('a delete pair is the add pair reversed, byte for byte', async () => {
  const pairs = await readPairs(folder, 'train');
  const added = pairs.filter(({ operation }) => operation === 'add');
  for (const add of added) {
    const removed = pairs.find(({ id }) => id === add.id.replace(':add', ':delete'))!;
    expect(await readFile(removed.pre.audio)).toEqual(await readFile(add.post.audio));
    expect(await readFile(removed.post.audio)).toEqual(await readFile(add.pre.audio));
    expect([removed.pre.caption, removed.post.caption]).toEqual([add.post.caption, add.pre.caption]);
  }
});

test('two renderings are equal byte for byte', async () => {
  const again = await temporary();
  await buildCorpus(again, corpus, options);
  expect(await hashes(again)).toEqual(await hashes(folder));
});

test('an aborted rendering is a named error and, called again, ends with the same bytes', async () => {
  const many = { ...options, pairs: { triplesPerBase: 6 }, heldOutTriplesPerBase: 6 };
  const [whole, again] = [await temporary(), await temporary()];
  await buildCorpus(whole, corpus, many);
  const stop = new AbortController();
  const done: number[] = [];
  const onProgress = (progress: { done: number }): void => {
    done.push(progress.done);
    stop.abort();
  };
  await expect(buildCorpus(again, corpus, { ...many, signal: stop.signal, onProgress })).rejects.toMatchObject({
    code: 'core/interrupted',
  });
  expect(done).toEqual([8]);
  const [harmed] = await readdir(join(again, 'clips'));
  await writeFile(join(again, 'clips', harmed!), 'harmed');
  await writeFile(join(again, 'journal.jsonl'), '{"torn', { flag: 'a' });
  await buildCorpus(again, corpus, many);
  expect(await hashes(again)).toEqual(await hashes(whole));
});

test('every clip can be rebuilt from its recipe byte for byte, also from sources at another rate', async () => {
  const other = await noiseCorpus(await temporary(), { sampleRate: 22_050, seconds: 0.8, amplitude: 0.9 });
  const root = await temporary();
  await buildCorpus(root, other, { ...options, mix: { seconds: 0.5, eventSeconds: 0.2 } });
  for (const recipe of await readRecipes(root)) {
    const base = await readWav(other.bases.find(({ id }) => id === recipe.base.id)!.file);
    const event = other.events.find(({ id }) => id === recipe.event?.id);
    const bytes = rebuild(recipe, { base, ...(event ? { event: await readWav(event.file) } : {}) });
    expect(sha256(bytes)).toBe(recipe.sha256);
    expect((await readWav(join(root, recipe.file))).samples).toHaveLength(8000);
  }
});

test('an unscaled base is one file for all triples of it, with the samples of its source', async () => {
  const pairs = (await readPairs(folder, 'train')).filter(
    ({ base, operation }) => base.id === 'base1' && operation === 'add',
  );
  const recipes = (await readRecipes(folder)).filter(({ base }) => base.id === 'base1');
  const unscaled = recipes.filter(({ event, scale }) => event === null && scale === 1);
  expect(unscaled).toHaveLength(1);
  expect(new Set(pairs.map(({ pre }) => pre.audio))).toEqual(new Set([join(folder, unscaled[0]!.file)]));
  expect((await readWav(pairs[0]!.pre.audio)).samples).toEqual((await readWav(corpus.bases[1]!.file)).samples);
});

test('a recipe of another version or without its event is an error', async () => {
  const recipe = (await readRecipes(folder)).find(({ event }) => event !== null)!;
  const base = await readWav(corpus.bases[0]!.file);
  const rejected = expect.objectContaining({ code: 'editing/recipe' });
  expect(() => rebuild({ ...recipe, version: 0 }, { base })).toThrow(rejected);
  expect(() => rebuild(recipe, { base })).toThrow(rejected);
});

test('duplicate ids are an error before anything is rendered', async () => {
  const events = corpus.events.map((event) => ({ ...event, id: 'one' }));
  await expect(buildCorpus(await temporary(), { ...corpus, events }, options)).rejects.toMatchObject({
    code: 'corpus/duplicate-id',
  });
});

test('a missing source is an error that names it', async () => {
  const gone = await noiseCorpus(await temporary());
  await rm(gone.bases[0]!.file);
  await expect(buildCorpus(await temporary(), gone, options)).rejects.toMatchObject({
    code: 'core/file-missing',
    file: gone.bases[0]!.file,
  });
});

test('events that do not fit into memory together are read again, and every clip keeps its own event', async () => {
  const long = await noiseCorpus(await temporary(), { seconds: 70 });
  const root = await temporary();
  const mix = { seconds: 2, eventSeconds: 0.5 };
  await buildCorpus(root, long, {
    ...options,
    pairs: { triplesPerBase: 6 },
    heldOutTriplesPerBase: 6,
    workers: 1,
    mix,
  });
  const sources = new Map(
    await Promise.all([...long.bases, ...long.events].map(async ({ id, file }) => [id, await readWav(file)] as const)),
  );
  for (const recipe of await readRecipes(root)) {
    const event = recipe.event && sources.get(recipe.event.id)!;
    const bytes = rebuild(recipe, { base: sources.get(recipe.base.id)!, ...(event && { event }) });
    expect(sha256(bytes), recipe.clip).toBe(recipe.sha256);
  }
});
