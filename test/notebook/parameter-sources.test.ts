import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parameterValue, readParameters } from '../../src/notebook/index.js';
import { temporaryFolder } from '../temporary.js';

test.each<[string, unknown]>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['true', 'true'],
  ['12', 12],
  ['-7', -7],
  ['+7', 7],
  ['1_000', 1000],
  ['007', 7],
  [' 3 ', 3],
  ['12345678901234567890', 12345678901234567890n],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['1e-3', 0.001],
  ['nan', Number.NaN],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['0x10', '0x10'],
  ['1,5', '1,5'],
  ['', ''],
  ['two words', 'two words'],
])('the string "%s" is converted as in papermill', (word, value) => {
  expect(parameterValue(word)).toEqual(value);
});

test('later kinds of sources override earlier ones: base64, files, YAML, values, raw values', async () => {
  const file = join(temporaryFolder(), 'parameters.yaml');
  writeFileSync(file, 'a: file\nb: file\nc: file\nd: file\n');
  const base64 = Buffer.from('{a: base64, z: base64}').toString('base64');
  const sources = { base64: [base64], files: [file], yaml: ['{b: 1, c: 1, d: 1}', '{b: 2}'] };
  const all = await readParameters({
    ...sources,
    values: [
      ['c', '5'],
      ['d', '5'],
    ],
    raw: [['d', '5']],
  });
  expect(all).toEqual({ z: 'base64', a: 'file', b: 2, c: 5, d: '5' });
});

test('YAML is parsed as in Python: yes is true, y is a string, dates are strings, large integers are exact', async () => {
  const yaml = '{n: yes, y: n, off: 1, d: 2001-01-01, o: 017, i: 12345678901234567890, l: [1, {x: no}]}';
  expect(await readParameters({ yaml: [yaml] })).toEqual({
    n: true,
    y: 'n',
    false: 1,
    d: '2001-01-01',
    o: 15,
    i: 12345678901234567890n,
    l: [1, { x: false }],
  });
  expect(await readParameters({ yaml: [''] })).toEqual({});
});

test.each([
  ['a list', '[1, 2]', { message: '--parameters_yaml is not a map of names to values' }],
  ['a word', 'epochs', { message: '--parameters_yaml is not a map of names to values' }],
  ['a broken text', 'a: 1\nb: [1', { line: 2, column: 6, source: 'b: [1' }],
])('%s of YAML is reported with its position', async (_, yaml, facts) => {
  await expect(readParameters({ yaml: [yaml] })).rejects.toMatchObject({
    code: 'notebook/bad-parameter-source',
    ...facts,
  });
});
