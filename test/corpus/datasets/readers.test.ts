import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCounts, type DatasetContents, readDataset, readManifest } from '../../../src/corpus/datasets/index.js';
import { temporaryFolder } from '../../temporary.js';
import * as trees from './trees.js';

const read = async (name: string, tree: trees.Tree): Promise<DatasetContents & { folder: string }> => {
  const folder = await trees.plant(temporaryFolder(), tree);
  return { ...(await readDataset(readManifest(name), folder)), folder };
};

test('AudioCaps clips are in the order of audiocap_id, for every file name pattern', async () => {
  const { captioned, leftOut, found, folder } = await read('audiocaps-v1', trees.audiocaps);
  expect(captioned.map(({ id, split }) => [id, split])).toEqual([
    ['_abc', 'train'],
    ['plain', 'train'],
    ['--8puiAGLhs', 'train'],
    ['flacOnly', 'train'],
    ['vvv', 'valid'],
    ['ttt', 'test'],
  ]);
  expect(captioned.map(({ file }) => file.slice(folder.length + 7))).toEqual([
    'train/_abc_0.wav',
    'train/plain.wav',
    'train/--8puiAGLhs_30000_40000.wav',
    'train/flacOnly_4.flac',
    'val/vvv_1.wav',
    'test/Yttt.wav',
  ]);
  expect(captioned[2]!.caption).toBe('Idling car, train blows horn and passes');
  expect(captioned[5]).toMatchObject({
    caption: 'Test caption 0',
    references: ['Test caption 1', 'Test caption 2', 'Test caption 3', 'Test caption 4'],
  });
  expect(leftOut).toEqual([{ id: 'Gone', split: 'train', reason: 'its audio file is missing' }]);
  expect(found).toEqual([
    { name: 'train', rows: 5, clips: 5 },
    { name: 'val', rows: 2, clips: 1 },
    { name: 'test', rows: 5, clips: 1 },
  ]);
});

test.each([
  '--8puiAGLhs',
  '--8puiAGLhs_30',
  '--8puiAGLhs_30_40',
  '--8puiAGLhs_30.000_40.000',
  '--8puiAGLhs_30000_40000',
])('audio of AudioCaps is found by its usual names, also after a Y: %s', async (stem) => {
  const table = 'audiocap_id,youtube_id,start_time,caption\n9,--8puiAGLhs,30,Idling car\n';
  for (const name of [stem, `Y${stem}`]) {
    const { captioned } = await read('audiocaps-v1', { 'train.csv': table, [`wav/${name}.wav`]: trees.sound });
    expect(captioned.map(({ id }) => id)).toEqual(['--8puiAGLhs']);
  }
});

test('folders of a dataset may be symbolic links', async () => {
  const sounds = await trees.plant(temporaryFolder(), { 'Yttt.wav': trees.sound });
  const folder = await trees.plant(temporaryFolder(), { 'lists/test.csv': trees.audiocaps['test.csv']! });
  await symlink(sounds, join(folder, 'sounds'));
  await symlink(await trees.plant(temporaryFolder(), trees.gtzan), join(folder, 'gtzan'));
  const audiocaps = await readDataset(readManifest('audiocaps-v1'), folder);
  expect(audiocaps.captioned.map(({ file }) => file)).toContain(join(folder, 'sounds/Yttt.wav'));
  expect((await readDataset(readManifest('gtzan'), folder)).labelled).toHaveLength(4);
});

test('Clotho names with spaces, accents and replaced colons are found in their own split; licences are Latin-1', async () => {
  const { captioned, leftOut, folder } = await read('clotho-v2.1', trees.clotho);
  expect(captioned.map(({ id, split, licence }) => [id, split, licence])).toEqual([
    ['Santa Motor', 'test', 'CC0'],
    ['Tourne-à-gauche', 'test', 'CC BY'],
    ['rain: on metal', 'test', undefined],
  ]);
  expect(captioned[0]).toMatchObject({ caption: 'One, two.', references: ['Two', 'Three', 'Four', 'Five'] });
  expect(captioned[2]!.file).toBe(join(folder, 'evaluation/rain_ on metal.wav'));
  expect(leftOut).toEqual([{ id: 'lost', split: 'evaluation', reason: 'its audio file is missing' }]);
});

test('Clotho metadata with semicolons as delimiters is read too', async () => {
  const { captioned } = await read('clotho-v2.1', {
    ...trees.clotho,
    'clotho_metadata_evaluation.csv': 'file_name;keywords;license\nSanta Motor.wav;a "loud" motor;CC0\n',
  });
  expect(captioned.map(({ licence }) => licence)).toEqual(['CC0', undefined, undefined]);
});

