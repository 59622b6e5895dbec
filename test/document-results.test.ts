import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kitRoot } from '../src/core/index.js';
import { documentedRuns, withResults } from '../src/experiment/index.js';

const shown = ['README.md', 'notebooks/ablations/README.md'].map((document) => {
  const text = readFileSync(join(kitRoot(), document), 'utf8');
  return { document, text, runs: documentedRuns(text) };
});

test('README.md shows the results of a recorded run', () => {
  expect(shown[0]!.runs).toEqual(['recorded/tiny']);
});

// until "acc record" has written a file, the block has what was there before
for (const { document, text, runs } of shown.filter(({ runs }) => runs.length > 0)) {
  const missing = runs.map((run) => `${run}.zip`).filter((file) => !existsSync(join(kitRoot(), file)));
  const needs = missing.length > 0 ? ` (needs ${missing.join(', ')})` : '';
  test.skipIf(missing.length > 0)(
    `the results in ${document} are what scripts/document-results.mjs writes${needs}`,
    async () => {
      expect(await withResults(text)).toBe(text);
    },
  );
}
