import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJsonLines } from '../../../src/core/index.js';
import {
  type ImportRow,
  type ImportSummary,
  importDataset,
  importFolder,
  readManifest,
} from '../../../src/corpus/datasets/index.js';
import { readCorpus } from '../../../src/corpus/index.js';
import { temporaryFolder } from '../../temporary.js';
import * as trees from './trees.js';

const { signal } = new AbortController();

const imported = async (name: string, tree: trees.Tree, out = temporaryFolder()) => {
  const from = await trees.plant(temporaryFolder(), tree);
  const summary = await importDataset(readManifest(name), from, { out, signal, placing: 'link' });
  return { ...summary, from, out, rows: await readJsonLines<ImportRow>(join(out, 'import-report.jsonl')) };
};

test('AudioCaps and a bank of events together form a corpus for experiments', async () => {
  const { out, written, rejected, from, rows } = await imported('audiocaps-v1', trees.audiocaps);
  await imported('auditeval-events', trees.eventBank, out);
  expect(written).toEqual({ 'bases.csv': 5, 'captions-audiocaps.jsonl': 1 });
  expect(Object.values(rejected)).toEqual([1, 1]);
  const { bases, events } = await readCorpus(out);
  expect(bases.map(({ id, split }) => [id, split])).toEqual([
    ['_abc', 'train'],
    ['plain', 'train'],
    ['--8puiAGLhs', 'train'],
    ['vvv', 'valid'],
    ['ttt', 'test'],
  ]);
  expect(bases.at(-1)!.references).toHaveLength(4);
  expect(events.map(({ description }) => description)).toEqual(['a yapping dog', 'playing piano']);
  expect(await readJsonLines(join(out, 'captions-audiocaps.jsonl'))).toEqual([
    {
      id: 'ttt',
      audio: 'audio/audiocaps-v1/ttt.wav',
      references: ['Test caption 0', 'Test caption 1', 'Test caption 2', 'Test caption 3', 'Test caption 4'],
    },
  ]);
  expect(rows.filter(({ state }) => state === 'rejected').map(({ id, reason }) => [id, reason])).toEqual([
    ['flacOnly', expect.stringMatching(/FLAC/)],
    ['Gone', 'its audio file is missing'],
  ]);
  const link = statSync(join(out, 'audio/audiocaps-v1/ttt.wav')).ino;
  expect(link).toBe(statSync(join(from, 'audio/test/Yttt.wav')).ino);
  const all = await readJsonLines<ImportRow>(join(out, 'import-report.jsonl'));
  expect(new Set(all.map(({ dataset }) => dataset))).toEqual(new Set(['audiocaps-v1', 'auditeval-events']));
});

test.each<[string, trees.Tree, string, object[]]>([
  [
    'vocalsound',
    trees.vocalsound,
    'tasks/vocalsound.jsonl',
    [
      { id: 'm0001_0_throatclearing', audio: 'audio/vocalsound/m0001_0_throatclearing.wav', label: 'throat clearing' },
      { id: 'm0001_0_sniff', audio: 'audio/vocalsound/m0001_0_sniff.wav', label: 'sniff' },
      { id: 'f0009_0_laughter', audio: 'audio/vocalsound/f0009_0_laughter.wav', label: 'laughter' },
    ],
  ],
  [
    'nsynth-test',
    trees.nsynth,
    'tasks/nsynth.jsonl',
    [
      {
        id: 'bass_synthetic_068-049-025',
        audio: 'audio/nsynth-test/bass_synthetic_068-049-025.wav',
        label: 'bass',
      },
      {
        id: 'keyboard_electronic_001-021-127',
        audio: 'audio/nsynth-test/keyboard_electronic_001-021-127.wav',
        label: 'keyboard',
      },
    ],
  ],
  [
    'clotho-v2.1',
    trees.clotho,
    'captions-clotho.jsonl',
    ['Santa Motor', 'Tourne-à-gauche', 'rain: on metal'].map((id) => ({
      id,
      audio: expect.stringMatching(
        /^audio\/clotho-v2\.1\/(Santa Motor|Tourne-à-gauche|rain_ on metal-[0-9a-f]{8})\.wav$/,
      ),
      references: ['One, two.', 'Two', 'Three', 'Four', 'Five'],
    })),
  ],
])('%s produces the file that the evaluation reads', async (name, tree, file, lines) => {
  const { out } = await imported(name, tree);
  expect(await readJsonLines(join(out, file))).toEqual(lines);
});

