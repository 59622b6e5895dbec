import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../src/core/index.js';
import { documentedRuns, openRun, withResults } from '../src/experiment/index.js';

const shown = ['README.md', 'notebooks/ablations/README.md'].map((document) => {
  const text = readFileSync(join(kitRoot(), document), 'utf8');
  return { document, text, runs: documentedRuns(text) };
});

test('README.md shows the results of both recorded runs', () => {
  expect(shown[0]!.runs).toEqual(['recorded/small', 'recorded/tiny']);
});

test('"recorded", which the chapters open, is the first of them', async () => {
  expect((await openRun('recorded')).name).toBe(shown[0]!.runs[0]);
}, 120_000);

for (const { document, text } of shown.filter(({ runs }) => runs.length > 0)) {
  test(`the results in ${document} are what scripts/document-results.mjs writes`, async () => {
    expect(await withResults(text)).toBe(text);
  }, 120_000);
}
