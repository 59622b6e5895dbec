import { expect, test } from 'vitest';
import { explainCaption } from '../../src/captioning/index.js';
import { metricPlayground, metricPlaygroundHtml, metricPlaygroundType } from '../../src/playground/index.js';
import { displaySymbol } from '../../src/results/index.js';
import { playgroundItems } from './items.js';

const bundle = (metricPlayground(playgroundItems, 'ACC') as never)[displaySymbol] as () => Record<string, string>;

test('a notebook without the book shows the scores of the first caption, as HTML and as text', () => {
  const { rougeL } = explainCaption(playgroundItems, 0);
  const { 'text/html': html, 'text/plain': plain } = bundle();
  expect(html).toContain(`<data value="${rougeL}">${rougeL.toFixed(4)}</data>`);
  expect(html).not.toMatch(/<(script|input|select|button)/);
  expect(plain).toContain(`ROUGE-L ${rougeL.toFixed(4)}`);
});

test('the book has the data of all captions and controls with labels', () => {
  const data = bundle()[metricPlaygroundType] as never;
  const html = metricPlaygroundHtml(data, 'cell-1');
  expect(html.match(/<option /g)).toHaveLength(playgroundItems.length);
  expect(html).toContain('<label for="cell-1-caption">Caption to score</label><input id="cell-1-caption"');
});

test('markup in a caption is shown as text and does not end the data', () => {
  const [first, ...others] = playgroundItems;
  const html = metricPlaygroundHtml(
    { model: 'ACC', items: [{ ...first!, candidate: '</script><b>loud</b>' }, ...others] },
    'x',
  );
  expect(html.match(/<\/script>/g)).toHaveLength(1);
  expect(html).not.toContain('<b>loud');
});
