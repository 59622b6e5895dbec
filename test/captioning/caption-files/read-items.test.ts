import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { joinItems, readCandidates, readItems, readReferences } from '../../../src/captioning/index.js';
import { temporaryFolder } from '../../temporary.js';

function given(name: string, content: string | Uint8Array): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

const header = 'id,candidate,caption_1,caption_2\n';
const line = (item: object): string => `${JSON.stringify(item)}\n`;
const good = { id: 'a', candidate: 'a dog', references: ['a dog barks'] };

test.each<[string, string, string | Uint8Array, string, number | undefined]>([
  ['no item', 'items.csv', header, 'captioning/too-few-items', undefined],
  ['an empty file', 'items.jsonl', '', 'captioning/too-few-items', undefined],
  ['an empty list', 'items.json', '[]', 'captioning/too-few-items', undefined],
  ['only empty candidates', 'items.csv', `${header}a,,y,\nb, ,z,\n`, 'captioning/no-candidates', undefined],
  ['no reference', 'items.csv', `${header}a,x,y,\nb,x,,\n`, 'captioning/no-references', 3],
  ['an empty list of references', 'items.jsonl', line({ ...good, references: [] }), 'captioning/no-references', 1],
  ['a reference without a word', 'items.jsonl', line({ ...good, references: ['...'] }), 'captioning/no-references', 1],
  ['a line break in a cell', 'items.csv', `${header}a,x,y,\nb,"x\ny",z,\n`, 'captioning/line-break', 3],
  ...['\r', '\v', '\f', '\u2028', '\u2029'].map((mark): [string, string, string, string, number] => [
    `${JSON.stringify(mark)} in a caption`,
    'items.jsonl',
    line(good) + line({ ...good, id: 'b', candidate: `x${mark}y` }),
    'captioning/line-break',
    2,
  ]),
  ['a NUL', 'items.jsonl', line({ ...good, candidate: 'x\0y' }), 'captioning/bad-character', 1],
  [
    'bytes that are no UTF-8',
    'items.csv',
    Buffer.from(`${header}a,x,y,\nb,caf\xe9,z,\n`, 'latin1'),
    'core/not-utf8',
    3,
  ],
  ['a duplicate id', 'items.csv', `${header}a,x,y,\na,x,y,\n`, 'captioning/duplicate-id', 3],
  ['a list written as code', 'items.csv', `id,candidate,captions\na,x,"['a b', 'c d']"\n`, 'captioning/list-cell', 2],
  ['no candidate column', 'items.csv', 'id,text,caption_1\na,x,y\n', 'captioning/bad-item', 2],
  ['semicolons', 'items.csv', 'id;candidate;caption_1\na;x;y\n', 'captioning/bad-item', 2],
  ['semicolons and a comma', 'items.csv', 'id;candidate;caption_1\na;x, y;z\n', 'core/csv-syntax', 2],
  ['a comma without quotes', 'items.csv', 'id,candidate,caption_1\na,x, y,z\n', 'core/csv-syntax', 2],
  ['a column twice', 'items.csv', 'id,candidate,caption_1,caption_1\na,x,y,z\n', 'core/csv-syntax', 1],
  ['a line that is no JSON', 'items.jsonl', `${line(good)}{oops\n`, 'core/json-lines-syntax', 2],
  [
    'a candidate that is no text',
    'items.json',
    `[${line(good)},\n{"id": 1, "candidate": 5}]`,
    'captioning/bad-item',
    3,
  ],
  ['a reference that is no text', 'items.jsonl', line({ ...good, references: [1] }), 'captioning/bad-item', 1],
  ['no list', 'items.json', '{}', 'captioning/format', undefined],
  ['an unknown ending', 'items.txt', header, 'captioning/format', undefined],
])('%s is a named error with file, line and hint', async (_, name, content, code, where) => {
  const file = given(name, content);
  const error = await readItems(file).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, file, line: where });
  if (code !== 'core/json-lines-syntax') expect(error).toMatchObject({ hint: expect.stringMatching(/./) });
});

