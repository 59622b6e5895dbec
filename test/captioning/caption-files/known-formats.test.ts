import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ReadOptions, readCandidates, readItems, readReferences } from '../../../src/captioning/index.js';
import { temporaryFolder } from '../../temporary.js';

function given(name: string, content: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

const lines = (...rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('the references of bases.csv are the caption and each part of the cell between bars', async () => {
  const csv = 'id,caption,file,references\na,Rain falls,a.wav,It rains| Heavy rain |Rain falls\nb,A dog,b.wav,\n';
  expect(await readReferences(given('bases.csv', csv))).toEqual([
    { id: 'a', references: ['Rain falls', 'It rains', 'Heavy rain'] },
    { id: 'b', references: ['A dog'] },
  ]);
});

test('bases.csv has references only: its caption is no candidate unless that is asked for', async () => {
  const file = given('bases.csv', 'id,caption,references\na,Rain falls,It rains|Heavy rain\n');
  await expect(readItems(file)).rejects.toMatchObject({ code: 'captioning/bad-item', line: 2 });
  expect(await readItems(file, { candidateColumn: 'caption' })).toEqual([
    { id: 'a', candidate: 'Rain falls', references: ['It rains', 'Heavy rain'] },
  ]);
});

test('a clip of AudioCaps has the captions of all its rows, in the order of audiocap_id', async () => {
  const csv = `audiocap_id,youtube_id,start_time,caption
9,bbbbbbbbbbb,30,Wind
8,aaaaaaaaaaa,0,A dog
7,aaaaaaaaaaa,0,Dogs bark
`;
  const file = given('test.csv', csv);
  expect(await readReferences(file)).toEqual([
    { id: 'aaaaaaaaaaa', references: ['Dogs bark', 'A dog'] },
    { id: 'bbbbbbbbbbb', references: ['Wind'] },
  ]);
  expect(await readReferences(file, { idColumn: 'audiocap_id', candidateColumn: 'caption' })).toHaveLength(3);
  await expect(
    readReferences(given('two.csv', csv.replace('8,aaaaaaaaaaa,0', '8,aaaaaaaaaaa,90'))),
  ).rejects.toMatchObject({ code: 'captioning/ambiguous', line: 3, hint: expect.stringContaining('--id-column') });
});

test('Clotho has five captions in a row, by file name', async () => {
  const csv = 'file_name,caption_1,caption_2,caption_3,caption_4,caption_5\nDog.wav,v,w,x,y,z\n';
  expect(await readReferences(given('clotho.csv', csv))).toEqual([
    { id: 'Dog.wav', references: ['v', 'w', 'x', 'y', 'z'] },
  ]);
});

const turn = (role: string, content: string): object => ({ role, content });
const swift = {
  response: 'A dog',
  labels: 'A dog | barks',
  logprobs: null,
  messages: [turn('user', '<audio>What?'), turn('assistant', 'A dog')],
  audios: ['/data/a.wav'],
};

test('a result of swift infer has response and labels; its label is the id, else its sound file', async () => {
  const rows = lines({ ...swift, label: 'clotho/1' }, { ...swift, audios: [{ bytes: null, path: '/data/b.wav' }] });
  expect(await readItems(given('result.jsonl', rows))).toEqual([
    { id: 'clotho/1', candidate: 'A dog', references: ['A dog | barks'] },
    { id: 'b.wav', candidate: 'A dog', references: ['A dog | barks'] },
  ]);
});

test('a row of a training set for ms-swift has the last answer as its caption; one name for two sounds is ambiguous', async () => {
  const row = (audio: string, text: string): object => ({
    messages: [turn('user', '<audio>?'), turn('assistant', text)],
    audios: [audio],
  });
  const file = given(
    'train.jsonl',
    lines(row('/x/a.wav', 'Rain'), row('/x/a.wav', 'It rains'), row('/x/b.wav', 'Wind')),
  );
  expect(await readReferences(file)).toEqual([
    { id: 'a.wav', references: ['Rain', 'It rains'], clips: ['a.wav'] },
    { id: 'b.wav', references: ['Wind'], clips: ['b.wav'] },
  ]);
  const twice = given('twice.jsonl', lines(row('/x/a.wav', 'Rain'), row('/y/a.wav', 'Wind')));
  await expect(readReferences(twice)).rejects.toMatchObject({ code: 'captioning/ambiguous', line: 2 });
});

test('answers of the kit are candidates; items of several sets need the name of one', async () => {
  expect(await readCandidates(given('answers.jsonl', lines({ id: 'clotho/1', answer: 'A dog' })))).toEqual([
    { id: 'clotho/1', candidate: 'A dog' },
  ]);
  const item = (set: string): object => ({ id: `${set}/1`, set, kind: 'caption', references: ['x'], answer: 'y' });
  const file = given('items.jsonl', lines(item('clotho'), item('audiocaps')));
  await expect(readItems(file)).rejects.toMatchObject({
    code: 'captioning/ambiguous',
    hint: 'choose one with --set NAME: clotho, audiocaps',
  });
  await expect(readItems(file, { set: 'cloto' })).rejects.toMatchObject({ code: 'captioning/no-set' });
  expect(await readItems(file, { set: 'clotho' })).toEqual([{ id: 'clotho/1', candidate: 'y', references: ['x'] }]);
});

test.each<[string, string, string, ReadOptions]>([
  ['two id columns', 'x.csv', 'file_name,youtube_id,caption_1,candidate\na.wav,b,x,y\n', { idColumn: 'file_name' }],
  ['two candidates', 'x.csv', 'id,preds,candidate,caption_1\na,p,c,x\n', { candidateColumn: 'preds' }],
  [
    'two kinds of references',
    'x.csv',
    'id,candidate,caption_1,captions\na,c,x,y\n',
    { referenceColumns: ['caption_1', 'captions'] },
  ],
  [
    'a text with a bar in JSON',
    'x.jsonl',
    lines({ id: 'a', candidate: 'c', references: 'x|y' }),
    { referenceColumns: ['references'] },
  ],
  ['a bar in a cell of another tool', 'x.csv', 'id,candidate,mrefs\na,c,x|y\n', { referenceColumns: ['mrefs'] }],
])('%s: an error that names the options, and an option decides', async (_, name, content, decision) => {
  const file = given(name, content);
  await expect(readItems(file)).rejects.toMatchObject({
    code: 'captioning/ambiguous',
    file,
    hint: expect.stringMatching(/--(?:id|candidate|reference)-column/),
  });
  expect(await readItems(file, decision)).toHaveLength(1);
});

test('caption beside references is ambiguous in a file of references', async () => {
  const rows = lines({ id: 'a', caption: 'Rain', references: ['It rains'] });
  await expect(readReferences(given('r.jsonl', rows))).rejects.toMatchObject({ code: 'captioning/ambiguous', line: 1 });
});
