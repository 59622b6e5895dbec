import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AccError, type CsvRecord, readCsv } from '../../src/core/index.js';
import { temporaryFolder } from '../temporary.js';

async function csv(content: string | Uint8Array): Promise<string> {
  const file = join(temporaryFolder(), 'bases.csv');
  await writeFile(file, content);
  return file;
}

const captionsByLine = (records: CsvRecord[]): [number, string][] =>
  records.map(({ line, values }) => [line, values.caption!]);

test('a missing column is an error that lists the columns found', async () => {
  const file = await csv('id,captions\nx,"a, b"\n');
  await expect(readCsv(file, ['id', 'caption'])).rejects.toMatchObject({
    code: 'core/csv-syntax',
    line: 1,
    source: 'id,captions',
    hint: 'found: id, captions',
  });
});

test.each([
  [
    'quoted line breaks',
    'id,caption\na,"one\ntwo"\nb,three\n',
    [
      [2, 'one\ntwo'],
      [4, 'three'],
    ],
  ],
  [
    'quoted Windows line breaks',
    'id,caption\r\na,"one\r\ntwo"\r\nb,three\r\n',
    [
      [2, 'one\r\ntwo'],
      [4, 'three'],
    ],
  ],
  ['a line break in the header', 'id,caption,"a\nb"\na,one,\n', [[3, 'one']]],
  [
    'empty lines',
    '\nid,caption\n\n\na,one\n\nb,two',
    [
      [5, 'one'],
      [7, 'two'],
    ],
  ],
  ['a byte order mark', '\uFEFFid,caption\na,one', [[2, 'one']]],
])('records have the number of their first line: %s', async (_, text, expected) => {
  expect(captionsByLine(await readCsv(await csv(text), ['id', 'caption']))).toEqual(expected);
});

test('in ISO-8859-1 every byte is a character, including those of a byte order mark', async () => {
  const file = await csv(Buffer.from('id;caption\na;caf\xE9\n', 'latin1'));
  const form = { encoding: 'latin1', delimiter: ';' } as const;
  expect(captionsByLine(await readCsv(file, ['id'], form))).toEqual([[2, 'café']]);
  await expect(readCsv(file, ['id'])).rejects.toMatchObject({ code: 'core/not-utf8', line: 2 });
  const marked = await csv('\uFEFFid;caption\na;é\n');
  await expect(readCsv(marked, ['id'], form)).rejects.toMatchObject({ hint: 'found: ï»¿id, caption' });
});

test('the result of `keep` replaces a record, and undefined drops it', async () => {
  const file = await csv('id,caption\na,one\nb,\nc,three\n');
  const kept = await readCsv(file, ['id'], {}, ({ line, values }) => values.caption && `${line} ${values.caption}`);
  expect(kept).toEqual(['2 one', '', '4 three']);
  expect(await readCsv(file, ['id'], {}, ({ values }) => values.caption || undefined)).toEqual(['one', 'three']);
});

test('an error of `keep` is thrown unchanged, and no record under an invalid header reaches it', async () => {
  const fail = ({ line }: CsvRecord): never => {
    throw new AccError('corpus/empty-text', { message: 'no', line });
  };
  await expect(readCsv(await csv('id\na\n'), ['id'], {}, fail)).rejects.toMatchObject({
    code: 'corpus/empty-text',
    line: 2,
  });
  const duplicate = await csv('id,id\na,b\n');
  await expect(readCsv(duplicate, ['id'], {}, fail)).rejects.toMatchObject({ message: 'duplicate column "id"' });
});

test.each([
  ['tabs instead of commas', 'id\tcaption\na\tone\n', /^the columns must be separated by commas/],
  ['a blank before a quoted text', 'id,caption\na, "one, two"\n', /^remove the blanks before a quoted text/],
])('%s: the error says what to change', async (_, text, hint) => {
  await expect(readCsv(await csv(text), ['id', 'caption'])).rejects.toMatchObject({
    code: 'core/csv-syntax',
    hint: expect.stringMatching(hint),
  });
});