test('CSV, JSON and JSONL give the same items, without byte order mark and CRLF', async () => {
  const items = [
    { id: 'a', candidate: 'a dog, barking', references: ['a "loud" dog', 'dogs'] },
    { id: '7', candidate: '', references: ['rain'] },
  ];
  const csv = '\uFEFFid,candidate,caption_1,caption_2\r\na,"a dog, barking","a ""loud"" dog",dogs\r\n7,,rain,\r\n';
  expect(await readItems(given('items.csv', csv))).toEqual(items);
  expect(await readItems(given('items.json', JSON.stringify(items, null, 2)))).toEqual(items);
  expect(await readItems(given('items.data', items.map(line).join('\r\n')), { format: 'jsonl' })).toEqual(items);
});

test('code in a cell remains text', async () => {
  const code = `__import__('os').system('touch /tmp/x')`;
  const csv = `${header}=1+1,"${code}",@SUM(A1),[laughter]\n`;
  expect(await readItems(given('items.csv', csv))).toEqual([
    { id: '=1+1', candidate: code, references: ['@SUM(A1)', '[laughter]'] },
  ]);
});

test('the column of the candidates is not a reference', async () => {
  const csv = 'id,caption,caption_1\na,a dog,rain\nb,a cat,wind\n';
  expect((await readItems(given('items.csv', csv))).map(({ references }) => references)).toEqual([['rain'], ['wind']]);
});

test('references are columns, a list, or one row per caption of an id; the columns read are reported', async () => {
  const told: string[] = [];
  const read = (name: string, content: string) =>
    readReferences(given(name, content), { log: (text) => told.push(text.replace(/^.*\//, '')) });
  const expected = [
    { id: 'a', references: ['x', 'y'] },
    { id: 'b', references: ['z'] },
  ];
  expect(await read('columns.csv', 'file_name,caption_1,caption_2\na,x,y\nb,z,\n')).toEqual(expected);
  expect(await read('rows.csv', 'id,caption\na,x\nb,z\na,y\n')).toEqual(expected);
  expect(await read('list.json', JSON.stringify(expected))).toEqual(expected);
  expect(told).toEqual([
    'columns.csv: references of 2 items from caption_1 and caption_2',
    'rows.csv: references of 2 items from caption of 3 entries',
    'list.json: references of 2 items from references',
  ]);
});

test('a duplicate id with several captions is rejected as ambiguous', async () => {
  await expect(readReferences(given('r.csv', 'id,caption_1,caption_2\na,x,y\na,p,q\n'))).rejects.toMatchObject({
    code: 'captioning/duplicate-id',
    line: 3,
  });
});

test('a tokenised text may consist of a full stop only, a raw one may not', async () => {
  const file = given('items.jsonl', line({ ...good, references: ['.'] }));
  expect(await readItems(file, { tokenized: true })).toHaveLength(1);
  await expect(readItems(file)).rejects.toMatchObject({ code: 'captioning/no-references', line: 1 });
});

test('candidates and references of different items are rejected, with their ids', async () => {
  const candidates = await readCandidates(given('c.csv', 'id,preds\na,x\nb,y\n'));
  const references = await readReferences(given('r.csv', 'id,caption\na,x\na,z\nc,y\n'));
  expect(() => joinItems(candidates, references)).toThrow(
    expect.objectContaining({
      code: 'captioning/different-ids',
      message: 'the two files have different items: 1 with no references (b); 1 with no candidate (c)',
      details: { onlyFirst: ['b'], onlySecond: ['c'] },
    }),
  );
  expect(joinItems(candidates.slice(0, 1), references.slice(0, 1))).toEqual([
    { id: 'a', candidate: 'x', references: ['x', 'z'] },
  ]);
});

test('a reference without words is read if the metric has a value for it, like METEOR', async () => {
  const file = given('items.jsonl', line({ id: 'a', candidate: 'a dog', references: [''] }));
  await expect(readItems(file)).rejects.toMatchObject({ code: 'captioning/no-references', line: 1 });
  expect(await readItems(file, { emptyReferences: true })).toEqual([{ id: 'a', candidate: 'a dog', references: [''] }]);
});
