import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type DatasetManifest,
  readManifest,
  type Verification,
  verifyDataset,
} from '../../../src/corpus/datasets/index.js';
import { temporaryFolder } from '../../temporary.js';
import * as trees from './trees.js';

const { signal } = new AbortController();

async function verified(manifest: DatasetManifest, tree: trees.Tree): Promise<Verification> {
  const folder = await trees.plant(temporaryFolder(), tree);
  return verifyDataset(manifest, folder, { signal });
}

const turn = (emotion: string): string => `[1.0 - 2.0]\tSes05_F000\t${emotion}\t[1, 2, 3]\n`;
const list = Buffer.from(String(trees.nsynth['nsynth-test/examples.json']));

/** The manifest of NSynth with the sizes and the list of the small tree. */
function small(): DatasetManifest {
  const nsynth = readManifest('nsynth-test');
  return {
    ...nsynth,
    eachAudio: { bytes: trees.sound.length },
    splits: [{ name: 'test', as: 'test', file: 'examples.json', rows: 3 }],
    distribution: nsynth.distribution.map((file) =>
      file.inside ? { ...file, bytes: list.length, sha256: createHash('sha256').update(list).digest('hex') } : file,
    ),
  };
}

const whole = { ...trees.nsynth, 'nsynth-test/audio/vocal_acoustic_000-060-100.wav': trees.sound };

test('an unpacked tree without its archive is valid if each of its files is', async () => {
  const { counts, problems, rows } = await verified(small(), whole);
  expect(counts).toEqual({ ok: 4, missing: 0, 'wrong size': 0, 'wrong hash': 0, unreadable: 0 });
  expect([problems, rows]).toEqual([[], []]);
});

test('missing, truncated, damaged and changed files are distinguished, each with a remedy', async () => {
  const damaged = Buffer.from(trees.sound);
  damaged.write('JUNK');
  const { counts, problems } = await verified(small(), {
    ...trees.nsynth,
    'nsynth-test/examples.json': String(list).replace('"velocity":75', '"velocity":76'),
    'nsynth-test/audio/bass_synthetic_068-049-025.wav': trees.truncated,
    'nsynth-test/audio/keyboard_electronic_001-021-127.wav': damaged,
  });
  expect(counts).toEqual({ ok: 0, missing: 1, 'wrong size': 1, 'wrong hash': 1, unreadable: 1 });
  expect(problems.map(({ file, state, remedy }) => [file, state, remedy])).toEqual([
    [join('nsynth-test', 'examples.json'), 'wrong hash', 'remove it and run: acc data fetch nsynth-test'],
    [expect.stringContaining('bass'), 'wrong size', expect.stringContaining('unpack the archive again')],
    [expect.stringContaining('keyboard'), 'unreadable', expect.stringContaining('unpack the archive again')],
    ['test: vocal_acoustic_000-060-100', 'missing', 'run: acc data fetch nsynth-test'],
  ]);
});

test('an archive with another size or checksum is reported', async () => {
  const { problems } = await verified(readManifest('gtzan'), { ...trees.gtzan, 'genres.tar.gz': 'short' });
  expect(problems).toEqual([
    {
      file: 'genres.tar.gz',
      state: 'wrong hash',
      detail: expect.stringContaining('instead of 5b3d6dddb579ab49814ab86dba69e7c7'),
      remedy: 'remove it and run: acc data fetch gtzan',
    },
  ]);
  const { problems: sizes } = await verified(readManifest('nsynth-test'), { 'nsynth-test.jsonwav.tar.gz': 'short' });
  expect(sizes[0]).toMatchObject({ state: 'wrong size', detail: '5 bytes instead of 349501546' });
});

test('an empty folder lacks the required downloads, not the optional ones', async () => {
  const { counts, problems } = await verified(readManifest('clotho-v2.1'), { 'readme.txt': 'x' });
  expect(counts.missing).toBe(3);
  expect(problems.map(({ file }) => file)).toEqual([
    'clotho_audio_evaluation.7z',
    'clotho_captions_evaluation.csv',
    'clotho_metadata_evaluation.csv',
  ]);
});

test('a folder with other contents is not a dataset, even one without downloads', async () => {
  const { problems } = await verified(readManifest('iemocap'), { 'readme.txt': 'x' });
  expect(problems).toEqual([
    {
      file: '.',
      state: 'missing',
      detail: expect.stringContaining('does not contain Session1'),
      remedy: expect.any(String),
    },
  ]);
});

test.each<[string, string, trees.Tree, RegExp]>([
  [
    'GTZAN in another format',
    'gtzan',
    { 'genres/blues/blues.00000.au': 'x', 'genres/rock/rock.00000.au': 'x' },
    /999 rows of all, .*genres\/.*\.wav; found: 2 files \.au$/,
  ],
  [
    'an empty list',
    'vocalsound',
    { 'audio_16k/readme': '', 'datafiles/te.json': '{"data":[]}' },
    /3594 rows of te \(datafiles\/te\.json\).*found: .*1 file \.json/,
  ],
  [
    'an object without a note',
    'nsynth-test',
    { 'nsynth-test/examples.json': '{}', 'nsynth-test/audio/x': '' },
    /4096 rows/,
  ],
  [
    'a header alone',
    'audiocaps-v1',
    { 'test.csv': 'audiocap_id,youtube_id,start_time,caption\n' },
    /4875 rows of test/,
  ],
  ['sessions without a label file', 'iemocap', { 'Session5/dialog/EmoEvaluation/x.doc': 'x' }, /1241 rows of Session5/],
  [
    'labels outside the classes',
    'iemocap',
    { 'Session5/dialog/EmoEvaluation/a.txt': turn('xxx') },
    /found: 1 file \.txt/,
  ],
  ['the one file that is left out', 'gtzan', { 'blues/x': '', 'rock/x': '', 'jazz/jazz.00054.wav': 'x' }, /999 rows/],
  [
    'a bank without a row',
    'auditeval-events',
    { 'events.csv': 'id,category,type,description,file\n' },
    /400 rows of events/,
  ],
])('a folder in the layout of a dataset without one of its clips is an error: %s', async (_, name, tree, hint) => {
  await expect(verified(readManifest(name), tree)).rejects.toMatchObject({
    code: 'corpus/nothing-found',
    hint: expect.stringMatching(hint),
  });
});

test('a list without a row beside a complete one is reported', async () => {
  const { rows } = await verified(readManifest('vocalsound'), {
    ...trees.vocalsound,
    'data/datafiles/tr.json': '{"data":[]}',
  });
  expect(rows).toContainEqual({ split: 'tr', what: 'rows', expected: 15570, found: 0 });
});

test('rows that differ from the published ones are reported besides the files', async () => {
  const { rows } = await verified(readManifest('vocalsound'), trees.vocalsound);
  expect(rows).toContainEqual({ split: 'te', what: 'rows', expected: 3594, found: 4 });
});

test('an invalid table is an error with its line', async () => {
  const tree = { ...trees.audiocaps, 'train.csv': 'audiocap_id;youtube_id;start_time;caption\n1;a;0;x\n' };
  await expect(verified(readManifest('audiocaps-v1'), tree)).rejects.toMatchObject({
    code: 'core/csv-syntax',
    line: 1,
  });
});

test('a missing folder is an error with a hint how to get the dataset', async () => {
  const folder = join(temporaryFolder(), 'none');
  await expect(verifyDataset(readManifest('iemocap'), folder, { signal })).rejects.toMatchObject({
    code: 'core/file-missing',
    hint: expect.stringContaining('sail.usc.edu'),
  });
});
