import { expect, test } from 'vitest';
import {
  cellRows,
  displaySymbol,
  formatHtml,
  formatMarkdown,
  formatText,
  paperRows,
  type ResultRow,
  resultTable,
} from '../../src/results/index.js';
import { exampleRow, exampleRows, seededRows } from './example-rows.js';

test('the tables of the paper have its arms and columns', () => {
  const tables = [1, 2, 3].map((number) => resultTable(number, paperRows()));
  expect(tables.map(({ rows }) => rows.map(({ arm }) => arm))).toEqual([
    ['AC', 'ADC', 'ACC'],
    ['AC+ADC', 'AC+ACC'],
    ['Ori', 'AC', 'ADC', 'ACC'],
  ]);
  expect(tables.map(({ columns }) => columns.length)).toEqual([20, 20, 4]);
  expect(tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)).every(Boolean)).toBe(true);
});

test.each([
  ['text', formatText],
  ['Markdown', formatMarkdown],
  ['HTML', formatHtml],
])('%s shows a missing value as "not computed" with its reason, and states "synthetic world"', (_, format) => {
  const shown = format(resultTable(1, exampleRows()));
  expect(shown).toMatch(/n\. c\./);
  expect(shown).toContain('n. c.: not computed; ');
  expect(shown).toContain('Java is not installed');
  expect(shown).toContain('no stage of this run computed it');
  expect(shown.match(/synthetic world/gi)!.length).toBeGreaterThanOrEqual(2);
});

test('a reason that starts with "not computed" does not repeat it', () => {
  const row = { ...exampleRow('AC', 'audiocaps', 'spice', null), missing: 'not computed yet: needs Java' };
  expect(formatText(resultTable(1, [row]))).toContain('n. c.: not computed; needs Java.');
});

test('rows of Tables 1 to 3 as text fit 120 columns', () => {
  const tables = [exampleRows(), paperRows()].flatMap((rows) => [1, 2, 3].map((number) => resultTable(number, rows)));
  const lines = tables.flatMap((table) => formatText(table).replace(table.caption, '').split('\n'));
  for (const line of lines.filter((line) => !/^[¹²³⁴⁵⁶⁷⁸⁹]+ /.test(line))) expect(line.length).toBeLessThanOrEqual(120);
});

test('the paper’s Table 1 as text marks its suspect cells and keeps the printed values', () => {
  expect(formatText(resultTable(1, paperRows()))).toMatchSnapshot();
});

test('the paper’s Table 3 as Markdown shows accuracies in percent', () => {
  expect(formatMarkdown(resultTable(3, paperRows()))).toMatchSnapshot();
});

