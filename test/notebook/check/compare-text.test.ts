import { expect, test } from 'vitest';
import { compareJson, compareText } from '../../../src/notebook/check/compare-text.js';

const tolerance = { rtol: 1e-3, atol: 0 };

test.each([
  ['0.5 of 3', '0.5004 of 3'],
  ['<td>1.25</td>', '<td>1.2501</td>'],
  ['M12.5,3L-4.5,6', 'M12.501,3L-4.501,6'],
  ['NaN and -Infinity', 'NaN and -Infinity'],
  ['1e-7', '1.0001e-7'],
  ['-0', '0'],
])('%j and %j are equal within one in a thousand', (saved, fresh) => {
  expect(compareText(saved, fresh, tolerance)).toBeUndefined();
});

test.each([
  ['0.5', '0.502'],
  ['0.5', 'NaN'],
  ['Infinity', '1'],
  ['Infinity', '-Infinity'],
  ['1', '1 2'],
  ['version 1.2.3', 'version 1.2.4'],
  ['run10000', 'run10001'],
  ['0.5 s', '0.5 ms'],
  ['', '1'],
])('%j and %j differ', (saved, fresh) => {
  expect(compareText(saved, fresh, tolerance)).toBeDefined();
});

test('a difference shows the surrounding line of a long text', () => {
  const saved = `first\n${'x'.repeat(200)} 1 ${'y'.repeat(200)}\nlast`;
  const { saved: shown, fresh } = compareText(saved, saved.replace(' 1 ', ' 2 '), tolerance)!;
  expect(shown).toMatch(/^…x+ 1 y+…$/);
  expect(fresh).toMatch(/^…x+ 2 y+…$/);
  expect(shown.length).toBeLessThan(130);
});

test('JSON values are compared member by member, in any order of their names', () => {
  expect(compareJson({ a: [1, 'x 2'], b: null }, { b: null, a: [1.0001, 'x 2.0001'] }, tolerance)).toBeUndefined();
  expect(compareJson({ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, tolerance)).toEqual({
    saved: '$.a.b.1: 2',
    fresh: '$.a.b.1: 3',
  });
  for (const other of [{ a: [1, 2] }, { a: 1, b: 2 }, {}, [1], null, { a: '1' }])
    expect(compareJson({ a: 1 }, other, tolerance)).toBeDefined();
});
