import { expect, test } from 'vitest';
import { rowsOfPart } from '../../src/trainer/index.js';

test.each([
  [10, 4, 3],
  [10, 3, 2],
  [3, 8, 2],
  [240, 16, 4],
  [0, 8, 2],
])('%d rows in batches of %d are shared by %d parts in order, in whole batches', (count, batch, parts) => {
  const rows = Array.from({ length: count }, (_, row) => row);
  const shared = Array.from({ length: parts }, (_, at) => rowsOfPart(rows, { max_batch_size: batch }, at + 1, parts));
  expect(shared.flat()).toEqual(rows);
  const last = shared.findLastIndex(({ length }) => length > 0);
  for (const part of shared.slice(0, Math.max(last, 0))) expect(part.length % batch).toBe(0);
});
