import { expect, test } from 'vitest';
import {
  answerFigure,
  barFigure,
  type Figure,
  figureProblems,
  forgettingFigure,
  renderSvg,
  textWidth,
  trainingFigure,
} from '../../src/figures/index.js';
import { metricFacts, paperRows, type ResultRow, resultTable } from '../../src/results/index.js';
import { drawnScores, valueRows } from '../results/claims/simulated-scores.js';
import { exampleRow, exampleRows, seededRows } from '../results/example-rows.js';

const figureOf = (number: number, rows: readonly ResultRow[]): Figure => barFigure(resultTable(number, rows));

const accuracies = { Ori: 0.8, AC: 0.78, ADC: 0.5, ACC: 0.75 };

/** Four arms on two tasks, in that many draws. */
function forgetting(draws: number, arms: Record<string, number> = accuracies): Figure {
  const drawn = Array.from({ length: draws }, (_, arm) => ({ base: 0, arm }));
  const scores = drawnScores({ sets: ['vocal', 'genre'], draws: drawn, sd: 0.02, accuracies: arms });
  return forgettingFigure(valueRows(scores), scores);
}

const hovers = ({ data }: Figure): string => data.flatMap(({ hovertext }) => hovertext ?? []).join('\n');

test.each([
  ['table-1', 1],
  ['table-2', 2],
  ['table-3', 3],
])(
  '%s of a synthetic run is drawn as the golden picture',
  async (name, number) => {
    const svg = await renderSvg(figureOf(number, exampleRows()));
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`goldens/${name}.svg`);
    expect(svg).toContain('SYNTHETIC WORLD');
  },
  60_000,
);

test.each([
  ['Table 1', figureOf(1, paperRows())],
  ['Table 2', figureOf(2, paperRows())],
  ['Table 3', figureOf(3, paperRows())],
  ['Table 3 of a run', figureOf(3, exampleRows())],
  ['Table 1 without a value', figureOf(1, [exampleRow('AC', 'audiocaps', 'spice', null)])],
  ['Table 3 over three seeds', figureOf(3, seededRows(3))],
  ['what was forgotten', forgetting(1)],
  ['training, one step', trainingFigure([{ arm: 'AC', points: [{ step: 5, loss: 2 }], synthetic: true }])],
  ['training', trainingFigure([{ arm: 'AC', points: [5, 10].map((step) => ({ step, loss: 1 })), synthetic: true }])],
])('Plotly’s own schema has nothing against the figure of %s', async (_, figure) => {
  expect(await figureProblems(figure)).toEqual([]);
});

test('table figures fit a page of the book', () => {
  const figures = [...[1, 2, 3].map((number) => figureOf(number, exampleRows())), forgetting(3)];
  for (const { layout } of figures) expect(layout.width).toBeLessThanOrEqual(860);
});

test('values that are printed as 0.0000 are drawn on an axis from 0 to 1 with plain numbers', async () => {
  const tiny = exampleRow('AC', 'audiocaps', 'bleu_4', 1.2e-13);
  const figure = figureOf(1, [{ ...tiny, interval: { low: 1e-17, high: 2.2e-13, method: 'bootstrap' } }]);
  expect(figure.layout.yaxis4).toMatchObject({ range: [0, 1] });
  expect(await renderSvg(figure)).not.toMatch(/>\d[\d.]*[fpnμm]</);
});

test('the names of recordings and of a synthetic set share a panel without overlap, in the order of the run', () => {
  const names = { recordings: 'recordings, held-out clips', clotho: 'out-of-domain captions' };
  const rows = Object.entries(names).map(([set, setLabel]) => ({
    ...exampleRow('AC', 'clotho', 'cider_d', 1),
    ...{ set, setLabel, synthetic: set === 'clotho' },
  }));
  const { layout } = figureOf(1, rows);
  const { ticktext, domain } = layout.xaxis8 as { ticktext: string[]; domain: [number, number] };
  expect(ticktext).toEqual(['recordings<br>held-out<br>clips', 'out-of-domain<br>captions<br>(synthetic)']);
  const { l, r } = layout.margin as { l: number; r: number };
  const panelPx = (domain[1] - domain[0]) * (layout.width! - l - r);
  const [left, right] = ticktext.map((text) =>
    Math.max(...text.split('<br>').map((line) => textWidth(line, 11, 'regular'))),
  );
  expect((left! + right!) / 2).toBeLessThan(panelPx / 2);
});

test('with many arms, values are shortened and finally omitted', () => {
  const texts = (count: number): unknown => {
    const names = ['AC', 'ADC', 'ACC', ...'defghi'].slice(0, count);
    const rows = ['audiocaps', 'clotho'].flatMap((set) => names.map((arm) => exampleRow(arm, set, 'cider_d', 1.37)));
    const { data } = figureOf(1, rows);
    return data.find(({ mode, xaxis }) => mode === 'text' && xaxis === 'x8')!.text;
  };
  expect([3, 4, 9].map(texts)).toEqual([
    ['1.37', '1.37'],
    ['1.4', '1.4'],
    ['', ''],
  ]);
});

test('the forgetting figure is "not computed" without the model before fine-tuning, and without scores of single items', async () => {
  for (const figure of [forgetting(1, { ADC: 0.5, ACC: 0.7 }), forgettingFigure(exampleRows(), [])]) {
    expect(await figureProblems(figure)).toEqual([]);
    expect(await renderSvg(figure)).toContain('not computed');
  }
});

