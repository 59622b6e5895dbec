import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTables, type Split, type Tables } from '../../src/corpus/index.js';
import { temporaryFolder } from '../temporary.js';

const events = 'id,category,type,description\ndog,Animals,dog,dog barking\n';

/** Tables of captions only, from rows of AudioCaps. */
async function read(rows: string[], audio: boolean = false): Promise<Tables> {
  const folder = temporaryFolder();
  const files = { bases: join(folder, 'train.csv'), events: join(folder, 'events.csv') };
  await writeFile(files.bases, ['audiocap_id,youtube_id,start_time,caption', ...rows].join('\n'));
  await writeFile(files.events, events);
  return readTables(files, { audio, split: 'train' });
}

test('clips of AudioCaps are in the order of audiocap_id, with further captions as references', async () => {
  const { bases, missing } = await read(['10,b,0,Ten', '9,a,30, Nine ', '11,a,30,Eleven', '2,a,0,"Two, and a half"']);
  expect(bases).toEqual([
    { id: 'a_0', caption: 'Two, and a half', references: [], file: '', split: 'train' },
    { id: 'a_30', caption: 'Nine', references: ['Eleven'], file: '', split: 'train' },
    { id: 'b_0', caption: 'Ten', references: [], file: '', split: 'train' },
  ]);
  expect(missing).toEqual([]);
});

test('a row with a blank split belongs to every split, one with a split to its own', async () => {
  const folder = temporaryFolder();
  const files = { bases: join(folder, 'bases.csv'), events: join(folder, 'events.csv') };
  await writeFile(files.bases, 'id,caption,split\na,Rain,\nb,Wind, test \nc,Snow,  \n');
  await writeFile(files.events, events);
  const ids = async (split: Split) => (await readTables(files, { audio: false, split })).bases.map(({ id }) => id);
  expect([await ids('train'), await ids('test')]).toEqual([
    ['a', 'c'],
    ['a', 'b', 'c'],
  ]);
});

test.each([
  ['an id that is no number', ['1,a,0,One', 'x,b,0,Two'], { code: 'corpus/not-as-published', line: 3 }],
  ['a start_time that a spreadsheet changed', ['1,a,02:00,One'], { code: 'corpus/not-as-published', line: 2 }],
  ['a duplicate id', ['2,a,0,One', '1,b,0,Two', '2,c,0,Three'], { code: 'corpus/duplicate-id', line: 4 }],
  ['an empty caption', ['1,a,0, '], { code: 'corpus/empty-text', line: 2 }],
  ['a line break', ['1,a,0,"One\ntwo"'], { code: 'corpus/bad-character', line: 2 }],
  ['no row', [], { code: 'corpus/no-rows', line: 1 }],
])('%s in a file of AudioCaps is a named error', async (_, rows, expected) => {
  await expect(read(rows)).rejects.toMatchObject(expected);
});

test('AudioCaps lists no audio files, and is rejected if they are required', async () => {
  await expect(read(['1,a,0,One'], true)).rejects.toMatchObject({
    code: 'core/csv-syntax',
    message: 'column "file" is missing',
    hint: expect.stringContaining('acc data import audiocaps-v1'),
  });
});
