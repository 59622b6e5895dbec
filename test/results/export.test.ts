import { expect, test } from 'vitest';
import { formatLatex, paperRows, resultTable, rowsCsv } from '../../src/results/index.js';
import { exampleRow, exampleRows } from './example-rows.js';

test('LaTeX has a tabular per set with the rules of booktabs, and escapes the texts of rows', () => {
  const rows = [...exampleRows(), { ...exampleRow('R&D_1', 'audiocaps', 'bleu_4', 0.2), setLabel: 'A & B' }];
  const latex = formatLatex(resultTable(1, rows));
  expect(latex.match(/\\begin\{tabular\}\{lr+\}/g)).toHaveLength(1);
  for (const rule of ['\\toprule', '\\midrule', '\\bottomrule']) expect(latex).toContain(rule);
  expect(latex).toContain('R\\&D\\_1 & n. c. & n. c. & n. c. & 0.2000');
  expect(latex).not.toMatch(/[^\\]_/);
});

test('LaTeX keeps the printed values of the paper and their footnotes', () => {
  const latex = formatLatex(resultTable(3, paperRows()));
  expect(latex).toContain('ADC & 81.29 \\% & 58.50 \\% & 59.33 \\% & 67.57 \\%');
});

test('CSV has a line per value with seeds, interval and record, and empty cells for what is not known', () => {
  const row = { ...exampleRow('ADC', 'genre', 'accuracy', 0.15), draw: { base: 0, arm: 1 } };
  const [head, first, second, end] = rowsCsv([row, exampleRow('AC', 'audiocaps', 'spice', null)]).split('\r\n');
  expect(head).toContain('arm,tasks,set,metric,base_seed,arm_seed,value,low,high,interval,n,');
  expect(first).toMatch(/^ADC,ADC,genre,accuracy,0,1,0\.15,0\.13,0\.16999999999999998,bootstrap,120,true,,/);
  expect(second).toMatch(/^AC,AC,audiocaps,spice,,,,,,,120,true,Java is not installed,/);
  expect(end).toBe('');
});
