import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCandidateLists, spiderMax } from '../../src/captioning/index.js';
import { temporaryFolder } from '../temporary.js';

test('each item has its best candidate, the first of equal ones; the corpus value is the mean', () => {
  const ranks = [
    { corpus: 0.5, items: [0.5, 0.25, 0.75] },
    { corpus: 0.5, items: [0.5, 1, 0] },
  ];
  expect(spiderMax(ranks)).toEqual({ corpus: 0.75, items: [0.5, 1, 0.75], best: [0, 1, 0] });
});

test('several candidates are a list, columns, or one entry each', async () => {
  const read = async (name: string, text: string) => {
    const file = join(temporaryFolder(), name);
    writeFileSync(file, text);
    return readCandidateLists(file);
  };
  const expected = [
    { id: 'a', candidates: ['x', 'y'] },
    { id: 'b', candidates: ['z', ''] },
  ];
  expect(await read('c.json', JSON.stringify(expected))).toEqual(expected);
  expect(await read('c.csv', 'id,candidate_1,candidate_2\na,x,y\nb,z,\n')).toEqual(expected);
  expect(await read('rows.csv', 'id,preds\na,x\nb,z\na,y\nb,\n')).toEqual(expected);
  await expect(read('c.csv', 'id,preds\na,x\na,y\nb,z\n')).rejects.toMatchObject({
    code: 'captioning/different-counts',
  });
});
