import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { writeWav } from '../../src/audio/index.js';
import type { AccError } from '../../src/core/index.js';
import { readCorpus } from '../../src/corpus/index.js';
import { shared } from '../shared.js';

const made: string[] = [];
let folder: string;
const bases = ['id,caption,file', 'x,Rain falls,bases/x.wav', 'y,Wind blows,bases/y.wav'];
const events = [
  'id,category,type,description,file',
  'a,Animals,dog,A dog.,events/a.wav',
  'b,Music,piano,playing piano,events/b.wav',
];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acc-corpus-'));
  made.push(folder);
  await mkdir(join(folder, 'bases'));
  const samples = Float32Array.from({ length: 4000 }, (_, i) => 0.1 * Math.sin(i / 3));
  for (const file of ['bases/x', 'bases/y', 'events/a', 'events/b'])
    await writeWav(join(folder, `${file}.wav`), { samples, sampleRate: 16000 });
  await write('bases.csv', bases);
  await write('events.csv', events);
});
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

test('a plain folder is a non-synthetic corpus named after its folder', async () => {
  const corpus = await readCorpus(folder);
  expect(corpus).toMatchObject({ folder, name: folder.split('/').at(-1), synthetic: false });
  expect(corpus.bases[0]).toMatchObject({
    id: 'x',
    caption: 'Rain falls',
    references: [],
    file: join(folder, 'bases/x.wav'),
  });
  expect(corpus.events[0]).toEqual({
    id: 'a',
    category: 'Animals',
    type: 'dog',
    description: 'a dog',
    file: join(folder, 'events/a.wav'),
  });
});

test('references, splits and corpus.yaml are read if present', async () => {
  await write('corpus.yaml', ['name: toys', 'synthetic: true']);
  await write('bases.csv', [
    'id,caption,file,split,references',
    'x,Rain falls,bases/x.wav,test,Rain falls|It rains| ',
    'y,Wind blows,bases/y.wav,train,',
  ]);
  await write('events.csv', [`${events[0]},split`, `${events[1]},valid`, `${events[2]},`]);
  const corpus = await readCorpus(folder);
  expect(corpus).toMatchObject({ name: 'toys', synthetic: true });
  expect(corpus.bases).toMatchObject([
    { split: 'test', references: ['Rain falls', 'It rains'] },
    { split: 'train', references: [] },
  ]);
  expect(corpus.events.map(({ split }) => split)).toEqual(['valid', undefined]);
});

test('an optional cell that is blank counts as absent, and blanks around a value or a column name do not count', async () => {
  await write('bases.csv', [
    'id, caption ,file,split ,references',
    'x,Rain falls,bases/x.wav,, ',
    ' y , Wind blows , bases/y.wav , train , Wind howls | ',
  ]);
  await write('events.csv', [`${events[0]},split`, `${events[1]}, `, `${events[2]}, valid `]);
  const { bases: clips, events: sounds } = await readCorpus(folder);
  expect(clips[0]).toMatchObject({ id: 'x', references: [], split: expect.stringMatching(/^(train|valid|test)$/) });
  expect(clips[1]).toEqual({
    ...{ id: 'y', caption: 'Wind blows', references: ['Wind howls'] },
    ...{ file: join(folder, 'bases/y.wav'), split: 'train' },
  });
  expect(sounds.map(({ split }) => split)).toEqual([undefined, 'valid']);
});

