import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { fontFile, textWidth } from '../../src/figures/fonts.js';
import {
  barFigure,
  figureProblems,
  renderPng,
  renderSvg,
  spectrogramFigure,
  trainingFigure,
  waveformFigure,
} from '../../src/figures/index.js';
import { resultTable } from '../../src/results/index.js';
import { exampleRows } from '../results/example-rows.js';
import { exampleClip } from './example-clip.js';

const display = (value: object): Promise<Record<string, unknown>> =>
  (value as Record<symbol, () => Promise<Record<string, unknown>>>)[Symbol.for('Jupyter.display')]!();

test('a figure gives the same bytes again, also after and while others are drawn', async () => {
  const loss = trainingFigure([
    {
      arm: 'ACC',
      points: [
        { step: 1, loss: 3 },
        { step: 2, loss: 2 },
      ],
      synthetic: true,
    },
  ]);
  const first = await renderSvg(loss);
  const [, again] = await Promise.all([renderSvg(barFigure(resultTable(3, exampleRows()))), renderSvg(loss)]);
  expect(again).toBe(first);
  expect(await renderPng(again)).toEqual(await renderPng(first));
}, 60_000);

test('drawing does not change the figure', async () => {
  const figure = barFigure(resultTable(3, exampleRows()));
  const before = JSON.stringify(figure);
  await renderSvg(figure);
  expect(JSON.stringify(figure)).toBe(before);
});

test('the text width is that of the rendered text, in both weights', () => {
  for (const weight of ['regular', 'bold'] as const) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"><text y="20" font-size="20" font-family="Inter" font-weight="${weight === 'bold' ? 700 : 400}">Hannibal 0.8146 HIJ</text></svg>`;
    const drawn = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [fontFile(weight)] } }).getBBox()!.width;
    expect(Math.abs(textWidth('Hannibal 0.8146 HIJ', 20, weight) - drawn)).toBeLessThan(5);
  }
});

test('a character that the font lacks has a width', () => {
  expect(textWidth('語', 12, 'regular')).toBeGreaterThan(0);
});

test('a figure is displayed as one bundle: Plotly as an object, SVG, PNG, a line of text and no HTML', async () => {
  const bundle = await display(barFigure(resultTable(3, exampleRows())));
  expect(Object.keys(bundle)).toEqual(['application/vnd.plotly.v1+json', 'image/svg+xml', 'image/png', 'text/plain']);
  expect(bundle['application/vnd.plotly.v1+json']).toMatchObject({ data: expect.any(Array), layout: { width: 760 } });
  expect(
    Buffer.from(bundle['image/png'] as string, 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(bundle['text/plain']).toMatch(/^Table 3\..*synthetic world/);
});

test.each([
  ['waveforms', waveformFigure],
  ['spectrograms', spectrogramFigure],
])('%s of a pair share a time axis and are valid for Plotly', async (_, draw) => {
  const figure = draw(
    [
      { title: 'before', clip: exampleClip(0.5) },
      { title: 'after', clip: exampleClip(0.25) },
    ],
    'A pair',
  );
  expect(await figureProblems(figure)).toEqual([]);
  expect(figure.layout.xaxis).toMatchObject({ range: [0, 0.5] });
  expect(await renderSvg(figure)).toContain('after');
});

test.each([
  ['waveforms', waveformFigure],
  ['spectrograms', spectrogramFigure],
])('%s of synthetic clips say so, others do not', async (_, draw) => {
  const clips = [{ title: 'a tone', clip: exampleClip(0.1) }];
  expect(await renderSvg(draw(clips, 'A clip', { synthetic: true }))).toContain('synthetic world');
  expect(await renderSvg(draw(clips, 'A clip'))).not.toContain('synthetic');
});
