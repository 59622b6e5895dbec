import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dropIncompleteLine } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

const long = 'x'.repeat(3 << 20);

test.each([
  ['a\nb\nc', 'a\nb\n'],
  ['a\nb\n', 'a\nb\n'],
  ['abc', ''],
  ['', ''],
  [`a\n${long}`, 'a\n'],
  [long, ''],
])('only whole lines stay (%#)', async (before, after) => {
  const file = join(temporaryFolder(), 'lines');
  await writeFile(file, before);
  expect(await dropIncompleteLine(file)).toBe(after.length);
  expect(await readFile(file, 'utf8')).toBe(after);
});

test('a file that does not exist has no line', async () => {
  expect(await dropIncompleteLine(join(temporaryFolder(), 'lines'))).toBe(0);
});
