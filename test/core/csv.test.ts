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

test('a missing column is named with what was found', async () => {
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
])('records know the line they start on: %s', async (_, text, expected) => {
  expect(captionsByLine(await readCsv(await csv(text), ['id', 'caption']))).toEqual(expected);
});

test('in ISO-8859-1 every byte is a character, those of a byte order mark too', async () => {
  const file = await csv(Buffer.from('id;caption\na;caf\xE9\n', 'latin1'));
  const form = { encoding: 'latin1', delimiter: ';' } as const;
  expect(captionsByLine(await readCsv(file, ['id'], form))).toEqual([[2, 'café']]);
  await expect(readCsv(file, ['id'])).rejects.toMatchObject({ code: 'core/not-utf8', line: 2 });
  const marked = await csv('\uFEFFid;caption\na;é\n');
  await expect(readCsv(marked, ['id'], form)).rejects.toMatchObject({ hint: 'found: ï»¿id, caption' });
});

test('what is made of a record is kept instead of it, and undefined is not kept', async () => {
  const file = await csv('id,caption\na,one\nb,\nc,three\n');
  const kept = await readCsv(file, ['id'], {}, ({ line, values }) => values.caption && `${line} ${values.caption}`);
  expect(kept).toEqual(['2 one', '', '4 three']);
  expect(await readCsv(file, ['id'], {}, ({ values }) => values.caption || undefined)).toEqual(['one', 'three']);
});

test('an error in a record is thrown as it is, but nothing is made of records under a wrong header', async () => {
  const refuse = ({ line }: CsvRecord): never => {
    throw new AccError('corpus/empty-text', { message: 'no', line });
  };
  await expect(readCsv(await csv('id\na\n'), ['id'], {}, refuse)).rejects.toMatchObject({
    code: 'corpus/empty-text',
    line: 2,
  });
  const twice = await csv('id,id\na,b\n');
  await expect(readCsv(twice, ['id'], {}, refuse)).rejects.toMatchObject({ message: 'column "id" stands twice' });
});
