import { arms, findSet, setLabel } from '../../src/catalogue/index.js';
import { cellRows, metricFacts, type ResultRow } from '../../src/results/index.js';

/** A row of a synthetic run with an interval of ±0.02; an arm that the paper does not have is trained on ACC. */
export function exampleRow(arm: string, set: string, metric: string, value: number | null): ResultRow {
  return {
    arm,
    tasks: arms().find(({ name }) => name === arm)?.tasks ?? ['ACC'],
    set,
    setLabel: setLabel(set, true),
    kind: findSet(set)!.kind,
    ...metricFacts(metric),
    value,
    ...(value === null ? { missing: 'Java is not installed' } : {}),
    ...(value === null ? {} : { interval: { low: value - 0.02, high: value + 0.02, method: 'bootstrap' } }),
    n: 120,
    referencesPerItem: metric === 'accuracy' ? null : [5, 5],
    source: 'run',
    synthetic: true,
    record: 'score-0f3a',
    protocol: { tokenizer: 'ptb' },
  };
}

/** Rows for all three tables; SPICE is missing, and Clotho's stand-in has no rows at all. */
export function exampleRows(): ResultRow[] {
  const captions = { AC: 0.5, ADC: 0.2, ACC: 0.52, 'AC+ADC': 0.4, 'AC+ACC': 0.6 };
  const accuracies = { Ori: 0.81, AC: 0.75, ADC: 0.5, ACC: 0.79 };
  return [
    ...Object.entries(captions).flatMap(([arm, value]) => [
      exampleRow(arm, 'audiocaps', 'bleu_4', value / 2),
      exampleRow(arm, 'audiocaps', 'spice', null),
      exampleRow(arm, 'audiocaps', 'cider_d', 3 * value),
    ]),
    ...Object.entries(accuracies).flatMap(([arm, value]) =>
      ['vocal', 'emotion', 'instrument', 'genre'].map((set, index) =>
        exampleRow(arm, set, 'accuracy', Number((value - 0.05 * index).toFixed(4))),
      ),
    ),
  ];
}

/** Cells of Table 3 over seeds 0 to `seeds` - 1 on one base: every arm is 5 points better with each further seed; Ori has one draw. */
export function seededRows(seeds: number): ResultRow[] {
  const draws = Array.from({ length: seeds }, (_, arm) => ({ base: 0, arm }));
  const rows = exampleRows().filter(({ kind }) => kind === 'label');
  return cellRows(
    rows.flatMap((row): ResultRow[] =>
      row.arm === 'Ori'
        ? [{ ...row, draw: { base: 0, arm: null } }]
        : draws.map((draw) => ({ ...row, value: row.value! + 0.05 * draw.arm, draw, record: `score-${draw.arm}` })),
    ),
  );
}