test('VocalSound uses the base name of the author’s paths and maps AudioSet ids to labels', async () => {
  const { labelled, leftOut, found, folder } = await read('vocalsound', trees.vocalsound);
  expect(labelled.map(({ id, label, split }) => [id, label, split])).toEqual([
    ['f0003_0_cough', 'cough', 'train'],
    ['m0001_0_throatclearing', 'throat clearing', 'test'],
    ['m0001_0_sniff', 'sniff', 'test'],
    ['f0009_0_laughter', 'laughter', 'test'],
  ]);
  expect(labelled[1]!.audio).toBe(join(folder, 'data/audio_16k/m0001_0_throatclearing.wav'));
  expect(leftOut).toEqual([{ id: 'f0404_0_sigh', split: 'te', reason: 'its audio file is missing' }]);
  expect(found.at(-1)).toEqual({
    name: 'te',
    rows: 4,
    labels: { laughter: 1, sigh: 1, sniff: 1, 'throat clearing': 1 },
  });
});

test('IEMOCAP has four classes, excited is happy, Session5 is the test and ._ files are ignored', async () => {
  const { labelled, leftOut, found } = await read('iemocap', trees.iemocap);
  expect(labelled.map(({ id, label, split }) => [id.slice(-4), label, split])).toEqual([
    ['F019', 'angry', 'train'],
    ['F000', 'happy', 'test'],
    ['F001', 'happy', 'test'],
    ['M002', 'neutral', 'test'],
    ['M003', 'sad', 'test'],
  ]);
  expect(leftOut.map(({ id, reason }) => [id.slice(-4), reason])).toEqual([
    ['M001', '"fru" is not one of the classes'],
    ['M004', '"xxx" is not one of the classes'],
    ['M005', 'its audio file is missing'],
  ]);
  expect(found.find(({ name }) => name === 'Session5')).toEqual({
    name: 'Session5',
    rows: 5,
    labels: { happy: 2, neutral: 1, sad: 2 },
  });
});

test('NSynth notes are labelled with their instrument family', async () => {
  const { labelled, leftOut } = await read('nsynth-test', trees.nsynth);
  expect(labelled.map(({ id, label }) => [id, label])).toEqual([
    ['bass_synthetic_068-049-025', 'bass'],
    ['keyboard_electronic_001-021-127', 'keyboard'],
  ]);
  expect(leftOut).toEqual([{ id: 'vocal_acoustic_000-060-100', split: 'test', reason: 'its audio file is missing' }]);
});

test('GTZAN excludes jazz.00054 and writes hiphop', async () => {
  const { labelled, leftOut } = await read('gtzan', trees.gtzan);
  expect(labelled.map(({ id, label }) => [id, label])).toEqual([
    ['blues.00000', 'blues'],
    ['hiphop.00000', 'hiphop'],
    ['jazz.00053', 'jazz'],
    ['rock.00001', 'rock'],
  ]);
  expect(leftOut.map(({ id }) => id)).toEqual(['jazz.00054']);
});

test('the events of an event bank have sentence fragments as descriptions', async () => {
  const { events, leftOut, found } = await read('auditeval-events', trees.eventBank);
  expect(events.map(({ id, type, description }) => [id, type, description])).toEqual([
    ['d1', 'dog', 'a yapping dog'],
    ['p1', 'piano', 'playing piano'],
  ]);
  expect(leftOut).toEqual([{ id: 'd2', split: 'events', reason: 'its audio file is missing' }]);
  expect(found).toEqual([{ name: 'events', rows: 3, types: 2, categories: 2, labels: { dog: 2, piano: 1 } }]);
  expect(checkCounts(readManifest('auditeval-events'), found).map(({ what, found: number }) => [what, number])).toEqual(
    [
      ['rows', 3],
      ['types', 2],
      ['categories', 2],
      ['dog', 2],
      ['piano', 1],
    ],
  );
});

test('the stand-in has four recordings per type and no clip with two labels of its mapping', async () => {
  const { events, leftOut, folder } = await read('stand-in-events', trees.standIn);
  expect(events.map(({ id, category, type }) => [id, category, type])).toEqual([
    ['esc50_1-17367-A-10', 'NaturalSounds', 'rain'],
    ['esc50_1-100032-A-0', 'Animals', 'dog'],
    ['esc50_1-110389-A-0', 'Animals', 'dog'],
    ['esc50_2-30226-A-0', 'Animals', 'dog'],
    ['esc50_2-30344-A-0', 'Animals', 'dog'],
    ['fsd50k_64760', 'Speech', 'man speaking'],
  ]);
  expect(events[5]!.file).toBe(join(folder, 'FSD50K.dev_audio/64760.wav'));
  expect(leftOut).toContainEqual({ id: 'esc50: rain', split: 'events', reason: 'esc50 has 1 of 4 clips of it' });
  expect(leftOut).toHaveLength(99);
});

test('without FSD50K the stand-in reports which of its types are missing', async () => {
  const folder = await trees.plant(temporaryFolder(), trees.standIn);
  await rm(join(folder, 'FSD50K.dev_audio'), { recursive: true });
  const { leftOut } = await readDataset(readManifest('stand-in-events'), folder);
  expect(leftOut.filter(({ reason }) => reason === 'fsd50k is missing')).toHaveLength(50);
});

