import { SourceMap } from 'node:module';
import { expect, test } from 'vitest';
import { type Edit, edited, editMap } from '../../kernels/typescript/worker/edits.js';

const source = 'const a = b;\nfoo(é, b);\nlast';
const edits: Edit[] = [
  { start: 28, end: 28, text: ')' },
  { start: 10, end: 11, text: 'x.b' },
  { start: 24, end: 28, text: 'x.last' },
  { start: 24, end: 24, text: 'value = (' },
];

test('edits are applied in the order of their positions, insertions before replacements', () => {
  expect(edited(source, edits)).toBe('const a = x.b;\nfoo(é, b);\nvalue = (x.last)');
});

test('each unchanged character leads to itself', () => {
  const map = new SourceMap(editMap(source, edits));
  const text = edited(source, edits).split('\n');
  const original = source.split('\n');
  for (const [line, column] of [
    [0, 0],
    [0, 13],
    [1, 4],
    [1, 9],
  ] as const) {
    const { originalLine, originalColumn } = map.findEntry(line, column) as {
      originalLine: number;
      originalColumn: number;
    };
    expect(original[originalLine]![originalColumn]).toBe(text[line]![column]);
  }
});

test('new text leads to where it was inserted', () => {
  expect(new SourceMap(editMap(source, edits)).findEntry(2, 5)).toMatchObject({ originalLine: 2, originalColumn: 0 });
});