const silence = 'bases/silent.wav';
test.each<[string, string, string[], { code: string; line?: number }]>([
  ['a missing column', 'bases.csv', ['id,captions,file'], { code: 'core/csv-syntax', line: 1 }],
  ['no rows', 'bases.csv', bases.slice(0, 1), { code: 'corpus/no-rows', line: 1 }],
  ['an empty caption', 'bases.csv', [...bases, 'z, ,bases/x.wav'], { code: 'corpus/empty-text', line: 4 }],
  ['a line break', 'bases.csv', [...bases, 'z,"Rain', 'falls",bases/x.wav'], { code: 'corpus/bad-character', line: 4 }],
  ['a NUL', 'bases.csv', [...bases, 'z,Rain\0,bases/x.wav'], { code: 'corpus/bad-character', line: 4 }],
  [
    'a line break in a reference',
    'bases.csv',
    ['id,caption,file,references', 'x,Rain,bases/x.wav,"It rains|It', 'pours"'],
    { code: 'corpus/bad-character', line: 2 },
  ],
  ['a repeated id', 'bases.csv', [...bases, 'x,Rain,bases/x.wav'], { code: 'corpus/duplicate-id', line: 4 }],
  [
    'an unknown split',
    'bases.csv',
    [`${bases[0]},split`, `${bases[1]},dev`],
    { code: 'corpus/unknown-split', line: 2 },
  ],
  ['a missing sound', 'bases.csv', [...bases, 'z,Rain,bases/z.wav'], { code: 'corpus/bad-audio', line: 4 }],
  ['a text as sound', 'bases.csv', [...bases, 'z,Rain,bases.csv'], { code: 'corpus/bad-audio', line: 4 }],
  ['silence', 'bases.csv', [...bases, `z,Rain,${silence}`], { code: 'corpus/silent-audio', line: 4 }],
  ['a path to outside', 'bases.csv', [...bases, 'z,Rain,../x.wav'], { code: 'corpus/path-leaves-folder', line: 4 }],
  ['an absolute path', 'bases.csv', [...bases, 'z,Rain,/x.wav'], { code: 'corpus/path-leaves-folder', line: 4 }],
  [
    'an odd category',
    'events.csv',
    [...events, 'c,Pets,cat,cat,events/a.wav'],
    { code: 'corpus/unknown-category', line: 4 },
  ],
  ['one type only', 'events.csv', events.slice(0, 2), { code: 'corpus/too-few-types', line: 1 }],
  ['a header without synthetic', 'corpus.yaml', ['name: toys'], { code: 'corpus/bad-header' }],
])('%s is reported with file and line', async (_, file, lines, expected) => {
  await writeWav(join(folder, silence), { samples: new Float32Array(8000), sampleRate: 16000 });
  await write(file, lines);
  await expect(readCorpus(folder)).rejects.toMatchObject({ file: join(folder, file), ...expected });
});

test('with onFault every unusable file is named with its row, and the reading goes on', async () => {
  await writeWav(join(folder, silence), { samples: new Float32Array(8000), sampleRate: 16000 });
  await write('bases.csv', [...bases, 'z,Rain,bases/z.wav', `s,Rain,${silence}`]);
  await write('events.csv', [...events, 'c,Animals,cat,cat,bases.csv']);
  const faults: AccError[] = [];
  const corpus = await readCorpus(folder, { onFault: (fault) => faults.push(fault) });
  expect(corpus.bases).toHaveLength(bases.length + 1);
  const places = faults.map(({ code, file, line }) => `${code} ${basename(file!)}:${line}`).sort();
  expect(places).toEqual([
    'corpus/bad-audio bases.csv:4',
    'corpus/bad-audio events.csv:4',
    'corpus/silent-audio bases.csv:5',
  ]);
});

test('without a split column, only the id decides, and an added clip moves no other', async () => {
  const ids = Array.from({ length: 300 }, (_, k) => `clip-${k}`);
  const first = await splitsOf(ids.slice(0, 200));
  const all = await splitsOf(ids);
  expect(all.slice(0, 200)).toEqual(first);
  const share = (split: string): number => all.filter((name) => name === split).length / all.length;
  expect(Math.abs(share('train') - 0.7)).toBeLessThan(0.06);
  expect(Math.abs(share('valid') - 0.1)).toBeLessThan(0.06);
});

test('eight bases or more always yield one for validation and two for the test', async () => {
  for (let start = 0; start < 40; start += 8) {
    const splits = await splitsOf(Array.from({ length: 8 }, (_, k) => `some-${start + k}`));
    expect(splits.filter((split) => split === 'valid').length).toBeGreaterThanOrEqual(1);
    expect(splits.filter((split) => split === 'test').length).toBeGreaterThanOrEqual(2);
  }
});

const recordings = shared('corpus/recordings');
test.skipIf(!recordings)(
  'the shared recordings (needs ../shared/corpus) are a corpus of 17 bases and 48 events',
  async () => {
    const corpus = await readCorpus(recordings!);
    expect([corpus.bases.length, corpus.events.length]).toEqual([17, 48]);
    expect(new Set(corpus.events.map(({ category }) => category)).size).toBe(8);
    expect(corpus.events.find(({ type }) => type === 'kettle')!.description).toBe('an electric kettle');
    expect(corpus.bases.filter(({ split }) => split === 'test').length).toBeGreaterThanOrEqual(2);
  },
);

async function splitsOf(ids: string[]): Promise<string[]> {
  await write('bases.csv', ['id,caption,file', ...ids.map((id) => `${id},Rain falls,bases/x.wav`)]);
  return (await readCorpus(folder)).bases.map(({ split }) => split);
}

async function write(file: string, lines: string[]): Promise<void> {
  await writeFile(join(folder, file), `${lines.join('\n')}\n`);
}
