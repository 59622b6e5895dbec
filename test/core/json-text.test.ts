import { expect, test } from 'vitest';
import { elementLines, parseJson } from '../../src/core/index.js';

test.each([
  ['{"a": 1,}', 1, 9],
  ['{\n "a": [1, 2\n}', 3, 1],
  ['{\n<<<<<<< HEAD\n "a": 1\n}', 2, 1],
  ['[1, nul]', 1, 5],
  ['{"a" 1}', 1, 6],
  ['[1] 2', 1, 5],
  ['["open', 1, 2],
  ['', 1, 1],
  ['{"a": {"b": "\\x"}}', 1, 13],
])('%j stops being JSON at line %d, column %d', (text, line, column) => {
  expect(() => parseJson(text, 'file.json', 'notebook/not-a-notebook')).toThrow(
    expect.objectContaining({ code: 'notebook/not-a-notebook', file: 'file.json', line, column }),
  );
});

test('a byte order mark before JSON is accepted', () => {
  expect(parseJson('\uFEFF{"a": [true, null, -1.5e3]}', 'f', 'notebook/not-a-notebook')).toEqual({
    a: [true, null, -1500],
  });
});

test('the line numbers of list elements are those of their first lines', () => {
  expect(elementLines('[\n {"a": [1,\n 2]}, {"b": "],\\"["},\n\n 3,\n [], "x"]')).toEqual([2, 3, 5, 6, 6]);
  expect(elementLines(' []')).toEqual([]);
});