test('a damaged item of a task is rejected, a silent one is kept with a warning, a differing count is reported', async () => {
  const { rows, written, counts } = await imported('gtzan', {
    ...trees.gtzan,
    'genres/blues/blues.00000.wav': trees.truncated,
    'genres/rock/rock.00001.wav': trees.silence,
  });
  expect(written).toEqual({ 'tasks/gtzan.jsonl': 3 });
  expect(rows.map(({ id, state, reason }) => [id, state, reason])).toEqual([
    ['blues.00000', 'rejected', expect.stringMatching(/byte/)],
    ['hiphop.00000', 'ok', undefined],
    ['jazz.00053', 'ok', undefined],
    ['rock.00001', 'ok', 'is silent'],
    ['jazz.00054', 'rejected', expect.stringMatching(/unreadable/)],
  ]);
  expect(counts[0]).toEqual({ split: 'all', what: 'rows', expected: 999, found: 4 });
});

test('a clip whose caption contains a line break is rejected, as the corpus could not be read', async () => {
  const table = String(trees.clotho['clotho_captions_evaluation.csv']).replace('"One, two."', '"One\ntwo"');
  const { written, rejected, out } = await imported('clotho-v2.1', {
    ...trees.clotho,
    'clotho_captions_evaluation.csv': table,
  });
  expect(written).toEqual({ 'bases.csv': 2, 'captions-clotho.jsonl': 2 });
  expect(rejected).toMatchObject({ 'a caption contains a line break or another control character': 2 });
  expect(readFileSync(join(out, 'bases.csv'), 'utf8')).not.toContain('Santa Motor');
});

test('a part without a clip is not written, and counts as no row', async () => {
  const { 'test.csv': _, ...tree } = trees.audiocaps;
  const { written, out } = await imported('audiocaps-v1', tree);
  expect(written).toEqual({ 'bases.csv': 4, 'captions-audiocaps.jsonl': 0 });
  expect(readdirSync(out).sort()).toEqual(['audio', 'bases.csv', 'import-report.jsonl']);
});

test('an import of nothing writes no report and no list', async () => {
  const out = join(temporaryFolder(), 'never');
  await expect(imported('gtzan', { 'blues/blues.00000.au': 'x', 'rock/x': '' }, out)).rejects.toMatchObject({
    code: 'corpus/nothing-found',
  });
  expect(existsSync(out)).toBe(false);
});

test('if every clip is rejected, only the report with the reasons is written', async () => {
  const out = temporaryFolder();
  const broken = { 'blues/blues.00000.wav': 'x', 'rock/rock.00000.wav': 'x' };
  await expect(imported('gtzan', broken, out)).rejects.toMatchObject({ code: 'corpus/no-rows' });
  expect(readdirSync(out)).toEqual(['import-report.jsonl']);
});

test('an import does not overwrite the clips of another dataset, and --only skips them', async () => {
  const { out } = await imported('audiocaps-v1', trees.audiocaps);
  const from = await trees.plant(temporaryFolder(), trees.clotho);
  const options = { out, signal, placing: 'link' } as const;
  await expect(importDataset(readManifest('clotho-v2.1'), from, options)).rejects.toMatchObject({
    code: 'corpus/file-taken',
    message: `${join(out, 'bases.csv')} was imported from audiocaps-v1`,
  });
  const { written } = await importDataset(readManifest('clotho-v2.1'), from, { ...options, only: ['captions'] });
  expect(written['captions-clotho.jsonl']).toBe(3);
  expect(readFileSync(join(out, 'bases.csv'), 'utf8')).toContain('audiocaps-v1');
});

test('ids that differ only in case get clearly different file names', async () => {
  const header = 'audiocap_id,youtube_id,start_time,caption';
  const { out } = await imported('audiocaps-v1', {
    'train.csv': `${header}\n1,aBc,0,Rain\n2,AbC,0,Wind\n`,
    'aBc.wav': trees.sound,
    'AbC_0.wav': trees.sound,
  });
  expect(readFileSync(join(out, 'bases.csv'), 'utf8').split('\n').slice(1, 3)).toEqual([
    'aBc,Rain,audio/audiocaps-v1/aBc.wav,,train',
    expect.stringMatching(/^AbC,Wind,audio\/audiocaps-v1\/AbC-[0-9a-f]{8}\.wav,,train$/),
  ]);
});

