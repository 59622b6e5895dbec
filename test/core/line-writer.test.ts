import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeLines } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

/** From an empty text to one of a megabyte, with characters of one to four bytes. */
const rows = Array.from({ length: 400 }, (_, i) => ({ i, text: '«a😀é»'.repeat(i % 50 === 7 ? 100_000 : i) }));
const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('lines of any length keep their order, even if the caller does not wait between them', async () => {
  const file = join(temporaryFolder(), 'rows.jsonl');
  const writer = await writeLines(file);
  for (const row of rows.slice(0, 200)) await writer.write(row);
  await Promise.all(rows.slice(200).map((row) => writer.write(row)));
  expect(existsSync(file)).toBe(false);
  await writer.close();
  expect(writer.lines()).toBe(rows.length);
  expect((await readFile(file, 'utf8')) === text).toBe(true);
});

test('a write failure rejects the next call that waits', async () => {
  const folder = temporaryFolder();
  const writer = await writeLines(join(folder, 'rows.jsonl'));
  await writer.discard();
  await writer.write(rows[57]); // handed over, and not waited for
  await expect(writer.write(rows[107])).rejects.toMatchObject({ code: 'EBADF' });
  await expect(writer.close()).rejects.toMatchObject({ code: 'EBADF' });
  expect(await readdir(folder)).toEqual([]);
});
