import { readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { amplitude, encodeWav, readWav } from '../../src/audio/index.js';
import { readJsonLines, sha256File } from '../../src/core/index.js';
import type { EditingPair, Recipe } from '../../src/editing/index.js';
import { type BuildOptions, buildPairs, rebuildFolder } from '../../src/pair-set/index.js';
import { noiseCorpus, temporary } from '../editing/corpus.js';

let folder: string;
let options: BuildOptions;
beforeAll(async () => {
  folder = await temporary();
  const { bases, events } = await noiseCorpus(folder, { sampleRate: 22_050 });
  const quoted = (values: string[]): string => values.map((value) => `"${value}"`).join(',');
  const name = (file: string): string => file.slice(folder.length + 1);
  const baseLines = bases.map(({ id, caption, file }) => quoted([id, caption, name(file)]));
  const eventLines = events.map(({ id, category, type, description, file }) =>
    quoted([id, category, type, description, name(file)]),
  );
  await writeFile(join(folder, 'bases.csv'), ['id,caption,file', ...baseLines].join('\n'));
  await writeFile(join(folder, 'events.csv'), ['id,category,type,description,file', ...eventLines].join('\r\n'));
  options = {
    bases: join(folder, 'bases.csv'),
    events: join(folder, 'events.csv'),
    preset: 'all-pairs-5',
    out: '',
    seed: 7,
    mix: { seconds: 0.4 },
  };
});

async function hashes(root: string): Promise<Record<string, string>> {
  const files = (await readdir(root, { recursive: true })).filter((file) => /\.(wav|jsonl)$/.test(file)).sort();
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await sha256File(join(root, file))])));
}

test('one worker and two give the same bytes, and a limit gives the first triples', async () => {
  const [one, two, few] = [await temporary(), await temporary(), await temporary()];
  const report = await buildPairs({ ...options, out: one, workers: 1 });
  await buildPairs({ ...options, out: two, workers: 2 });
  expect(await hashes(two)).toEqual(await hashes(one));
  expect(report).toMatchObject({
    triples: 40 - report.planned.unfilled,
    closedForm: '6 · C(5, 2) · 4 = 6 · 10 · 4 = 240',
  });
  expect(report.pairs).toBe(6 * report.triples);
  await buildPairs({ ...options, out: few, limit: 3 });
  const pairs = await readFile(join(one, 'pairs.jsonl'), 'utf8');
  expect(pairs.startsWith(await readFile(join(few, 'pairs.jsonl'), 'utf8'))).toBe(true);
});

test('on disk, x+a minus x is the scaled event within one step, zero outside it, and recipes rebuild every clip', async () => {
  const out = await temporary();
  await buildPairs({ ...options, out, preset: 'one-pair-per-base' });
  const recipes = await readJsonLines<Recipe>(join(out, 'recipes.jsonl'));
  for (const recipe of recipes.filter(({ event }) => event)) {
    const x = recipes.find(
      ({ event, base, triple, scale }) =>
        !event && base.id === recipe.base.id && (scale === 1 || triple === recipe.triple),
    )!;
    const [mixed, base] = [await readWav(join(out, recipe.file)), await readWav(join(out, x.file))];
    const { onset, frames, gainDb, rmsDb } = recipe.event!;
    const difference = mixed.samples.map((value, i) => Math.round((value - base.samples[i]!) * 32_767));
    expect(difference.subarray(0, onset).every((value) => value === 0)).toBe(true);
    expect(difference.subarray(onset + frames).every((value) => value === 0)).toBe(true);
    const heard = difference.subarray(onset, onset + frames);
    const rms = Math.sqrt(heard.reduce((sum, value) => sum + value * value, 0) / frames) / 32_767;
    expect(rms / (amplitude(gainDb + rmsDb) * recipe.scale)).toBeCloseTo(1, 1);
  }
  const files = (list: string): Map<string, string> =>
    new Map(Array.from({ length: 5 }, (_, k) => [`${list}${k}`, join(folder, `${list}${k}.wav`)]));
  const report = await rebuildFolder(join(out, 'recipes.jsonl'), {
    bases: files('base'),
    events: files('event'),
    folder: out,
    out: null,
  });
  expect(report).toEqual({ clips: recipes.length, same: recipes.length, written: 0, wrong: [] });
  const [gone, cut] = [recipes[0]!, recipes[1]!];
  await rm(join(out, gone.file));
  await truncate(join(out, cut.file), 100);
  const sources = { bases: files('base'), events: files('event'), folder: out };
  const checked = await rebuildFolder(join(out, 'recipes.jsonl'), { ...sources, out: null });
  expect(checked).toMatchObject({ same: recipes.length - 2, written: 0 });
  expect(checked.wrong.map(({ clip, code }) => [clip, code])).toEqual([
    [gone.clip, 'pair-set/incomplete'],
    [cut.clip, 'pair-set/incomplete'],
  ]);
  const restored = await rebuildFolder(join(out, 'recipes.jsonl'), { ...sources, out: undefined });
  expect(restored).toEqual({ clips: recipes.length, same: recipes.length, written: 2, wrong: [] });
});

test('a text-only set has the texts of the set with clips, targets included', async () => {
  const [sound, texts] = [await temporary(), await temporary()];
  await buildPairs({ ...options, out: sound });
  await buildPairs({ ...options, out: texts, textOnly: true });
  const bare = async (out: string): Promise<object[]> =>
    (await readJsonLines<EditingPair & { targets: object }>(join(out, 'pairs.jsonl'))).map(
      ({ id, pre, post, instruction, targets }) => ({ id, pre: pre.caption, post: post.caption, instruction, targets }),
    );
  expect(await bare(texts)).toEqual(await bare(sound));
});

