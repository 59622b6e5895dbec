import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderItems } from '../../../src/experiment/evaluation/folder-items.js';
import type { EvaluationItem, PlannedSet } from '../../../src/experiment/evaluation/index.js';
import { plant, sound } from '../../corpus/datasets/trees.js';
import { temporaryFolder } from '../../temporary.js';

const set: PlannedSet = {
  ...{ name: 'own', label: 'Own', synthetic: false, kind: 'caption', prompt: 'Describe.', origin: 'folder' },
};

async function items(...rows: unknown[]): Promise<{ folder: string; items: EvaluationItem[] }> {
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  const folder = await plant(temporaryFolder(), { 'captions-own.jsonl': lines, 'a.wav': sound, 'text.wav': 'rain' });
  return { folder, items: await folderItems(set, folder) };
}

test('items have absolute paths, and blanks around texts do not count', async () => {
  const { folder, items: read } = await items({ id: ' x ', audio: ' a.wav', references: ['Rain falls'] });
  expect(read).toEqual([
    { id: 'x', question: 'Describe.', audios: [join(folder, 'a.wav')], references: ['Rain falls'] },
  ]);
});

const good = { id: 1, audio: 'a.wav', references: ['Rain'] };
test.each<[string, unknown, string, RegExp]>([
  ['a duplicate id', { ...good, id: ' 1 ' }, 'experiment/bad-item', /^duplicate item 1, first in line 1$/],
  ['no audio', { id: 'b', references: ['Rain'] }, 'experiment/bad-item', /has no audio$/],
  [
    'audio that does not exist',
    { ...good, id: 'b', audio: 'b.wav' },
    'experiment/bad-item',
    /audio of item b does not/,
  ],
  [
    'a text as its audio',
    { ...good, id: 'b', audio: 'text.wav' },
    'experiment/bad-item',
    /audio of item b cannot be asked about: .*not a RIFF/,
  ],
  ['no id', { ...good, id: ' ' }, 'captioning/bad-item', /has no id$/],
  ['no references', { ...good, id: 'b', references: [] }, 'captioning/no-references', /has no reference/],
  ['no object', null, 'captioning/bad-item', /is not an object$/],
])('an item with %s is named before inference', async (_, row, code, message) => {
  const expected = { code, line: 2, message: expect.stringMatching(message) };
  await expect(items(good, row)).rejects.toMatchObject(expected);
});
