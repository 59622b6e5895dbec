import { expect, test } from 'vitest';
import { confusionTable } from '../../src/results/index.js';

const confusion = {
  labels: ['sigh', 'cough'],
  answers: ['sigh', 'cough', 'unparsable'],
  counts: [
    [3, 1, 0],
    [0, 0, 0],
  ],
};

test('a confusion matrix shows itself as a table with a row per right label, darker where an answer was frequent', () => {
  const table = confusionTable(confusion, 'ADC, <vocal>');
  const bundle = (table as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]!();
  expect(bundle['text/plain']).toContain(
    'right label  sigh  cough  unparsable\nsigh            3      1           0\n',
  );
  expect(bundle['text/html']).toContain('ADC, &lt;vocal&gt;');
  expect(bundle['text/html']).toMatch(/rgba\(0,114,178,0\.41\)">3</);
  expect(bundle['text/html']).not.toMatch(/rgba[^>]*>0</);
});
