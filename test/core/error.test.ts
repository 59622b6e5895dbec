import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AccError, formatError, readCsv, readJsonLines, writeAtomic } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('an error reads as sentence and code, place, line with caret, remedy', () => {
  const error = new AccError('core/csv-syntax', {
    message: 'column "caption" is missing',
    file: 'bases.csv',
    line: 1,
    column: 4,
    source: 'id,captions,file',
    hint: 'found: id, captions, file',
  });
  expect(formatError(error).split('\n')).toEqual([
    'column "caption" is missing (core/csv-syntax)',
    '  bases.csv:1:4',
    '  | id,captions,file',
    '  |    ^',
    '  found: id, captions, file',
  ]);
});

test('a JSONL line that is cut off is named with its number', async () => {
  const file = join(temporaryFolder(), 'rows.jsonl');
  await writeAtomic(file, '{"a":1}\n{"a":\n');
  await expect(readJsonLines(file)).rejects.toMatchObject({ code: 'core/json-lines-syntax', line: 2, file });
});

test('a missing CSV column is named with what was found', async () => {
  const file = join(temporaryFolder(), 'bases.csv');
  await writeAtomic(file, 'id,captions\nx,"a, b"\n');
  await expect(readCsv(file, ['id', 'caption'])).rejects.toMatchObject({
    code: 'core/csv-syntax',
    line: 1,
    hint: 'found: id, captions',
  });
});

test('CSV records know the line they start on, quoted line breaks included', async () => {
  const file = join(temporaryFolder(), 'bases.csv');
  await writeAtomic(file, 'id,caption\na,"one\ntwo"\nb,three\n');
  const records = await readCsv(file, ['id', 'caption']);
  expect(records.map(({ line, values }) => [line, values.id, values.caption])).toEqual([
    [2, 'a', 'one\ntwo'],
    [4, 'b', 'three'],
  ]);
});
