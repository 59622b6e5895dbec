import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AccError, formatError, readJsonLines, writeAtomic } from '../../src/core/index.js';
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