const folderImport = async (
  csv: string,
  columns = {},
  tree: trees.Tree = {},
): Promise<ImportSummary & { rows: ImportRow[] }> => {
  const clips = ['a', 'b', 'c', '-d'].map((name) => [`clips/${name}.wav`, trees.sound]);
  const from = await trees.plant(temporaryFolder(), { ...Object.fromEntries(clips), 'list.csv': csv, ...tree });
  const out = temporaryFolder();
  const summary = await importFolder('list.csv', from, { out, signal, placing: 'copy', columns });
  return { ...summary, rows: await readJsonLines<ImportRow>(join(out, 'import-report.jsonl')) };
};

test('a folder with a CSV becomes bases.csv; each invalid row is rejected with its line and the others are imported', async () => {
  const { written, rows, out } = await folderImport(
    [
      'name,text,path',
      'a,"A bell, far away",clips/a.wav',
      '-d,A drum,clips/-d.wav',
      'a,Again,clips/b.wav',
      'gone,Nothing,clips/gone.wav',
      'mute,Nothing,clips/mute.wav',
      'cut,Nothing,clips/cut.wav',
      'out,Nothing,../x.wav',
      'blank,,clips/b.wav',
    ].join('\n'),
    { id: 'name', caption: 'text', file: 'path' },
    { 'clips/mute.wav': trees.silence, 'clips/cut.wav': trees.truncated },
  );
  expect(written).toEqual({ 'bases.csv': 2 });
  expect(readFileSync(join(out, 'bases.csv'), 'utf8')).toBe(
    'id,caption,file,references\na,"A bell, far away",audio/list/a.wav,\n-d,A drum,audio/list/-d.wav,\n',
  );
  expect(rows.slice(2).map(({ id, reason }) => [id, reason])).toEqual([
    ['a', 'line 4: duplicate id, first in line 2'],
    ['gone', 'does not exist'],
    ['mute', 'is silent'],
    ['cut', expect.stringMatching(/^byte \d+/)],
    ['out', 'line 8: the path ../x.wav leads outside the folder of the corpus'],
    ['blank', 'line 9: the caption is empty'],
  ]);
});

test('a blank split in a CSV stays blank, so that the corpus assigns one', async () => {
  const { out } = await folderImport('id,caption,file,split\na,A,clips/a.wav, \nb,B,clips/b.wav, test \n');
  expect(readFileSync(join(out, 'bases.csv'), 'utf8')).toBe(
    'id,caption,file,references,split\na,A,audio/list/a.wav,,\nb,B,audio/list/b.wav,,test\n',
  );
});

test('a CSV with categories and types becomes events.csv; an unknown category is rejected', async () => {
  const { written, rejected, out } = await folderImport(
    'id,category,type,description,file\na,Animals,dog,A dog,clips/a.wav\nb,Pets,cat,A cat,clips/b.wav\n',
  );
  expect([written, rejected]).toEqual([{ 'events.csv': 1 }, { 'line …: "Pets" is not an event category': 1 }]);
  expect(readFileSync(join(out, 'events.csv'), 'utf8')).toContain('a,Animals,dog,a dog,audio/list/a.wav');
});

test.each<[string, string, object]>([
  ['no known columns', 'id,title,file\na,A,clips/a.wav\n', { code: 'core/csv-syntax', line: 1 }],
  [
    'semicolons',
    'id;caption;file\na;A;clips/a.wav\n',
    { code: 'core/csv-syntax', hint: 'the columns must be separated by commas; found: id;caption;file' },
  ],
  ['no row', 'id,caption,file\n', { code: 'corpus/no-rows', message: expect.stringMatching(/lists no clip$/) }],
  ['no row that is good', 'id,caption,file\na,A,clips/none.wav\n', { code: 'corpus/no-rows' }],
])('a CSV with %s is a named error', async (_, csv, expected) => {
  await expect(folderImport(csv)).rejects.toMatchObject(expected);
});

test('an aborted import throws and leaves no list behind', async () => {
  const from = await trees.plant(temporaryFolder(), trees.gtzan);
  const out = temporaryFolder();
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(importDataset(readManifest('gtzan'), from, { out, signal: stopped, placing: 'link' })).rejects.toThrow(
    'stopped',
  );
  expect(() => statSync(join(out, 'tasks'))).toThrow('ENOENT');
});
