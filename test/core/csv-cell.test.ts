import { expect, test } from 'vitest';
import { csvCell, sheetCell } from '../../src/core/index.js';

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['a, "b"', '"a, ""b"""'],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  [-0.5, '-0.5'],
])('%j as a CSV cell is %j: a spreadsheet does not evaluate text', (value, cell) => {
  expect(sheetCell(value)).toBe(cell);
});

test('a cell is quoted where a reader of CSV would take it apart or drop blanks', () => {
  expect(['a', 'a,b', 'a\nb', ' a', 'a ', '=a'].map(csvCell)).toEqual(['a', '"a,b"', '"a\nb"', '" a"', '"a "', '=a']);
});
