import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJsonLines, readRows } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

async function lines(text: string): Promise<[string, object[]]> {
  const file = join(temporaryFolder(), 'rows.jsonl');
  await writeFile(file, text);
  return [file, await readJsonLines<object>(file)];
}

test('a byte order mark, Windows line ends and blank lines are no part of a row, in both readers', async () => {
  const [file, rows] = await lines('\uFEFF{"a":1}\r\n\r\n{"a":2}');
  expect(rows).toEqual([{ a: 1 }, { a: 2 }]);
  const streamed: object[] = [];
  for await (const row of readRows<object>(file)) streamed.push(row);
  expect(streamed).toEqual(rows);
});

test('a line that is not JSON is named, also one with a byte order mark in the middle of a file', async () => {
  await expect(lines('{"a":1}\n{"a":}\n')).rejects.toMatchObject({ code: 'core/json-lines-syntax', line: 2 });
  await expect(lines('{"a":1}\n\uFEFF{"a":2}\n')).rejects.toMatchObject({ line: 2 });
});