test('a finished build is reused; its folder rejects another request, and so does a folder with other files', async () => {
  const out = await temporary();
  const first = await buildPairs({ ...options, out, limit: 1 });
  let reports = 0;
  expect(await buildPairs({ ...options, out, limit: 1, onProgress: () => reports++ })).toEqual(first);
  expect(reports).toBe(0);
  const [clip] = await readdir(join(out, 'clips'));
  await rename(join(out, 'clips', clip!), join(out, 'clip'));
  await expect(buildPairs({ ...options, out, limit: 1 })).rejects.toMatchObject({
    code: 'pair-set/incomplete',
    hint: expect.stringContaining('acc data rebuild'),
  });
  await rename(join(out, 'clip'), join(out, 'clips', clip!));
  await expect(buildPairs({ ...options, out, limit: 2 })).rejects.toMatchObject({ code: 'core/folder-taken' });
  const foreign = await temporary();
  await writeFile(join(foreign, 'diary.txt'), 'mine');
  await expect(buildPairs({ ...options, out: foreign })).rejects.toMatchObject({ code: 'core/folder-taken' });
});

test('a missing or damaged base clip is skipped, reported and counted; each other triple has six pairs', async () => {
  const out = await temporary();
  const bases = join(folder, 'faulty.csv');
  const rows = ['base0,Rain falls,base0.wav', 'gone,Snow falls,gone.wav', 'text,Hail falls,bases.csv'];
  await writeFile(bases, ['id,caption,file', ...rows].join('\n'));
  const report = await buildPairs({ ...options, bases, out });
  expect(report.bases).toMatchObject({ listed: 3, missing: 1 });
  expect(report.rejected).toMatchObject({ 'core/file-missing': 1, 'audio/not-riff': 10 });
  expect(report.pairs).toBe(60);
});

test('a base clip beyond a limit is named with its file and a hint, and the others are rendered', async () => {
  const out = await temporary();
  const bases = join(folder, 'odd.csv');
  const bytes = Buffer.from(encodeWav({ samples: new Float32Array(720_000).fill(0.1), sampleRate: 1 }));
  await writeFile(join(folder, 'days.wav'), bytes);
  await writeFile(bases, 'id,caption,file\nbase0,Rain falls,base0.wav\ndays,A hum,days.wav');
  const report = await buildPairs({ ...options, bases, out });
  expect(report).toMatchObject({ pairs: 60, rejected: { 'audio/beyond-limit': 10 } });
  const [line] = await readJsonLines<object>(join(out, 'rejected.jsonl'));
  expect(line).toMatchObject({ file: join(folder, 'days.wav'), hint: expect.any(String) });
});

test('a damaged event is skipped before anything is planned, and is reported once', async () => {
  const out = await temporary();
  const events = join(folder, 'spoilt.csv');
  const row = 'spoilt,Animals,hoot,hooting,bases.csv';
  await writeFile(events, `${await readFile(options.events, 'utf8')}\r\n${row}`);
  const report = await buildPairs({ ...options, events, out, limit: 4 });
  expect(report.events).toMatchObject({ listed: 6, types: 5 });
  expect(report.rejected).toMatchObject({ 'corpus/bad-audio': 1 });
  const [line] = await readJsonLines<object>(join(out, 'rejected.jsonl'));
  expect(line).toMatchObject({ event: 'spoilt', code: 'corpus/bad-audio' });
});

test('a set without a pair is an error: nothing to build, or nothing left of it', async () => {
  const bases = join(folder, 'none.csv');
  const out = join(await temporary(), 'never');
  const expected = { code: 'pair-set/nothing-built', hint: expect.stringContaining('--split') };
  await writeFile(bases, 'id,caption,file,split\na,Rain falls,base0.wav,test\n');
  await expect(buildPairs({ ...options, bases, out })).rejects.toMatchObject(expected);
  await writeFile(bases, 'id,caption,file\na,Rain falls,gone.wav\n');
  await expect(buildPairs({ ...options, bases, out })).rejects.toMatchObject({
    ...expected,
    hint: expect.stringContaining('missing'),
  });
  await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(bases, 'id,caption,file\na,Rain falls,bases.csv\n');
  await expect(buildPairs({ ...options, bases, out })).rejects.toMatchObject({
    code: 'pair-set/nothing-built',
    file: join(out, 'rejected.jsonl'),
  });
});

test('rebuilding from no recipe is an error', async () => {
  const manifest = join(await temporary(), 'recipes.jsonl');
  await writeFile(manifest, '\n');
  const none = { bases: new Map(), events: new Map(), folder, out: null };
  await expect(rebuildFolder(manifest, none)).rejects.toMatchObject({ code: 'pair-set/recipe', file: manifest });
});

test.each([
  ['wrong column', 'name,caption,file\na,b,c', 'core/csv-syntax'],
  ['wrong delimiter', 'id;caption;file\na;b;c', 'core/csv-syntax'],
  ['duplicate id', 'id,caption,file\na,b,base0.wav\na,b,base0.wav', 'corpus/duplicate-id'],
  ['no rows', 'id,caption,file\n', 'corpus/no-rows'],
  ['a path that leaves the folder', 'id,caption,file\na,b,../x.wav', 'corpus/path-leaves-folder'],
  ['a million lines and one', `id,caption,file\n${'a,b,c\n'.repeat(1_000_001)}`, 'core/csv-too-long'],
])('%s is a named error with the file before anything is written', async (_, text, code) => {
  const bases = join(folder, 'bad.csv');
  await writeFile(bases, text);
  const out = join(await temporary(), 'never');
  await expect(buildPairs({ ...options, bases, out })).rejects.toMatchObject({ code, file: bases });
  await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
});
