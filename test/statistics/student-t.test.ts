import { expect, test } from 'vitest';
import { studentP, studentQuantile } from '../../src/statistics/student-t.js';

/** 2 * scipy.stats.t.sf(t, df). */
test.each([
  [0, 3, 1],
  [1, 1, 0.5],
  [2.5, 2, 0.12961172022151082],
  [3.1, 2.7, 0.061281770530354274],
  [1.7, 4.4, 0.15781662860766532],
  [2, 30.5, 0.054473663599679874],
  [6, 8, 0.0003233932218851489],
  [1.96, 500, 0.05055078981976597],
  [40, 3, 3.4380680789158506e-5],
])('t = %f with %f degrees of freedom has p = %f', (t, df, p) => {
  expect(Math.abs(studentP(t, df) / p - 1)).toBeLessThan(1e-10);
  expect(studentP(-t, df)).toBe(studentP(t, df));
});

/** scipy.stats.t.ppf((1 + probability) / 2, df). */
test.each([
  [0.95, 1, 12.706204736174694],
  [0.95, 2, 4.302652729749462],
  [0.95, 2.5, 3.5746548420036817],
  [0.99, 4, 4.604094871349992],
  [0.95, 17.3, 2.1070320037534676],
  [0.95, 119, 1.9800998764569397],
  [0.5, 3, 0.7648923284043444],
])('with probability %f and %f degrees of freedom |t| is at most %f', (probability, df, t) => {
  expect(studentQuantile(probability, df)).toBeCloseTo(t, 9);
});

test('an infinite t has p = 0', () => {
  expect(studentP(Number.POSITIVE_INFINITY, 2)).toBe(0);
});
