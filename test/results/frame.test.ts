import { expect, test } from 'vitest';
import { frame, recordFrame, resultTable, tableFrame } from '../../src/results/index.js';
import { exampleRows } from './example-rows.js';

test('rows become a Danfo frame in which a missing value is NaN, not 0', () => {
  const rows = frame(exampleRows());
  expect(rows.shape).toEqual([exampleRows().length, 16]);
  expect(rows.values[1]![rows.columns.indexOf('value')]).toBeNaN();
}, 60_000);

test('a frame and frames derived from it are displayed as an HTML table', () => {
  const sorted = tableFrame(resultTable(3, exampleRows())).sortValues('vocal accuracy', { ascending: false });
  const bundle = (sorted as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]!();
  expect(bundle['text/html']).toContain(
    '<td style="text-align:left">Ori</td><td style="text-align:right;white-space:nowrap">0.81</td>',
  );
});

test('a heading is aligned like the cells below it: texts left, numbers right', () => {
  const words = recordFrame([{ who: 'AC', says: 'rain', n: 3 }]);
  const bundle = (words as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]!();
  expect(bundle['text/html']).toContain('<th scope="col" style="text-align:left">says</th>');
  expect(bundle['text/html']).toContain('<th scope="col" style="text-align:right">n</th>');
});