test('colour is added only on request and changes no character', () => {
  const table = resultTable(1, exampleRows());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is tested
  expect(formatText(table, true).replace(/\x1b\[\d+m/g, '')).toBe(formatText(table));
  expect(formatText(table)).not.toContain('\x1b');
});

test('HTML names the record, the items and the references of each value, and escapes the texts of rows', () => {
  const row = { ...exampleRow('AC', 'audiocaps', 'bleu_4', 0.25), record: '<b>"key"' };
  const html = formatHtml(resultTable(1, [row]));
  expect(html).toContain('record &lt;b&gt;&quot;key&quot;');
  expect(html).toContain('n = 120');
  expect(html).toContain('references per item: 5');
  expect(html).not.toContain('<b>');
});

test('Table 3 shows the two factors of each accuracy, with the matcher', () => {
  const factor = (metric: string, value: number | null): ResultRow => ({
    ...exampleRow('ADC', 'genre', metric, value),
    protocol: { matcher: 'exact' },
  });
  const rows = [exampleRow('ADC', 'genre', 'accuracy', 18 / 120), factor('labelled', 19 / 120)];
  const table = resultTable(3, [...rows, factor('accuracy_labelled', 18 / 19)]);
  const line = ' In brackets, in percent: answered with a label × accuracy among labels (matcher: exact).';
  expect(table.caption).toContain(line);
  expect(formatText(table)).toContain('15.00 % (15.83 × 94.74)');
  expect(formatMarkdown(table)).toContain('| 15.00 % (15.83 × 94.74) |');
  expect(formatHtml(table)).toContain('>(15.83 × 94.74)</small>');
  expect(resultTable(3, rows.slice(0, 1)).caption).not.toContain('In brackets');
});

test('factors over several draws multiply to the value, also where a draw has no label', () => {
  const draws = [
    { base: 0, arm: 0 },
    { base: 0, arm: 1 },
  ];
  const mean = (metric: string, value: number | null, each: (number | null)[]): ResultRow => ({
    ...exampleRow('ADC', 'genre', metric, value),
    protocol: { matcher: 'exact' },
    seeds: { draws, n: 2, values: each, sd: 0.1, records: [] } as never,
  });
  const labelled = [mean('accuracy', 0.2, [0.4, 0]), mean('labelled', 0.25, [0.5, 0])];
  const table = resultTable(3, [...labelled, mean('accuracy_labelled', null, [0.8, null])]);
  expect(formatText(table)).toContain('(25.00 × 80.00)');
  expect(table.caption).toContain('(matcher: exact), over all draws together.');
  const none = [
    mean('accuracy', 0, [0, 0]),
    mean('labelled', 0, [0, 0]),
    mean('accuracy_labelled', null, [null, null]),
  ];
  expect(formatText(resultTable(3, none))).toContain('(0.00 × n. c.)');
});

test('an ablation’s arm appears below the paper’s arms without any other change', () => {
  const rows = [...exampleRows(), exampleRow('ACC rank 2', 'audiocaps', 'bleu_4', 0.2)];
  expect(resultTable(1, rows).rows.map(({ arm }) => arm)).toEqual(['AC', 'ADC', 'ACC', 'ACC rank 2']);
});

test('printed and computed rows cannot share a table, and a cell cannot have two rows', () => {
  const code = (code: string) => expect.objectContaining({ code });
  expect(() => resultTable(1, [...exampleRows(), ...paperRows()])).toThrow(code('results/mixed-sources'));
  expect(() => resultTable(1, [...exampleRows(), ...exampleRows()])).toThrow(code('results/duplicate-row'));
});

test('a notebook displays a table, which stays plain data', () => {
  const table = resultTable(3, exampleRows());
  const bundle = (table as unknown as Record<symbol, () => Record<string, string>>)[displaySymbol]!();
  expect(Object.keys(bundle)).toEqual(['text/html', 'text/markdown', 'text/plain']);
  expect(Object.keys(JSON.parse(JSON.stringify(table)))).toEqual(Object.keys(table));
});

test.each([
  ['text', formatText, /ACC +84\.00 %.*\n +± 5\.00/],
  ['Markdown', formatMarkdown, /\| ACC \| 84\.00 % ± 5\.00 \|/],
  ['HTML', formatHtml, />84\.00 %<br><small[^>]*>± 5\.00<\/small>/],
])('%s shows mean ± standard deviation over seeds, and marks the one draw of Ori', (_, format, mean) => {
  const shown = format(resultTable(3, seededRows(3)));
  expect(shown).toMatch(mean);
  expect(shown).toContain('Mean and, after ±, standard deviation over 3 seeds.');
  expect(shown).toMatch(/Ori.*81\.00 %(¹|<sup>1<\/sup>)/s);
  expect(shown).toContain('One draw: without a spread over seeds. Another seed can give another value.');
  expect(shown).not.toContain('± 0.00');
});

test.each([
  ['text', formatText, 'synthetic world¹'],
  ['Markdown', formatMarkdown, 'synthetic world**<sup>1</sup>'],
  ['HTML', formatHtml, 'synthetic world</strong><sup>1</sup>'],
])('%s of a run with one seed is marked as a whole, at its title', (_, format, title) => {
  const shown = format(resultTable(3, seededRows(1)));
  expect(shown).toContain(title);
  expect(shown).toContain('One draw: without a spread over seeds.');
  expect(shown).not.toContain('±');
});

test('the title attribute of a mean names every draw with its value and record', () => {
  const html = formatHtml(resultTable(3, seededRows(3)));
  for (const fact of ['mean of 3 seeds, standard deviation 5.00 %', 'base 0, seed 1: 84.00 %, record score-1'])
    expect(html).toContain(fact);
  expect(html).toContain('one draw (base 0)');
  expect(html).toContain('(t over 3 seeds, for these items)');
});

test('a model that was not trained here is marked as one without seeds', () => {
  const rows = cellRows([{ ...exampleRow('Ori', 'vocal', 'accuracy', 0.9), draw: { base: null, arm: null } }]);
  expect(formatText(resultTable(3, rows))).toContain('¹ One value: this model was not trained here and has no seeds.');
});
