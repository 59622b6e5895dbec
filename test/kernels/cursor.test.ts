import { expect, test } from 'vitest';
import { codeUnitOffset, toCodePoints } from '../../kernels/typescript/cursor.js';

test('positions are converted between code points and UTF-16 code units', () => {
  const text = 'a🎧b';
  expect([0, 1, 2, 3].map((points) => codeUnitOffset(text, points))).toEqual([0, 1, 3, 4]);
  expect([0, 1, 3, 4].map((units) => toCodePoints(text, units))).toEqual([0, 1, 2, 3]);
});

test('a position out of range, or none, means the end of the text', () => {
  expect(codeUnitOffset('abc', 99)).toBe(3);
  expect(codeUnitOffset('abc', undefined)).toBe(3);
});
