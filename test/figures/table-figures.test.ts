import { expect, test } from 'vitest';
import {
  type Figure,
  figureProblems,
  forgettingFigure,
  paperFigure1,
  paperFigure2,
  paperFigure3,
  renderSvg,
  tableFigure1,
  tableFigure2,
  tableFigure3,
  trainingFigure,
} from '../../src/figures/index.js';
import { exampleRow, exampleRows } from '../results/example-rows.js';

const hovers = ({ data }: Figure): string => data.flatMap(({ hovertext }) => hovertext ?? []).join('\n');

test.each([
  ['table-1', tableFigure1],
  ['table-2', tableFigure2],
  ['table-3', tableFigure3],
])(
  '%s of a synthetic run is drawn as the golden picture',
  async (name, draw) => {
    const svg = await renderSvg(draw(exampleRows()));
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`goldens/${name}.svg`);
    expect(svg).toContain('SYNTHETIC WORLD');
  },
  60_000,
);

test.each([
  ['Table 1', paperFigure1()],
  ['Table 2', paperFigure2()],
  ['Table 3', paperFigure3()],
  ['Table 3 of a run', tableFigure3(exampleRows())],
  ['Table 1 without a value', tableFigure1([exampleRow('AC', 'audiocaps', 'spice', null)])],
  ['what was forgotten', forgettingFigure(exampleRows())],
  ['training, one step', trainingFigure([{ arm: 'AC', points: [{ step: 5, loss: 2 }], synthetic: true }])],
  ['training', trainingFigure([{ arm: 'AC', points: [5, 10].map((step) => ({ step, loss: 1 })), synthetic: true }])],
])('Plotly’s own schema has nothing against the figure of %s', async (_, figure) => {
  expect(await figureProblems(figure)).toEqual([]);
});

test('table figures fit a page of the book', () => {
  for (const draw of [tableFigure1, tableFigure2, tableFigure3, forgettingFigure])
    expect(draw(exampleRows()).layout.width).toBeLessThanOrEqual(860);
});

test('values that are printed as 0.0000 are drawn on an axis from 0 to 1 with plain numbers', async () => {
  const tiny = exampleRow('AC', 'audiocaps', 'bleu_4', 1.2e-13);
  const figure = tableFigure1([{ ...tiny, interval: { low: 1e-17, high: 2.2e-13, method: 'bootstrap' } }]);
  expect(figure.layout.yaxis4).toMatchObject({ range: [0, 1] });
  expect(await renderSvg(figure)).not.toMatch(/>\d[\d.]*[fpnμm]</);
});

test('more arms than have room write their values shorter, and at last not at all', () => {
  const texts = (count: number): unknown => {
    const names = ['AC', 'ADC', 'ACC', ...'defghi'].slice(0, count);
    const { data } = tableFigure1(names.map((arm) => exampleRow(arm, 'audiocaps', 'cider_d', 1.37)));
    return data.find(({ mode, xaxis }) => mode === 'text' && xaxis === 'x8')!.text;
  };
  expect([3, 4, 9].map(texts)).toEqual([
    ['1.37', ''],
    ['1.4', ''],
    ['', ''],
  ]);
});

test('what was forgotten is "not computed" without the model before fine-tuning', async () => {
  const figure = forgettingFigure(exampleRows().filter(({ arm }) => arm !== 'Ori'));
  expect(await figureProblems(figure)).toEqual([]);
  expect(await renderSvg(figure)).toContain('not computed');
});

test('the loss of a single step is a point', async () => {
  const figure = trainingFigure([{ arm: 'AC', points: [{ step: 5, loss: 2 }], synthetic: true }]);
  expect(await renderSvg(figure)).toContain('class="point"');
});

test('pointing at a bar tells the record, the items and the references', () => {
  const text = hovers(tableFigure1(exampleRows()));
  for (const fact of ['record score-0f3a', 'n = 120', 'references an item: 5', 'tokenizer: ptb'])
    expect(text).toContain(fact);
});

test('pointing at a suspect bar of the paper tells the reason and what arithmetic gives', () => {
  const text = hovers(paperFigure1());
  expect(text).toContain('printed in the paper, Table 1');
  expect(text).toContain('arithmetic gives 0.0448');
});

test('what was forgotten is the difference to Ori, with the interval of a difference', () => {
  const { data } = forgettingFigure(exampleRows());
  const adc = data.find(({ name }) => name === 'ADC')!;
  expect((adc.y as number[])[0]).toBeCloseTo(-31, 10);
  expect((adc.error_y as { array: number[] }).array[0]).toBeCloseTo(100 * Math.hypot(0.02, 0.02), 10);
});

test('an arm’s name cannot bring markup into a figure', () => {
  const row = exampleRow('<b>x</b>', 'audiocaps', 'bleu_4', 0.2);
  expect(JSON.stringify(tableFigure1([row]).data.map(({ name }) => name))).not.toContain('<b>');
});