test('the figure of what was forgotten takes right answers too, with the names of sets below each other', () => {
  const drawn = Array.from({ length: 2 }, (_, arm) => ({ base: 0, arm }));
  const scores = drawnScores({ sets: ['two-events', 'only'], draws: drawn, sd: 0, accuracies: { Ori: 1, ADC: 0.2 } });
  const exact = scores.map((one) => ({ ...one, metric: 'exact' }));
  const { data, layout } = forgettingFigure(valueRows(exact), exact, 'exact');
  expect(data).toHaveLength(1);
  expect(Math.max(...(data[0]!.y as number[]))).toBeLessThan(-60);
  expect(JSON.stringify(layout.title)).toContain('Right answers minus those of Ori');
  expect(forgettingFigure(valueRows(exact), exact).data).toEqual([]);
});

test('a bar of answers holds them all: right labels, wrong labels, no label', async () => {
  const rows = [
    ['accuracy', 0.15],
    ['labelled', 0.2],
    ['accuracy_labelled', 0.75],
  ].map(([metric, value]) => exampleRow('ADC', 'vocal', String(metric), Number(value)));
  const figure = answerFigure(resultTable(3, rows));
  const shares = figure.data.filter(({ orientation }) => orientation === 'h').map(({ x }) => (x as number[])[0]!);
  expect(shares).toEqual([0.15, expect.closeTo(0.05, 9), 0.8]);
  expect(hovers(figure)).toContain('ADC: 80.00 % no label');
  for (const one of [figure, answerFigure(resultTable(3, paperRows()))]) expect(await figureProblems(one)).toEqual([]);
});

test('the loss of a single step is a point', async () => {
  const figure = trainingFigure([{ arm: 'AC', points: [{ step: 5, loss: 2 }], synthetic: true }]);
  expect(await renderSvg(figure)).toContain('class="point"');
});

test('the hover text of a bar has the record, the items and the references', () => {
  const text = hovers(figureOf(1, exampleRows()));
  for (const fact of ['record score-0f3a', 'n = 120', 'references per item: 5', 'tokenizer: ptb'])
    expect(text).toContain(fact);
});

test('the hover text of a suspect bar has the reason and the value that follows from arithmetic', () => {
  const text = hovers(figureOf(1, paperRows()));
  expect(text).toContain('printed in the paper, Table 1');
  expect(text).toContain('arithmetic gives 0.0448');
});

test.each([
  [1, 'over the items of this draw'],
  [3, 'over draws and items'],
])('with %i draws the forgetting figure shows paired differences to Ori, with intervals %s', (draws, over) => {
  const { data, layout } = forgetting(draws);
  const adc = data.find(({ name }) => name === 'ADC')!;
  expect((adc.y as number[])[0]).toBeLessThan(-15);
  expect((adc.error_y as { array: number[] }).array[0]).toBeGreaterThan(3);
  expect(JSON.stringify(layout.title)).toContain(over);
});

test('an arm’s name cannot add markup to a figure', () => {
  const row = exampleRow('<b>x</b>', 'audiocaps', 'bleu_4', 0.2);
  expect(JSON.stringify(figureOf(1, [row]).data.map(({ name }) => name))).not.toContain('<b>');
});

test('bars over seeds are means with a dot per draw; an arm with one draw is named so', () => {
  const { data } = figureOf(3, seededRows(3));
  const bar = data.find(({ type, name, x }) => type === 'bar' && name === 'ACC' && (x as number[]).length > 1)!;
  expect((bar.y as number[])[0]).toBeCloseTo(0.84, 10);
  const dots = data.find(({ mode, legendgroup }) => mode === 'markers' && legendgroup === 'ACC')!;
  expect((dots.y as number[]).slice(0, 3)).toEqual([0.79, 0.84, 0.89].map((value) => expect.closeTo(value, 10)));
  expect(data.filter(({ mode }) => mode === 'markers').map(({ legendgroup }) => legendgroup)).not.toContain('Ori');
  expect(data.flatMap(({ name, showlegend }) => (showlegend ? name : []))).toContain('Ori (one draw)');
});

test('an interval of two draws may leave its panel, which ends at one and a half times the highest draw', () => {
  const { layout } = figureOf(3, seededRows(2));
  expect((layout.yaxis as { range: number[] }).range[1]).toBeLessThan(1.14 * 1.0001);
  const rows = seededRows(2).map((row) => ({ ...row, ...metricFacts('cider_d'), kind: 'caption' as const }));
  const wide = rows.map((row) => (row.interval ? { ...row, interval: { ...row.interval, high: 9 } } : row));
  const { range } = figureOf(1, wide).layout.yaxis8 as { range: number[] };
  expect(range[1]).toBeCloseTo(1.14 * 1.5 * 0.84, 10);
});

test('the small print of every kind of figure ends before the badge, also in a font that is a seventh wider', () => {
  const sets = [exampleRows(), seededRows(1), seededRows(3), seededRows(12)];
  const partly = sets.map((rows) => rows.map((row) => ({ ...row, synthetic: row.set === 'vocal' })));
  for (const rows of [...sets, ...partly]) {
    const { title, width, annotations } = figureOf(3, rows).layout as unknown as {
      title: { text: string };
      width: number;
      annotations: { text: string }[];
    };
    const small = title.text.replace(/^.*<span[^>]*>|<\/span>$/g, '');
    const badge = annotations[0]!.text.replace(/<\/?b>/g, '');
    expect(16 + 1.14 * textWidth(small, 12, 'regular')).toBeLessThan(
      width - 14 - 1.14 * textWidth(badge, 11, 'bold') - 8,
    );
  }
});
