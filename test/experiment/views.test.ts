import { expect, test } from 'vitest';
import { runViews, type ViewValues, viewValues } from '../../src/experiment/views.js';
import { drawnScores, valueRows } from '../results/claims/simulated-scores.js';
import { exampleRows } from '../results/example-rows.js';

const sets = ['vocal', 'emotion', 'instrument', 'genre'];
const draws = [0, 1, 2].map((arm) => ({ base: 0, arm }));
const accuracies = { Ori: 0.95, AC: 0.9, ADC: 0.3, ACC: 0.9 };

/** The places whose values differ. */
function changed(values: ViewValues, others: ViewValues): string[] {
  return (['tables', 'figures', 'claims'] as const).flatMap((view) =>
    Object.keys(values[view]).filter((place) => values[view][place] !== others[view][place]),
  );
}

test('values of views are cells as printed, a hash per drawn trace, and a verdict per claim', () => {
  const scores = drawnScores({ sets, draws, sd: 0.02, accuracies });
  const { tables, figures, claims } = viewValues(runViews(valueRows(scores), scores));
  expect(tables['Table 3: ADC, VSC, vocal sounds']).toMatch(/^\d\d\.\d\d % ± \d/);
  expect(Object.keys(figures)).toContain('table-3: bar of ADC, y');
  expect(Object.keys(figures)).toContain('forgetting: markers of ADC');
  expect(claims['adc-forgets']).toMatch(/; 4 of 4(; p |$)/);
});

test('one other value changes its cell and what is drawn of it, and nothing else', () => {
  const rows = exampleRows();
  const others = rows.map((row) =>
    row.arm === 'ACC' && row.set === 'audiocaps' && row.metric === 'cider_d' ? { ...row, value: 1.5 } : row,
  );
  const found = changed(viewValues(runViews(rows, [])), viewValues(runViews(others, [])));
  expect(found.filter((place) => !/ACC|^acc-/.test(place))).toEqual([]);
  expect(found).toContainEqual(expect.stringMatching(/^table-1: bar of ACC, y\d*$/));
  expect(found.filter((place) => place.startsWith('Table'))).toEqual(['Table 1: ACC, in-domain captions, CIDEr-D']);
});

test('looks and texts of a figure are not among its values', () => {
  const views = runViews(exampleRows(), []);
  const restyled = Object.entries(views.figures).map(([name, { data, layout }]) => [
    name,
    { layout, data: data.map((trace) => ({ ...trace, marker: { color: 'red' }, text: [], hovertext: [], x: [] })) },
  ]);
  expect(viewValues({ ...views, figures: Object.fromEntries(restyled) })).toEqual(viewValues(views));
});
