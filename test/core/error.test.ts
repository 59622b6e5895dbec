import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AccError, formatError, readJsonLines, writeAtomic } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

test('an error is printed as message and code, place, line with caret, hint', () => {
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

test('a truncated JSONL line is an error with its line number', async () => {
  const file = join(temporaryFolder(), 'rows.jsonl');
  await writeAtomic(file, '{"a":1}\n{"a":\n');
  await expect(readJsonLines(file)).rejects.toMatchObject({ code: 'core/json-lines-syntax', line: 2, file });
});
