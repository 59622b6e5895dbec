import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  executePlan,
  findRecord,
  hashedDamageIn,
  openStore,
  readRecord,
  type StageRecord,
} from '../../src/stage/index.js';
import { temporaryFolder } from '../temporary.js';
import { run, writing } from './writing-stage.js';

/** A store with one finished stage, whose output is the text "x". */
async function finished(): Promise<{ root: string; folder: string }> {
  const root = temporaryFolder();
  await run(root, writing('a', 'x'));
  return { root, folder: openStore(root).folder(writing('a', 'x')) };
}

async function edit(folder: string, change: (record: StageRecord) => Partial<StageRecord>): Promise<void> {
  const file = join(folder, 'record.json');
  const record = JSON.parse(await readFile(file, 'utf8')) as StageRecord;
  await writeFile(file, JSON.stringify({ ...record, ...change(record) }));
}

type Damage = (folder: string) => Promise<unknown>;

const damages: [string, Damage, string][] = [
  ['a missing output', (folder) => rm(join(folder, 'text')), 'text is missing'],
  ['a longer output', (folder) => writeFile(join(folder, 'text'), 'xyz'), 'text has 3 bytes instead of 1'],
  ['a missing record', (folder) => rm(join(folder, 'record.json')), 'record.json is missing'],
  ['a cut record', (folder) => truncate(join(folder, 'record.json'), 100), 'record.json is not JSON'],
  ['an empty record', (folder) => truncate(join(folder, 'record.json'), 0), 'record.json is not JSON'],
  [
    'a record with bytes that are no text',
    (folder) => writeFile(join(folder, 'record.json'), '\xff\xfe', 'latin1'),
    'record.json is not JSON',
  ],
  ['a record that is a list', (folder) => writeFile(join(folder, 'record.json'), '[]'), 'record.json is not a record'],
  [
    'an edited parameter',
    (folder) => edit(folder, () => ({ parameters: 'y' })),
    'record.json was edited, or belongs to another folder',
  ],
  [
    'an edited fact',
    (folder) => edit(folder, () => ({ seconds: 1e6 })),
    'record.json was edited, or belongs to another folder',
  ],
];

test.each(damages)('%s is named, and the stage runs again', async (_, damage, text) => {
  const { root, folder } = await finished();
  await damage(folder);
  expect((await findRecord(folder)).damage).toEqual([text]);
  expect(await readRecord(folder)).toBeUndefined();
  const told: unknown[] = [];
  await executePlan([writing('a', 'x')], {
    store: openStore(root),
    cores: 1,
    signal: new AbortController().signal,
    onStage: (stage, state, progress) => state === 'damaged' && told.push([stage.name, progress?.note]),
  });
  expect(told).toEqual([['a', text]]);
  expect((await findRecord(folder)).damage).toEqual([]);
  expect(await readFile(join(folder, 'text'), 'utf8')).toBe('x');
});

test('an output of the recorded size with another content is found by its hash', async () => {
  const { folder } = await finished();
  await writeFile(join(folder, 'text'), 'y');
  expect((await findRecord(folder)).damage).toEqual([]);
  expect(await hashedDamageIn(folder)).toEqual(['text has another content']);
});

test('a record of the first versions, which had no hash, is accepted', async () => {
  const { root, folder } = await finished();
  await edit(folder, () => ({ hash: undefined }));
  expect(await hashedDamageIn(folder)).toEqual([]);
  expect(await run(root, writing('a', 'x'))).toEqual([]);
});

test('a folder under another name is damaged: its record belongs elsewhere', async () => {
  const { root, folder } = await finished();
  const other = openStore(root).folder(writing('a', 'y'));
  await cp(folder, other, { recursive: true });
  expect((await findRecord(other)).damage).toEqual(['record.json was edited, or belongs to another folder']);
});