test('the sum of all parts is compared if all of them exist', () => {
  const manifest = readManifest('iemocap');
  const angry = [229, 137, 240, 327, 170];
  const found = manifest.splits.map(({ name, rows, labels }, place) => ({
    name,
    rows,
    labels: labels ?? { angry: angry[place]!, happy: rows - angry[place]! },
  }));
  const faults = checkCounts(manifest, found);
  expect(faults.map(({ split, what }) => [split, what])).toEqual([
    ['all', 'happy'],
    ['all', 'neutral'],
    ['all', 'sad'],
  ]);
  expect(checkCounts(manifest, found.slice(1))).toEqual([]);
});

test('a folder that is being unpacked is not mistaken for the dataset', async () => {
  const { captioned } = await read('audiocaps-v1', {
    ...trees.audiocaps,
    '.audio.unpacking/Gone_10.wav': trees.sound,
  });
  expect(captioned.map(({ id }) => id)).not.toContain('Gone');
});

test('rows and labels that differ from the manifest are reported, missing parts are not', async () => {
  const { found } = await read('iemocap', trees.iemocap);
  const faults = checkCounts(readManifest('iemocap'), found);
  expect(faults.map(({ split, what, expected, found: number }) => [split, what, expected, number])).toEqual([
    ['Session1', 'rows', 1085, 1],
    ['Session5', 'rows', 1241, 5],
    ['Session5', 'angry', 170, 0],
    ['Session5', 'happy', 442, 2],
    ['Session5', 'neutral', 384, 1],
    ['Session5', 'sad', 245, 2],
  ]);
});

const swapped = (tree: trees.Tree, path: string, from: string, to: string): trees.Tree => ({
  ...tree,
  [path]: String(tree[path]).replaceAll(from, to),
});

test.each<[string, string, trees.Tree, Record<string, unknown>]>([
  [
    'a column that has another name',
    'audiocaps-v1',
    swapped(trees.audiocaps, 'test.csv', 'caption\n', 'text\n'),
    { code: 'core/csv-syntax', line: 1, message: 'column "caption" is missing' },
  ],
  [
    'semicolons between columns',
    'audiocaps-v1',
    swapped(trees.audiocaps, 'test.csv', ',', ';'),
    {
      code: 'core/csv-syntax',
      line: 1,
      hint: expect.stringContaining('separated by commas; found: audiocap_id;youtube_id'),
    },
  ],
  [
    'a start_time that a spreadsheet changed',
    'audiocaps-v1',
    swapped(trees.audiocaps, 'train.csv', ',120,', ',02:00,'),
    { code: 'corpus/not-as-published', line: 5, message: 'the start_time "02:00" is not a whole number' },
  ],
  [
    'captions in Latin-1',
    'clotho-v2.1',
    {
      ...trees.clotho,
      'clotho_captions_evaluation.csv': Buffer.from(String(trees.clotho['clotho_captions_evaluation.csv']), 'latin1'),
    },
    { code: 'core/not-utf8', line: 3 },
  ],
  [
    'an AudioSet id that is no vocal sound',
    'vocalsound',
    swapped(trees.vocalsound, 'data/datafiles/te.json', '/m/07ppn3j', '/m/0bt9lr'),
    { code: 'corpus/not-as-published', message: '"/m/0bt9lr" is not one of VocalSound\'s six classes' },
  ],
  [
    'a list that is cut off',
    'vocalsound',
    { ...trees.vocalsound, 'data/datafiles/te.json': '{"data": [' },
    { code: 'corpus/not-as-published', line: 1 },
  ],
  [
    'an unknown family',
    'nsynth-test',
    swapped(trees.nsynth, 'nsynth-test/examples.json', '"vocal"', '"theremin"'),
    { code: 'corpus/not-as-published', message: /theremin/ },
  ],
  ...['null', '[]', '"notes"'].map((text): [string, string, trees.Tree, Record<string, unknown>] => [
    `${text} in place of notes`,
    'nsynth-test',
    { ...trees.nsynth, 'nsynth-test/examples.json': text },
    { code: 'corpus/not-as-published', message: 'the file is not an object of notes' },
  ]),
  [
    'null in place of an entry',
    'vocalsound',
    { ...trees.vocalsound, 'data/datafiles/te.json': '{"data": [null]}' },
    { code: 'corpus/not-as-published', message: 'entry 1 of "data" has no wav and labels' },
  ],
  [
    'another folder altogether',
    'gtzan',
    { 'readme.txt': 'nothing here' },
    { code: 'corpus/no-dataset', message: /does not contain blues, rock/ },
  ],
])('%s is a named error', async (_, name, tree, { message, ...facts }) => {
  const failure = await read(name, tree).catch((error: unknown) => error);
  expect(failure).toMatchObject(facts);
  if (message) expect((failure as Error).message).toMatch(message as string | RegExp);
});

test('a byte order mark and CRLF line endings make no difference', async () => {
  const plain = await read('audiocaps-v1', trees.audiocaps);
  const odd = await read('audiocaps-v1', {
    ...trees.audiocaps,
    'test.csv': `\uFEFF${String(trees.audiocaps['test.csv']).replaceAll('\n', '\r\n')}`,
  });
  expect(odd.captioned.map(({ id, caption }) => [id, caption])).toEqual(
    plain.captioned.map(({ id, caption }) => [id, caption]),
  );
});
