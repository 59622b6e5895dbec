import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leakageReport, readLeakageSet } from '../../src/pair-set/index.js';
import { plant, type Tree } from '../corpus/datasets/trees.js';
import { temporaryFolder } from '../temporary.js';

const audiocaps = 'audiocap_id,youtube_id,start_time,caption\n';
const shared = async (tree: Tree, train: string, evaluation: string, dataset?: string): Promise<string[]> => {
  const folder = await plant(temporaryFolder(), tree);
  const sets = [train, evaluation].map((file) => readLeakageSet(join(folder, file), dataset));
  return leakageReport((await sets[0])!, (await sets[1])!).ids;
};

test('captions of Clotho are named by file, items of an evaluation set by id', async () => {
  const clotho =
    'file_name,caption_1,caption_2,caption_3,caption_4,caption_5\nrain: 1.wav,a,b,c,d,e\nDog.wav,a,b,c,d,e\n';
  const items = ['rain_ 1', 'cat'].map((id) => JSON.stringify({ id, audio: 'x.wav', references: ['y'] })).join('\n');
  const tree = { 'dev.csv': clotho, 'captions-clotho.jsonl': items };
  expect(await shared(tree, 'dev.csv', 'captions-clotho.jsonl')).toEqual(['rain_ 1']);
});

test('lists of the user are not taken for AudioCaps', async () => {
  const row = (id: string): string => `id,caption,file\n${id},Rain,a.wav\n`;
  const tree = { 'train.csv': row('street_rain_1'), 'test.csv': row('street_rain_2') };
  expect(await shared(tree, 'train.csv', 'test.csv')).toEqual([]);
  expect(await shared(tree, 'train.csv', 'test.csv', 'audiocaps')).toEqual(['street_rain_2']);
});

test('AudioCaps is known by its columns, by the name of a set, and by the report of an import', async () => {
  const tree = {
    'train.csv': `${audiocaps}7,--0PQM4-hqg,30,Rain\n`,
    'list.csv': 'id,caption,file\nY--0PQM4-hqg_30,Wind,a.wav\n',
    'captions-audiocaps.jsonl': '{"id":"--0PQM4-hqg_30000_40000","references":["Snow"]}\n',
    'a/bases.csv': 'id,caption,file\n--0PQM4-hqg,Wind,a.wav\n',
    'a/import-report.jsonl': '{"dataset":"audiocaps-v2","id":"--0PQM4-hqg","for":"bases.csv","state":"ok"}\n',
  };
  for (const known of ['train.csv', 'captions-audiocaps.jsonl', 'a/bases.csv'])
    expect(await shared(tree, known, 'list.csv')).toEqual(['Y--0PQM4-hqg_30']);
});

test.each([
  ['none.csv', 'id,caption\n'],
  ['none.jsonl', '\n'],
])('a set without a clip is an error: %s', async (name, text) => {
  const folder = await plant(temporaryFolder(), { [name]: text });
  await expect(readLeakageSet(join(folder, name))).rejects.toMatchObject({ code: 'captioning/too-few-items' });
});

test('a blank caption is no caption, and the folder of a corpus is read as its bases.csv', async () => {
  const folder = await plant(temporaryFolder(), {
    'test.csv': `${audiocaps}7,--0PQM4-hqg,30,Rain\n8,--0PQM4-hqg,30, \n`,
    'corpus/bases.csv': 'id,caption,file,references\na,Rain,a.wav, | \n',
  });
  expect((await readLeakageSet(join(folder, 'test.csv'))).captions).toEqual(['Rain']);
  expect(await readLeakageSet(join(folder, 'corpus'))).toMatchObject({ clips: [{ id: 'a' }], captions: ['Rain'] });
  await expect(readLeakageSet(folder)).rejects.toMatchObject({ code: 'core/file-missing' });
});
