import { expect, test } from 'vitest';
import { columns } from '../../src/core/index.js';

test('columns are as wide as their widest cell, aligned as requested, without trailing spaces', () => {
  const rows = [
    ['', 'score', 'note'],
    ['BLEU-1', '0.5', ''],
    ['CIDEr-D', '10.25', 'suspect'],
  ];
  expect(columns(rows, ['left', 'right', 'left'])).toEqual([
    '         score  note',
    'BLEU-1     0.5',
    'CIDEr-D  10.25  suspect',
  ]);
});

test('the last alignment applies to all further columns, and no rows give no lines', () => {
  expect(
    columns(
      [
        ['a', '1', '22'],
        ['b', '10', '3'],
      ],
      ['left', 'right'],
    ),
  ).toEqual(['a   1  22', 'b  10   3']);
  expect(columns([], ['left'])).toEqual([]);
});
